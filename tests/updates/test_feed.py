"""The record as Atom: what any feed reader takes."""

import datetime as dt
from xml.etree import ElementTree

import pytest

from tests import factories
from tests.factories import date

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def feed(site, reader):
    """The feed of a site on which a few things have happened."""
    assembly = factories.assembly()
    for number in range(12):
        factories.update(assembly, happened_on=date(f"2020-01-{number + 1:02}"), sentence=f"Number {number}.")
    factories.decision(factories.recommendation(recommended_on=date("2019")))
    answer = reader.get("/updates/feed.atom")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.content)


def words(element, name: str) -> str:
    return element.findtext(f"{ATOM}{name}") or ""


def links(element, kind: str) -> list[str]:
    return [
        each.get("href", "")
        for each in element.findall(f"{ATOM}link")
        if each.get("rel", "alternate") == kind
    ]


def test_the_feed_has_all_that_atom_asks_for(feed):
    assert feed.tag == f"{ATOM}feed"
    assert words(feed, "title") == "Updates from Moothall"
    assert words(feed, "id")
    dt.datetime.fromisoformat(words(feed, "updated"))
    assert links(feed, "self") == ["http://testserver/updates/feed.atom"]
    assert feed.find(f"{ATOM}author") is not None
    assert feed.find(f"{ATOM}author").findtext(f"{ATOM}name")
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_every_entry_has_all_that_atom_asks_for(feed):
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) > 10
    ids = [words(entry, "id") for entry in entries]
    assert len(set(ids)) == len(ids)
    for entry in entries:
        assert words(entry, "title")
        assert words(entry, "summary")
        assert words(entry, "id").startswith("urn:moothall:update:")
        assert dt.datetime.fromisoformat(words(entry, "updated")).tzinfo
        [link] = links(entry, "alternate")
        assert link.startswith("http://testserver/")


def test_an_entry_leads_to_the_page_it_is_about(feed, reader):
    for entry in feed.findall(f"{ATOM}entry")[:5]:
        [link] = links(entry, "alternate")
        assert reader.get(link.removeprefix("http://testserver")).status_code == 200


def test_the_latest_comes_first_and_only_so_many(site, reader):
    page = factories.assembly()
    for number in range(60):
        factories.update(page, happened_on=date(str(1950 + number)), sentence=f"In {1950 + number}.")
    feed = ElementTree.fromstring(reader.get("/updates/feed.atom").content)
    sentences = [words(entry, "summary") for entry in feed.findall(f"{ATOM}entry")]
    assert len(sentences) == 50
    assert sentences[0] == "2009: In 2009."


def test_signs_of_markup_in_a_sentence_do_not_break_the_feed(site, reader):
    sentence = 'Trees & <b>squares</b> > "cars" ]]> \u2028 مرحبا'
    factories.update(factories.assembly(title="A & B <C>"), sentence=sentence)
    feed = ElementTree.fromstring(reader.get("/updates/feed.atom").content)
    [entry] = feed.findall(f"{ATOM}entry")
    assert words(entry, "summary") == f"15 January 2020: {sentence}"
    assert words(entry, "title").startswith("A & B <C>")


def test_only_a_day_that_is_known_is_given_as_the_moment_of_publication(site, reader):
    page = factories.assembly()
    for day in ("2020-03-05", "2020-03", "about 2020-03-01"):
        factories.update(page, happened_on=date(day), sentence=f"On {day}.")
    feed = ElementTree.fromstring(reader.get("/updates/feed.atom").content)
    told = {words(entry, "summary"): words(entry, "published") for entry in feed.findall(f"{ATOM}entry")}
    assert told == {
        "5 March 2020: On 2020-03-05.": "2020-03-05T00:00:00+00:00",
        "March 2020: On 2020-03.": "",
        "about 1 March 2020: On about 2020-03-01.": "",
    }


def test_one_thing_that_happened_to_several_pages_is_one_entry_and_keeps_its_name(site, reader):
    pages = [factories.assembly(title=f"Assembly {letter}") for letter in "ABCDEF"]
    first = factories.update(pages[0], sentence="It was reported.")
    names = set()
    for page in (*pages[1:], None):
        [entry] = ElementTree.fromstring(reader.get("/updates/feed.atom").content).findall(f"{ATOM}entry")
        names.add(words(entry, "id"))
        if page:
            factories.update(page, sentence="It was reported.")
    assert names == {f"urn:moothall:update:{first.subject}:{first.pk}"}
    told = words(entry, "title")
    assert told == "Assembly A, Assembly B, Assembly C, Assembly D and 2 more: Answer published"


def test_an_empty_record_is_a_valid_feed_too(site, reader):
    feed = ElementTree.fromstring(reader.get("/updates/feed.atom").content)
    assert feed.findall(f"{ATOM}entry") == []
    dt.datetime.fromisoformat(words(feed, "updated"))


def test_the_feed_can_be_asked_again_cheaply_or_at_least_alike(site, reader):
    factories.update(sentence="It is over.")
    assert reader.get("/updates/feed.atom").content == reader.get("/updates/feed.atom").content


def test_every_page_tells_feed_readers_where_the_feed_is(site, reader):
    link = '<link rel="alternate" type="application/atom+xml" title="Updates" href="/updates/feed.atom">'
    for path in ("/", "/about/", "/nowhere/", "/topics/"):
        assert link in reader.get(path).content.decode()
