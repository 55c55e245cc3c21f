"""A response is a draft until it is published; then each answer is one decision in the record, once."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, TaskState, Workflow, WorkflowTask
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms.recommendations.models import DecisionRecord, RecommendationPage, ResponseEntry, ResponsePage
from cms.recommendations.statuses import Decision
from cms.updates.models import PageUpdate
from cms.updates.rights import Right, grant
from cms.updates.statuses import Basis, Kind
from tests import factories
from tests.factories import citation, date


@pytest.fixture
def assembly(site):
    return factories.assembly(title="The Assembly")


@pytest.fixture
def recommendations(assembly):
    tracker = factories.tracker(assembly, slug="recommendations")
    return [factories.recommendation(tracker, title=f"Number {number}") for number in (1, 2)]


def decisions(page) -> list[str]:
    return [fact.decision for fact in DecisionRecord.objects.about(page).order_by("pk")]


def draft(assembly, recommendations, **fields):
    """A response to both, not published yet."""
    entries = [
        factories.answer(recommendations[0], Decision.ACCEPTED, lead_service="Parks"),
        factories.answer(recommendations[1], Decision.NOT_ACCEPTED, reason="Too dear."),
    ]
    fields = {"entries": entries, "live": False} | fields
    return factories.response(factories.response_index(assembly), **fields)


def test_a_draft_decides_nothing(assembly, recommendations):
    draft(assembly, recommendations)
    assert not DecisionRecord.objects.exists()
    assert not PageUpdate.objects.exclude(kind=Kind.WORDED).exists()


def test_publishing_writes_one_decision_for_each_answer(assembly, recommendations):
    page = draft(
        assembly, recommendations, body="The Mayor", basis=Basis.MATCHED, citations=[citation("Minutes")]
    )
    page.save_revision().publish()
    assert [decisions(each) for each in recommendations] == [["accepted"], ["not_accepted"]]
    for fact in DecisionRecord.objects.all():
        assert (fact.response, fact.body, fact.happened_on) == (page, "The Mayor", page.published_on)
        assert fact.is_matched
        assert fact.citations[0].value["title"] == "Minutes"
    assert DecisionRecord.objects.get(decision="accepted").lead_service == "Parks"


def test_publishing_again_and_publishing_an_old_draft_change_nothing(assembly, recommendations):
    page = draft(assembly, recommendations)
    old = page.save_revision()
    old.publish()
    page = ResponsePage.objects.get(pk=page.pk)
    entry = page.entries.first()
    entry.decision = Decision.IN_PART
    page.entries.add(entry)
    page.save_revision().publish()
    old.publish()
    assert [decisions(each) for each in recommendations] == [["accepted"], ["not_accepted"]]


def test_unpublishing_and_publishing_again_writes_no_second_decision(assembly, recommendations):
    page = draft(assembly, recommendations)
    page.save_revision().publish()
    page.unpublish()
    ResponsePage.objects.get(pk=page.pk).save_revision().publish()
    assert DecisionRecord.objects.count() == 2


def test_a_translation_of_a_response_decides_nothing_again(assembly, recommendations, site):
    page = draft(assembly, recommendations)
    page.save_revision().publish()
    welsh = factories.locale("cy")
    site.copy_for_translation(welsh)
    for each in recommendations:
        each.copy_for_translation(welsh, copy_parents=True)
    other = page.copy_for_translation(welsh, copy_parents=True)
    other.save_revision().publish()
    assert [decisions(each) for each in recommendations] == [["accepted"], ["not_accepted"]]


def test_a_second_response_adds_its_decisions_to_the_history(assembly, recommendations):
    draft(assembly, recommendations).save_revision().publish()
    entries = [factories.answer(recommendations[1], Decision.IN_PART)]
    factories.response(factories.response_index(assembly), entries=entries, published_on=date("2021"))
    assert decisions(recommendations[1]) == ["not_accepted", "accepted_in_part"]
    found = RecommendationPage.objects.with_decision().get(pk=recommendations[1].pk)
    assert found.decision == "accepted_in_part"


def test_a_response_that_answers_as_a_whole_is_one_entry_about_itself(assembly):
    page = factories.response(factories.response_index(assembly), body="The Mayor", summary="We will think.")
    page.save_revision().publish()
    [entry] = PageUpdate.objects.about(page)
    assert entry.kind == Kind.RESPONSE
    assert entry.sentence == "The Mayor: accepted. We will think."
    assert entry.chain == assembly.translation_key
    assert not DecisionRecord.objects.exists()


def test_when_one_answer_cannot_be_recorded_none_is_and_the_page_is_not_published(assembly, recommendations):
    page = draft(assembly, recommendations)
    ResponseEntry.objects.filter(page=page).update(decision="accepted")
    page = ResponsePage.objects.get(pk=page.pk)
    page.live = True
    page.body = ""
    with pytest.raises(ValidationError), transaction.atomic():
        page.save()
    assert not DecisionRecord.objects.exists()
    assert not ResponsePage.objects.get(pk=page.pk).live


def test_the_database_refuses_an_answer_without_its_reason_or_date_or_twice(assembly, recommendations):
    page = draft(assembly, recommendations)
    for wrong in (
        {"decision": "not_accepted", "reason": ""},
        {"decision": "needs_more_work", "due_on": None},
        {"decision": "perhaps"},
        {"recommendation": recommendations[0]},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            ResponseEntry.objects.filter(page=page).update(**wrong)


def form(recommendation, **entry):
    """What an editor sends from the form of a response."""
    answer = {"recommendation": recommendation.pk, "decision": "accepted", "due_on": "", "reason": ""}
    answer |= {"lead_service": "", "decision_reference": ""} | entry
    return nested_form_data(
        {
            "title": "What we say",
            "slug": "what-we-say",
            "summary": "",
            "body": "The Mayor",
            "published_on": "3 March 2020",
            "stance": "accepted",
            "basis": "stated",
            "foreword": {"count": 0},
            "note": "",
            "reference": "",
            "citations": {"count": 0},
            "seo_title": "",
            "search_description": "",
            "comments": inline_formset([]),
            "entries": inline_formset([answer]),
        }
    )


@pytest.fixture
def new_response(assembly):
    parent = factories.response_index(assembly)
    return reverse("wagtailadmin_pages:add", args=["recommendations", "responsepage", parent.pk])


def test_an_editor_publishes_a_response_and_readers_see_the_decision(
    new_response, recommendations, editor, reader
):
    sent = form(recommendations[0]) | {"action-publish": "1"}
    answer = editor.post(new_response, sent)
    assert answer.status_code == 302, answer.context["form"].errors
    page = ResponsePage.objects.get(slug="what-we-say")
    assert page.live
    assert page.published_on == date("2020-03-03")
    assert decisions(recommendations[0]) == ["accepted"]
    html = reader.get(recommendations[0].get_url()).content.decode()
    assert "The Mayor" in html
    assert page.get_url() in html
    assert "Number 1" in reader.get(page.get_url()).content.decode()


@pytest.mark.parametrize(
    ("entry", "box", "sentence"),
    [
        ({"decision": "not_accepted"}, "reason", "Say why it was not accepted."),
        ({"decision": "needs_more_work"}, "due_on", "Say by when the work will be done."),
        ({"due_on": "next spring"}, "due_on", "Write a date as"),
    ],
)
def test_an_editor_who_forgets_what_must_be_said_is_told_beside_the_box_and_nothing_is_published(
    entry, box, sentence, new_response, recommendations, editor
):
    sent = form(recommendations[0], **entry) | {"action-publish": "1"}
    answer = editor.post(new_response, sent)
    assert answer.status_code == 200
    assert sentence in answer.content.decode().replace("&quot;", '"')
    assert list(answer.context["form"].formsets["entries"].errors[0]) == [box]
    assert not ResponsePage.objects.exists()
    assert not DecisionRecord.objects.exists()


def test_an_editor_may_keep_a_draft_that_decides_nothing(new_response, recommendations, editor):
    answer = editor.post(new_response, form(recommendations[0]))
    assert answer.status_code == 302, answer.context["form"].errors
    assert not ResponsePage.objects.get().live
    assert not DecisionRecord.objects.exists()


@pytest.fixture
def publisher(assembly, client):
    """An editor who may publish pages, and has no right to the record."""
    user = factories.officer()
    group = user.groups.get()
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page", "publish_page"):
        group.page_permissions.create(page=assembly, permission=Permission.objects.get(codename=codename))
    client.force_login(user)
    return client, group


def test_who_may_publish_pages_does_not_decide_for_that(new_response, recommendations, publisher, assembly):
    client, group = publisher
    sent = form(recommendations[0]) | {"action-publish": "1"}
    answer = client.post(new_response, sent)
    assert answer.status_code == 200
    assert "You may not do that here." in answer.content.decode()
    assert not ResponsePage.objects.exists()
    grant(group, Right.RECORD_DECISION, assembly)
    assert client.post(new_response, sent).status_code == 302
    assert decisions(recommendations[0]) == ["accepted"]


def test_nor_for_a_selection(recommendations, publisher, assembly):
    client, group = publisher
    page = draft(assembly, recommendations)
    page.save_revision()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}"
    answer = client.post(address, {"include_descendants": ""}, follow=True)
    assert "You may not do that here." in answer.content.decode()
    assert not DecisionRecord.objects.exists()
    grant(group, Right.RECORD_DECISION, assembly)
    client.post(address, {"include_descendants": ""})
    assert DecisionRecord.objects.count() == 2


def test_nor_for_what_lies_below_a_selection(recommendations, publisher, assembly):
    client, group = publisher
    page = draft(assembly, recommendations)
    page.save_revision()
    index = page.get_parent().pk
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={index}"
    answer = client.post(address, {"include_descendants": "on"}, follow=True)
    assert "You may not do that here." in answer.content.decode()
    assert not ResponsePage.objects.get().live
    assert not DecisionRecord.objects.exists()
    grant(group, Right.RECORD_DECISION, assembly)
    client.post(address, {"include_descendants": "on"})
    assert DecisionRecord.objects.count() == 2


def test_nor_does_who_approves_it_in_a_workflow(recommendations, publisher, assembly):
    client, group = publisher
    workflow, task = Workflow.objects.create(name="Reading"), GroupApprovalTask.objects.create(name="Reading")
    task.groups.add(group)
    WorkflowTask.objects.create(workflow=workflow, task=task)
    page = draft(assembly, recommendations)
    page.save_revision()
    state = workflow.start(ResponsePage.objects.get(), factories.administrator())
    step = state.current_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", step.pk])
    answer = client.post(address, {"comment": ""}, follow=True)
    assert "You may not do that here." in answer.content.decode()
    assert not ResponsePage.objects.get().live
    assert not DecisionRecord.objects.exists()
    step.refresh_from_db()
    assert step.status == TaskState.STATUS_IN_PROGRESS
    grant(group, Right.RECORD_DECISION, assembly)
    client.post(address, {"comment": ""})
    assert DecisionRecord.objects.count() == 2


def test_a_stance_an_editor_chose_says_so_on_the_page(assembly, reader):
    page = factories.response(factories.response_index(assembly), basis=Basis.MATCHED)
    html = reader.get(page.get_url()).content.decode()
    assert "The source does not use this word. We chose the closest one." in html
    page = factories.response(factories.response_index(assembly))
    assert "We chose the closest one." not in reader.get(page.get_url()).content.decode()


def test_nobody_answers_for_another_assembly(new_response, site, editor):
    foreign = factories.recommendation()
    answer = editor.post(new_response, form(foreign) | {"action-publish": "1"})
    assert answer.status_code == 200
    assert "belongs to another assembly" in answer.content.decode()
    assert not DecisionRecord.objects.exists()


def test_nor_does_a_page_that_no_form_has_seen(assembly, site):
    page = draft(assembly, [factories.recommendation(), factories.recommendation()])
    with pytest.raises(ValidationError, match="belongs to another assembly"):
        page.save_revision().publish()
    assert not DecisionRecord.objects.exists()


@pytest.mark.parametrize("how", [{}, {"alias": "on"}])
def test_a_copy_of_an_answer_decides_nothing_again(how, assembly, recommendations, editor):
    page = draft(assembly, recommendations)
    page.save_revision().publish()
    sent = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": page.get_parent().pk}
    editor.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), sent | {"publish_copies": "on"} | how)
    assert ResponsePage.objects.count() == 2
    assert DecisionRecord.objects.count() == 2


def test_an_answer_can_be_prepared_for_the_day_it_bears(new_response, recommendations, editor):
    coming = (timezone.localdate() + dt.timedelta(days=3)).isoformat()
    sent = form(recommendations[0]) | {"published_on": coming}
    assert editor.post(new_response, sent).status_code == 302
    answer = editor.post(new_response, sent | {"slug": "other", "action-publish": "1"})
    assert "cannot be published before the day it bears" in answer.content.decode()
    later = timezone.localtime() + dt.timedelta(days=4)
    sent |= {"slug": "third", "go_live_at": later.strftime("%Y-%m-%d %H:%M"), "action-publish": "1"}
    answer = editor.post(new_response, sent)
    assert answer.status_code == 302, answer.context["form"].errors
    assert not DecisionRecord.objects.exists()
