"""Major changes are public and enter the record once; minor ones stay with the editors."""

import datetime as dt
import json

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.core.partial_dates import PartialDate
from cms.publications.models import CaseStudyPage, ChangeRecord, ChapterPage, PublicationPage
from cms.updates.ledger import first_fault
from cms.updates.models import PageUpdate
from cms.updates.statuses import Kind
from cms.updates.triggers import install, lift
from tests import factories
from tests.factories import change, date


@pytest.fixture
def chapter(site):
    return factories.chapter(title="Costs")


def told(reader, page) -> str:
    return reader.get(page.get_url()).content.decode()


def add(page, **fields):
    """A note, added as the form does it."""
    page = type(page).objects.get(pk=page.pk)
    page.change_notes.add(change(type(page), **fields))
    return page


def test_a_draft_records_nothing(chapter):
    add(chapter).save_revision()
    assert not ChangeRecord.objects.exists()
    assert not PageUpdate.objects.exists()


def test_publishing_puts_a_major_change_onto_the_page_and_into_the_record(chapter, reader):
    add(chapter, words="The figures are new.", happened_on=date("2021-05")).save_revision().publish()
    [entry] = PageUpdate.objects.all()
    assert (entry.kind, entry.sentence, str(entry.happened_on)) == (
        Kind.REVISED,
        "The figures are new.",
        "2021-05",
    )
    assert entry.page_id == chapter.pk
    html = told(reader, chapter)
    assert "The figures are new." in html
    assert "May 2021" in html
    assert "The figures are new." in reader.get("/updates/").content.decode()


def test_a_minor_change_is_public_nowhere(chapter, reader):
    add(chapter, words="A comma moved.", is_major=False).save_revision().publish()
    assert not PageUpdate.objects.exists()
    assert "A comma moved." not in told(reader, chapter)


def test_a_change_without_a_date_happened_on_the_day_it_was_published(chapter):
    page = add(chapter)
    revision = page.save_revision()
    with time_machine.travel(dt.datetime(2031, 3, 4, 12, tzinfo=dt.UTC), tick=False):
        revision.publish()
    assert ChangeRecord.objects.get().happened_on == PartialDate.parse("2031-03-04")


def test_changes_are_told_newest_first(chapter, reader):
    for words, day in (("Older.", "2020"), ("Newest.", "2022"), ("Middle.", "2021")):
        add(chapter, words=words, happened_on=date(day)).save_revision().publish()
    html = told(reader, chapter)
    assert html.index("Newest.") < html.index("Middle.") < html.index("Older.")


def test_publishing_again_records_nothing_twice(chapter):
    page = add(chapter)
    for _time in range(3):
        page.save_revision().publish()
        page = ChapterPage.objects.get(pk=page.pk)
    assert ChangeRecord.objects.count() == PageUpdate.objects.count() == 1


def test_an_old_draft_without_the_note_takes_nothing_back(chapter, reader):
    old = ChapterPage.objects.get(pk=chapter.pk).save_revision()
    add(chapter, words="The figures are new.").save_revision().publish()
    old.publish()
    assert not ChapterPage.objects.get(pk=chapter.pk).change_notes.exists()
    assert ChangeRecord.objects.count() == PageUpdate.objects.count() == 1
    assert "The figures are new." in told(reader, chapter)


def test_a_note_that_went_and_came_back_is_recorded_once(chapter):
    old = ChapterPage.objects.get(pk=chapter.pk).save_revision()
    new = add(chapter).save_revision()
    for revision in (new, old, new):
        revision.publish()
    assert ChangeRecord.objects.count() == 1


def test_the_record_keeps_the_words_it_was_given(chapter, reader):
    page = add(chapter, words="As it was.")
    page.save_revision().publish()
    page = ChapterPage.objects.get(pk=page.pk)
    note = page.change_notes.get()
    note.words = "As somebody wished it."
    page.change_notes.add(note)
    page.save_revision().publish()
    assert "As it was." in told(reader, chapter)
    assert "As somebody wished it." not in told(reader, chapter)


def test_a_translation_that_brings_the_note_along_records_it_no_second_time(chapter):
    add(chapter).save_revision().publish()
    page = ChapterPage.objects.get(pk=chapter.pk)
    publication = page.get_parent().specific.copy_for_translation(factories.locale("cy"), copy_parents=True)
    publication.save_revision().publish()
    welsh = page.copy_for_translation(factories.locale("cy"))
    [note] = page.change_notes.all()
    copy = change(words="Adran newydd.", locale=welsh.locale, translation_key=note.translation_key)
    welsh.change_notes.add(copy)
    welsh.save_revision().publish()
    assert ChapterPage.objects.get(pk=welsh.pk).live
    assert ChangeRecord.objects.count() == PageUpdate.objects.count() == 1
    assert list(ChangeRecord.objects.about(welsh)) == list(ChangeRecord.objects.about(page))


def test_a_copy_has_a_history_of_its_own(chapter):
    add(chapter).save_revision().publish()
    page = ChapterPage.objects.get(pk=chapter.pk)
    copy = page.copy(update_attrs={"slug": "copy", "title": "Copy"})
    assert not copy.specific.change_notes.exists()
    assert ChangeRecord.objects.count() == 1


