"""Headings inside a text have anchors that are their own, whatever they say, and levels without a gap."""

import pytest

from cms.core.blocks.story import StoryBlock
from cms.core.headings import contents_of, headings_of
from tests import factories
from tests.reading import seen


def text(*headings):
    """A text of headings, each (words, level, id of its block)."""
    raw = [
        {"type": "heading", "value": {"text": words, "level": level}, "id": block}
        for words, level, block in headings
    ]
    return StoryBlock().to_python(raw)


def anchors(*headings) -> list[str]:
    return [heading.anchor for heading in headings_of(text(*headings)).values()]


def test_an_anchor_says_what_the_heading_says():
    assert anchors(("What happens next?", "2", "aaaa-1")) == ["s-what-happens-next"]


def test_two_headings_with_the_same_words_have_two_anchors_and_the_second_keeps_its_own():
    first, second, third = (("Costs", "2", f"{number}f3a9b2c-11") for number in (1, 2, 3))
    assert anchors(first, second, third) == ["s-costs", "s-costs-2f3a9b2c11", "s-costs-3f3a9b2c11"]
    assert anchors(first, ("Aims", "2", "4"), third)[-1] == "s-costs-3f3a9b2c11"


@pytest.mark.parametrize("words", ["?!", "…", "العربية", "日本", "", "-_-", "\u200f"])
def test_a_heading_without_latin_letters_has_an_anchor_all_the_same(words):
    assert anchors((words, "2", "1f3a9b2c-0000")) == ["s-1f3a9b2c0000"]
    assert anchors((words, "2", None), (words, "2", None)) == ["s-0", "s-1"]


def test_headings_that_would_make_the_same_anchor_by_accident_do_not():
    made = anchors(("Costs", "2", "a1"), ("Costs a2", "2", "a3"), ("Costs", "2", "a2"))
    assert len(set(made)) == 3


def test_a_very_long_heading_has_a_short_anchor():
    made = anchors(("word " * 60, "2", "a1"), ("word " * 60 + "more", "2", "b2"))
    assert len(set(made)) == 2
    assert max(map(len, made)) < 80


def test_no_anchor_is_an_id_that_the_page_itself_uses(site, reader):
    body = [("heading", {"text": words, "level": "2"}) for words in ("Main", "Contents", "Chapters")]
    page = factories.information(body=body, show_contents=True)
    ids = seen(reader.get(page.get_url()).content).ids()
    assert len(ids) == len(set(ids))
    assert {"main", "s-main", "s-contents", "s-chapters"} <= set(ids)


def test_a_heading_below_nothing_is_of_the_second_level():
    found = headings_of(text(("A", "3", "1"), ("B", "3", "2"), ("C", "2", "3"), ("D", "3", "4")))
    assert [heading.level for heading in found.values()] == [2, 3, 2, 3]


def test_the_contents_put_a_heading_below_the_one_it_belongs_to():
    found = headings_of(text(("A", "2", "1"), ("B", "3", "2"), ("C", "2", "3")))
    assert contents_of(found.values()) == [
        {"title": "A", "url": "#s-a", "below": [{"title": "B", "url": "#s-b", "below": []}]},
        {"title": "C", "url": "#s-c", "below": []},
    ]
    assert contents_of([]) == []


def test_every_entry_of_the_contents_of_a_page_leads_to_its_heading(site, reader):
    body = [("heading", {"text": words, "level": "2"}) for words in ("Costs", "Costs", "!", "العربية")]
    page = factories.information(body=body, show_contents=True)
    # As it stands in the database, where each block has its id.
    found = seen(reader.get(page.get_url()).content)
    links = [attrs["href"] for attrs in found.all("a") if attrs["href"].startswith("#s-")]
    assert len(links) == len(set(links)) == 4
    assert {link[1:] for link in links} <= set(found.ids())


def test_an_anchor_is_the_same_on_the_next_visit(site, reader):
    body = [("heading", {"text": "Costs", "level": "2"})] * 2
    page = factories.information(body=body, show_contents=True)
    first, second = (seen(reader.get(page.get_url()).content).ids() for _visit in range(2))
    assert first == second
