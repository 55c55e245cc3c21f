"""An editor makes a progress statement in three clicks, and is told in a sentence what cannot be."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.recommendations.models import StatementPage, StatementRecord
from tests import factories
from tests.factories import date

SUMMER, WINTER = dt.date(2021, 6, 30), dt.date(2021, 12, 31)


@pytest.fixture
def tracker(site):
    return factories.tracker()


@pytest.fixture
def trees(tracker):
    return factories.recommendation(
        tracker, reference="R1", wording="Plant trees.", recommended_on=date("2020-01-10")
    )


def again(page) -> StatementPage:
    return StatementPage.objects.get(pk=page.pk)


def freeze(tracker, day=SUMMER, **fields) -> StatementPage:
    return factories.statement(tracker, stood_on=day, **fields)


def add_address(tracker) -> str:
    return reverse("wagtailadmin_pages:add", args=["recommendations", "statementpage", tracker.pk])


def posted(**fields) -> dict:
    empty = {"title": "", "slug": "", "summary": "", "introduction": "", "citations-count": "0"}
    return empty | {"seo_title": "", "search_description": ""} | fields


def test_an_editor_chooses_a_day_and_publishes_and_the_title_is_made(tracker, trees, editor):
    answer = editor.post(add_address(tracker), posted(stood_on="2021-06-30", **{"action-publish": "1"}))
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    page = StatementPage.objects.get()
    assert page.title == "Where things stood on 30 June 2021"
    assert page.slug == "where-things-stood-on-30-june-2021"
    assert page.live
    assert page.frozen


@pytest.mark.parametrize("day", ["2999-01-01", "2019-01-01", "", "30 June", "\x00"])
def test_a_day_that_cannot_be_is_a_sentence_beside_the_field(tracker, trees, editor, day):
    answer = editor.post(add_address(tracker), posted(stood_on=day, **{"action-publish": "1"}))
    assert answer.status_code == 200
    assert "stood_on" in answer.context["form"].errors
    assert not StatementPage.objects.exists()


def test_a_draft_may_wait_for_its_day(tracker, trees, editor):
    ahead = timezone.localdate() + dt.timedelta(30)
    answer = editor.post(add_address(tracker), posted(stood_on=ahead.isoformat()))
    assert answer.status_code == 302
    assert not StatementRecord.objects.exists()


def test_the_preview_shows_what_would_be_frozen(tracker, trees, editor):
    address = reverse(
        "wagtailadmin_pages:preview_on_add", args=["recommendations", "statementpage", tracker.pk]
    )
    assert editor.post(address, posted(title="A", slug="a", stood_on="2021-06-30")).json()["is_valid"]
    html = editor.get(address).content.decode()
    assert "This is what would be frozen now" in html
    assert "Plant trees." in html
    assert not StatementRecord.objects.exists()
    assert editor.post(address, posted(title="A", slug="a", stood_on="2019-01-01")).json()["is_valid"]
    assert "Nothing had been recommended by that day." in editor.get(address).content.decode()


def test_the_form_of_a_frozen_statement_refuses_another_day(tracker, trees, editor):
    page = freeze(tracker)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = posted(title=page.title, slug=page.slug, stood_on="2021-12-31", **{"action-publish": "1"})
    answer = editor.post(address, data)
    assert "can no longer be changed" in str(answer.context["form"].errors["stood_on"])
    assert again(page).stood_on == SUMMER


def test_the_list_of_pages_says_which_day_and_how_many(tracker, trees, editor):
    freeze(tracker)
    factories.statement(tracker, stood_on=WINTER, live=False)
    html = editor.get(reverse("wagtailadmin_explore", args=[tracker.pk])).content.decode()
    assert "30 June 2021" in html
    assert "Not on record yet" in html
