"""A correction is a new entry that says what it corrects; the wrong one stays readable and counts no more."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cms.assemblies.models import AssemblyPage
from cms.assemblies.querysets import with_stage
from cms.recommendations.models import DecisionRecord, DeliveryRecord, RecommendationPage
from cms.recommendations.statuses import Decision, Delivery
from cms.recommendations.transitions import correct
from cms.updates.ledger import first_fault
from cms.updates.models import PageUpdate
from cms.updates.rights import THE_SITE
from cms.updates.statuses import Kind
from tests import factories
from tests.factories import date


@pytest.fixture
def page(site):
    return factories.recommendation(recommended_on=date("2019-12-01"))


def current(page) -> RecommendationPage:
    return RecommendationPage.objects.with_decision().with_delivery().get(pk=page.pk)


def test_a_wrong_answer_is_corrected_by_the_right_one(page, reader):
    wrong = factories.decision(page, Decision.ACCEPTED)
    factories.decision(page, Decision.IN_PART, reason="The minutes say so.", corrects=wrong)
    assert current(page).decision == "accepted_in_part"
    assert DecisionRecord.objects.about(page).count() == 2
    html = reader.get(page.get_url()).content.decode()
    number = wrong.update.corrected_by.number
    assert f"Decision: Accepted (wrong: see entry {number})" in html
    assert "Correction. Decision: Accepted in part" in html
    assert "Correction: Decision" in reader.get("/updates/").content.decode()
    assert first_fault(wrong.update.chain) is None


def test_a_wrong_step_is_corrected_by_the_right_one_even_if_it_came_later(page):
    factories.delivery(page, Delivery.UNDER_WAY, happened_on=date("2020"))
    wrong = factories.delivery(page, Delivery.DELIVERED, happened_on=date("2022"))
    factories.delivery(page, Delivery.DELAYED, happened_on=date("2021"), corrects=wrong)
    assert (current(page).delivery, current(page).delivery_on) == ("delayed", date("2021"))


def test_an_entry_is_corrected_once_and_then_its_correction(page):
    wrong = factories.decision(page, Decision.ACCEPTED)
    better = factories.decision(page, Decision.IN_PART, reason="So.", corrects=wrong)
    with pytest.raises(ValidationError, match="Correct its correction"):
        factories.decision(page, Decision.REFERRED, reason="So.", corrects=wrong)
    factories.decision(page, Decision.REFERRED, reason="So.", corrects=better)
    assert current(page).decision == "referred_elsewhere"
    [row] = factories.another(PageUpdate.objects.last(), corrects_id=wrong.update_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        PageUpdate.objects.bulk_create([row])


def test_wrong_words_of_an_entry_are_corrected_and_both_stay(page, reader):
    entry = factories.update(page, sentence="It opened on 3 May.")
    right = correct(entry, by=THE_SITE, sentence="It opened on 4 May.", reason="The paper had it wrong.")
    assert (right.corrects, right.kind, right.note) == (entry, entry.kind, "The paper had it wrong.")
    assert right.happened_on == entry.happened_on
    with pytest.raises(ValidationError, match="Say what was wrong"):
        correct(right, by=THE_SITE, sentence="It opened.", reason="  ")
    assert first_fault(entry.chain) is None
    for path in ("/updates/", page.get_url()):
        html = reader.get(path).content.decode()
        assert f"(wrong: see entry {right.number})" in html
        assert f"Entry {right.number} of the record" in html


def test_what_is_said_only_once_can_be_corrected_and_keeps_the_stage(site):
    assembly = factories.assembly()
    entry = factories.update(assembly, kind=Kind.ANNOUNCED, sentence="Anounced.")
    correct(entry, by=THE_SITE, sentence="Announced.", reason="A slip.")
    [found] = with_stage(AssemblyPage.objects.filter(pk=assembly.pk))
    assert found.stage == "announced"


def test_a_fact_is_not_corrected_by_words_alone(page):
    for fact in (factories.decision(page), factories.delivery(page), page.frozen_wording()):
        with pytest.raises(ValidationError, match="Record the right fact instead"):
            correct(fact.update, by=THE_SITE, sentence="Else.", reason="A slip.")
    assert current(page).decision == "accepted"


def test_a_correction_is_about_the_same_page(page):
    other = factories.recommendation(page.get_parent().specific)
    wrong = factories.decision(other)
    with pytest.raises(ValidationError, match="about the same page"):
        factories.decision(page, corrects=wrong)
    assert current(other).decision == "accepted"


def test_a_response_shows_the_answer_as_corrected(page, reader):
    index = factories.response_index(page.get_parent().get_parent().specific)
    response = factories.response(index, body="The council", entries=[factories.answer(page)])
    wrong = DecisionRecord.objects.get()
    right = factories.decision(
        page, Decision.NOT_ACCEPTED, reason="Misread.", corrects=wrong, happened_on=wrong.happened_on
    )
    assert right.response == response
    html = reader.get(response.get_url()).content.decode()
    assert "Not accepted" in html
    assert "This corrects what stood here before." in html
    assert html.count("timeline__entry ") == 1


def test_an_old_correction_is_news_for_the_feed(page, reader):
    entry = factories.update(page, happened_on=date("2018"), sentence="It opened in 2018.")
    for number in range(60):
        factories.update(page, sentence=f"News {number}.")
    correct(entry, by=THE_SITE, sentence="It opened in 2017.", reason="A slip.")
    assert "It opened in 2017." in reader.get("/updates/feed.atom").content.decode()


@pytest.mark.parametrize(
    ("record", "state", "facts", "field"),
    [
        ("delivery", Delivery.DELIVERED, {"evidence": ""}, "evidence"),
        ("delivery", Delivery.UNDER_WAY, {"happened_on": date("2019-11")}, "happened_on"),
        ("decision", Decision.ACCEPTED, {"happened_on": date("2019-11-30")}, "happened_on"),
    ],
)
def test_what_is_delivered_is_shown_and_nothing_comes_before_the_recommendation(
    record, state, facts, field, page
):
    with pytest.raises(ValidationError) as caught:
        getattr(factories, record)(page, state, **facts)
    assert list(caught.value.message_dict) == [field]
    assert not (DecisionRecord.objects.exists() or DeliveryRecord.objects.exists())


def test_a_date_that_is_not_known_to_the_day_may_hold_the_day_of_the_recommendation(page):
    assert factories.decision(page, happened_on=date("2019"))
    assert factories.delivery(page, happened_on=date("2019-12"))


def test_the_first_source_shows_what_was_delivered_if_no_other_address_is_given(page):
    fact = factories.delivery(page, Delivery.DELIVERED, evidence="", citations=[factories.citation("News")])
    assert fact.evidence == "https://example.org/report"


def test_a_step_that_may_not_follow_is_refused_and_nothing_is_written(page):
    factories.delivery(page, Delivery.STOPPED, happened_on=date("2020"), reason="Flood.")
    before = PageUpdate.objects.count()
    with pytest.raises(ValidationError, match="under way again"):
        factories.delivery(page, Delivery.DELIVERED, happened_on=date("2021"))
    with pytest.raises(ValidationError, match="goes back"):
        factories.delivery(page, Delivery.UNDER_WAY, happened_on=date("2021"))
    assert PageUpdate.objects.count() == before


def test_one_body_s_answer_does_not_bind_another(page):
    factories.decision(page, Decision.ACCEPTED, body="The council")
    assert factories.decision(page, Decision.REFERRED, body="The Mayor", happened_on=date("2021"))
    with pytest.raises(ValidationError, match="less than was promised"):
        factories.decision(page, Decision.REFERRED, body=" the council", happened_on=date("2021"))


def test_what_is_recorded_late_must_fit_what_came_after(page):
    factories.delivery(page, Delivery.UNDER_WAY, happened_on=date("2020"))
    factories.delivery(page, Delivery.DELIVERED, happened_on=date("2021"))
    with pytest.raises(ValidationError, match="could not follow from this"):
        factories.delivery(page, Delivery.STOPPED, happened_on=date("2020-12-31"), reason="Flood.")
    assert factories.delivery(page, Delivery.DELAYED, happened_on=date("2020-12-31"))


def test_an_answer_on_the_day_of_a_recommendation_known_to_the_month_is_not_too_early(site):
    page = factories.recommendation(recommended_on=date("2020-06"))
    assert factories.decision(page, happened_on=date("2020-06-25"))
    with pytest.raises(ValidationError, match="before it was recommended"):
        factories.decision(page, happened_on=date("2020-05-31"))
