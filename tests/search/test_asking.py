"""What was typed is words: no sign in it does anything, and quotes keep words together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.asking import MOST_WORDS, Term, for_postgresql, for_sqlite, read


def words(text) -> list[str]:
    return [" ".join(term.words) for term in read(text).terms]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("trees", ["trees"]),
        ("Public SQUARE", ["public", "square"]),
        ("bus-only lanes", ["bus", "only", "lanes"]),
        ("O'Brien’s", ["o", "brien", "s"]),
        ("trees trees TREES", ["trees"]),
        ('"public square" trees', ["public square", "trees"]),
        ("“public square”", ["public square"]),
        ("„public square“", ["public square"]),
        ('"', []),
        ('"" trees', ["trees"]),
        ('a "lone quote', ["a", "lone", "quote"]),
        ("AND OR NOT NEAR(a b, 2)", ["and", "or", "not", "near", "a", "b", "2"]),
        ("title:trees ^trees +trees -trees trees*", ["title", "trees"]),
        ("snake_case", ["snake", "case"]),
        ("%_\\'; DROP TABLE", ["drop", "table"]),
        ("cafe\u0301", ["café"]),
        ("مرحبا بالعالم", ["مرحبا", "بالعالم"]),
        ("🌳 ", []),
        ("!?()[]{}<>", []),
        ("", []),
    ],
)
def test_words_are_found_in_what_was_typed(text, found):
    assert words(text) == found


def test_many_words_are_cut_to_ten_and_that_is_said():
    asked = read(" ".join(f"word{number}" for number in range(30)))
    assert len(asked.terms) == MOST_WORDS == 10
    assert asked.cut_short
    assert not read("two words").cut_short
    assert words('"' + "a " * 50 + '" trees') == [" ".join("a" * MOST_WORDS)]


def test_a_word_is_looked_for_as_a_beginning_when_it_is_long_enough_and_not_quoted():
    assert Term(("tree",)).is_beginning
    assert not Term(("of",)).is_beginning
    assert not Term(("tree",), quoted=True).is_beginning


def test_each_database_is_asked_in_its_own_words():
    asked = read('trees of "public square"')
    assert for_sqlite(asked, "title") == '{title} : (("trees" OR "trees"*) AND "of" AND "public square")'
    assert for_postgresql(asked) == "('trees' | 'trees':*) & ('of') & ('public' <-> 'square')"


@given(st.text(max_size=300))
def test_no_sign_ever_gets_into_the_question(text):
    asked = read(text)
    assert all(word.isalnum() for term in asked.terms for word in term.words)
    assert sum(len(term.words) for term in asked.terms) <= MOST_WORDS
    assert bool(asked) == bool(asked.terms)
