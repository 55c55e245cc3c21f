import datetime as dt

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery
from django.utils import timezone
from wagtail.models import Locale, Page, PageQuerySet, PageViewRestriction

from .remembering import remembered


def unexpired(prefix: str = "", *, at: dt.datetime | None = None):
    """The condition that a page's time is not over now, or at that moment, whether or not a job took it down.

    `prefix` names the page of a row; without it, the rows are pages.
    """
    field = f"{prefix}__expire_at" if prefix else "expire_at"
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gt": at or timezone.now()})


def has_expired(page: Page) -> bool:
    """The same for a page in hand, the other way round: its time is over."""
    return page.expire_at is not None and page.expire_at <= timezone.now()


def _lock_on(path: str) -> Exists:
    asked = ExpressionWrapper(OuterRef(path), output_field=CharField())
    # Not a join: a database that knows no numbers yet may begin it with every page there is.
    locked = Subquery(Page.objects.filter(pk=OuterRef("page_id")).order_by().values("path"))
    restrictions = PageViewRestriction.objects.annotate(asked=asked, locked=locked)
    return Exists(restrictions.filter(asked__startswith=F("locked")))


def unlocked(path: str = "path"):
    """The condition that no lock is on a page or above it. It may be published, or not any more.

    `path` leads to its tree path, such as `session__path`. The alias of a page is kept from whom the page is
    kept.
    """
    page = path.removesuffix("path")
    source = Page.objects.filter(_lock_on("path"), pk=OuterRef(f"{page}alias_of"))
    return Q(~_lock_on(path), ~Exists(source))


def open_to_all(path: str = "path"):
    """The condition that a page is kept from nobody: its time is not over, and no lock is on it or above it.

    A page above whose time is over hides itself only, as one that is taken down does.
    """
    return Q(unlocked(path), unexpired(path.removesuffix("path").removesuffix("__")))


def readable(prefix: str):
    """The condition that the page a row points at is published and kept from nobody."""
    return Q(open_to_all(f"{prefix}__path"), **{f"{prefix}__live": True})


def first_language() -> int:
    """The id of the site's first language. No query while it is remembered."""
    return remembered("first-language", lambda: [Locale.get_default().pk])[0]


def in_language_of(page: Page, prefix: str = ""):
    """The condition that a page stands in the language of this one, or has no published copy in it.

    `prefix` names the page of a row; without it, the rows are pages. It keeps one thing from being listed
    once for each language.
    """
    name = f"{prefix}__" if prefix else ""
    first = first_language()
    here = Q(**{f"{name}locale_id": page.locale_id})
    if page.locale_id == first:
        return here
    copies = Page.objects.live().filter(
        unexpired(), translation_key=OuterRef(f"{name}translation_key"), locale_id=page.locale_id
    )
    return here | Q(~Exists(copies), **{f"{name}locale_id": first})


class BasePageQuerySet(PageQuerySet):
    """Questions to any kind of page."""

    def open_to_all(self):
        """Pages that anybody may read, asked in the same query (Wagtail's `public` needs one more)."""
        return self.filter(open_to_all())

    def in_language_of(self, page):
        """Pages in the language of this one, and originals that have no copy in it."""
        return self.filter(in_language_of(page))

    def in_branch(self, path):
        """Pages whose tree path begins like this: a page and everything below it."""
        return self.filter(path__startswith=path)
