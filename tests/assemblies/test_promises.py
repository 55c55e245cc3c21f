"""The promise clock as arithmetic: what it shows on which day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.assemblies.promises import (
    Act,
    Reading,
    Standing,
    State,
    Step,
    last_day_overdue,
    months_later,
    reading_of_due,
    reading_of_kept,
    reading_of_silence,
    standing,
    wrong_due,
    wrong_place,
)
from cms.core.partial_dates import PartialDate
from cms.core.working_days import Nation, on_or_after

E = Nation.ENGLAND
days = st.dates(dt.date(1950, 1, 1), dt.date(2090, 12, 31))
partial = st.builds(
    lambda day, precision: {
        "day": PartialDate.of(day.year, day.month, day.day),
        "month": PartialDate.of(day.year, day.month),
        "year": PartialDate.of(day.year),
    }[precision],
    days,
    st.sampled_from(["day", "month", "year"]),
)


def on(text):
    return PartialDate.parse(text)


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("due", "today", "state", "number"),
    [
        ("2026-12-18", "2026-11-25", State.DUE, 23),
        ("2026-11-25", "2026-11-25", State.TODAY, 0),
        ("2026-11-24", "2026-11-25", State.OVERDUE, 1),
        # A Saturday counts to Monday.
        ("2026-11-28", "2026-11-28", State.DUE, 2),
        ("2026-11-28", "2026-11-30", State.TODAY, 0),
        ("2026-11-28", "2026-12-01", State.OVERDUE, 1),
        # Christmas counts to the Tuesday behind the free Monday.
        ("2026-12-25", "2026-12-28", State.DUE, 1),
        ("2026-12-25", "2027-01-10", State.OVERDUE, 12),
        # A month and a year are due when they end: 31 May 2026 is a Sunday.
        ("May 2026", "2026-06-01", State.TODAY, 0),
        ("May 2026", "2026-05-01", State.DUE, 31),
        ("2025", "2026-01-02", State.OVERDUE, 2),
    ],
)
def test_what_is_due_is_counted_to_a_working_day(due, today, state, number):
    assert reading_of_due(on(due), day(today), E) == Reading(state, number, on(due))


def test_a_bank_holiday_counts_in_its_own_nation_only():
    due, today = on("2026-11-30"), day("2026-12-01")
    assert reading_of_due(due, today, Nation.SCOTLAND).state == State.TODAY
    assert reading_of_due(due, today, Nation.WALES).state == State.OVERDUE


@pytest.mark.parametrize(
    ("due", "kept", "late"),
    [
        ("2026-11-27", "2026-11-20", 0),
        ("2026-11-28", "2026-11-30", 0),
        ("2026-11-27", "2026-12-09", 12),
        # Nobody is called late for a month that had begun in time.
        ("2026-11-27", "November 2026", 0),
        ("August 2020", "25 June 2020", 0),
    ],
)
def test_a_kept_promise_says_when_and_how_late(due, kept, late):
    assert reading_of_kept(on(due), on(kept), E) == Reading(State.KEPT, late, on(kept))


def test_where_nothing_was_promised_it_only_says_since_when_nothing_was_heard():
    assert reading_of_silence(on("2026-04-25"), day("2026-11-25")) == Reading(
        State.SILENT, 214, on("2026-04-25")
    )
    assert reading_of_silence(on("2026"), day("2026-11-25")).days == 0
    assert reading_of_silence(None, day("2026-11-25")) == Reading(State.SILENT)


@pytest.mark.parametrize(
    ("due", "months", "next_due"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("March 2026", 6, "September 2026"),
        ("2026", 12, "2027"),
        ("2026", 6, "June 2027"),
        ("about March 2026", 6, "about September 2026"),
    ],
)
def test_the_next_report_is_due_so_many_months_later(due, months, next_due):
    assert months_later(on(due), months) == on(next_due)


@pytest.mark.parametrize(
    ("first", "months", "dues"),
    [
        ("2026-08-31", 6, ["2027-02-28", "2027-08-31", "2028-02-29"]),
        ("2026-01-30", 1, ["2026-02-28", "2026-03-30"]),
        ("2026-08", 6, ["2027-02", "2027-08"]),
        ("2026", 6, ["June 2027", "December 2027"]),
    ],
)
def test_a_short_month_does_not_make_later_reports_due_early(first, months, dues):
    due = on(first)
    for expected in dues:
        due = months_later(due, months, on(first))
        assert due == on(expected)


MADE = Step(Act.MADE, on("2026-01-10"), on("2026-03"), on("2026-03"))
MOVED = Step(Act.MOVED, on("2026-02-10"), on("2026-05"), on("2026-05"), on("2026-03"))
REPLIED = Step(Act.KEPT, on("2026-04-20"), on("2026-05"), None)
REPORTED = Step(Act.KEPT, on("2026-04-20"), on("2026-05"), on("2026-11"))
MISTAKEN = Step(Act.MISTAKEN, on("2026-05-01"), None, None)


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ([], None),
        ([MADE], Standing(on("2026-03"))),
        ([MADE, MOVED], Standing(on("2026-05"), (on("2026-03"),))),
        ([MADE, MOVED, REPLIED], Standing(None, (), on("2026-05"), on("2026-04-20"))),
        ([MADE, MOVED, REPORTED], Standing(on("2026-11"), (), on("2026-05"), on("2026-04-20"))),
        ([MADE, MISTAKEN], None),
        # Its making was corrected into none: the steps behind it say nothing alone.
        ([MOVED], None),
        ([REPLIED], None),
    ],
)
def test_the_present_is_the_last_line_of_history(steps, found):
    assert standing(steps) == found


def test_a_clock_shows_what_is_due_before_what_was_kept():
    today = day("2026-06-01")
    assert standing([MADE, MOVED, REPORTED]).reading(today, E).state == State.DUE
    assert standing([MADE, MOVED, REPLIED]).reading(today, E) == Reading(State.KEPT, 0, on("2026-04-20"))
    assert standing([MADE]).reading(today, E).is_loud
    assert not standing([MADE, MOVED, REPLIED]).reading(today, E).is_loud


def test_a_date_that_cannot_be_promised_is_refused_with_a_sentence():
    assert "before it was made" in wrong_due(on("2026-01-09"), on("2026-01-10"), Act.MADE)
    assert "had passed" in wrong_due(on("2026-01-09"), on("2026-01-10"), Act.MOVED)
    assert "50 years" in wrong_due(on("9999"), on("2026-01-10"), Act.MADE)
    assert wrong_due(on("2026-01-09"), on("January 2026"), Act.MADE) == ""
    assert wrong_due(on("2026-01-09"), on("2026-03-10"), Act.KEPT) == ""


def test_a_step_lies_between_those_before_and_behind_it():
    assert wrong_place(on("2026-01-09"), on("2026-01-10"), None)
    assert wrong_place(on("2026-01-11"), None, on("2026-01-10"))
    assert wrong_place(on("January 2026"), on("2026-01-10"), on("2026-01-20")) == ""
    assert wrong_place(on("2026-01-10"), None, None) == ""


@given(partial, days, st.sampled_from(Nation))
def test_the_last_day_overdue_and_the_clock_never_differ(due, today, nation):
    is_overdue = reading_of_due(due, today, nation).state == State.OVERDUE
    assert is_overdue == (due.end <= last_day_overdue(today, nation))


@given(partial, days, st.sampled_from(Nation))
def test_a_clock_runs_a_day_a_day(due, today, nation):
    def left(day):
        reading = reading_of_due(due, day, nation)
        return -reading.days if reading.state == State.OVERDUE else reading.days

    assert left(today) - left(today + dt.timedelta(days=1)) == 1
    assert left(on_or_after(due.end, nation)) == 0


@given(partial, st.integers(1, 120))
def test_the_next_date_is_later_and_as_exact_as_the_calendar_allows(due, months):
    later = months_later(due, months)
    assert later.end > due.end
    apart = (later.end.year - due.end.year) * 12 + later.end.month - due.end.month
    assert apart == months
