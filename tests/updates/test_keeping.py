"""A page with a record is withdrawn, not deleted: the editor gets a sentence, never an error."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import Page

from cms.recommendations.models import RecommendationEvidence
from cms.updates.models import PageUpdate
from tests import factories

SENTENCE = "or other pages rest on it, so it cannot be deleted. Unpublish it instead."


def deletion(page) -> str:
    return reverse("wagtailadmin_pages:delete", args=[page.pk])


def bulk_deletion(*pages) -> str:
    ids = "&".join(f"id={page.pk}" for page in pages)
    return reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?{ids}"


def told(answer) -> str:
    """What the editor is told, wherever the redirects lead."""
    return " ".join(str(message) for message in get_messages(answer.wsgi_request)) + answer.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_page_with_a_record_is_not_deleted_and_the_editor_is_told_why(method, site, editor):
    page = factories.assembly(title="The Assembly")
    factories.update(page)
    answer = getattr(editor, method)(deletion(page), follow=True)
    assert answer.status_code == 200
    assert SENTENCE in told(answer)
    assert Page.objects.filter(pk=page.pk).exists()


def test_a_page_above_one_with_a_record_is_not_deleted_either(site, editor):
    programme = factories.programme()
    factories.update(factories.assembly(programme))
    assert SENTENCE in told(editor.post(deletion(programme), follow=True))
    assert Page.objects.filter(pk=programme.pk).exists()
    assert PageUpdate.objects.count() == 1


def test_a_page_beside_one_with_a_record_may_go(site, editor):
    kept, other = factories.assembly(), factories.assembly()
    factories.update(kept)
    answer = editor.post(deletion(other))
    assert answer.status_code == 302
    assert not Page.objects.filter(pk=other.pk).exists()


def test_a_page_without_a_record_may_go(site, editor):
    page = factories.information()
    editor.post(deletion(page))
    assert not Page.objects.filter(pk=page.pk).exists()


def test_a_selection_with_a_recorded_page_is_not_deleted(site, editor):
    kept, other = factories.assembly(), factories.information()
    factories.update(kept)
    answer = editor.post(bulk_deletion(other, kept), follow=True)
    assert answer.status_code == 200
    assert SENTENCE in told(answer)
    assert Page.objects.filter(pk__in=[kept.pk, other.pk]).count() == 2


def test_a_selection_without_a_record_may_go(site, editor):
    pages = [factories.information(), factories.information()]
    editor.post(bulk_deletion(*pages))
    assert not Page.objects.filter(pk__in=[page.pk for page in pages]).exists()


def test_other_things_can_still_be_done_with_a_selection(site, editor):
    page = factories.assembly()
    factories.update(page)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"]) + f"?id={page.pk}"
    editor.post(address)
    page.refresh_from_db()
    assert not page.live


def test_a_page_with_a_record_can_be_unpublished(site, editor):
    page = factories.assembly()
    factories.update(page)
    editor.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    page.refresh_from_db()
    assert not page.live
    assert PageUpdate.objects.about(page).count() == 1


def bound_pages(site) -> dict:
    """Pages without a record of their own that a row elsewhere holds on to."""
    session = factories.event()
    speaker = factories.person()
    evidence = factories.evidence(session=session, speakers=[speaker])
    recommendation = factories.recommendation()
    RecommendationEvidence.objects.create(page=recommendation, evidence=evidence, locale=evidence.locale)
    return {"session": session, "speaker": speaker, "evidence": evidence}


@pytest.mark.parametrize("name", ["session", "speaker", "evidence"])
def test_a_page_that_others_rest_on_is_not_deleted_and_nothing_breaks(name, site, editor):
    page = bound_pages(site)[name]
    answer = editor.post(deletion(page), follow=True)
    assert answer.status_code == 200
    assert Page.objects.filter(pk=page.pk).exists()
    answer = editor.post(bulk_deletion(page), follow=True)
    assert answer.status_code == 200
    assert Page.objects.filter(pk=page.pk).exists()


def test_an_organisation_with_a_part_in_an_assembly_is_not_deleted_and_nothing_breaks(site, editor):
    body = factories.assembly().commissioner
    address = reverse("wagtailsnippets_core_organisation:delete", args=[body.pk])
    assert editor.post(address, follow=True).status_code == 200
    assert type(body).objects.filter(pk=body.pk).exists()


def test_a_chain_whose_pages_were_moved_away_keeps_its_page(site, editor):
    page, other = factories.assembly(), factories.assembly()
    session = factories.event(factories.event_index(page))
    factories.update(session)
    Page.objects.get(pk=session.get_parent().pk).move(Page.objects.get(pk=other.pk), "last-child")
    editor.post(deletion(page), follow=True)
    assert Page.objects.filter(pk=page.pk).exists()


LEAVES = "so it cannot be moved out of it."


def move(page, destination) -> str:
    return reverse("wagtailadmin_pages:move_confirm", args=[page.pk, destination.pk])


def test_a_page_does_not_leave_the_record_it_stands_in(site, editor):
    page, elsewhere = factories.recommendation(), factories.tracker()
    answer = editor.post(move(page, elsewhere), follow=True)
    assert LEAVES in told(answer)
    page.refresh_from_db()
    assert not page.is_descendant_of(elsewhere)


def test_a_selection_does_not_leave_it_either(site, editor):
    page, elsewhere = factories.recommendation(), factories.tracker()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"]) + f"?id={page.pk}"
    answer = editor.post(address, {"chooser": elsewhere.pk, "move_applications": "on"}, follow=True)
    assert LEAVES in told(answer)
    page.refresh_from_db()
    assert not page.is_descendant_of(elsewhere)


def test_a_page_without_a_record_and_an_assembly_with_its_own_may_be_moved(site, editor):
    draft, elsewhere = factories.recommendation(live=False), factories.tracker()
    editor.post(move(draft, elsewhere))
    draft.refresh_from_db()
    assert draft.is_descendant_of(elsewhere)
    moved, programme = factories.assembly(), factories.programme()
    factories.update(moved)
    editor.post(move(moved, programme))
    moved.refresh_from_db()
    assert moved.is_descendant_of(programme)
