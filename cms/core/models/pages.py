from django.db import models, transaction
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.admin.panels import MultiFieldPanel, ObjectList, PublishingPanel, TabbedInterface
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.search import index

from ..citations import CitationsField
from ..querysets import BasePageQuerySet, has_expired, open_to_all
from ..remembering import forget
from ..sites import language_roots

TITLE = [*Page.content_panels, "summary"]
SOURCES = ["citations"]
ADDRESS = [
    MultiFieldPanel(["slug", "seo_title", "search_description"], heading=_("For search engines")),
    MultiFieldPanel(
        ["show_in_menus"],
        heading=_("Main menu"),
        help_text=_("Pages just below the home page are in the menu if you tick this, else in the footer."),
    ),
]


SCHEDULE = _("Say when readers first see the page, and when it is taken down. Leave both empty for no limit.")


def tabs(*named) -> TabbedInterface:
    """The form of a page: its tabs as (heading, panels)."""
    return TabbedInterface([ObjectList(panels, heading=heading) for heading, panels in named])


def page_tabs(first, *more, sources=()) -> TabbedInterface:
    """The form of a page, its tabs in the order that all page types share.

    `first` and `more` are tabs as (heading, panels); the first begins with title and summary. `sources` are
    panels that stand beside the list of sources. The address and the menu come last.
    """
    heading, panels = first
    return tabs(
        (heading, [*TITLE, *panels]),
        *more,
        (_("Sources"), [*SOURCES, *sources]),
        # Wagtail shows the schedule beside the form, not in the tab.
        (_("Address and menu"), [*ADDRESS, PublishingPanel(help_text=SCHEDULE)]),
    )


class BasePage(Page):
    """What every page of the site is: a title, a summary, its sources, and a label that says its kind."""

    label = _("Page")
    followable = False
    ledger_root = False  # True: the record of everything below is kept in this page's chain
    described_by: tuple[str, ...] = ()  # fields that describe a page which has no summary
    fetched_with: tuple[str, ...] = ()  # relations that come with the page in the one query that fetches it
    parts: tuple[str, ...] = ()  # what may stand behind its address to show it another way: `serve` gets it

    summary = models.TextField(
        _("summary"),
        blank=True,
        help_text=_("One or two plain sentences. Lists and search engines show them."),
    )
    citations = CitationsField()

    search_fields = [*Page.search_fields, index.SearchField("summary"), index.AutocompleteField("summary")]
    content_panels, source_panels, promote_panels = TITLE, SOURCES, ADDRESS
    edit_handler = page_tabs((_("The page"), []))

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Save, and if this publishes the page, write what follows into the public record.

        Wagtail saves a draft of a published page with `update_fields`: that publishes nothing.
        """
        super().save(*args, **kwargs)
        if not self.alias_of_id and kwargs.get("update_fields") is None:
            if self.live:
                self.enter_record()
            else:
                self.leave_record()
        forget()

    @classmethod
    def standings(cls, pages: list) -> dict[int, list]:
        """For the list of pages in the admin: where each of these stands, in a few short lines, by its id.

        A type that has a state or a date tells it, in one query for all of them. Most have none.
        """
        return {}

    def enter_record(self) -> None:
        """Write into the public record what the publication of this page says. Most pages say nothing."""

    def leave_record(self) -> None:
        """Write into the public record that this page was taken off the site, if it was ever on it.

        Called whenever a page is saved that is not published. Most pages say nothing.
        """

    def delete(self, *args, **kwargs):
        forget()
        return super().delete(*args, **kwargs)

    objects = PageManager.from_queryset(BasePageQuerySet)()

    @property
    def in_short(self) -> str:
        """What search engines and shared links say of the page, at most 300 characters. Never empty."""
        words = self.search_description or self.summary
        if not words:
            fields = ", ".join(filter(None, (getattr(self, name) for name in self.described_by)))
            words = f"{self.label}: {self.title}. {fields}"
        return Truncator(" ".join(words.split())).chars(300)

    @property
    def menu_title(self) -> str:
        """What the menu calls it."""
        return self.title

    @property
    def paths_above(self) -> list[str]:
        """The tree paths of the pages above this one, from the home page down."""
        return [self.path[:length] for length in range(2 * self.steplen, len(self.path), self.steplen)]

    @cached_property
    def above(self) -> list[Page]:
        """The pages above this one, from the home page down, published or not. One query, or none."""
        return (
            list(Page.objects.filter(path__in=self.paths_above).order_by("path")) if self.paths_above else []
        )

    def get_view_restrictions(self):
        """Wagtail's answer in one query instead of two; the breadcrumb uses the pages above as well."""
        return self._restrictions

    @cached_property
    def _restrictions(self):
        if self.alias_of_id or any(page.alias_of_id for page in self.above):
            return super().get_view_restrictions()
        paths = [self.path[: self.steplen], *self.paths_above, self.path]
        return PageViewRestriction.objects.filter(page__path__in=paths)

    def found_open(self):
        """This page, of which a query has found that it is kept from nobody: it does not ask again."""
        self._restrictions = PageViewRestriction.objects.none()
        return self

    @property
    def is_for_all(self) -> bool:
        """Whether anybody may read this page now. No query on a page that was served."""
        return self.live and not has_expired(self) and not self.get_view_restrictions()

    @property
    def branch_path(self) -> str:
        """Start of the tree path of everything in the branch this page stands in."""
        return self.path[: -self.steplen]

    def record_root(self) -> Page:
        """The page whose chain holds this page's record: the nearest root above it, else the home page."""
        if self.ledger_root:
            return self
        for page in reversed(self.get_ancestors()):
            if page.specific_class and getattr(page.specific_class, "ledger_root", False):
                return page
        return self.get_site().root_page if self.get_site() else self

    def crumbs(self, request) -> list[dict]:
        """Title and address of every page from the home page to this one."""
        return [
            {"title": page.title, "url": page.get_url(request)}
            for page in [*self.above, self]
            if page is self or (page.live and not has_expired(page))
        ]

    def alternates(self, request) -> list[dict]:
        """Where this page can be read in another language. No query while there is one language only."""
        if len(language_roots(request)) < 2:
            return []
        pages = self.get_translations(inclusive=True).live().filter(open_to_all()).select_related("locale")
        return [
            {
                "language_code": page.locale.language_code,
                "name": page.locale.get_display_name(),
                "url": request.build_absolute_uri(page.get_url(request)),
            }
            for page in pages
        ]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["crumbs"] = self.crumbs(request)
        context["alternates"] = self.alternates(request)
        return context


class TopicalPage(BasePage):
    """A page that has topics."""

    topics = ClusterTaggableManager(
        through="core.PageTopic",
        blank=True,
        verbose_name=_("topics"),
        help_text=_(
            "What this is about. Type a few letters and choose. New topics are made under Shared lists."
        ),
    )

    class Meta:
        abstract = True
