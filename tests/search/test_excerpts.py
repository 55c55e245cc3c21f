"""A result shows the words that were looked for where they stand in its text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.asking import read
from search.excerpts import LENGTH, excerpt, marked


def found(parts) -> list[str]:
    return [part.text for part in parts if part.found]


def whole(parts) -> str:
    return "".join(part.text for part in parts)


@pytest.mark.parametrize(
    ("text", "asked", "marks"),
    [
        ("Plant trees here", "trees", ["trees"]),
        ("Plant TREES, more trees", "trees", ["TREES", "trees"]),
        ("Treetops and streets", "tree", ["Treetops"]),
        ("To be or not", "to be", ["To", "be"]),
        ("Tobacco", "to", []),
        ("A café by the Tŷ", "cafe ty", ["café", "Tŷ"]),
        ("The public, square", '"public square"', ["public, square"]),
        ("A square in public", '"public square"', []),
        ("(a+b)* [trees]", "trees", ["trees"]),
        ("مرحبا بالعالم", "بالعالم", ["بالعالم"]),
        ("İstanbul trees", "trees", ["trees"]),
        ("Nothing here", "zebra", []),
        ("", "trees", []),
    ],
)
def test_the_words_that_were_asked_for_are_marked(text, asked, marks):
    parts = marked(text, read(asked))
    assert found(parts) == marks
    assert whole(parts) == text


def test_an_excerpt_is_cut_around_the_words():
    text = "Long ago. " * 100 + "Then came the hedgehogs of Dudley. " + "And so on. " * 100
    parts = excerpt(text, read("hedgehog"))
    assert found(parts) == ["hedgehogs"]
    assert whole(parts).startswith("… ")
    assert whole(parts).endswith(" …")
    assert len(whole(parts)) <= LENGTH + 4


def test_an_excerpt_goes_where_most_of_the_words_are():
    text = "A bus. " + "Nothing. " * 100 + "Franchise the bus by the mayor. " + "Nothing. " * 100
    assert found(excerpt(text, read("bus franchise mayor"))) == ["Franchise", "bus", "mayor"]


def test_without_the_words_the_excerpt_is_the_beginning():
    assert whole(excerpt("One two three.", read("zebra"))) == "One two three."
    assert whole(excerpt("One two. " * 100, read("zebra"))).startswith("One two. One")


def test_commas_that_only_join_sentences_are_left_out():
    assert (
        whole(excerpt("It ended., Then it began, again.", read("ended"))) == "It ended. Then it began, again."
    )


@given(st.text(max_size=600), st.text(max_size=40))
def test_marking_neither_loses_nor_adds_a_letter(text, asked):
    assert whole(marked(text, read(asked))) == text
    assert len(whole(excerpt(text, read(asked)))) <= LENGTH + 4
