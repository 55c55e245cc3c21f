"""A story that is withdrawn is gone: page, files, every version, every trace of its words."""

import datetime as dt
import io
from pathlib import Path

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Comment, Page, PageLogEntry, ReferenceIndex, Workflow, WorkflowContentType
from wagtail_localize.models import String, StringTranslation, TranslationSource
from wagtail_localize.operations import translate_object

from cms.core.guarded import erase_folder, files_in, guarded
from cms.people.consenting import record_consent
from cms.people.files import folder_of, folders
from cms.people.models import Consent, StoryPage
from cms.people.models.consents import Ending
from cms.people.models.stories import PublicationRefused
from cms.people.withdrawing import withdraw
from tests import factories
from tests.people.test_stories import form

WORD = "Quagga"  # in nothing else on the site


@pytest.fixture(autouse=True)
def no_files_of_other_tests():
    for folder in folders():
        erase_folder(folder)


def told(parent=None, **fields) -> StoryPage:
    """A story with its word in every place that takes one."""
    facts = {
        "title": f"{WORD} title",
        "slug": f"{WORD.lower()}-slug",
        "summary": f"{WORD} summary",
        "seo_title": f"{WORD} seo",
        "search_description": f"{WORD} description",
        "shown_as": f"{WORD} name",
        "transcript": f"{WORD} transcript",
        "body": [("paragraph", f'<p>{WORD} body <a linktype="page" id="{factories.home().pk}">x</a></p>')],
        "citations": [factories.citation(f"{WORD} source")],
        "film": factories.film(),
        "portrait": factories.picture(),
    }
    if "consent" not in fields:
        fields["consent"] = Consent.objects.create(given_on=dt.date(2020, 1, 6), note=f"{WORD} note")
    return factories.story(parent, **facts | fields)


def traces() -> list[str]:
    """Every table in which the word stands, whoever made it."""
    found = []
    # How SQLite keeps the words of its index inside is its own affair: what it gives back is asked.
    inside = ("_fts_data", "_fts_idx", "_fts_docsize", "_fts_config")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.endswith(inside):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            if any(WORD.lower() in str(value).lower() for row in cursor.fetchall() for value in row):
                found.append(table)
    return found


def test_the_word_is_found_in_many_places_before(site):
    page = told()
    page.save_revision()
    found = traces()
    expected = {"people_storypage", "wagtailcore_page", "wagtailcore_revision", "wagtailsearch_indexentry"}
    assert expected <= set(found)


def with_a_past(page, editor):
    """Gives a story everything that a long life in the admin leaves behind."""
    user = factories.administrator()
    page.save_revision(user=user, log_action=True).publish(user=user)
    page.title = f"{WORD} title, better"
    page.slug = f"{WORD.lower()}-better"
    page.save_revision(user=user, log_action=True).publish(user=user)
    page.shown_as = f"{WORD} another"
    page.film = factories.film()
    page.save_revision(user=user, log_action=True)
    Comment.objects.create(page=page, user=user, text=f"{WORD} comment", contentpath="title")
    Redirect.add_redirect(f"/{WORD.lower()}", redirect_to=page)
    workflow = Workflow.objects.first()
    if workflow:
        WorkflowContentType.objects.get_or_create(
            workflow=workflow, content_type=ContentType.objects.get_for_model(StoryPage)
        )
        state = workflow.start(page, user)
        state.current_task_state.approve(user=user, comment=f"{WORD} please change") if state else None
    topic = factories.topic()
    page.topics.add(topic)
    page.save()
    return page


def test_no_word_of_it_stays_anywhere_in_any_language(site, editor, reader, saving):
    with saving():
        page = told()
        with_a_past(page, editor)
        translate_object(page, [factories.locale("cy")])
        source = TranslationSource.objects.get(object_id=page.translation_key)
        string = String.objects.filter(data__contains=f"{WORD} summary").get()
        for segment in source.stringsegment_set.filter(string=string):
            StringTranslation.objects.create(
                translation_of=string,
                locale=factories.locale("cy"),
                context=segment.context,
                data=f"{WORD} cymraeg",
            )
        copy = StoryPage.objects.get(locale=factories.locale("cy"))
        copy.save_revision().publish()
        again = page.copy(update_attrs={"slug": f"{WORD.lower()}-copy"})
        alias = page.create_alias(update_slug=f"{WORD.lower()}-alias")
    files = files_in(folder_of(page.consent))
    assert len(files) == 3
    before = traces()
    assert len(before) > 10, before
    urls = [each.get_url() for each in (page, copy, again, alias)]
    with saving():
        withdraw(StoryPage.objects.get(pk=page.pk), because=Ending.MEMBER, by=factories.administrator())
    assert traces() == []
    assert files_in(folder_of(page.consent)) == []
    assert not Path(guarded().path(folder_of(page.consent))).exists()
    assert [reader.get(url).status_code for url in urls] == [404] * 4
    assert not Redirect.objects.filter(redirect_page__in=[page.pk, copy.pk, again.pk, alias.pk]).exists()
    assert not ReferenceIndex.objects.filter(object_id=str(page.pk), model_path__startswith="body").exists()
    tombstones = StoryPage.objects.filter(consent=page.consent)
    assert [(each.title, each.slug, each.live) for each in tombstones] == [
        ("Withdrawn story", f"withdrawn-{each.pk}", False) for each in tombstones
    ]
    assert not any(each.revisions.exists() for each in tombstones)


