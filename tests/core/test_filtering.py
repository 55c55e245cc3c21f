"""A filter never fails: what it cannot use it leaves out and says so."""

import re

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from cms.core.filtering import FilterForm
from cms.core.sanitising import LONGEST, plain_words


class Colours(FilterForm):
    words = forms.CharField(label="Words", required=False, max_length=200)
    colour = forms.ChoiceField(label="Colour", required=False)

    def __init__(self, data=None, colours=(("red", "Red"), ("blue", "Blue"))):
        super().__init__(data)
        self.offer("colour", colours)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("trees", "trees"),
        ("  two \t words\r\n", "two words"),
        ("a\0b", "a b"),
        ("\0", ""),
        ("\x1b[31mred\x7f", "[31mred"),
        ("a" * 500, "a" * LONGEST),
        ("مرحبا", "مرحبا"),
        ("", ""),
    ],
)
def test_what_a_stranger_types_becomes_plain_words(text, plain):
    assert plain_words(text) == plain


@given(st.text())
def test_plain_words_hold_nothing_a_database_chokes_on(text):
    plain = plain_words(text)
    assert not re.search(r"[\x00-\x1f\x7f]", plain)
    assert len(plain) <= LONGEST
    assert plain == plain.strip()
    assert plain_words(plain) == plain


def test_what_narrows_the_list_is_known_by_name():
    form = Colours({"colour": "red", "words": " old  tree "})
    assert form.chosen() == {"words": "old tree", "colour": "red"}
    assert not form.errors


@pytest.mark.parametrize("value", ["green", "RED", "red\0", "['red']", "x" * 10_000])
def test_a_value_it_does_not_know_is_passed_over_and_named(value):
    form = Colours({"colour": value, "words": "tree"})
    assert form.chosen() == ({"words": "tree"} if value != "red\0" else {"words": "tree", "colour": "red"})
    assert list(form.errors) == ([] if value == "red\0" else ["colour"])


@pytest.mark.parametrize("data", [None, {}, {"colour": ""}, {"other": "red"}])
def test_nothing_chosen_narrows_nothing(data):
    form = Colours(data)
    assert form.chosen() == {}
    assert not form.errors


def test_a_field_that_offers_nothing_is_not_shown():
    form = Colours({"colour": "red"}, colours=())
    assert "colour" not in form.fields
    assert form.chosen() == {}


@given(st.dictionaries(st.sampled_from(["words", "colour", "page"]), st.text()))
def test_no_value_whatever_makes_a_filter_fail(data):
    form = Colours(data)
    assert set(form.chosen()) <= {"words", "colour"}
    assert set(form.errors) <= {"colour"}
