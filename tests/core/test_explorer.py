"""The list of pages in the admin: kinds by our names, where each page stands, and what it costs."""

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from wagtail.models import Page

from cms.assemblies.stages import Stage
from cms.people.models import Consent
from cms.recommendations.statuses import Decision, Delivery
from tests import factories
from tests.budgets.counting import copies_of, statements_of
from tests.factories import date


@pytest.fixture
def look(editor):
    """The rows of the list below a page: the words of each, by its title."""

    def looked(parent, query=""):
        answer = editor.get(reverse("wagtailadmin_explore", args=[parent.pk]) + query)
        body = answer.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
        rows = [" ".join(re.sub(r"<[^>]*>", " ", row).split()) for row in body.split("<tr")[1:]]
        titles = [page.title for page in answer.context["pages"]]
        return dict(zip(titles, rows, strict=True))

    return looked


def test_an_assembly_shows_its_kind_and_its_stage(site, look):
    factories.assembly(title="The Square Assembly", announced_on=date("2019-06"))
    factories.assembly(title="A later one")
    rows = look(site)
    assert f"Assembly {Stage.ANNOUNCED.label}" in rows["The Square Assembly"]
    assert f"Assembly {Stage.PLANNED.label}" in rows["A later one"]


def test_a_recommendation_shows_both_axes_and_never_one_for_the_other(site, look):
    tracker = factories.tracker()
    answered = factories.recommendation(tracker, title="Trees")
    factories.recommendation(tracker, title="Benches")
    factories.decision(answered, Decision.IN_PART)
    factories.delivery(answered, Delivery.UNDER_WAY)
    rows = look(tracker)
    assert "Recommendation Decision: Accepted in part Delivery: Under way" in rows["Trees"]
    assert "Recommendation Decision: Awaiting an answer Delivery: Not reported" in rows["Benches"]


def test_events_and_responses_show_their_dates_and_text_pages_nothing(site, look):
    event = factories.event(title="Day 1", date=date("2019-11-02"))
    undated = factories.event(event.get_parent(), title="Day 2")
    response = factories.response(title="The answer", stance="accepted", published_on=date("2020-03"))
    assert "Event 2 November 2019" in look(event.get_parent())[event.title]
    assert "Event Current page status" in look(event.get_parent())[undated.title]
    assert "Response Accepted March 2020" in look(response.get_parent())["The answer"]
    assert "Information Current page status" in look(site)["About this site"]


def test_a_draft_says_that_it_is_one_beside_where_it_stands(site, look):
    factories.assembly(title="Not yet", live=False)
    assert "Assembly Planned Current page status: draft" in look(site)["Not yet"]


def about(statements, table: str) -> int:
    """How often this table is asked. Wagtail itself asks for the workflow of each row; that is not ours."""
    return sum(table in statement for statement in statements)


def test_many_recommendations_are_asked_for_at_once(furnished, editor):
    address = reverse("wagtailadmin_explore", args=[furnished.tracker.pk])
    copies_of(furnished.recommendation, 25)
    assert about(statements_of(editor, address), "recommendations_decisionrecord") == 1


def test_the_stages_of_many_assemblies_are_asked_for_at_once(furnished, editor):
    address = reverse("wagtailadmin_explore", args=[furnished.programme.pk])
    copies_of(furnished.assembly, 20)
    assert about(statements_of(editor, address), "updates_pageupdate") == 1


@pytest.mark.parametrize(
    "query", ["?ordering=content_type__model", "?ordering=-title", "?ordering=standing", "?p=9999"]
)
def test_the_list_can_be_sorted_and_survives_any_order(query, site, editor):
    answer = editor.get(reverse("wagtailadmin_explore", args=[site.pk]) + query)
    assert answer.status_code in {200, 404}


def test_a_recommendation_and_a_ballot_are_called_by_their_reference(site, editor):
    tracker = factories.tracker()
    factories.recommendation(tracker, title="Trees", reference="R7")
    factories.ballot(tracker, title="Vote on trees", reference="B2")
    html = editor.get(reverse("wagtailadmin_explore", args=[tracker.pk])).content.decode()
    assert "R7: Trees" in html
    assert "B2: Vote on trees" in html


def test_a_recommendation_is_found_by_its_reference(site, saving):
    with saving():
        page = factories.recommendation(title="Trees", reference="XY77")
    assert [found.pk for found in Page.objects.autocomplete("XY7")] == [page.pk]


def test_a_story_shows_how_long_its_member_agrees(site, look):
    today = timezone.localdate()
    index = factories.story_index()
    factories.story(index, title="For now", ends_on=today)
    factories.story(index, title="For good")
    factories.story(index, title="Not asked", live=False, consent=Consent.objects.create())
    rows = look(index)
    assert f"Story Consent until {format_date(today, 'j F Y')}" in rows["For now"]
    assert "Story Consent without an end" in rows["For good"]
    assert "Story No consent yet" in rows["Not asked"]
    with time_machine.travel(timezone.now() + dt.timedelta(days=1)):
        assert "Story The consent has ended" in look(index)["For now"]
