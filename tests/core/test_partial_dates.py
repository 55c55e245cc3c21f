"""A day, a month or a year: read as people write it, sorted by its end, shown as it is known."""

import calendar
import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.core.partial_dates import NotADate, PartialDate


@st.composite
def partial_dates(draw) -> PartialDate:
    day = draw(st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)))
    precision = draw(st.sampled_from(["day", "month", "year"]))
    approximate = draw(st.booleans())
    if precision == "day":
        return PartialDate.of(day.year, day.month, day.day, approximate=approximate)
    if precision == "month":
        return PartialDate.of(day.year, day.month, approximate=approximate)
    return PartialDate.of(day.year, approximate=approximate)


READ = [
    ("2020", "2020-12-31/year"),
    ("2020-06", "2020-06-30/month"),
    ("2020-6", "2020-06-30/month"),
    ("2020-06-25", "2020-06-25/day"),
    ("June 2020", "2020-06-30/month"),
    ("jun 2020", "2020-06-30/month"),
    ("25 June 2020", "2020-06-25/day"),
    ("  25   June\n2020 ", "2020-06-25/day"),
    ("1st May 2020", "2020-05-01/day"),
    ("2nd May 2020", "2020-05-02/day"),
    ("23rd Sep 2020", "2020-09-23/day"),
    ("29 February 2020", "2020-02-29/day"),
    ("February 2019", "2019-02-28/month"),
    ("February 2020", "2020-02-29/month"),
    ("25/06/2020", "2020-06-25/day"),
    ("6/10/2019", "2019-10-06/day"),
    ("about 06/10/2019", "2019-10-06/day~"),
    ("about 2020", "2020-12-31/year~"),
    ("circa June 2020", "2020-06-30/month~"),
    ("c. 2020-06-25", "2020-06-25/day~"),
    ("~2020", "2020-12-31/year~"),
    ("Around 2020", "2020-12-31/year~"),
]
NOT_READ = [
    *("", " ", "soon", "20", "20200", "2020-13", "2020-00", "2020-02-30", "30 February 2020", "Juni 2020"),
    *(
        "29 February 2019",
        "June",
        "25 June",
        "June 25 2020",
        "06/25/2020",
        "6/10/19",
        "2020-06-25T10:00",
        "about",
        "0000",
    ),
    *("2020-06-25/day", "2020-06-", "-2020", "25 25 2020", "2020\0", "spring 2020", "1990s"),
]


@pytest.mark.parametrize(("text", "stored"), READ)
def test_a_date_is_read_as_people_write_it(text, stored):
    assert PartialDate.parse(text).stored == stored


@pytest.mark.parametrize("text", NOT_READ)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(NotADate):
        PartialDate.parse(text)


def test_the_caller_may_say_that_the_source_is_not_sure():
    assert PartialDate.parse("2020", approximate=True).approximate
    assert PartialDate.parse("about 2020", approximate=False).approximate


@given(partial_dates())
def test_what_is_stored_is_read_back_the_same(date):
    assert PartialDate.from_stored(date.stored) == date
    assert len(date.stored) <= 18


@given(partial_dates())
def test_what_is_shown_is_read_back_the_same(date):
    assert PartialDate.parse(str(date)) == date


@given(partial_dates(), partial_dates())
def test_text_in_the_database_sorts_as_the_dates_do(one, other):
    assert (one.stored < other.stored) == (one < other)


@given(partial_dates(), partial_dates())
def test_a_date_sorts_by_the_last_day_it_could_mean(one, other):
    if one.end < other.end:
        assert one < other


@given(partial_dates())
def test_the_first_day_it_could_mean_is_not_after_the_last(date):
    days = {"day": 1, "month": calendar.monthrange(date.end.year, date.end.month)[1], "year": 366}
    assert date.start <= date.end
    assert (date.end - date.start).days < days[date.precision]
    assert date.end.isoformat().startswith(date.iso)
    assert date.start.isoformat().startswith(date.iso)


STORED_BADLY = [
    *("", "2020", "2020-06-30", "2020-06-30/week", "2020-06-30/month~~", "2020-06-31/day", "2020-13-01/day"),
    *("0000-01-01/day", "x2020-06-30/month", "2020-06-30/month\n", "9999-99-99/year"),
]


@pytest.mark.parametrize("text", STORED_BADLY)
def test_what_was_never_stored_is_refused(text):
    with pytest.raises(NotADate):
        PartialDate.from_stored(text)


@given(st.text(max_size=30))
def test_no_text_whatever_does_anything_but_be_read_or_refused(text):
    for read in (PartialDate.parse, PartialDate.from_stored):
        with contextlib.suppress(NotADate):
            assert isinstance(read(text), PartialDate)


@given(st.integers(-5, 10_005), st.none() | st.integers(-1, 14), st.none() | st.integers(-1, 33))
def test_numbers_make_a_date_or_are_refused(year, month, day):
    try:
        made = PartialDate.of(year, month, day)
    except NotADate:
        return
    assert made.end.year == year
    assert made.precision == ("year" if month is None else "month" if day is None else "day")
