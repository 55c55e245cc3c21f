"""Nobody finds what they may not read: drafts, private and expired pages, other languages, hidden files."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from search import searching
from tests import factories


def keep_from_the_public(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def test_a_draft_is_not_found_and_neither_are_the_changes_of_one(site, found):
    factories.information(title="Hedgehog draft", live=False)
    page = factories.information(title="Gardens")
    page.summary = "Hedgehogs"
    page.save_revision()
    assert found("hedgehog") == []
    page.save_revision().publish()
    assert found("hedgehog") == ["Gardens"]
    page.unpublish()
    assert found("hedgehog") == []


def test_nothing_of_a_private_branch_is_found(site, found):
    assembly = factories.assembly(title="Hedgehog assembly")
    factories.evidence(factories.evidence_library(assembly), title="Hedgehog evidence")
    assert len(found("hedgehog")) == 2
    keep_from_the_public(assembly)
    assert found("hedgehog") == []


def test_the_name_of_a_private_assembly_is_offered_to_nobody(site, reader):
    keep_from_the_public(factories.assembly(title="Secret assembly"))
    factories.information(title="Hedgehogs")
    for words in ("", "hedgehogs", "zebra"):
        html = reader.get("/search/", {"words": words}).content.decode()
        assert "Secret assembly" not in html


def test_the_name_of_a_speaker_whose_page_is_hidden_is_found_nowhere(site, found):
    speaker = factories.person(title="Erinaceus Europaeus")
    factories.evidence(title="Hedgehogs at night", speakers=[speaker])
    assert found("erinaceus") == ["Erinaceus Europaeus"]
    speaker.unpublish()
    assert found("erinaceus") == []


def test_an_expired_page_is_not_found_from_that_second_on(site, found):
    over = timezone.now() + dt.timedelta(hours=1)
    factories.information(title="Hedgehogs until one", expire_at=over)
    with time_machine.travel(over - dt.timedelta(seconds=1), tick=False):
        assert found("hedgehogs") == ["Hedgehogs until one"]
    with time_machine.travel(over, tick=False):
        assert found("hedgehogs") == []


def test_what_nobody_may_see_takes_no_place_of_what_everybody_may(site, found, monkeypatch):
    monkeypatch.setattr(searching, "MOST", 5)
    hidden = factories.assembly(title="Hedgehog hedgehog hedgehog")
    for number in range(20):
        factories.information(title=f"Hedgehog draft {number}", live=False)
        factories.tracker(hidden, title=f"Hedgehog tracker {number}")
    keep_from_the_public(hidden)
    for number in range(5):
        factories.information(title=f"A very long title about gardens {number}", summary="One hedgehog.")
    assert len(found("hedgehog")) == 5


def test_each_language_finds_its_own_pages(welsh_home, found):
    page = factories.information(title="Hedgehogs sleep", summary="Draenog means hedgehog.")
    copy = page.copy_for_translation(factories.locale("cy"))
    copy.title, copy.summary = "Draenogod yn cysgu", "Draenog"
    copy.save_revision().publish()
    assert found("draenog") == ["Hedgehogs sleep"]
    assert found("draenog", "/cy/search/") == ["Draenogod yn cysgu"]
    assert found("hedgehogs", "/cy/search/") == []


def test_kinds_have_their_names_in_the_language_of_the_page(welsh_home, reader, monkeypatch):
    from django.utils.translation import gettext_lazy

    from home.models import InformationPage

    # Django's own words are there in Welsh, ours not yet.
    monkeypatch.setattr(InformationPage, "label", gettext_lazy("January"))
    page = factories.information(welsh_home, title="Draenog", locale=welsh_home.locale)
    assert page.get_url().startswith("/cy/")
    answer = reader.get("/cy/search/", {"words": "draenog", "kind": "january"})
    assert [words for _value, words in answer.context["filter"].fields["kind"].choices[1:]] == ["Ionawr (1)"]
    assert "Ionawr" in answer.content.decode()


def test_a_search_leads_to_the_same_in_the_other_language(welsh_home, reader):
    html = reader.get("/search/", {"words": "trees"}).content.decode()
    assert 'href="http://testserver/cy/search/?words=trees"' in html
    assert 'action="/cy/search/"' in reader.get("/cy/no-such-page/").content.decode()


def test_without_a_welsh_site_there_is_no_welsh_search(site, reader):
    assert reader.get("/cy/search/").status_code == 404
    assert 'action="/search/"' in reader.get("/cy/no-such-page/").content.decode()


@pytest.fixture
def census(site):
    return factories.document(title="The hedgehog census")


def test_a_document_is_found_once_a_public_page_shows_it(census, found):
    assert found("census") == []
    page = factories.evidence(title="Night", document=census, live=False)
    assert found("census") == []
    page.save_revision().publish()
    assert found("census") == ["The hedgehog census"]
    keep_from_the_public(page.get_parent())
    assert found("census") == []


def test_a_document_in_a_text_is_found_too(census, found):
    factories.information(title="Night", body=[("document", {"document": census, "note": ""})])
    assert found("census", kind="document") == ["The hedgehog census"]


def test_a_document_that_only_a_draft_of_a_public_page_shows_is_not_found(census, found):
    page = factories.evidence(title="Night")
    page.document = census
    page.save_revision()
    assert found("census") == []


def test_a_document_of_a_private_collection_is_not_found(census, found):
    factories.evidence(title="Night", document=census)
    above = Collection.get_first_root_node().add_child(name="Staff")
    census.collection = above.add_child(name="Staff, early")
    census.save()
    assert found("census") == ["The hedgehog census"]
    CollectionViewRestriction.objects.create(collection=above, restriction_type="login")
    assert found("census") == []


def test_a_document_is_found_in_the_language_of_the_page_that_shows_it(census, welsh_home, found):
    page = factories.information(title="Night", body=[("document", {"document": census, "note": ""})])
    assert found("census", "/cy/search/", kind="document") == []
    page.copy_for_translation(factories.locale("cy")).save_revision().publish()
    assert found("census", "/cy/search/", kind="document") == ["The hedgehog census"]


def test_a_topic_is_found_when_a_public_page_has_it(site, found):
    topic = factories.topic("Hedgehogs", slug="hedgehogs")
    assert found("hedgehogs") == []
    page = factories.evidence(title="Night", live=False)
    page.topics.add(topic)
    page.save()
    assert found("hedgehogs") == []
    page.save_revision().publish()
    assert found("hedgehogs") == ["Hedgehogs"]
    assert found("hedgehogs", kind="topic") == ["Hedgehogs"]


def test_a_topic_has_its_name_in_the_language_of_the_reader(welsh_home, found):
    topic = factories.topic("Hedgehogs", slug="hedgehogs")
    page = factories.evidence(factories.evidence_library(factories.home()), title="Night")
    page.topics.add(topic)
    page.save()
    library = page.get_parent().specific
    for each in (library, page):
        each.copy_for_translation(factories.locale("cy")).save_revision().publish()
    assert found("hedgehogs", "/cy/search/", kind="topic") == ["Hedgehogs"]
    row = topic.copy_for_translation(factories.locale("cy"))
    row.name = "Draenogod"
    row.save()
    assert found("draenogod", "/cy/search/", kind="topic") == ["Draenogod"]
    assert found("hedgehogs", "/cy/search/", kind="topic") == []
    assert found("draenogod", kind="topic") == []
    assert found("hedgehogs", kind="topic") == ["Hedgehogs"]


def test_another_site_of_the_same_house_finds_nothing_of_this_one(site, reader, found):
    from wagtail.models import Page, Site

    from home.models import HomePage

    factories.information(title="Hedgehogs here")
    other = HomePage(title="Other", slug="other", locale=factories.locale())
    Page.get_first_root_node().add_child(instance=other)
    Site.objects.create(hostname="127.0.0.1", port=80, root_page=other, site_name="Other")
    answer = reader.get("/search/", {"words": "hedgehogs"}, headers={"host": "127.0.0.1"})
    assert [result.title for result in answer.context["results"]] == []
    assert found("hedgehogs") == ["Hedgehogs here"]
