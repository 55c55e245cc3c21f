"""One dot is one member: the arc has the right number of seats, apart from each other and inside its box."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.core.seats import DOT, MOST, arc_of, rows_for


@given(st.integers(0, MOST))
def test_there_is_one_seat_for_each_member(count):
    assert len(arc_of(count).places) == count


@given(st.integers(1, MOST))
def test_every_seat_lies_inside_the_box(count):
    arc = arc_of(count)
    for x, y in arc.places:
        assert DOT / 2 <= x <= arc.width - DOT / 2
        assert DOT / 2 <= y <= arc.height - DOT / 2


@given(st.integers(2, 300))
def test_no_two_seats_touch(count):
    places = arc_of(count).places
    nearest = min(math.dist(one, other) for place, one in enumerate(places) for other in places[:place])
    assert nearest > DOT


@given(st.integers(2, MOST))
def test_seats_are_listed_from_the_left_end_to_the_right_end(count):
    arc = arc_of(count)
    left, right = arc.places[0], arc.places[-1]
    assert left[0] < arc.width / 2 < right[0]
    halves = [x for x, _y in arc.places]
    half = count // 2
    assert sum(halves[:half]) / half < sum(halves[-half:]) / half


@pytest.mark.parametrize(
    ("count", "seats"), [(-5, 0), (0, 0), (1, 1), (1000, 1000), (1001, 1000), (10**9, 1000)]
)
def test_below_none_is_none_and_above_a_thousand_is_a_thousand(count, seats):
    assert len(arc_of(count).places) == seats


@pytest.mark.parametrize("count", [1, 10, 40, 53, 100, 1000])
def test_a_larger_assembly_sits_in_more_rows(count):
    assert 1 <= rows_for(count) <= rows_for(count * 4)