def test_a_sentence_that_another_page_has_too_stays_there(site):
    welsh = factories.locale("cy")
    page = factories.story(summary="Welcome, everybody.")
    other = factories.information(summary="Welcome, everybody.")
    for each in (page, other):
        translate_object(each, [welsh])
    withdraw(page, because=Ending.MEMBER)
    assert String.objects.filter(data="Welcome, everybody.").exists()
    assert TranslationSource.objects.get().object_id == other.translation_key


def test_what_stays_says_when_and_in_which_role(site, editor):
    page = told()
    with time_machine.travel("2027-05-03 10:00+00:00", tick=False):
        consent = withdraw(page, because=Ending.MEMBER, by=factories.administrator())
    assert (consent.withdrawn_at.date(), consent.ending, consent.note) == (dt.date(2027, 5, 3), "member", "")
    page = StoryPage.objects.get(pk=page.pk)
    title = page.get_admin_display_title()
    assert title == "Withdrawn story: 3 May 2027. The member asked for it."
    listed = editor.get(reverse("wagtailadmin_explore", args=[page.get_parent().pk])).content.decode()
    assert title in listed
    actions = PageLogEntry.objects.filter(page=page.pk).values_list("action", flat=True)
    assert "people.withdraw" in actions


def test_nothing_brings_it_back(site, reader, editor):
    page = told()
    old = page.save_revision()
    stale = StoryPage.objects.get(pk=page.pk)
    withdraw(page, because=Ending.MEMBER)
    with pytest.raises(PublicationRefused, match="withdrawn"):
        stale.save_revision()
    stale.live = True
    with pytest.raises(PublicationRefused, match="withdrawn"):
        stale.save()
    with pytest.raises(PublicationRefused, match="withdrawn"):
        old.publish()
    with pytest.raises(ValidationError, match="withdrawn"):
        record_consent(page, given_on=dt.date(2020, 1, 1), ends_on=None)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for action in ({}, {"action-publish": "yes"}):
        answer = editor.post(edit, form(title=f"{WORD} left open", **action), follow=True)
        assert "Withdrawn story" in answer.content.decode()
    assert editor.get(edit).status_code == 302
    assert editor.get(reverse("story_consent", args=[page.pk])).status_code == 302
    assert reader.get(page.get_url()).status_code == 404
    assert traces() == []


def test_withdrawing_twice_changes_nothing(site):
    page = told()
    first = withdraw(page, because=Ending.MEMBER)
    second = withdraw(page, because=Ending.COUNCIL)
    assert (second.withdrawn_at, second.ending) == (first.withdrawn_at, "member")


def test_a_draft_that_was_never_published_can_be_withdrawn(site, saving):
    page = told(live=False, consent=Consent.objects.create(note=f"{WORD} note"))
    page.save_revision()
    with saving():
        withdraw(page, because=Ending.MEMBER)
    assert traces() == []
    assert files_in(folder_of(page.consent)) == []


def test_only_who_may_publish_a_story_may_withdraw_it(site, django_user_model):
    page = told()
    with pytest.raises(PermissionDenied):
        withdraw(page, because=Ending.MEMBER, by=django_user_model.objects.create_user("stranger"))
    assert Page.objects.get(pk=page.pk).live


def test_if_it_fails_half_way_nothing_is_lost(site, saving, monkeypatch):
    page = told()
    monkeypatch.setattr("cms.people.withdrawing._forget_words", lambda page: 1 / 0)
    with pytest.raises(ZeroDivisionError), saving():
        withdraw(page, because=Ending.MEMBER)
    assert StoryPage.objects.get(pk=page.pk).live
    assert len(files_in(folder_of(page.consent))) == 2


# In the admin


