"""What was public and is taken off the site, or put back: the record says so where readers still look."""

from django.db.models import Q
from django.utils import timezone

from cms.core.partial_dates import PartialDate
from cms.updates.models import PageUpdate
from cms.updates.recording import hold_record_of, original, record_update
from cms.updates.statuses import Kind, Speaker


def record_leaving(page, sentence: str) -> PageUpdate | None:
    """Record that a page was taken off the site, if the record knows it and has not said so already.

    The entry is about the page whose record it stands in, because readers cannot see this one any more.
    """
    hold_record_of(page)
    said = Q(subject=page.translation_key) | Q(published_on__translation_key=page.translation_key)
    if _is_a_translation(page) or _is_away(page) or not PageUpdate.objects.filter(said).exists():
        return None
    return _record(page, Kind.WITHDRAWN, sentence)


def record_return(page, sentence: str) -> PageUpdate | None:
    """Record that a page which was taken off the site is on it again. Otherwise nothing."""
    hold_record_of(page)
    if _is_a_translation(page) or not _is_away(page):
        return None
    return _record(page, Kind.RESTORED, sentence)


def _record(page, kind: Kind, sentence: str) -> PageUpdate:
    today = PartialDate(timezone.localdate())
    facts = {"happened_on": today, "sentence": sentence, "said_by": Speaker.EDITOR}
    return record_update(page.record_root(), kind, published_on=page, **facts)


def _is_away(page) -> bool:
    steps = PageUpdate.objects.filter(published_on__translation_key=page.translation_key)
    last = steps.filter(kind__in=(Kind.WITHDRAWN, Kind.RESTORED)).order_by("pk").last()
    return last is not None and last.kind == Kind.WITHDRAWN


def _is_a_translation(page) -> bool:
    return original(page).pk != page.pk
