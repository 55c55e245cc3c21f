"""Working days: weekends and the bank holidays of each nation."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.core.working_days import Nation, is_working_day, on_or_after, shifted

days = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 1))
nations = st.sampled_from(Nation)


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "closed_in"),
    [
        ("2026-11-30", {Nation.SCOTLAND}),  # St Andrew's Day
        ("2026-03-17", {Nation.NORTHERN_IRELAND}),  # St Patrick's Day
        ("2026-04-06", {Nation.ENGLAND, Nation.WALES, Nation.NORTHERN_IRELAND}),  # Easter Monday
        ("2026-12-28", set(Nation)),  # Boxing Day is a Saturday, so Monday is free
        ("2026-11-28", set(Nation)),  # a Saturday
        ("2026-11-27", set()),
        ("1700-12-24", set()),  # older than the list of holidays: a Friday
        ("9999-12-30", set()),  # and younger
    ],
)
def test_a_nation_closes_on_its_own_holidays(text, closed_in):
    assert {nation for nation in Nation if not is_working_day(day(text), nation)} == closed_in


def test_what_is_due_at_christmas_counts_to_the_day_the_offices_open():
    assert on_or_after(day("2026-12-25"), Nation.ENGLAND) == day("2026-12-29")
    assert on_or_after(day("2026-12-31"), Nation.SCOTLAND) == day("2026-12-31")
    assert on_or_after(day("2027-01-02"), Nation.SCOTLAND) == day("2027-01-05")
    assert on_or_after(day("2027-01-02"), Nation.WALES) == day("2027-01-04")


def test_days_are_counted_over_weekends_and_holidays():
    assert shifted(day("2026-12-29"), -5, Nation.ENGLAND) == day("2026-12-18")
    assert shifted(day("2026-12-24"), 1, Nation.ENGLAND) == day("2026-12-29")
    assert shifted(day("2026-11-28"), 0, Nation.ENGLAND) == day("2026-11-28")


def test_the_end_of_time_is_a_day_like_any_other():
    assert on_or_after(dt.date.max, Nation.ENGLAND) == dt.date.max


@given(days, nations)
def test_a_due_date_counts_to_a_working_day_that_is_never_earlier_and_skips_none(due, nation):
    counted = on_or_after(due, nation)
    assert counted >= due
    assert is_working_day(counted, nation)
    between = (due + dt.timedelta(days=each) for each in range((counted - due).days))
    assert not any(is_working_day(each, nation) for each in between)


@given(days, st.integers(1, 30), nations)
def test_there_and_back_again_is_where_we_began(start, number, nation):
    start = on_or_after(start, nation)
    assert shifted(shifted(start, number, nation), -number, nation) == start
