"""What the page of a recommendation or a ballot shows: every answer, and every number with its remark."""

import pytest

from cms.recommendations.statuses import Decision, Delivery
from cms.recommendations.templatetags.recommendation_tags import remarks
from tests import factories
from tests.factories import date


@pytest.fixture
def recommendation(site):
    return factories.recommendation(recommended_on=date("2019-12-01"))


def answered(reader, page) -> list[tuple[str, str]]:
    """Who answered what, as the page shows it, the newest first."""
    return [(each.body, each.decision) for each in reader.get(page.get_url()).context["answers"]]


def test_two_bodies_that_answered_stand_side_by_side(recommendation, reader):
    factories.decision(recommendation, Decision.NOT_ACCEPTED, body="The council", reason="Too dear.")
    factories.decision(recommendation, body="The Mayor", happened_on=date("2025-02"), reason="It is time.")
    assert answered(reader, recommendation) == [("The Mayor", "accepted"), ("The council", "not_accepted")]
    html = reader.get(recommendation.get_url()).content.decode()
    panel = html[html.index("What was answered") : html.index("What has been done")]
    for words in (
        "The Mayor",
        "It is time.",
        "February 2025",
        "The council",
        "Too dear.",
        "20 February 2020",
    ):
        assert words in panel
    assert panel.index("The Mayor") < panel.index("The council")


def test_readers_see_why_it_was_stopped_what_shows_it_and_who_sees_to_it(recommendation, reader):
    reference = {"lead_service": "Highways", "decision_reference": "Item 7, 20 February 2020"}
    factories.decision(recommendation, Decision.MORE_WORK, due_on=date("2020-10"), **reference)
    factories.delivery(
        recommendation, Delivery.STOPPED, reason="No money was left.", happened_on=date("2021-05")
    )
    html = reader.get(recommendation.get_url()).content.decode()
    for words in (
        "Lead service: Highways",
        "Item 7, 20 February 2020",
        "Due: October 2020",
        "No money was left.",
    ):
        assert html.count(words) == 2, "in its panel and in the history"
    factories.delivery(recommendation, happened_on=date("2022"), reason="It goes on.")
    factories.delivery(recommendation, Delivery.DELIVERED, happened_on=date("2023-05"))
    html = reader.get(recommendation.get_url()).content.decode()
    assert html.count('<a href="https://example.org/opened" rel="external">See what shows it</a>') == 2


def test_what_the_sentence_or_a_source_says_is_not_said_twice(recommendation, reader):
    source = factories.citation("Minutes", url="https://example.org/minutes")
    factories.delivery(
        recommendation,
        Delivery.STOPPED,
        sentence="No money was left.",
        reason="No money was left.",
        evidence="https://example.org/minutes",
        citations=[source],
    )
    html = reader.get(recommendation.get_url()).content.decode()
    assert html.count("No money was left.") == 2, "once in its panel and once in the history"
    assert "See what shows it" not in html


def test_a_body_that_answered_twice_stands_there_with_its_last_word(recommendation, reader):
    factories.decision(recommendation, Decision.AWAITING, body="The council")
    factories.decision(recommendation, body="the Council ", happened_on=date("2021"))
    assert answered(reader, recommendation) == [("the Council", "accepted")]


def test_each_further_answer_leads_to_the_response_it_stands_in(recommendation, reader):
    index = factories.response_index(recommendation.get_parent().get_parent().specific)
    response = factories.response(
        index, body="A partner", published_on=date("2020-01"), entries=[factories.answer(recommendation)]
    )
    factories.decision(recommendation, body="The council", happened_on=date("2020-05"))
    html = reader.get(recommendation.get_url()).content.decode()
    assert f'<a href="{response.get_url()}">Read the answer of A partner</a>' in html


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({}, ""),
        ({"recorded": 53, "is_complete": True}, ""),
        ({"recorded": 52}, "52 of 53 papers have an answer."),
        ({"is_complete": False}, "The numbers, as printed, do not add up to the number of papers."),
        ({"recorded": 52, "is_complete": False, "note": "One paper is lost."}, "One paper is lost."),
    ],
)
def test_numbers_that_do_not_add_up_say_so(facts, told):
    assert remarks(factories.option(**facts), 53) == told


def test_a_ranked_ballot_shows_how_many_had_an_option_among_their_first_three(site, reader):
    options = [factories.option(text="Trees", rank=1, points=9, first=4, second=2, third=1, top_three=7)]
    ballot = factories.ballot(kind="ranked", options=options)
    html = reader.get(ballot.get_url()).content.decode()
    assert '<td class="number" data-label="Among the first three">7</td>' in html
