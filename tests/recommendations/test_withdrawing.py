"""What was said stays said, and what is taken off the site is not taken off in silence."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.recommendations.models import RecommendationPage, ResponseEntry, ResponsePage
from cms.updates.ledger import first_fault
from cms.updates.models import PageUpdate
from cms.updates.statuses import Kind
from tests import factories


@pytest.fixture
def page(site):
    return factories.recommendation(reference="R1", wording="Plant trees.")


@pytest.fixture
def response(page):
    assembly = page.get_parent().get_parent()
    answer = factories.response(factories.response_index(assembly), live=False, body="The Mayor")
    answer.entries.add(ResponseEntry(recommendation=page, decision="accepted"))
    answer.save_revision().publish()
    return ResponsePage.objects.get(pk=answer.pk)


def decision(page) -> str:
    return RecommendationPage.objects.with_decision().get(pk=page.pk).decision


def told(page) -> list[str]:
    """The entries about the assembly that tell of leaving and coming back."""
    entries = PageUpdate.objects.about(page.get_parent().get_parent()).order_by("pk")
    return [entry.sentence for entry in entries.filter(kind__in=(Kind.WITHDRAWN, Kind.RESTORED)).public()]


def test_a_decision_stands_when_the_answer_that_gave_it_is_taken_off_the_site(page, response, reader):
    address = response.get_url()
    assert address in reader.get(page.get_url()).content.decode()
    response.unpublish()
    html = reader.get(page.get_url()).content.decode()
    assert decision(page) == "accepted"
    assert "The Mayor: accepted." in html
    assert address not in html
    [sentence] = told(page)
    assert sentence == (
        "The answer of The Mayor of March 2020 was taken off this site. What it decided stays in the record."
    )
    assert sentence in reader.get("/updates/").content.decode()


def test_it_is_said_once_however_often_the_draft_is_saved_and_once_when_it_is_back(page, response):
    response.unpublish()
    ResponsePage.objects.get(pk=response.pk).save()
    assert len(told(page)) == 1
    for _time in range(2):
        ResponsePage.objects.get(pk=response.pk).save_revision().publish()
    assert told(page)[1:] == ["The answer of The Mayor of March 2020 is on this site again."]
    ResponsePage.objects.get(pk=response.pk).unpublish()
    assert len(told(page)) == 3
    assert first_fault(PageUpdate.objects.first().chain) is None


def test_an_answer_whose_time_is_over_leaves_a_line_as_well(page, response):
    Page.objects.filter(pk=response.pk).update(expire_at=timezone.now() - dt.timedelta(minutes=1))
    assert decision(page) == "accepted"
    call_command("publish_scheduled")
    assert not ResponsePage.objects.get(pk=response.pk).live
    assert len(told(page)) == 1


@pytest.mark.parametrize("how", ["by itself", "in a selection"])
def test_so_does_one_that_an_editor_takes_off(how, page, response, editor):
    alone = reverse("wagtailadmin_pages:unpublish", args=[response.pk])
    many = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"]) + f"?id={response.pk}"
    editor.post(alone if how == "by itself" else many)
    assert not ResponsePage.objects.get(pk=response.pk).live
    assert len(told(page)) == 1


def test_a_recommendation_that_is_taken_off_leaves_a_line_that_does_not_repeat_it(page):
    page.unpublish()
    [sentence] = told(page)
    assert sentence == "Recommendation R1 was taken off this site. What is on record of it stays."
    RecommendationPage.objects.get(pk=page.pk).save_revision().publish()
    assert told(page)[1:] == ["Recommendation R1 is on this site again."]


def test_a_draft_that_was_never_published_leaves_none(page, site):
    draft = factories.recommendation(page.get_parent(), live=False)
    draft.save()
    factories.response(factories.response_index(page.get_parent().get_parent()), live=False).save()
    assert told(page) == []


def test_what_a_lock_keeps_from_readers_is_told_nowhere(page, response):
    PageViewRestriction.objects.create(page=response, restriction_type=PageViewRestriction.LOGIN)
    response.unpublish()
    assert decision(page) == "awaiting"
    assert told(page) == []


def test_a_translation_that_is_taken_off_changes_nothing_in_the_record(page, site):
    welsh = page.copy_for_translation(factories.locale("cy"), copy_parents=True)
    welsh.save_revision().publish()
    before = PageUpdate.objects.count()
    welsh.unpublish()
    assert PageUpdate.objects.count() == before


def test_one_reference_does_not_stand_for_two_recommendations(page, editor):
    copy = reverse("wagtailadmin_pages:copy", args=[page.pk])
    sent = {"new_title": "Again", "new_slug": "again", "new_parent_page": page.get_parent().pk}
    editor.post(copy, sent)
    twin = RecommendationPage.objects.get(slug="again")
    with pytest.raises(ValidationError, match="has this reference"):
        twin.save_revision().publish()
    assert PageUpdate.objects.about(twin).count() == 0
    twin.reference = "R2"
    twin.save_revision().publish()
    assert PageUpdate.objects.about(twin).count() == 1


def test_another_assembly_may_use_it_too(page):
    other = factories.recommendation(reference="R1")
    assert PageUpdate.objects.about(other).count() == 1
