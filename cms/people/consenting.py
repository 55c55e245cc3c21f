import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from cms.core.remembering import forget

from .models import Consent, StoryPage


def can_handle_consent(user, story: StoryPage) -> bool:
    """Whether this user may write down or end the consent to a story: whoever may publish it."""
    return story.permissions_for_user(user).can_publish()


def told_under(consent: Consent):
    """Every page of one story: in all languages, every copy, every alias."""
    return StoryPage.objects.filter(Q(consent=consent) | Q(alias_of__in=consent.stories.all()))


@transaction.atomic
def record_consent(
    story: StoryPage, *, given_on: dt.date | None, ends_on: dt.date | None, note: str = "", by=None
) -> Consent:
    """Write down since when and until when a member agrees; it counts at once, in every language.

    Raises ValidationError with a sentence if the dates make no sense or the story was withdrawn.
    """
    if by is not None and not can_handle_consent(by, story):
        raise PermissionDenied
    consent = Consent.objects.select_for_update().get(pk=story.consent_id)
    if consent.is_withdrawn:
        raise ValidationError(consent.objection())
    consent.given_on, consent.ends_on, consent.note = given_on, ends_on, note
    consent.full_clean()
    consent.save()
    pages = list(told_under(consent))
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(expire_at=consent.ends_at)
    for page in pages:
        _unschedule_what_comes_too_late(page, consent)
        log(instance=page, action="people.consent", user=by)
    forget()
    return consent


def _unschedule_what_comes_too_late(page: StoryPage, consent: Consent) -> None:
    """A version that waits for its hour is not published when that hour lies after the end."""
    waiting = Revision.objects.for_instance(page).filter(approved_go_live_at__isnull=False)
    if consent.objection():
        waiting.update(approved_go_live_at=None)
    elif consent.ends_at:
        waiting.filter(approved_go_live_at__gte=consent.ends_at).update(approved_go_live_at=None)