def test_the_database_knows_a_note_once(chapter):
    add(chapter).save_revision().publish()
    one = ChangeRecord.objects.get()
    other = factories.update(chapter, Kind.REVISED)
    # On SQLite the guard against REPLACE speaks before the rule does.
    with (
        pytest.raises(IntegrityError, match="change_note_is_recorded_once|written once"),
        transaction.atomic(),
    ):
        ChangeRecord.objects.create(
            page=one.page, note_key=one.note_key, happened_on=one.happened_on, words="Again.", update=other
        )


def test_the_page_and_the_record_stand_or_fall_together(chapter, monkeypatch):
    page = add(chapter, words="The figures are new.")
    page.title = "Another title"
    revision = page.save_revision()

    def fail(*_arguments, **_more):
        raise RuntimeError("the machine went away")

    monkeypatch.setattr(ChangeRecord, "save", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        revision.publish()
    assert ChapterPage.objects.get(pk=chapter.pk).title == "Costs"
    assert not PageUpdate.objects.exists()


def test_a_change_is_sealed_with_its_entry(chapter):
    add(chapter, words="The figures are new.").save_revision().publish()
    change = ChangeRecord.objects.get()
    held = json.loads(change.update.sealed)
    assert held["facts"]["changerecord"] == {"note_key": str(change.note_key)}
    assert set(held["texts"]) == {"sentence", "changerecord.words"}
    assert first_fault(change.update.chain) is None
    lift()
    models.QuerySet(ChangeRecord).filter(pk=change.pk).update(words="As somebody wished it.")
    assert first_fault(change.update.chain).number == change.update.number
    install()


def test_a_change_to_come_is_refused_with_a_sentence(chapter):
    later = PartialDate(timezone.localdate() + dt.timedelta(days=40))
    with pytest.raises(ValidationError, match="still to come"):
        change(happened_on=later).clean()
    with pytest.raises(ValidationError, match="not what is to come"):
        add(chapter, happened_on=later).save_revision().publish()


def test_a_page_with_a_recorded_change_is_withdrawn_and_not_deleted(chapter, editor):
    add(chapter).save_revision().publish()
    editor.post(reverse("wagtailadmin_pages:delete", args=[chapter.pk]))
    assert Page.objects.filter(pk=chapter.pk).exists()


def form(page, *notes, **fields):
    """What the browser sends for a chapter with these notes."""
    sent = {
        "title": page.title,
        "slug": page.slug,
        "number": str(page.number),
        "body": streamfield([]),
        "footnotes": streamfield([]),
        "key_facts": streamfield([]),
        "citations": streamfield([]),
        "change_notes": inline_formset(
            [{"id": note.pk, "words": note.words, "is_major": note.is_major} | more for note, more in notes],
            initial=len(notes),
        ),
        "comments": inline_formset([]),
    }
    return nested_form_data(sent | fields)


@pytest.mark.parametrize("changed", [{"words": "As wished."}, {"is_major": ""}, {"DELETE": "1"}])
def test_an_editor_cannot_change_what_is_in_the_record(changed, chapter, editor):
    add(chapter, words="As it was.", happened_on=None).save_revision().publish()
    page = ChapterPage.objects.get(pk=chapter.pk)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    [note] = page.change_notes.all()
    answer = editor.post(address, form(page, (note, {"is_major": "on"} | changed)))
    assert answer.status_code == 200
    assert "A change in the public record stays as it is." in answer.content.decode()
    assert editor.post(address, form(page, (note, {"is_major": "on"}))).status_code == 302


@pytest.mark.parametrize("changed", [{"words": "As wished."}, {"DELETE": "1"}])
def test_an_editor_may_change_a_note_that_nobody_has_seen(changed, chapter, editor):
    add(chapter, words="As it was.", is_major=False).save_revision().publish()
    page = ChapterPage.objects.get(pk=chapter.pk)
    [note] = page.change_notes.all()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert editor.post(address, form(page, (note, {"is_major": ""} | changed))).status_code == 302


def test_a_publication_tells_its_own_changes_and_those_of_its_chapters(chapter, reader):
    publication = PublicationPage.objects.get()
    add(chapter, words="The figures are new.", happened_on=date("2021")).save_revision().publish()
    add(publication, words="All was read again.", happened_on=date("2022")).save_revision().publish()
    html = told(reader, publication)
    assert html.index("All was read again.") < html.index("The figures are new.")
    # By its name, because it is about another page.
    assert html.count(chapter.get_url()) >= 2
    assert "All was read again." not in told(reader, chapter)


def test_a_change_of_a_chapter_that_was_withdrawn_is_not_told(chapter, reader, saving):
    publication = PublicationPage.objects.get()
    with saving():
        add(chapter, words="The figures are new.").save_revision().publish()
    with saving():
        ChapterPage.objects.get(pk=chapter.pk).unpublish()
    assert "The figures are new." not in told(reader, publication)


def test_a_case_study_tells_its_changes_too(site, reader):
    study = factories.case_study()
    add(study, words="The outcome is new.").save_revision().publish()
    assert "The outcome is new." in told(reader, CaseStudyPage.objects.get())
