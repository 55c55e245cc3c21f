"""Positions are plain values: they go into JSON and come back, and two of them are compared fairly."""

import datetime as dt
import json

from hypothesis import given
from hypothesis import strategies as some

from cms.core.partial_dates import PartialDate
from cms.recommendations.snapshots import (
    Due,
    Row,
    Standing,
    Step,
    as_json,
    counts,
    difference,
    from_json,
    overdue,
)
from cms.recommendations.statuses import NOT_REPORTED, Decision, Delivery
from cms.updates.chain import canonical

DAY = dt.date(2020, 12, 31)
ON = PartialDate.of(2021, 5)
CHAIN = "chain"


def axis(state, entry=None, on=None, stated: Step | None = None) -> Standing:
    last = Step(state, on, entry)
    return Standing(last, stated or last)


def row(subject="a", decision="accepted", delivery="under_way", *, entries=(1, 2), on=ON, **fields) -> Row:
    axes = {
        "decision": axis(decision, entries[0], PartialDate.of(2020)),
        "delivery": axis(delivery, entries[1], on),
    }
    return Row(
        **{"subject": subject, "chain": CHAIN, "reference": subject.upper(), "words": 7} | axes | fields
    )


dates = some.builds(
    PartialDate.of,
    some.integers(1990, 2040),
    some.none() | some.integers(1, 12),
    approximate=some.booleans(),
)
steps = some.builds(
    Step,
    state=some.sampled_from([*Delivery.values, NOT_REPORTED, *Decision.values]),
    on=some.none() | dates,
    entry=some.none() | some.integers(1, 9_999),
    matched=some.booleans(),
)
standings = some.builds(Standing, steps, steps)
rows = some.builds(
    Row,
    subject=some.uuids().map(str),
    chain=some.uuids().map(str),
    reference=some.text(max_size=10),
    words=some.none() | some.integers(1, 9_999),
    decision=standings,
    delivery=standings,
    due=some.none() | some.builds(Due, dates, some.integers(1, 99), some.booleans()),
)


@given(some.lists(rows, max_size=5))
def test_a_position_comes_back_from_json_as_it_was(position):
    written = canonical(as_json(position))
    assert from_json(json.loads(written)) == tuple(position)


@given(some.lists(rows, max_size=8))
def test_each_axis_adds_up_to_the_number_of_recommendations_and_no_state_swallows_another(position):
    totals = as_json(position)["totals"]
    for name in ("decision", "delivery"):
        assert sum(totals[name].values()) == totals["recommendations"] == len(position)
        for state, number in totals[name].items():
            assert number == sum(row.on(name).stated.state == state for row in position)
    assert totals["overdue"] == overdue(position)


def test_a_total_counts_what_a_public_body_stated_and_not_what_was_matched():
    matched = axis("delivered", 5, ON, Step("under_way", None, 3))
    assert counts([Row("a", CHAIN, "A", 7, axis("accepted", 1), matched)], "delivery") == {"under_way": 1}


def compared(before, now, corrections=None):
    return difference(before, now, corrections or {}, before_on=DAY)


def test_the_same_position_has_no_difference():
    assert compared([row()], [row()]).is_empty


def test_each_axis_moves_by_itself():
    found = compared([row()], [row(delivery="delivered", entries=(1, 9))])
    [move] = found.moved["delivery"]
    assert (move.before.last.state, move.now.last.state) == ("under_way", "delivered")
    assert found.moved["decision"] == ()
    assert not move.late


def test_what_is_new_and_what_is_gone_did_not_move():
    found = compared([row("a"), row("b")], [row("b"), row("c")])
    assert [each.subject for each in found.new] == ["c"]
    assert [each.subject for each in found.gone] == ["a"]
    assert not any(found.moved.values())


def test_what_was_corrected_did_not_move():
    found = compared([row()], [row(decision="not_accepted", entries=(9, 2))], {(CHAIN, 1): 9})
    [move] = found.corrected
    assert (move.axis, move.corrected_by) == ("decision", 9)
    assert found.moved["decision"] == ()


def test_a_correction_in_another_chain_is_none_of_ours():
    found = compared([row()], [row(decision="not_accepted", entries=(9, 2))], {("another", 1): 9})
    assert found.corrected == ()
    assert len(found.moved["decision"]) == 1


def test_corrected_words_are_told():
    [(found, entry)] = compared([row()], [row(words=12)], {(CHAIN, 7): 12}).reworded
    assert (found.subject, entry) == ("a", 12)


def test_a_step_that_was_recorded_late_says_so():
    late = row(delivery="delivered", entries=(1, 9), on=PartialDate.of(2020, 10, 5))
    [move] = compared([row()], [late]).moved["delivery"]
    assert move.late


def test_a_word_that_the_council_itself_says_now_is_a_move_too():
    matched = Row("a", CHAIN, "A", 7, axis("accepted", 1), axis("delivered", 2, ON, Step("under_way")))
    [move] = compared([matched], [row(delivery="delivered", entries=(1, 9))]).moved["delivery"]
    assert move.only_stated
