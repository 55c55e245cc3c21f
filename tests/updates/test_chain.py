"""The arithmetic of the chain: whatever is changed, moved, added or taken away is found at its place."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.updates.chain import FIRST, Fault, canonical, digests, first_fault, hash_of, sealed

CHAIN = "0b0c8518-7b2d-4772-a94e-d1bcd4ba1e32"
TEXTS = st.dictionaries(st.sampled_from(["sentence", "note", "citations"]), st.text(min_size=1), min_size=1)
FACTS = st.dictionaries(st.text(), st.none() | st.integers() | st.text())


def row(number: int, previous: str, facts: dict, texts: dict[str, str]) -> dict:
    """One published entry."""
    salt = f"{number:032x}"
    held = sealed(facts, texts, chain=CHAIN, number=number, previous=previous, salt=salt)
    made = {"number": number, "previous": previous, "hash": hash_of(held)}
    return made | {"sealed": held, "salt": salt, "texts": texts}


def chain_of(entries) -> list[dict]:
    rows, previous = [], FIRST
    for number, (facts, texts) in enumerate(entries, start=1):
        rows.append(row(number, previous, facts, texts))
        previous = rows[-1]["hash"]
    return rows


CHAINS = st.lists(st.tuples(FACTS, TEXTS), max_size=6).map(chain_of)
FILLED = st.lists(st.tuples(FACTS, TEXTS), min_size=2, max_size=6).map(chain_of)


@given(CHAINS)
def test_a_chain_as_it_was_written_holds(rows):
    assert first_fault(rows) is None
    assert first_fault(rows, chain=CHAIN) is None
    assert first_fault(json.loads(json.dumps(rows)), chain=CHAIN) is None


@given(FILLED, st.data())
def test_a_word_that_was_changed_is_found_where_it_stands(rows, data):
    place = data.draw(st.integers(0, len(rows) - 1))
    name = data.draw(st.sampled_from(sorted(rows[place]["texts"])))
    rows[place]["texts"][name] += "!"
    fault = first_fault(rows)
    assert fault.number == place + 1
    assert name in fault.reason


@given(FILLED, st.data())
def test_a_fact_that_was_changed_is_found_where_it_stands(rows, data):
    place = data.draw(st.integers(0, len(rows) - 1))
    held = json.loads(rows[place]["sealed"])
    held["facts"]["decision"] = "not what it was"
    rows[place]["sealed"] = canonical(held)
    assert first_fault(rows) == Fault(place + 1, "its hash is not that of what it says")


@given(FILLED, st.data())
def test_who_also_makes_the_hash_anew_is_found_at_the_next_entry(rows, data):
    place = data.draw(st.integers(0, len(rows) - 2))
    held = json.loads(rows[place]["sealed"])
    held["facts"]["decision"] = "not what it was"
    rows[place]["sealed"] = canonical(held)
    rows[place]["hash"] = hash_of(rows[place]["sealed"])
    assert first_fault(rows) == Fault(place + 2, "it does not follow from the entry before it")


@given(FILLED, st.data())
def test_an_entry_that_was_taken_away_is_missed(rows, data):
    place = data.draw(st.integers(0, len(rows) - 2))
    del rows[place]
    assert first_fault(rows) == Fault(place + 1, "it is missing")


@given(FILLED)
def test_entries_that_changed_places_are_found(rows):
    rows[0], rows[1] = rows[1], rows[0]
    assert first_fault(rows).number == 1


def test_an_entry_that_was_slipped_in_is_found():
    rows = chain_of([({"a": 1}, {"sentence": "A"}), ({"b": 2}, {"sentence": "B"})])
    slipped = row(2, rows[0]["hash"], {"c": 3}, {"sentence": "C"})
    assert first_fault([rows[0], slipped, rows[1]]) == Fault(3, "it is missing")


def test_an_entry_of_another_chain_is_found():
    rows = chain_of([({}, {"sentence": "A"})])
    fault = first_fault(rows, chain="00000000-0000-0000-0000-000000000000")
    assert fault == Fault(1, "it was sealed for another chain")


def test_an_entry_that_hides_what_it_says_keeps_its_place_and_nothing_else():
    rows = chain_of([({}, {"sentence": letter}) for letter in "ABC"])
    rows[1] = {name: rows[1][name] for name in ("number", "previous", "hash")}
    assert first_fault(rows) is None
    rows[1]["hash"] = FIRST
    assert first_fault(rows) == Fault(3, "it does not follow from the entry before it")


def test_words_that_were_removed_leave_the_chain_whole():
    rows = chain_of([({}, {"sentence": letter}) for letter in "ABC"])
    del rows[1]["salt"], rows[1]["texts"]
    assert first_fault(rows) is None


@pytest.mark.parametrize("texts", [{}, {"sentence": "A", "note": "B"}])
def test_words_that_were_added_or_left_out_are_found(texts):
    rows = chain_of([({}, {"sentence": "A"})])
    changed = copy.deepcopy(rows)
    changed[0]["texts"] = texts
    assert first_fault(changed).number == 1


def test_one_text_has_another_digest_with_another_salt_and_an_empty_one_has_none():
    first, second = digests({"a": "Yes", "b": ""}, "1"), digests({"a": "Yes"}, "2")
    assert set(first) == {"a"}
    assert first != second


def test_json_is_written_in_one_way_only():
    assert canonical({"b": "é", "a": [1, None]}) == canonical({"a": [1, None], "b": "é"})
    assert canonical({"b": "é", "a": [1, None]}) == '{"a":[1,null],"b":"é"}'
