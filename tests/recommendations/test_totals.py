"""Totals: two axes that are never added together, and nothing counted that the council did not state."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.recommendations.models import RecommendationPage
from cms.recommendations.statuses import NOT_REPORTED, Decision, Delivery
from cms.recommendations.totals import totals_of
from cms.updates.models import PageUpdate
from cms.updates.statuses import Basis, Speaker
from tests import factories
from tests.factories import date


def counted(axis) -> dict[str, int]:
    return {segment.slug: segment.count for segment in axis if segment.count}


def matched(axis) -> dict[str, int]:
    return {segment.slug: segment.matched for segment in axis if segment.matched}


def totals(tracker=None):
    everything = RecommendationPage.objects.live()
    return totals_of(everything.child_of(tracker) if tracker else everything)


def test_what_nobody_answered_awaits_and_what_nobody_reported_is_not_reported(site):
    factories.recommendation()
    found = totals()
    assert found.total == 1
    assert counted(found.decision) == {"awaiting": 1}
    assert counted(found.delivery) == {NOT_REPORTED: 1}


def test_no_recommendations_have_no_totals(site):
    found = totals()
    assert found.total == found.matched == 0
    assert counted(found.decision) == counted(found.delivery) == {}


def test_under_way_is_never_added_to_delivered(site):
    tracker = factories.tracker()
    for delivery in (Delivery.UNDER_WAY, Delivery.UNDER_WAY, Delivery.DELIVERED):
        factories.delivery(factories.recommendation(tracker), delivery)
    assert counted(totals(tracker).delivery) == {"under_way": 2, "delivered": 1}


def test_every_state_of_both_axes_has_a_number_of_its_own(site):
    found = totals()
    assert [segment.slug for segment in found.decision] == Decision.values
    assert [segment.slug for segment in found.delivery] == [*Delivery.values, NOT_REPORTED]


OTHERS = [{"said_by": Speaker.EDITOR}]


@pytest.mark.parametrize("uncounted", [{"basis": Basis.MATCHED}, *OTHERS])
def test_what_the_council_did_not_state_is_shown_and_not_counted(uncounted, site):
    page = factories.recommendation()
    factories.decision(page, Decision.ACCEPTED, **uncounted)
    factories.delivery(page, Delivery.DELIVERED, **uncounted)
    found = totals()
    assert counted(found.decision) == {"awaiting": 1}
    assert counted(found.delivery) == {NOT_REPORTED: 1}
    assert matched(found.decision) == {"accepted": 1}
    assert matched(found.delivery) == {"delivered": 1}
    assert found.matched == 2


@pytest.mark.parametrize("judge", [Speaker.MEMBERS, Speaker.EVALUATOR])
def test_what_a_judge_says_is_no_status(judge, site):
    page = factories.recommendation()
    factories.delivery(page, Delivery.UNDER_WAY, happened_on=date("2020"))
    factories.delivery(page, Delivery.DELIVERED, happened_on=date("2021"), said_by=judge)
    found = totals()
    assert counted(found.delivery) == {"under_way": 1}
    assert matched(found.delivery) == {}


def test_a_match_does_not_hide_what_the_council_said_before(site):
    page = factories.recommendation()
    factories.delivery(page, Delivery.UNDER_WAY, happened_on=date("2020"))
    factories.delivery(page, Delivery.DELIVERED, happened_on=date("2021"), basis=Basis.MATCHED)
    found = totals()
    assert counted(found.delivery) == {"under_way": 1}
    assert matched(found.delivery) == {"delivered": 1}


def test_a_match_that_says_the_same_is_no_more_than_what_was_stated(site):
    page = factories.recommendation()
    factories.delivery(page, Delivery.UNDER_WAY, happened_on=date("2020"))
    factories.delivery(page, Delivery.UNDER_WAY, happened_on=date("2021"), basis=Basis.MATCHED)
    assert matched(totals().delivery) == {}


def test_the_last_word_counts_by_the_day_it_was_said_not_the_day_it_was_written_down(site):
    page = factories.recommendation()
    factories.decision(page, Decision.ACCEPTED, happened_on=date("2021"))
    factories.decision(page, Decision.NOT_ACCEPTED, happened_on=date("2020"), reason="Too dear.")
    assert counted(totals().decision) == {"accepted": 1}


def test_of_two_words_on_one_day_the_one_written_last_counts(site):
    page = factories.recommendation()
    factories.decision(page, Decision.ACCEPTED)
    factories.decision(page, Decision.IN_PART, reason="Costs.")
    assert counted(totals().decision) == {"accepted_in_part": 1}


def test_a_step_of_an_assembly_as_a_whole_counts_for_no_recommendation(site):
    tracker = factories.tracker()
    factories.recommendation(tracker)
    factories.delivery(tracker.get_parent().specific, Delivery.DELIVERED)
    assert counted(totals().delivery) == {NOT_REPORTED: 1}


def test_a_draft_is_not_counted(site):
    factories.recommendation(live=False)
    assert totals().total == 0


def test_totals_cost_one_query_however_many_there_are(site, django_assert_num_queries):
    tracker = factories.tracker()
    for decision in (Decision.ACCEPTED, Decision.IN_PART, Decision.ALREADY_DOING):
        factories.decision(factories.recommendation(tracker), decision)
    with django_assert_num_queries(1):
        assert totals().total == 3


STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from([*Decision, *Delivery]),
        st.sampled_from(Basis),
        st.sampled_from(Speaker),
        st.integers(2018, 2021),
    ),
    max_size=6,
)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_whatever_is_recorded_each_axis_adds_up_to_the_number_of_recommendations(steps, site):
    tracker = factories.tracker()
    pages = [factories.recommendation(tracker) for _number in range(3)]
    stated = [{}, {}]
    for which, state, basis, said_by, year in steps:
        record = factories.decision if isinstance(state, Decision) else factories.delivery
        facts = {"happened_on": date(str(year)), "basis": basis, "said_by": said_by, "reason": "Because."}
        more = {"due_on": date("2030")} if isinstance(state, Decision) else {}
        rows = PageUpdate.objects.count()
        try:
            record(pages[which], state, **facts, **more)
        except ValidationError:
            assert PageUpdate.objects.count() == rows
            continue
        if basis == Basis.STATED and said_by == Speaker.COUNCIL:
            axis = stated[isinstance(state, Delivery)]
            if year >= axis.get(which, (0, ""))[0]:
                axis[which] = (year, state.value)
    found = totals(tracker)
    axes = zip((found.decision, found.delivery), stated, ("awaiting", NOT_REPORTED), strict=True)
    for axis, expected, otherwise in axes:
        last = [expected.get(number, (0, otherwise))[1] for number in range(3)]
        assert counted(axis) == {state: last.count(state) for state in last}
        assert sum(counted(axis).values()) == found.total == 3


def test_the_home_page_shows_both_axes_apart_and_what_was_matched_beside_them(site, reader):
    tracker = factories.tracker()
    factories.delivery(factories.recommendation(tracker), Delivery.UNDER_WAY)
    factories.delivery(factories.recommendation(tracker), Delivery.DELIVERED)
    factories.delivery(factories.recommendation(tracker), Delivery.DELIVERED, basis=Basis.MATCHED)
    html = reader.get("/").content.decode()
    assert "What councils decided" in html
    assert "What has been done" in html
    assert "<strong>1</strong> Under way" in html
    assert "<strong>1</strong> Delivered" in html
    assert "It is not counted here." in html
