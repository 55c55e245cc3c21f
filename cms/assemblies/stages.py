"""How far an assembly has got, worked out from what has happened."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cms.core.partial_dates import PartialDate


class Stage(TextChoices):
    """The stages of an assembly, in order."""

    PLANNED = "planned", _("Planned")
    ANNOUNCED = "announced", _("Announced")
    INVITING = "inviting", _("Choosing members")
    MEETING = "meeting", _("Meeting")
    RECOMMENDED = "recommended", _("Waiting for an answer")
    ANSWERED = "answered", _("Answer published")
    DELIVERING = "delivering", _("Being delivered")


ORDER = tuple(Stage)

# What an entry of the record (updates.statuses.Kind) says about the stage.
REACHED_BY = {
    "announced": Stage.ANNOUNCED,
    "invited": Stage.INVITING,
    "session": Stage.MEETING,
    "recommended": Stage.RECOMMENDED,
    "response": Stage.ANSWERED,
    "decision": Stage.ANSWERED,
    "delivery": Stage.DELIVERING,
}


def first_reached(happenings: Iterable[tuple[str, PartialDate]]) -> dict[Stage, PartialDate]:
    """For each stage, the date of the first thing of that stage, as exactly as it is known.

    `happenings` are (kind of entry, its date); kinds that say nothing are passed over.
    """
    reached: dict[Stage, PartialDate] = {}
    for kind, date in happenings:
        stage = REACHED_BY.get(kind)
        if stage and (stage not in reached or (date.start, date) < (reached[stage].start, reached[stage])):
            reached[stage] = date
    return reached


def stage_on(day: dt.date, happenings: Iterable[tuple[str, PartialDate]]) -> Stage:
    """The furthest stage that has begun by this day; PLANNED before anything has happened."""
    done = [stage for stage, first in first_reached(happenings).items() if first.start <= day]
    return max(done, key=ORDER.index, default=Stage.PLANNED)
