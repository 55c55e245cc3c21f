"""The promise clock in words: what a page, a list and a reminder say of what was promised."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.core.fields import in_words
from cms.core.partial_dates import PartialDate
from cms.core.working_days import Nation

from .promises import (
    FIRST_REPORT,
    MORE_WORK,
    THEN_EVERY,
    Promised,
    Reading,
    State,
    reading_of_silence,
    standing,
)
from .records import PromiseRecord


@dataclass(frozen=True)
class Clock:
    """What one clock shows: its reading, what was promised, by whom, by when and where it was moved from.

    `page` is the page the promise is about, `is_matched` says that an editor chose its words.
    """

    reading: Reading
    what: str = ""
    body: str = ""
    lead_service: str = ""
    due_on: PartialDate | None = None
    moved_from: tuple[PartialDate, ...] = ()
    is_matched: bool = False
    page: Any = None

    @property
    def words(self) -> str:
        """What it shows: `Reply due in 23 days`."""
        return in_short(self.reading, self.what)

    @property
    def detail(self) -> str:
        """Who promised, by when, and every date it was moved from."""
        if self.reading.state == State.SILENT:
            return _(
                "We found no promised date for one. Good practice is a first report after %(first)d months, "
                "then one every %(then)d (DemocracyNext)."
            ) % {"first": FIRST_REPORT, "then": THEN_EVERY}
        if self.due_on is None:
            return ""
        told = [_("%(body)s promised it by %(date)s.") % {"body": self.body, "date": in_words(self.due_on)}]
        if self.moved_from:
            dates = ", ".join(in_words(date) for date in self.moved_from)
            told.append(_("The date was moved. Before that: %(dates)s.") % {"dates": dates})
        if self.reading.state == State.KEPT and self.reading.days:
            days = self.reading.days
            late = ngettext("It came %(days)d day late.", "It came %(days)d days late.", days)
            told.append(late % {"days": days})
        return " ".join(told)

    @property
    def is_loud(self) -> bool:
        """Whether a reader should not miss it."""
        return self.reading.is_loud


def in_short(reading: Reading, what: str) -> str:
    """What a clock shows, in a few words."""
    days, date = reading.days, in_words(reading.date) if reading.date else ""
    if reading.state == State.SILENT:
        return _("No report found since %(date)s") % {"date": date} if date else _("No report found")
    if reading.state == State.KEPT:
        came = {
            Promised.REPLY: _("Promise kept: reply on %(date)s"),
            Promised.REPORT: _("Promise kept: report on %(date)s"),
        }
        return came[Promised(what)] % {"date": date}
    if reading.state == State.TODAY:
        return {
            Promised.REPLY: _("Reply due today"),
            Promised.REPORT: _("Report due today"),
            MORE_WORK: _("More work due today"),
        }[what]
    if reading.state == State.DUE:
        words = {
            Promised.REPLY: ngettext("Reply due in %(days)d day", "Reply due in %(days)d days", days),
            Promised.REPORT: ngettext("Report due in %(days)d day", "Report due in %(days)d days", days),
            MORE_WORK: ngettext("More work due in %(days)d day", "More work due in %(days)d days", days),
        }
    else:
        words = {
            Promised.REPLY: ngettext("Reply overdue by %(days)d day", "Reply overdue by %(days)d days", days),
            Promised.REPORT: ngettext(
                "Report overdue by %(days)d day", "Report overdue by %(days)d days", days
            ),
            MORE_WORK: ngettext(
                "More work overdue by %(days)d day", "More work overdue by %(days)d days", days
            ),
        }
    return words[what] % {"days": days}


def clocks_of(steps: Iterable[PromiseRecord], today: dt.date, nation: Nation) -> list[Clock]:
    """A clock for each promise these steps tell of, what is late first. Of steps that stand, in any order."""
    promises = defaultdict(list)
    for step in sorted(steps, key=lambda step: step.step):
        promises[step.promise].append(step)
    found = []
    for rows in promises.values():
        where, last = standing(row.as_step for row in rows), rows[-1]
        if where is not None:
            found.append(
                Clock(
                    where.reading(today, nation),
                    what=last.what,
                    body=last.body,
                    lead_service=last.lead_service,
                    due_on=where.due_on or where.answered,
                    moved_from=where.moved_from,
                    is_matched=last.is_matched,
                    page=last.page,
                )
            )
    return in_order(found)


def in_order(clocks: Iterable[Clock]) -> list[Clock]:
    """What is late or due first, by its date; then what was kept."""
    kept = {State.KEPT, State.SILENT}
    return sorted(clocks, key=lambda clock: (clock.reading.state in kept, clock.due_on or clock.reading.date))


def silence(last: PartialDate | None, today: dt.date) -> Clock:
    """The clock where nothing is promised: since when no report was found."""
    return Clock(reading_of_silence(last, today))


def still_due(clocks: Iterable[Clock]) -> bool:
    """Whether something is promised and not kept."""
    return any(clock.reading.state not in {State.KEPT, State.SILENT} for clock in clocks)
