"""Takes words out of the record when the law demands it. The chain stays valid and says that it happened."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .append_only import REMOVED
from .facts import fact_behind
from .models import PageUpdate


@transaction.atomic
def remove_words(entry: PageUpdate, *, reason: str) -> PageUpdate:
    """Replace every word of an entry and of the fact behind it by a mark, and forget its salt.

    Dates, states and the place in the chain stay. `reason` is public. Raises ValidationError if it is empty,
    or if the words are gone already.
    """
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": _("Say why the words have to go. Readers will see it.")})
    if entry.removed_because:
        raise ValidationError(_("The words of this entry were removed already."))
    gone = {name: REMOVED for name in entry.sealed_texts if getattr(entry, name)}
    marks = {"salt": "", "removed_on": timezone.localdate(), "removed_because": reason}
    _edit(entry, **gone, **marks, citations=[])
    fact = fact_behind(entry)
    if fact is not None:
        texts = {name for name in (*fact.sealed_texts, "note") if getattr(fact, name)}
        _edit(fact, **dict.fromkeys(texts, REMOVED), citations=[])
    for page in entry.page.get_translations(inclusive=True):
        page.specific.save()  # what a page takes from the record goes from it as well
    return PageUpdate.objects.get(pk=entry.pk)


def _edit(row, **values) -> None:
    # Past the models, which refuse; the triggers let this one edit through and no other.
    models.QuerySet(type(row)).filter(pk=row.pk).update(**values)
