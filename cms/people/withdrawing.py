"""Ends a story for good: the page, its files, every version of its words, in every language."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Comment, Page, PageLogEntry, ReferenceIndex
from wagtail.search import index
from wagtail_localize import models as localize

from cms.core.guarded import erase_folder, files_in, guarded
from cms.core.models import PageTopic

from .consenting import can_handle_consent, told_under
from .files import erase_files, folder_of, folders
from .models import Consent, StoryPage
from .models.consents import Ending

# What stays of a page: its place in the tree, its dates, its consent. Everything else goes back to nothing.
STAYS = frozenset(
    {
        *("id", "page_ptr", "path", "depth", "numchild", "url_path", "slug", "content_type", "locale"),
        *("translation_key", "owner", "first_published_at", "last_published_at", "consent"),
    }
)
SETTLED = dt.timedelta(days=1)  # a younger file may belong to a version that is being saved just now


@transaction.atomic
def withdraw(story: StoryPage, *, because: Ending, by=None) -> Consent:
    """Take a story away in every language and delete its words and files. There is no way back.

    What stays is a page without words that says when and in whose role. A second call changes nothing.
    Raises PermissionDenied unless `by` may publish the story; without `by`, a job calls.
    """
    if by is not None and not can_handle_consent(by, story):
        raise PermissionDenied
    consent = Consent.objects.select_for_update().get(pk=story.consent_id)
    if consent.is_withdrawn or (because == Ending.DATE and not consent.is_over):
        return consent
    pages = list(told_under(consent))
    for page in pages:
        page.unpublish(user=by)
    consent.withdrawn_at, consent.ending, consent.note = timezone.now(), because, ""
    consent.save()
    for key in {page.translation_key for page in pages}:
        _forget_translations(key)
    for page in pages:
        _forget_versions(page)
        log(instance=_forget_words(page), action="people.withdraw", user=by)
    # Files know no transaction. Should this fail, nobody can reach them, and `end_consents` tries again.
    transaction.on_commit(lambda: erase_files(consent))
    return consent


def _forget_versions(page: StoryPage) -> None:
    """Deletes every version of a page and what was said about it in the admin."""
    page.workflow_states.all().delete()
    page.revisions.all().delete()
    Comment.objects.filter(page=page).delete()
    Redirect.objects.filter(redirect_page=page).delete()
    PageTopic.objects.filter(content_object=page).delete()
    ReferenceIndex.remove_for_object(page)
    index.remove_object(page)


def _forget_words(page: StoryPage) -> StoryPage:
    """Empties a page of everything but its place, its dates and its consent. Gives what is left."""
    with translation.override(page.locale.language_code):
        title = gettext("Withdrawn story")
    slug = f"withdrawn-{page.pk}"
    above = page.url_path.rstrip("/").rpartition("/")[0]
    # Not by saving: a change of address leaves a redirect with the old one.
    Page.objects.filter(pk=page.pk).update(slug=slug, url_path=f"{above}/{slug}/")
    page = StoryPage.objects.get(pk=page.pk)
    for field in page._meta.concrete_fields:
        if field.name not in STAYS:
            setattr(page, field.attname, field.get_default())
    page.title = page.draft_title = title
    page.live, page.has_unpublished_changes = False, False
    page.save()
    PageLogEntry.objects.filter(page=page.pk).update(label=title, data={})
    return page


def _forget_translations(key) -> None:
    """Deletes what translating a story has left: its segments, their translations, its stored source."""
    segments = localize.StringSegment.objects.filter(context__object_id=key)
    strings = list(segments.values_list("string_id", flat=True))
    for model in (
        localize.OverridableSegment,
        localize.RelatedObjectSegment,
        localize.StringSegment,
        localize.TemplateSegment,
        localize.SegmentOverride,
        localize.StringTranslation,
    ):
        model.objects.filter(context__object_id=key).delete()
    localize.TranslatableObject.objects.filter(translation_key=key).delete()
    # A sentence that another page has too stays for that page.
    localize.String.objects.filter(pk__in=strings, segments__isnull=True).delete()


def due(day: dt.date):
    """Consents that ended before this day and whose story has not been withdrawn yet."""
    return Consent.objects.standing().over(day).order_by("ends_on", "pk")


def withdraw_consent(consent: Consent, *, because: Ending) -> None:
    """The same by the consent: its story, or the consent alone if no page is left."""
    story = consent.stories.first()
    if story:
        withdraw(story, because=because)
        return
    consent.withdrawn_at, consent.ending, consent.note = timezone.now(), because, ""
    consent.save()
    erase_files(consent)


def left_over_files() -> list[str]:
    """Files that no story and no version of one names any more, older than a day."""
    known = {folder_of(consent): consent for consent in Consent.objects.standing()}
    return [
        name
        for folder in folders()
        for name in files_in(folder)
        if name not in _named(known.get(folder))
        and guarded().get_modified_time(name) < timezone.now() - SETTLED
    ]


def _named(consent: Consent | None) -> set[str]:
    """The files that the pages of a consent name, as they are or in an older version."""
    names = set()
    for page in told_under(consent) if consent else ():
        contents = [revision.content for revision in page.revisions.all()]
        names |= {page.film.name, page.portrait.name}
        names |= {content.get(field) for content in contents for field in ("film", "portrait")}
    return names - {"", None}


def erase_left_over_files() -> int:
    """Deletes them. Gives how many there were."""
    names = left_over_files()
    for name in names:
        guarded().delete(name)
    for folder in folders():
        if not files_in(folder):
            erase_folder(folder)
    return len(names)
