"""The doors of the record: a fact and its entry are written together, and what must be said is asked for."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cms.recommendations.models import DecisionRecord, DeliveryRecord, RecommendationPage
from cms.recommendations.statuses import NOT_REPORTED, Decision, Delivery
from cms.recommendations.transitions import record_decision, record_delivery
from cms.updates.models import PageUpdate
from cms.updates.rights import THE_SITE
from cms.updates.statuses import Basis, Kind, Speaker
from tests import factories
from tests.factories import citation, date


@pytest.fixture
def page(site):
    return factories.recommendation()


def current(page):
    return RecommendationPage.objects.with_decision().with_delivery().with_support().get(pk=page.pk)


def test_a_decision_is_a_fact_and_an_entry_that_say_the_same(page):
    fact = record_decision(
        page,
        Decision.MORE_WORK,
        by=THE_SITE,
        body="The Mayor",
        happened_on=date("2020-03"),
        reason="Costs are not known.",
        lead_service="Parks",
        decision_reference="CAB/12, 3 March 2020",
        due_on=date("2020-09"),
        note="As minuted.",
        citations=[citation("Minutes")],
    )
    entry = fact.update
    assert (fact.page, fact.subject) == (entry.page, entry.subject) == (page.page_ptr, page.translation_key)
    assert entry.kind == Kind.DECISION
    assert entry.sentence == "The Mayor: needs more work. Costs are not known."
    for one in (fact, entry):
        one.refresh_from_db()
        assert (one.happened_on, one.said_by, one.basis) == (date("2020-03"), "council", "stated")
        assert one.citations[0].value["title"] == "Minutes"
    assert (fact.lead_service, fact.due_on) == ("Parks", date("2020-09"))
    assert current(page).decision == "needs_more_work"


def test_a_step_is_a_fact_and_an_entry_that_say_the_same(page):
    fact = record_delivery(
        page,
        Delivery.STOPPED,
        by=THE_SITE,
        happened_on=date("2021"),
        sentence="The trees were not planted.",
        reason="Flood.",
        said_by=Speaker.EDITOR,
        basis=Basis.MATCHED,
    )
    assert fact.update.sentence == "The trees were not planted."
    assert (fact.update.kind, fact.update.said_by, fact.update.basis) == ("delivery", "editor", "matched")
    assert not fact.is_counted
    assert fact.is_matched
    assert current(page).delivery == "stopped"


def refused(record, *arguments, **facts) -> list[str]:
    """The sentences with which a record is refused; nothing may have been written."""
    with pytest.raises(ValidationError) as caught:
        record(*arguments, **facts)
    assert not PageUpdate.objects.filter(kind__in=["decision", "delivery"]).exists()
    assert not DecisionRecord.objects.exists()
    assert not DeliveryRecord.objects.exists()
    return caught.value.messages


def test_a_refusal_needs_a_reason(page):
    assert refused(factories.decision, page, Decision.NOT_ACCEPTED) == ["Say why it was not accepted."]
    assert factories.decision(page, Decision.NOT_ACCEPTED, reason="Too dear.")


def test_more_work_needs_a_date(page):
    sentences = refused(factories.decision, page, Decision.MORE_WORK)
    assert sentences == ["Say by when the work will be done."]
    assert factories.decision(page, Decision.MORE_WORK, due_on=date("2030"))


def test_a_stop_needs_a_reason(page):
    assert refused(factories.delivery, page, Delivery.STOPPED) == ["Say why it was stopped."]
    assert factories.delivery(page, Delivery.STOPPED, reason="Flood.")


def test_a_reason_of_spaces_is_no_reason(page):
    assert refused(factories.decision, page, Decision.NOT_ACCEPTED, reason="   ")
    assert refused(factories.delivery, page, Delivery.STOPPED, reason=" \n ")


@pytest.mark.parametrize(
    "state", [each for each in Decision if each not in {Decision.NOT_ACCEPTED, Decision.MORE_WORK}]
)
def test_every_other_decision_needs_neither(state, page):
    assert factories.decision(page, state).decision == state


@pytest.mark.parametrize("state", [each for each in Delivery if each != Delivery.STOPPED])
def test_every_other_step_needs_no_reason(state, page):
    assert factories.delivery(page, state).delivery == state


def test_a_step_needs_a_sentence_and_a_decision_a_body(page):
    assert refused(factories.delivery, page, sentence="")
    assert refused(factories.decision, page, body="")


def test_a_word_that_is_no_state_is_refused(page):
    for record, word in ((factories.decision, "perhaps"), (factories.delivery, "nearly")):
        with pytest.raises(ValueError, match=word):
            record(page, word)
    assert not PageUpdate.objects.exclude(kind=Kind.WORDED).exists()


def test_when_the_fact_cannot_be_written_the_entry_is_not_there_either(page):
    assert refused(factories.decision, page, body="x" * 300)


def breaks(fact, rule, **wrong):
    """Another row like this fact, but wrong, is refused by the rule of that name."""
    values = {field.attname: getattr(fact, field.attname) for field in fact._meta.concrete_fields}
    row = type(fact)(**values | {"id": None, "update_id": factories.update(fact.page).pk} | wrong)
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        type(fact).objects.bulk_create([row])


def test_the_database_itself_refuses_what_must_not_be(page):
    decision = factories.decision(page)
    breaks(decision, "refusal_has_a_reason", decision="not_accepted", reason="")
    breaks(decision, "more_work_has_a_date", decision="needs_more_work", due_on=None)
    breaks(decision, "decision_is_known", decision="perhaps")
    breaks(decision, "speaker_is_known", said_by="nobody")
    breaks(decision, "basis_is_known", basis="guessed")
    delivery = factories.delivery(page)
    breaks(delivery, "stop_has_a_reason", delivery="stopped", reason="")
    breaks(delivery, "delivery_is_known", delivery="nearly")
    breaks(delivery, "speaker_is_known", said_by="nobody")


def test_a_fact_has_an_entry_of_its_own(page):
    fact = factories.decision(page)
    with pytest.raises(IntegrityError), transaction.atomic():
        DecisionRecord.objects.create(
            page=fact.page, happened_on=date("2020"), decision="accepted", body="A", update=fact.update
        )


def test_a_recommendation_without_a_record_awaits_and_is_not_reported(page):
    found = current(page)
    assert (found.decision, found.stated_decision) == ("awaiting", "awaiting")
    assert (found.delivery, found.stated_delivery) == (NOT_REPORTED, NOT_REPORTED)
    assert found.decided_on is found.delivery_on is found.support_percent is None


def test_delivery_may_be_recorded_without_a_decision(page):
    factories.delivery(page, Delivery.DELIVERED)
    assert (current(page).decision, current(page).delivery) == ("awaiting", "delivered")


def test_the_present_is_the_last_line_of_the_history(page):
    factories.delivery(page, Delivery.DELIVERED, happened_on=date("2020-06"))
    factories.delivery(page, Delivery.DELAYED, happened_on=date("2020-06-15"))
    found = current(page)
    assert (found.delivery, found.delivery_on) == ("delivered", date("2020-06"))
    factories.delivery(page, Delivery.UNDER_WAY, happened_on=date("2021"), reason="A storm.")
    assert current(page).delivery == "under_way"


def test_one_record_serves_every_language(page, site):
    welsh = factories.locale("cy")
    site.copy_for_translation(welsh)
    other = page.copy_for_translation(welsh, copy_parents=True)
    factories.decision(page)
    factories.delivery(other, Delivery.DELIVERED)
    for one in (page, other):
        assert (current(one).decision, current(one).delivery) == ("accepted", "delivered")


def test_support_is_what_the_last_ballot_that_asked_for_it_says(page):
    tracker = page.get_parent()
    for text, percent in (("2019-11", 60), ("2019-12", 90), ("2019-10", 70)):
        option = factories.option(page, total_support_percent=percent)
        factories.ballot(tracker, held_on=date(text), options=[option])
    factories.ballot(
        tracker, kind="multi_choice", held_on=date("2020"), options=[factories.option(page, votes=3)]
    )
    factories.ballot(
        tracker, held_on=date("2021"), live=False, options=[factories.option(page, total_support_percent=1)]
    )
    assert current(page).support_percent == 90


def test_a_draft_saved_before_a_change_and_published_after_it_changes_nothing(page):
    draft = page.save_revision()
    factories.decision(page, Decision.ACCEPTED)
    factories.delivery(page, Delivery.DELIVERED)
    draft.publish()
    assert (current(page).decision, current(page).delivery) == ("accepted", "delivered")
    assert PageUpdate.objects.about(page).filter(kind="decision").count() == 1


def test_going_back_to_an_old_version_of_a_page_changes_no_record(page):
    factories.decision(page, Decision.ACCEPTED)
    old = page.save_revision()
    factories.decision(page, Decision.IN_PART, happened_on=date("2022"), reason="Costs.")
    page.title = "Another title"
    page.save_revision().publish()
    old.publish()
    assert current(page).decision == "accepted_in_part"
    assert DecisionRecord.objects.about(page).count() == 2


def test_the_page_shows_asked_answered_and_done_side_by_side(page, reader):
    html = reader.get(page.get_url()).content.decode()
    for words in ("What members asked", "Awaiting an answer", "Not reported", page.fingerprint):
        assert words in html
    factories.decision(page, Decision.NOT_ACCEPTED, reason="Too dear.", body="The Mayor")
    factories.delivery(page, Delivery.UNDER_WAY, sentence="They began all the same.", basis=Basis.MATCHED)
    html = reader.get(page.get_url()).content.decode()
    for words in ("Not accepted", "Too dear.", "The Mayor", "They began all the same."):
        assert words in html
    assert "The source does not mention the assembly." in html
