"""The promise clock for lists: what is due to each recommendation, and what is overdue."""

import datetime as dt

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.assemblies.promises import MORE_WORK, Promised, State, reading_of_due
from cms.assemblies.promising import keep_promise, move_promise
from cms.core.models import SiteSettings
from cms.core.working_days import Nation
from cms.recommendations.models import RecommendationPage
from cms.recommendations.statuses import Decision
from cms.updates.rights import THE_SITE
from tests import factories
from tests.factories import citation, date

TODAY = dt.date(2020, 7, 1)
SOURCE = [citation("Minutes")]


@pytest.fixture
def assembly(site):
    return factories.assembly()


@pytest.fixture
def page(assembly):
    return factories.recommendation(factories.tracker(assembly))


def due(page, today=TODAY, **nation):
    return RecommendationPage.objects.with_due(today, **nation).get(pk=page.pk)


def overdue(today=TODAY, **nation):
    return set(RecommendationPage.objects.with_due(today, **nation).overdue(today, **nation))


def test_where_nothing_was_promised_nothing_is_due(page):
    found = due(page)
    assert (found.due_on, found.due_what, found.is_overdue, found.promise_kept_on) == (None, "", False, None)
    assert overdue() == set()


def test_the_earliest_open_promise_is_what_is_due(page):
    factories.promise(page, "2020-12", Promised.REPORT)
    assert (due(page).due_on, due(page).due_what) == (date("2020-12"), "report")
    factories.promise(page, "2020-06")
    assert (due(page).due_on, due(page).due_what, due(page).is_overdue) == (date("2020-06"), "reply", True)
    assert overdue() == {page}


def test_what_was_promised_of_the_assembly_counts_for_its_recommendations_only(page, assembly):
    factories.promise(assembly, "2020-06")
    elsewhere = factories.recommendation()
    assert due(page).due_on == date("2020-06")
    assert due(elsewhere).due_on is None
    assert overdue() == {page}


def test_a_promise_of_one_recommendation_is_not_anothers(page):
    factories.promise(page, "2020-06")
    sister = factories.recommendation(page.get_parent())
    assert due(sister).due_on is None


def test_moving_and_keeping_change_what_is_due(page):
    made = factories.promise(page, "2020-06")
    moved = {"by": THE_SITE, "happened_on": date("2020-05"), "reason": "Staff.", "citations": SOURCE}
    move_promise(made, date("2020-08"), **moved)
    assert (due(page).due_on, due(page).is_overdue) == (date("2020-08"), False)
    keep_promise(made, by=THE_SITE, happened_on=date("2020-06-25"), citations=SOURCE)
    assert (due(page).due_on, due(page).promise_kept_on) == (None, date("2020-06-25"))


def test_an_answer_that_needs_more_work_is_due_until_its_body_answers_again(page):
    factories.decision(page, Decision.MORE_WORK, due_on=date("2020-05"))
    assert (due(page).due_on, due(page).due_what, due(page).is_overdue) == (date("2020-05"), MORE_WORK, True)
    factories.decision(page, body="The Mayor", happened_on=date("2020-06"))
    assert due(page).due_on == date("2020-05")
    factories.decision(page, body="the COUNCIL", happened_on=date("2020-06"))
    assert due(page).due_on is None


def test_a_space_beside_its_name_makes_no_other_body(page):
    factories.decision(page, Decision.MORE_WORK, due_on=date("2020-05"), body="The council ")
    answer = factories.decision(page, happened_on=date("2020-06"), lead_service=" Transport ")
    assert due(page).due_on is None
    assert answer.lead_service == "Transport"


def test_of_a_promise_and_more_work_the_earlier_is_due(page):
    factories.decision(page, Decision.MORE_WORK, due_on=date("2020-05"))
    factories.promise(page, "2020-04")
    assert (due(page).due_on, due(page).due_what) == (date("2020-04"), "reply")


def test_the_nation_of_the_site_says_which_holidays_count(page):
    factories.promise(page, "2020-11-30")
    day = dt.date(2020, 12, 1)
    assert overdue(day) == {page}
    assert overdue(day, nation=Nation.SCOTLAND) == set()
    settings = SiteSettings.objects.first()
    settings.nation = Nation.SCOTLAND
    settings.save()
    cache.clear()
    assert overdue(day) == set()


def test_what_is_due_first_comes_first(page):
    parent = page.get_parent()
    later, sooner = factories.recommendation(parent), factories.recommendation(parent)
    factories.promise(later, "2020-09")
    factories.promise(sooner, "2020-08-15")
    found = RecommendationPage.objects.with_due(TODAY).soonest_due_first()
    assert list(found) == [sooner, later, page]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(today=st.dates(dt.date(2020, 2, 20), dt.date(2021, 2, 1)), nation=st.sampled_from(Nation))
def test_the_list_and_the_clock_agree_on_every_day(page, today, nation):
    if not page.assemblies_promiserecord_rows.exists():
        factories.promise(page, "2020-08-31")
    found = due(page, today, nation=nation)
    assert found.is_overdue == (reading_of_due(found.due_on, today, nation).state == State.OVERDUE)
