"""The promise clock: what was promised, what has become of it, and how late it is. Today is an argument."""

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cms.core.partial_dates import PartialDate
from cms.core.working_days import Nation, on_or_after, shifted

# What DemocracyNext calls good practice where nobody promised a report, in months.
FIRST_REPORT, THEN_EVERY = 3, 6


class Act(TextChoices):
    """What happened to a promise."""

    MADE = "made", _("Promise made")
    MOVED = "moved", _("Promise moved")
    KEPT = "kept", _("Promise kept")
    MISTAKEN = "mistaken", _("Recorded by mistake")


class Promised(TextChoices):
    """What was promised."""

    REPLY = "reply", _("A reply by a date")
    REPORT = "report", _("A report every so many months")


MORE_WORK = "work"  # an answer that needs more work has a date too: see `recommendations.statuses`


class State(TextChoices):
    """Where a clock stands. Where nothing was promised, nothing is ever overdue."""

    DUE = "due", _("Due")
    TODAY = "due_today", _("Due today")
    OVERDUE = "overdue", _("Overdue")
    KEPT = "kept", _("Kept")
    SILENT = "silent", _("No report found")


LOUD = frozenset({State.OVERDUE, State.TODAY})


@dataclass(frozen=True)
class Reading:
    """What a clock shows on one day: its state, how many days, and the date the words name.

    `days` is how long until it is due, how long it is overdue, how much later than promised it was kept, or
    how long nothing was heard.
    """

    state: State
    days: int = 0
    date: PartialDate | None = None

    @property
    def is_loud(self) -> bool:
        """Whether a reader should not miss it."""
        return self.state in LOUD


def reading_of_due(due: PartialDate, today: dt.date, nation: Nation) -> Reading:
    """Something promised and not kept: it is due by the end of its period, or on the next working day."""
    days = (on_or_after(due.end, nation) - today).days
    if days == 0:
        return Reading(State.TODAY, 0, due)
    return Reading(State.DUE, days, due) if days > 0 else Reading(State.OVERDUE, -days, due)


def reading_of_kept(due: PartialDate, kept_on: PartialDate, nation: Nation) -> Reading:
    """A promise that was kept; late only if the whole of the period it may have been kept in is too late."""
    late = (kept_on.start - on_or_after(due.end, nation)).days
    return Reading(State.KEPT, max(0, late), kept_on)


def reading_of_silence(last: PartialDate | None, today: dt.date) -> Reading:
    """Nothing was promised: only since when nothing was heard."""
    return Reading(State.SILENT, max(0, (today - last.end).days) if last else 0, last)


def last_day_overdue(today: dt.date, nation: Nation) -> dt.date:
    """What was due by this day, or earlier, is overdue today: the last working day before today."""
    return shifted(today, -1, nation)


def months_later(day: PartialDate, months: int, first: PartialDate | None = None) -> PartialDate:
    """The same day so many months on, or the last one of a shorter month. A year's end stays one.

    `first` is the date with which the rhythm began: a short month in between does not make later ones early.
    """
    place = day.end.year * 12 + day.end.month - 1 + months
    year, month = divmod(place, 12)
    if day.precision == "month" or (day.precision == "year" and months % 12):
        return PartialDate.of(year, month + 1, approximate=day.approximate)
    if day.precision == "year":
        return PartialDate.of(year, approximate=day.approximate)
    last = calendar.monthrange(year, month + 1)[1]
    wanted = first.end.day if first and first.precision == "day" else day.end.day
    return replace(day, end=dt.date(year, month + 1, min(wanted, last)))


@dataclass(frozen=True)
class Step:
    """One thing that happened to a promise, as the record tells it.

    `due_on` is the date it speaks of: promised, moved to, or answered; `next_due_on` what is due after it.
    """

    act: Act
    happened_on: PartialDate
    due_on: PartialDate | None
    next_due_on: PartialDate | None
    due_before: PartialDate | None = None


