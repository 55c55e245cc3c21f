"""Markers become numbered links, headings find their level, and ids are told apart by their chapter."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.publications.typesetting import same, set_text


def draw(reference) -> str:
    return f"({reference.number}:{reference.anchor}>{reference.note})"


def shown(html, *marks, **options) -> str:
    return set_text(html, marks, draw, **options).html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>By lot[^a].</p>", "<p>By lot(1:r1-a>n-a).</p>"),
        ("<p>[^b] and [^a]</p>", "<p>(1:r1-b>n-b) and (2:r1-a>n-a)</p>"),
        ("<p>[^a] again [^a]</p>", "<p>(1:r1-a>n-a) again (1:r2-a>n-a)</p>"),
        ("<p>[^A]</p>", "<p>(1:r1-a>n-a)</p>"),
        # A link holds no other link.
        ('<a href="/x">the law[^a]</a>.', '<a href="/x">the law</a>(1:r1-a>n-a).'),
        ('<a href="/x"><b>the[^a] law</b></a>', '<a href="/x"><b>the law</b></a>(1:r1-a>n-a)'),
        # What is no words of the text stays as it is.
        ('<img alt="[^a]">', '<img alt="[^a]">'),
        ('<p title="a > b [^a]">x</p>', '<p title="a > b [^a]">x</p>'),
        ("<p>[a] ^a [^] [^ ]</p>", "<p>[a] ^a [^] [^ ]</p>"),
        ("no tags < at all", "no tags < at all"),
        ("", ""),
    ],
)
def test_a_marker_becomes_a_link_where_a_link_may_stand(html, expected):
    assert shown(html, "a", "b") == expected


@pytest.mark.parametrize("name", ["h2", "h3", "button", "summary", "svg"])
def test_a_marker_in_a_heading_or_a_button_is_left_and_told(name):
    html = f"<{name}><b>x[^a]</b></{name}><p>[^a]</p>"
    done = set_text(html, ["a"], draw)
    assert f"x[^a]</b></{name}><p>(1:r1-a>n-a)" in done.html
    assert done.misplaced == ["a"]


@pytest.mark.parametrize("mark", ["b", "two words", "b!", "é"])
def test_a_marker_without_its_note_is_left_and_told(mark):
    done = set_text(f"<p>[^{mark}]</p>", ["a"], draw)
    assert done.html == f"<p>[^{mark}]</p>"
    assert done.missing == [mark]
    assert done.references == {}


def test_headings_go_deeper_and_never_below_the_sixth():
    assert shown('<h2 id="x">A</h2><h5>B</h5><h6>C</h6><header>D</header><hr>', deeper=2) == (
        '<h4 id="x">A</h4><h6>B</h6><h6>C</h6><header>D</header><hr>'
    )


def test_ids_and_what_points_at_them_get_the_prefix_and_what_points_elsewhere_does_not():
    html = (
        '<h2 id="s-a">A</h2><a href="#s-a">up</a><a href="#main">top</a><a href="/b/#s-a">b</a>'
        '<p aria-describedby="s-a other" data-id="s-a">x[^n]</p>'
    )
    assert shown(html, "n", prefix="c2-") == (
        '<h2 id="c2-s-a">A</h2><a href="#c2-s-a">up</a><a href="#main">top</a><a href="/b/#s-a">b</a>'
        '<p aria-describedby="c2-s-a other" data-id="s-a">x(1:c2-r1-n>c2-n-n)</p>'
    )


def test_marks_are_the_same_however_they_are_typed():
    assert same("E\u0301te") == same("\u00c9TE")


words = st.text(alphabet="ab <>&\"'[^]/=h2", max_size=60)


@given(words)
def test_whatever_stands_there_nothing_is_lost_when_no_note_is_known(html):
    assert set_text(html, [], draw).html == html


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=12))
def test_every_reference_has_an_id_of_its_own_and_numbers_count_from_one(marks):
    done = set_text("".join(f"<p>[^{mark}]</p>" for mark in marks), "abc", draw)
    places = [place for found in done.references.values() for place in found]
    assert len({place.anchor for place in places}) == len(marks)
    assert sorted({place.number for place in places}) == list(range(1, len(set(marks)) + 1))
    assert len(re.findall(r"\(\d+:", done.html)) == len(marks)
