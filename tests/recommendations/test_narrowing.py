"""Narrowing a list down, its counts and its orders: arithmetic, without a database."""

import uuid
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.core.partial_dates import PartialDate
from cms.recommendations.narrowing import narrowed
from cms.recommendations.positions import Axis, Position
from cms.recommendations.sorting import Order, in_order

THEMES, PLACES, SERVICES = ("", "Green", "Roads"), ("", "Town"), ("", "Parks", "Transport")
DECISIONS, DELIVERIES = ("awaiting", "accepted", "not_accepted"), ("not_reported", "under_way", "delivered")
dates = st.none() | st.integers(2015, 2025).map(PartialDate.of)
positions = st.builds(
    Position,
    pk=st.integers(),
    subject=st.just(uuid.UUID(int=0)),
    path=st.text("0123456789AB", min_size=4, max_size=8),
    theme=st.sampled_from(THEMES),
    place=st.sampled_from(PLACES),
    rank=st.none() | st.integers(1, 9),
    votes=st.none() | st.integers(0, 60),
    recommended_on=dates,
    support=st.none() | st.decimals(0, 100, places=1),
    decision=st.builds(
        Axis,
        st.sampled_from(DECISIONS),
        st.sampled_from(DECISIONS),
        on=dates,
        lead_service=st.sampled_from(SERVICES),
    ),
    delivery=st.builds(Axis, st.sampled_from(DELIVERIES), st.sampled_from(DELIVERIES), on=dates),
    is_overdue=st.booleans(),
    is_overdue_by_its_word=st.booleans(),
    holds_words=st.booleans(),
)
several = st.lists(positions, max_size=12, unique_by=lambda position: position.path)
choices = st.fixed_dictionaries(
    {},
    optional={
        "decision": st.sampled_from(DECISIONS),
        "delivery": st.sampled_from(DELIVERIES),
        "theme": st.sampled_from(THEMES[1:]),
        "place": st.sampled_from(PLACES[1:]),
        "lead": st.sampled_from(SERVICES[1:]),
        "overdue": st.just("on"),
        "words": st.just("tree"),
        "counted": st.just(True),
    },
)


def position(path="1", **facts) -> Position:
    """A recommendation of which nothing is known but what is said here."""
    facts = {
        **dict.fromkeys(("rank", "votes", "recommended_on", "support")),
        **{"theme": "", "place": "", "pk": int(path), "subject": uuid.UUID(int=0)},
        **{"decision": Axis("awaiting", "awaiting"), "delivery": Axis("not_reported", "not_reported")},
    } | facts
    return Position(path=path, **facts)


@given(several, choices)
def test_a_number_beside_a_choice_is_what_the_list_has_with_it(found, chosen):
    _fitting, numbers = narrowed(found, chosen)
    for name, values in {
        "decision": DECISIONS,
        "delivery": DELIVERIES,
        "theme": THEMES[1:],
        "place": PLACES[1:],
        "lead": SERVICES[1:],
    }.items():
        for value in values:
            assert numbers[name][value] == len(narrowed(found, {**chosen, name: value})[0])
        without = {other: chosen[other] for other in chosen if other != name}
        assert numbers[name].total() == len(narrowed(found, without)[0])
    assert numbers["overdue"]["on"] == len(narrowed(found, {**chosen, "overdue": "on"})[0])


@given(several, choices)
def test_what_fits_is_some_of_what_there_was_in_the_same_order(found, chosen):
    fitting, _numbers = narrowed(found, chosen)
    kept = [each for each in found if any(each is one for one in fitting)]
    assert all(one is other for one, other in zip(fitting, kept, strict=True))
    assert narrowed(fitting, chosen)[0] == fitting


def test_what_a_body_itself_said_is_asked_for_apart():
    matched = position(decision=Axis("accepted", "awaiting"))
    assert narrowed([matched], {"decision": "accepted"})[0] == [matched]
    assert narrowed([matched], {"decision": "accepted", "counted": True})[0] == []
    assert narrowed([matched], {"decision": "awaiting", "counted": True})[0] == [matched]


def paths(found, order) -> list[str]:
    return [each.path for each in in_order(found, order)]


@given(several, st.sampled_from(Order))
def test_an_order_loses_nothing_and_is_the_same_from_whatever_it_begins(found, order):
    by_id = {id(each) for each in found}
    assert {id(each) for each in in_order(found, order)} == by_id
    assert in_order(in_order(found, Order.UPDATED), Order.REPORT) == in_order(found, Order.REPORT)


def test_what_has_no_rank_comes_after_what_has():
    found = [position("1"), position("2", rank=7), position("3", rank=1)]
    assert paths(found, Order.RANK) == ["3", "2", "1"]


def test_shares_come_before_votes_and_votes_before_nothing():
    found = [
        position("1"),
        position("2", votes=50),
        position("3", support=Decimal("42")),
        position("4", support=Decimal("91.5"), votes=1),
        position("5", votes=0),
        position("6", support=Decimal(0)),
    ]
    assert paths(found, Order.SUPPORT) == ["4", "3", "6", "2", "5", "1"]


def test_the_newest_word_on_either_axis_comes_first():
    found = [
        position("1"),
        position("2", decision=Axis("accepted", "accepted", PartialDate.of(2020))),
        position(
            "3",
            decision=Axis("accepted", "accepted", PartialDate.of(2019)),
            delivery=Axis("under_way", "under_way", PartialDate.of(2021, 6)),
        ),
    ]
    assert paths(found, Order.UPDATED) == ["3", "2", "1"]


def test_what_was_heard_of_longest_ago_waits_longest_and_what_is_over_waits_no_more():
    found = [
        position("1"),
        position("2", recommended_on=PartialDate.of(2019)),
        position(
            "3",
            recommended_on=PartialDate.of(2015),
            delivery=Axis("under_way", "under_way", PartialDate.of(2021)),
        ),
        position("4", delivery=Axis("delivered", "delivered", PartialDate.of(2016))),
        position("5", decision=Axis("not_accepted", "not_accepted", PartialDate.of(2016))),
    ]
    assert paths(found, Order.WAIT) == ["2", "3", "1", "4", "5"]


@pytest.mark.parametrize("order", Order)
def test_where_an_order_says_nothing_the_report_does(order):
    assert paths([position("3"), position("1"), position("2")], order) == ["1", "2", "3"]
