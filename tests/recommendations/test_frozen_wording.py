"""Word for word: frozen when first published, never edited, corrected only in the open."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cms.recommendations.models import RecommendationPage, WordingRecord
from cms.recommendations.transitions import correct_wording
from cms.updates.ledger import first_fault
from cms.updates.models import PageUpdate
from cms.updates.removing import remove_words
from cms.updates.rights import THE_SITE
from cms.updates.statuses import Kind
from tests import factories
from tests.factories import date

WORDS = "Plant trees in the square."


@pytest.fixture
def page(site):
    return factories.recommendation(wording=WORDS, recommended_on=date("2019-12-01"))


def again(page) -> RecommendationPage:
    return RecommendationPage.objects.get(pk=page.pk)


def test_the_words_are_frozen_with_the_first_publication(page, reader):
    [fact] = WordingRecord.objects.about(page)
    assert (fact.wording, fact.fingerprint, fact.update.kind) == (WORDS, page.fingerprint, Kind.RECOMMENDED)
    assert "Frozen:" in reader.get(page.get_url()).content.decode()


def test_a_draft_freezes_nothing(site):
    page = factories.recommendation(live=False, wording="Draft")
    assert page.frozen_wording() is None
    page.wording = "Other words"
    page.full_clean()
    page.save_revision().publish()
    assert again(page).frozen_wording().wording == "Other words"


def test_words_are_frozen_too_when_nobody_knows_the_day_they_were_agreed(site):
    page = factories.recommendation(recommended_on=None)
    [entry] = PageUpdate.objects.about(page)
    assert entry.kind == Kind.WORDED
    page.recommended_on = date("2019")
    page.save_revision().publish()
    assert [entry.kind for entry in PageUpdate.objects.about(page).order_by("pk")] == [
        "worded",
        "recommended",
    ]
    assert WordingRecord.objects.about(page).count() == 1


def test_an_editor_who_changes_them_is_refused_with_a_sentence(page, editor):
    changed = again(page)
    changed.wording = "Fell the trees."
    with pytest.raises(ValidationError) as caught:
        changed.full_clean()
    assert list(caught.value.message_dict) == ["wording"]
    assert "were frozen when this page was first published" in caught.value.messages[0]


def test_space_and_the_way_a_letter_is_written_are_no_change(page):
    page.wording = f"  {WORDS}\r\n"
    page.full_clean()


def test_an_old_draft_with_other_words_puts_nothing_back(site):
    page = factories.recommendation(live=False, wording="The first try")
    old = page.save_revision()
    page.wording = WORDS
    page.save_revision().publish()
    old.publish()
    assert again(page).wording == WORDS
    assert WordingRecord.objects.about(page).count() == 1


def test_a_slip_is_corrected_in_the_open_and_both_wordings_stay(page, reader):
    correct_wording(
        page, "Plant trees in the squares.", by=THE_SITE, reason="The report says squares, page 9."
    )
    assert again(page).wording == "Plant trees in the squares."
    first, second = WordingRecord.objects.about(page).order_by("pk")
    assert second.update.corrects == first.update
    assert first_fault(second.update.chain) is None
    html = reader.get(page.get_url()).content.decode()
    history = html.split('id="history"', 1)[1]
    for words in (WORDS, "Plant trees in the squares.", "The report says squares, page 9.", "Correction"):
        assert words in history
    assert again(page).fingerprint in html


def test_a_draft_from_before_a_correction_can_still_be_published(page):
    draft = again(page)
    draft.title = "Better title"
    revision = draft.save_revision()
    correct_wording(page, "Plant trees in the squares.", by=THE_SITE, reason="A slip.")
    stale = revision.as_object()
    stale.full_clean()
    revision.publish()
    assert (again(page).title, again(page).wording) == ("Better title", "Plant trees in the squares.")


def test_every_language_has_the_corrected_words(page, site):
    welsh = factories.locale("cy")
    site.copy_for_translation(welsh)
    other = page.copy_for_translation(welsh, copy_parents=True)
    correct_wording(page, "Plant trees in the squares.", by=THE_SITE, reason="A slip.")
    assert again(other).wording == "Plant trees in the squares."


@pytest.mark.parametrize(
    ("wording", "reason", "field"),
    [(WORDS, "A slip.", "wording"), ("  ", "A slip.", "wording"), ("Other words", " ", "reason")],
)
def test_a_correction_that_corrects_nothing_or_has_no_reason_is_refused(wording, reason, field, page):
    with pytest.raises(ValidationError) as caught:
        correct_wording(page, wording, by=THE_SITE, reason=reason)
    assert list(caught.value.message_dict) == [field]
    assert WordingRecord.objects.about(page).count() == 1


def test_before_the_first_publication_there_is_nothing_to_correct(site):
    with pytest.raises(ValidationError, match="Nothing is frozen yet"):
        correct_wording(factories.recommendation(live=False), "Other words", by=THE_SITE, reason="A slip.")


def test_an_editor_sees_the_sentence_in_the_form(page, editor):
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "frozen" in editor.get(address).content.decode()


def test_words_that_the_law_takes_away_leave_the_page_too_and_it_can_still_be_edited(page, reader):
    draft = again(page)
    draft.title = "Removed"
    draft = draft.save_revision()
    remove_words(page.frozen_wording().update, reason="A court.")
    assert again(page).wording == "[removed]"
    draft.as_object().full_clean()
    draft.publish()
    changed = again(page)
    changed.full_clean()
    changed.save_revision().publish()
    html = reader.get(page.get_url()).content.decode()
    assert WORDS not in html
    assert page.fingerprint not in html


def test_an_alias_adds_nothing_to_the_record(page):
    before = PageUpdate.objects.count()
    page.create_alias(parent=page.get_parent(), update_slug="alias")
    assert PageUpdate.objects.count() == before