def test_an_editor_is_asked_once_more_and_told_what_happens(site, editor, saving):
    page = told()
    address = reverse("story_withdraw", args=[page.pk])
    words = editor.get(address).content.decode()
    assert "Yes, delete this story for good" in words
    assert "They cannot be brought back." in words
    assert editor.post(address, {"because": "member"}).status_code == 200
    assert editor.post(address, {"because": "whim", "sure": "on"}).status_code == 200
    assert editor.post(address, {"because": "date", "sure": "on"}).status_code == 200
    assert Page.objects.get(pk=page.pk).live
    with saving():
        answer = editor.post(address, {"because": "member", "sure": "on"}, follow=True)
    assert "Its words and files are deleted." in answer.content.decode()
    assert traces() == []


@pytest.mark.parametrize("which", ["the story", "the assembly above it"])
def test_a_story_is_withdrawn_before_it_is_deleted(which, site, editor):
    page = told()
    target = page if which == "the story" else page.get_parent().get_parent()
    for address in (
        reverse("wagtailadmin_pages:delete", args=[target.pk]),
        f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'delete'])}?id={target.pk}",
    ):
        answer = editor.post(address, follow=True)
        assert "Withdraw it first" in answer.content.decode()
    assert StoryPage.objects.filter(pk=page.pk).exists()
    withdraw(page, because=Ending.COUNCIL)
    editor.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert not StoryPage.objects.filter(pk=page.pk).exists()
    assert Consent.objects.get().is_withdrawn


def test_the_doors_stand_beside_the_other_things_one_can_do(site, editor):
    page = told()
    other = factories.information()
    listed = editor.get(reverse("wagtailadmin_explore", args=[page.get_parent().pk])).content.decode()
    assert reverse("story_withdraw", args=[page.pk]) in listed
    assert (
        "/withdraw/" not in editor.get(reverse("wagtailadmin_pages:edit", args=[other.pk])).content.decode()
    )


# The job


def ran(*options) -> str:
    out = io.StringIO()
    call_command("end_consents", *options, stdout=out)
    return out.getvalue()


def test_the_job_deletes_what_has_ended_and_nothing_else(site, saving):
    with time_machine.travel("2027-05-03 22:59:59+00:00", tick=False) as clock:
        ended = told(
            consent=Consent.objects.create(given_on=dt.date(2020, 1, 1), ends_on=dt.date(2027, 5, 3))
        )
        standing = factories.story(ends_on=dt.date(2027, 5, 4), title="Standing")
        forever = factories.story(title="For good")
        assert ran().startswith("0 stories")
        clock.shift(1)
        words = ran("--dry-run")
        assert f"ended on 2027-05-03, pages: {ended.pk}." in words
        assert "1 stories and 0 left-over files would be deleted." in words
        assert Page.objects.get(pk=ended.pk).live
        assert WORD not in words
        with saving():
            assert "1 stories" in ran()
        assert traces() == []
        assert ended.standing_consent.ending == "date"
        assert ran().startswith("0 stories")
    assert {page.title for page in StoryPage.objects.live()} == {standing.title, forever.title}


def test_the_job_clears_away_files_that_no_version_names(site, saving):
    now = timezone.now()
    page = told()
    replaced, kept_in_a_version = page.film.name, factories.film()
    page.film = kept_in_a_version
    page.save_revision()
    page.film = factories.film()
    page.save()
    lost = guarded().save(
        "stories/00000000-0000-0000-0000-000000000000/0123456789abcdef.mp4", factories.film()
    )
    assert len(files_in(folder_of(page.consent))) == 4
    assert "0 left-over" in ran("--dry-run"), "it may belong to what is being saved just now"
    with time_machine.travel(now + dt.timedelta(days=2), tick=False):
        assert "2 left-over files would be deleted" in ran("--dry-run")
        assert "2 left-over files are deleted" in ran()
        assert "0 left-over files are deleted" in ran()
    assert not guarded().exists(replaced)
    assert not guarded().exists(lost)
    assert len(files_in(folder_of(page.consent))) == 3


def test_the_job_tries_again_when_a_file_could_not_be_deleted(site):
    page = told()
    withdraw(
        page, because=Ending.MEMBER
    )  # the transaction of the test never ends, so the files are still there
    assert len(files_in(folder_of(page.consent))) == 2
    with time_machine.travel(timezone.now() + dt.timedelta(days=2), tick=False):
        ran()
    assert files_in(folder_of(page.consent)) == []


def test_a_consent_whose_page_is_gone_ends_too(site):
    consent = Consent.objects.create(given_on=dt.date(2020, 1, 1), ends_on=dt.date(2020, 2, 1), note=WORD)
    assert "pages: none left." in ran("--dry-run")
    ran()
    consent.refresh_from_db()
    assert (consent.ending, consent.note) == ("date", "")
