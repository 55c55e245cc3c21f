"""Every page tells search engines what it is, in its own words where it has some."""

import pytest

from tests import factories
from tests.reading import seen


def described(reader, page) -> str:
    return described_at(reader, page.get_url())


def described_at(reader, url) -> str:
    [found] = [
        attrs["content"]
        for attrs in seen(reader.get(url).content).all("meta")
        if attrs.get("name") == "description"
    ]
    return found


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"search_description": "For robots.", "summary": "In short."}, "For robots."),
        ({"summary": "In short,\nand again."}, "In short, and again."),
        ({}, "Information: How it works."),
        ({"summary": "word " * 100}, ("word " * 60).strip()[:299] + "…"),
    ],
)
def test_a_page_is_described_by_what_it_has(facts, words, site, reader):
    assert described(reader, factories.information(title="How it works", **facts)) == words


def test_a_recommendation_is_described_by_its_wording(site, reader):
    page = factories.recommendation(title="Trees", wording='Plant "big" trees.\nWater them.', summary="")
    assert described(reader, page) == 'Recommendation: Trees. Plant "big" trees. Water them.'


def test_a_speaker_is_described_by_what_is_known_of_them(site, reader):
    person = factories.person(title="Ann Lee", role="Planner", organisation="")
    assert described(reader, person) == "Speaker: Ann Lee. Planner"


def test_every_page_is_described(site, reader):
    for make in factories.PAGES.values():
        assert described(reader, make())


@pytest.mark.parametrize("url", ["/topics/", "/search/", "/search/?words=trees", "/topics/squares/"])
def test_what_is_no_page_of_the_tree_is_described_too(url, site, reader):
    factories.topic("Squares", slug="squares")
    assert described_at(reader, url)
