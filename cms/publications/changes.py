"""The door through which major changes enter the record."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from cms.core.partial_dates import PartialDate
from cms.updates.recording import record_update
from cms.updates.statuses import Kind

from .records import ChangeRecord


@transaction.atomic
def record_changes(page, notes: Iterable) -> list[ChangeRecord]:
    """Write each major note of this page that is not in the record yet. Gives what it wrote.

    A note without a date happened today. Raises ValidationError with a sentence if its date is still to come.
    """
    major = {note.translation_key: note for note in notes if note.is_major}
    if not major:
        return []
    known = set(ChangeRecord.objects.filter(note_key__in=major).values_list("note_key", flat=True))
    recorded = []
    for key, note in major.items():
        if key in known:
            continue
        change = ChangeRecord(note_key=key, words=note.words)
        day = note.happened_on or PartialDate(timezone.localdate())
        record_update(page, Kind.REVISED, happened_on=day, sentence=note.words, fact=change)
        recorded.append(change)
    return recorded
