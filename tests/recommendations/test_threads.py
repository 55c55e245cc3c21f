"""The golden thread: what is there is linked both ways, and what is missing is listed."""

import pytest

from cms.recommendations.models import RecommendationEvidence
from cms.recommendations.statuses import Decision
from cms.updates.statuses import Basis, Speaker
from tests import factories
from tests.factories import date
from tests.reading import seen


@pytest.fixture
def assembly(site):
    return factories.assembly()


@pytest.fixture
def heard(assembly):
    """Evidence of a speaker at a session."""
    session = factories.event(factories.event_index(assembly), title="Day 1", day_number=1)
    library = factories.evidence_library(assembly)
    speaker = factories.person(title="Ann Lee")
    return factories.evidence(library, title="Squares", session=session, speakers=[speaker])


@pytest.fixture
def page(assembly, heard):
    links = [RecommendationEvidence(evidence=heard)]
    return factories.recommendation(factories.tracker(assembly), evidence_links=links, wording="Plant trees.")


def thread(reader, page) -> dict:
    return {strand.title: strand for strand in reader.get(page.get_url()).context["thread"]}


def titles(strand) -> list[str]:
    return [link["title"] for link in strand.links]


def test_it_leads_from_the_evidence_to_the_session_and_the_speaker(page, heard, reader):
    strand = thread(reader, page)["What members heard"]
    assert titles(strand) == ["Squares", "Day 1", "Ann Lee"]
    assert strand.gaps == []
    hrefs = {attrs.get("href") for attrs in seen(reader.get(page.get_url()).content).all("a")}
    speaker = heard.speakers.get().person
    assert {heard.get_url(), heard.session.get_url(), speaker.get_url()} <= hrefs


def test_evidence_session_and_speaker_lead_back(page, heard, reader):
    for there in (heard, heard.session, heard.speakers.get().person):
        links = {attrs.get("href") for attrs in seen(reader.get(there.get_url()).content).all("a")}
        assert page.get_url() in links, there
    page.unpublish()
    for there in (heard, heard.session, heard.speakers.get().person):
        assert "Plant trees." not in reader.get(there.get_url()).content.decode()


def test_evidence_that_was_taken_down_leads_nowhere(page, heard, reader):
    session, speaker = heard.session, heard.speakers.get().person
    heard.unpublish()
    for there in (session, speaker):
        assert "Plant trees." not in reader.get(there.get_url()).content.decode()


def test_what_is_missing_is_listed_as_missing(assembly, reader):
    page = factories.recommendation(factories.tracker(assembly))
    found = thread(reader, page)
    assert all(strand.gaps for strand in found.values())
    html = reader.get(page.get_url()).content.decode()
    gaps = [gap for strand in found.values() for gap in strand.gaps]
    assert f"{len(gaps)} things are missing." in html
    assert html.count("Missing:") == len(gaps) == 7


def test_a_session_or_a_speaker_that_readers_may_not_see_is_a_gap(page, heard, reader):
    heard.session.unpublish()
    heard.speakers.get().person.unpublish()
    strand = thread(reader, page)["What members heard"]
    assert titles(strand) == ["Squares"]
    assert len(strand.gaps) == 2


def test_with_everything_in_place_nothing_is_missing(assembly, heard, reader):
    tracker = factories.tracker(assembly)
    page = factories.recommendation(
        tracker,
        recommended_on=date("2019-12-01"),
        evidence_links=[RecommendationEvidence(evidence=heard)],
    )
    factories.ballot(tracker, options=[factories.option(page, total_support_percent=90)])
    index = factories.response_index(assembly)
    response = factories.response(index, entries=[factories.answer(page, lead_service="Parks")])
    factories.delivery(page, happened_on=date("2021"))
    factories.delivery(page, happened_on=date("2022"))
    factories.assessment(page)
    factories.assessment(page, Speaker.EVALUATOR)
    answer = reader.get(page.get_url())
    assert answer.context["gaps"] == 0
    found = thread(reader, page)
    assert found["What was answered"].links[0]["page"] == response.page_ptr.specific
    assert titles(found["What has been done"]) == ["Under way", "1 earlier report"]
    assert "Missing:" not in answer.content.decode()


def test_an_answer_that_was_taken_off_the_site_is_told_and_leads_nowhere(assembly, page, reader):
    index = factories.response_index(assembly)
    early = factories.response(index, published_on=date("2020"), entries=[factories.answer(page)])
    late = factories.response(index, published_on=date("2021"), entries=[factories.answer(page)])
    for response in (early, late):
        response.unpublish()
    strand = thread(reader, page)["What was answered"]
    assert titles(strand) == ["The council: Accepted"]
    assert "The page of that answer: it was taken off this site." in strand.gaps
    early.save_revision().publish()
    assert late.get_url() not in reader.get(early.get_url()).content.decode()
    assert late.get_url() not in reader.get(page.get_url()).content.decode()


def test_news_that_names_no_assembly_leaves_a_gap(page, reader):
    factories.delivery(page, basis=Basis.MATCHED)
    assert thread(reader, page)["What has been done"].gaps


def test_an_answer_of_the_same_body_that_came_later_is_named_in_the_history(page, reader):
    first = factories.decision(page, Decision.AWAITING, body="The council")
    factories.decision(page, body="A partner", happened_on=date("2020-06"))
    second = factories.decision(page, body="the Council ", happened_on=date("2021"))
    html = reader.get(page.get_url()).content.decode()
    assert html.count("Superseded by a later answer") == 1
    assert f'<a href="#entry-{second.update.number}">Superseded by a later answer of the same body' in html
    entry = html[html.index(f'id="entry-{first.update.number}"') :]
    assert "Superseded" in entry[: entry.index("</li>")]


def test_two_responses_of_one_body_lead_to_each_other_entry_by_entry(assembly, page, reader):
    index = factories.response_index(assembly)
    other = factories.recommendation(page.get_parent().specific)
    early = factories.response(
        index,
        published_on=date("2020-03"),
        entries=[factories.answer(page, Decision.MORE_WORK, due_on=date("2021")), factories.answer(other)],
    )
    late = factories.response(index, published_on=date("2021-03"), entries=[factories.answer(page)])
    factories.response(index, body="A partner", entries=[factories.answer(page)])
    before, after = (reader.get(each.get_url()).content.decode() for each in (early, late))
    assert f'<a href="{late.get_url()}">Answered anew (March 2021): Accepted</a>' in before
    assert before.count("Answered anew") == 1
    words = "This takes the place of the answer of March 2020: Needs more work"
    assert f'<a href="{early.get_url()}">{words}</a>' in after
    assert "Answered anew" not in after


def test_conditions_and_the_minority_view_have_places_of_their_own(assembly, reader):
    page = factories.recommendation(
        factories.tracker(assembly),
        conditions="Only if buses are cheap\nOnly by day",
        minority_view="Two said no.",
    )
    html = reader.get(page.get_url()).content.decode()
    assert "<h2>Members' conditions</h2>" in html.replace("&#x27;", "'")
    assert "<h2>Minority view</h2>" in html
    assert "<li>Only by day</li>" in html
