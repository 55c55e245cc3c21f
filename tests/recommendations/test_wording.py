"""The members' words and their fingerprint: the same on every machine, and different for every letter."""

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.recommendations.wording import canonical, fingerprint


def test_the_fingerprint_is_the_sha256_of_the_words_in_utf8():
    assert fingerprint("Plant trees.") == hashlib.sha256(b"Plant trees.").hexdigest()
    assert fingerprint("Caf\u00e9") == hashlib.sha256("Caf\u00e9".encode()).hexdigest()
    assert fingerprint("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Plant trees.\r\nWater them.", "Plant trees.\nWater them."),
        ("Plant trees.\rWater them.", "Plant trees.\nWater them."),
        ("  Plant trees.\n\n", "Plant trees."),
        ("Caf\u0065\u0301", "Caf\u00e9"),
        ("\u212b", "\u00c5"),
    ],
)
def test_what_readers_cannot_tell_apart_has_one_fingerprint(one, other):
    assert canonical(one) == canonical(other)
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize(
    "other", ["Plant trees", "plant trees.", "Plant  trees.", "Plant\ntrees.", "Plant trees.."]
)
def test_every_letter_counts(other):
    assert fingerprint(other) != fingerprint("Plant trees.")


@given(st.text())
def test_the_canonical_form_of_the_canonical_form_is_itself(text):
    once = canonical(text)
    assert canonical(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\r" not in once
    assert once == once.strip()


@given(st.text())
def test_line_ends_and_composition_never_change_a_fingerprint(text):
    windows = text.replace("\r", "").replace("\n", "\r\n")
    assert fingerprint(windows) == fingerprint(text.replace("\r", ""))
    assert fingerprint(unicodedata.normalize("NFD", text)) == fingerprint(text)
    assert len(fingerprint(text)) == 64