@dataclass(frozen=True)
class Standing:
    """Where one promise stands: what is due, the dates it was moved from, what was kept and when."""

    due_on: PartialDate | None
    moved_from: tuple[PartialDate, ...] = ()
    answered: PartialDate | None = None
    kept_on: PartialDate | None = None

    def reading(self, today: dt.date, nation: Nation) -> Reading:
        """What its clock shows: what is due, else when it was kept."""
        if self.due_on is not None:
            return reading_of_due(self.due_on, today, nation)
        if self.answered is None or self.kept_on is None:
            return reading_of_silence(None, today)
        return reading_of_kept(self.answered, self.kept_on, nation)


def standing(steps: Iterable[Step]) -> Standing | None:
    """Where a promise stands after these steps, the first one first. Nothing: it was none."""
    found: Standing | None = None
    for step in steps:
        if step.act == Act.MISTAKEN:
            return None
        if step.act == Act.MADE:
            found = Standing(step.next_due_on)
        elif found is not None and step.act == Act.MOVED and step.due_before is not None:
            moved = (*found.moved_from, step.due_before)
            found = replace(found, due_on=step.next_due_on, moved_from=moved)
        elif found is not None and step.act == Act.KEPT:
            found = Standing(step.next_due_on, (), step.due_on, step.happened_on)
    return found


class Reminder(TextChoices):
    """When a service is reminded of what is due."""

    BEFORE = "before", _("Before it is due")
    ON = "on", _("On the day it is due")
    AFTER = "after", _("After it was due")


DAYS_BEFORE, DAYS_AFTER, STILL_OF_USE = 5, 1, 5  # working days
FORGOTTEN = dt.timedelta(days=30)


def reminders(due: PartialDate, today: dt.date, nation: Nation) -> list[tuple[Reminder, bool]]:
    """The reminders of a due date whose day has come, and whether each is still of use today.

    What came so long ago that nobody wants to know why it was left out is not told.
    """
    counted = on_or_after(due.end, nation)
    if abs(counted - today) > 2 * FORGOTTEN:
        return []
    spans = {
        Reminder.BEFORE: (shifted(counted, -DAYS_BEFORE, nation), counted - dt.timedelta(days=1)),
        Reminder.ON: (counted, counted),
        Reminder.AFTER: (shifted(counted, DAYS_AFTER, nation), shifted(counted, STILL_OF_USE, nation)),
    }
    return [
        (reminder, today <= last)
        for reminder, (first, last) in spans.items()
        if first <= today <= last + FORGOTTEN
    ]


NOT_ANY_MORE = _("This was recorded by mistake, so there is no promise any more.")
KEPT_ALREADY = _("This promise was kept. What was kept is neither moved nor kept again.")
SAME_DATE = _("This is the date that stands already.")
BEFORE_IT_WAS_MADE = _("A promise cannot be due before it was made.")
PASSED_ALREADY = _("This date had passed when it was promised. Give a later one.")
FAR_AWAY = _("Nobody can promise so far ahead. Give a date within 50 years.")
BEFORE_THE_LAST = _("This comes before what is on record already. Give a later date.")
AFTER_THE_NEXT = _("What is on record of a later day could not follow from this. Correct that first.")
SAME_DAY = _("A report of this day is on record already.")
WHY_MOVED = _("Say why the date was moved. Readers will see it.")
HOW_OFTEN = _("Say how many months lie between two reports: 1 to 120.")
FURTHEST = 50  # years


def wrong_due(due: PartialDate | None, said_on: PartialDate, act: Act) -> str:
    """A sentence on why this date cannot be promised on that day, or nothing. What is kept may be late."""
    if due is None or act not in {Act.MADE, Act.MOVED}:
        return ""
    if due.end < said_on.start:
        return str(BEFORE_IT_WAS_MADE if act == Act.MADE else PASSED_ALREADY)
    return str(FAR_AWAY) if due.end.year - said_on.start.year > FURTHEST else ""


def wrong_place(happened_on: PartialDate, before: PartialDate | None, after: PartialDate | None) -> str:
    """A sentence on why something cannot have happened between these two days, or nothing."""
    if before is not None and happened_on.end < before.start:
        return str(BEFORE_THE_LAST)
    return str(AFTER_THE_NEXT) if after is not None and after.end < happened_on.start else ""
