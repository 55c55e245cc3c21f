"""What each entry of a record changed, from what to what, on its own axis."""

import pytest

from cms.recommendations.changes import with_changes
from cms.recommendations.statuses import Decision, Delivery
from cms.updates.models import PageUpdate
from cms.updates.statuses import Speaker
from tests import factories
from tests.factories import date


@pytest.fixture
def page(site):
    return factories.recommendation(recommended_on=date("2019-12-01"))


def changes(page) -> list[str]:
    """The changes of a page's record, newest first."""
    entries = PageUpdate.objects.about(page).newest_first()
    entries = entries.select_related("decisionrecord", "deliveryrecord")
    return [entry.change for entry in with_changes(entries)]


def test_the_first_step_comes_from_nothing_and_the_next_from_the_one_before(page):
    factories.delivery(page, Delivery.UNDER_WAY, happened_on=date("2020"))
    factories.delivery(page, Delivery.STOPPED, happened_on=date("2021"), reason="No money.")
    assert changes(page) == ["Delivery: Under way to Stopped", "Delivery: Under way", "Recommendation made"]


def test_the_two_axes_do_not_mix(page):
    factories.decision(page, Decision.MORE_WORK, happened_on=date("2020"), due_on=date("2021"))
    factories.delivery(page, Delivery.UNDER_WAY, happened_on=date("2021"))
    factories.decision(page, Decision.ACCEPTED, happened_on=date("2022"))
    assert changes(page)[:3] == [
        "Decision: Needs more work to Accepted",
        "Delivery: Under way",
        "Decision: Needs more work",
    ]


def test_news_that_changes_nothing_says_how_things_stand(page):
    factories.delivery(page, Delivery.UNDER_WAY, happened_on=date("2020"))
    factories.delivery(page, Delivery.UNDER_WAY, happened_on=date("2021"))
    assert changes(page)[:2] == ["Delivery: Under way", "Delivery: Under way"]


def test_moving_back_is_shown_like_any_other_step(page):
    for number, state in enumerate((Delivery.DELIVERED, Delivery.UNDER_WAY, Delivery.DELIVERED)):
        factories.delivery(page, state, happened_on=date(str(2020 + number)), reason="A storm.")
    assert changes(page)[:3] == [
        "Delivery: Under way to Delivered",
        "Delivery: Delivered to Under way",
        "Delivery: Delivered",
    ]


def test_every_entry_has_a_state_whose_colour_it_takes(page):
    factories.decision(page, Decision.ACCEPTED, happened_on=date("2020"))
    entries = with_changes(PageUpdate.objects.about(page).newest_first())
    assert [entry.state for entry in entries] == ["accepted", "recommended"]


def test_an_empty_record_has_no_changes():
    assert with_changes([]) == []


def test_a_reader_sees_the_history_newest_first_with_who_says_so(page, reader):
    factories.decision(page, Decision.ACCEPTED, happened_on=date("2020-03"), body="The Mayor")
    factories.delivery(
        page, Delivery.STOPPED, happened_on=date("2021"), reason="Flood.", sentence="It ended."
    )
    html = reader.get(page.get_url()).content.decode()
    history = html.split('id="history"', 1)[1]
    assert (
        history.index("It ended.")
        < history.index("The Mayor: accepted.")
        < history.index("Members recommended")
    )
    assert "Delivery: Stopped" in history


def test_each_body_has_its_own_line_of_answers(page):
    factories.decision(page, Decision.ACCEPTED, happened_on=date("2020"), body="The council")
    factories.decision(page, Decision.NOT_ACCEPTED, happened_on=date("2021"), body="The Mayor", reason="No.")
    assert changes(page)[:2] == ["Decision: Not accepted", "Decision: Accepted"]


def test_what_a_judge_says_changes_nothing(page):
    factories.delivery(page, Delivery.DELIVERED, happened_on=date("2020"))
    judged = {"said_by": Speaker.EVALUATOR, "reason": "It is closed."}
    factories.delivery(page, Delivery.STOPPED, happened_on=date("2021"), **judged)
    factories.delivery(page, Delivery.DELIVERED, happened_on=date("2022"))
    assert changes(page)[:3] == ["Delivery: Delivered", "Delivery: Stopped", "Delivery: Delivered"]
