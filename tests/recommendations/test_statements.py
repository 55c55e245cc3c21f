"""Progress statements: frozen once, read from the record as it was that day, and never changed."""

import datetime as dt
import json

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.test import RequestFactory
from wagtail.models import Page, PageViewRestriction

from cms.recommendations.models import (
    DecisionRecord,
    DeliveryRecord,
    StatementPage,
    StatementRecord,
    TrackerPage,
)
from cms.recommendations.statuses import Decision, Delivery
from cms.recommendations.transitions import correct_wording
from cms.updates import triggers
from cms.updates.chain import first_fault as fault_in
from cms.updates.ledger import first_fault, published
from cms.updates.models import PageUpdate
from cms.updates.rights import THE_SITE
from cms.updates.statuses import Basis, Kind, Speaker
from tests import factories
from tests.factories import date
from tests.reading import words

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


def row_of(page, recommendation):
    return next(row for row in page.frozen.rows if row.subject == str(recommendation.translation_key))


def freeze(tracker, day=SUMMER, **fields) -> StatementPage:
    return factories.statement(tracker, stood_on=day, **fields)


def test_the_first_publication_writes_one_fact_and_one_entry(tracker, trees):
    page = freeze(tracker)
    [fact] = StatementRecord.objects.all()
    [entry] = PageUpdate.objects.filter(kind=Kind.STATEMENT)
    assert fact.update == entry
    assert (entry.subject, fact.stood_on) == (page.translation_key, SUMMER)
    assert entry.sentence == "Where 1 recommendation stood on 30 June 2021 was put on record."
    assert entry.said_by == Speaker.EDITOR
    page.save_revision().publish()
    assert StatementRecord.objects.count() == 1


def test_it_counts_what_had_happened_by_the_end_of_that_day_and_nothing_later(tracker, trees):
    factories.decision(trees, Decision.IN_PART, happened_on=date("2021-06-30"))
    factories.delivery(trees, Delivery.UNDER_WAY, happened_on=date("2021-06"))
    factories.delivery(trees, Delivery.DELIVERED, happened_on=date("2021-07-01"))
    row = row_of(freeze(tracker), trees)
    assert row.decision.last.state == Decision.IN_PART
    assert row.delivery.last.state == Delivery.UNDER_WAY


def test_what_is_known_to_the_year_only_counts_from_its_end(tracker, trees):
    factories.delivery(trees, Delivery.DELIVERED, happened_on=date("2021"))
    assert row_of(freeze(tracker), trees).delivery.last.state == "not_reported"
    assert row_of(freeze(tracker, WINTER), trees).delivery.last.state == Delivery.DELIVERED


def test_it_knows_what_was_recorded_later_about_an_earlier_day(tracker, trees):
    factories.delivery(trees, Delivery.DELIVERED, happened_on=date("2021-01-01"))
    assert row_of(freeze(tracker), trees).delivery.last.state == Delivery.DELIVERED


def test_what_was_corrected_counts_as_corrected(tracker, trees):
    wrong = factories.decision(trees, Decision.ACCEPTED)
    factories.decision(trees, Decision.NOT_ACCEPTED, corrects=wrong, reason="A slip.", body=wrong.body)
    assert row_of(freeze(tracker), trees).decision.last.state == Decision.NOT_ACCEPTED


def test_matched_news_is_shown_and_counts_in_no_total(tracker, trees):
    factories.delivery(trees, Delivery.UNDER_WAY, happened_on=date("2021-01-01"))
    factories.delivery(trees, Delivery.DELIVERED, happened_on=date("2021-02-01"), basis=Basis.MATCHED)
    page = freeze(tracker)
    row = row_of(page, trees)
    assert (row.delivery.last.state, row.delivery.last.matched) == (Delivery.DELIVERED, True)
    assert page.frozen.position["totals"]["delivery"] == {"under_way": 1}


def test_judges_do_not_say_where_a_thing_stands(tracker, trees):
    factories.delivery(trees, Delivery.STOPPED, said_by=Speaker.MEMBERS, reason="We think so.")
    assert row_of(freeze(tracker), trees).delivery.last.state == "not_reported"


def test_a_slip_put_right_later_takes_no_recommendation_out_of_it(tracker, trees):
    correct_wording(trees, "Plant oaks.", reason="A slip.", by=THE_SITE)
    [row] = freeze(tracker).frozen.rows
    assert row.subject == str(trees.translation_key)
    assert row.words == PageUpdate.objects.get(kind=Kind.CORRECTION).number


def test_a_recommendation_belongs_to_it_from_the_day_it_was_made(tracker, trees):
    factories.recommendation(tracker, recommended_on=date("2021-07-01"))
    assert [row.subject for row in freeze(tracker).frozen.rows] == [str(trees.translation_key)]


def test_private_and_unpublished_recommendations_are_not_in_it(tracker, trees):
    hidden = factories.recommendation(tracker, recommended_on=date("2020-01-10"))
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    factories.recommendation(tracker, recommended_on=date("2020-01-10"), live=False)
    assert len(freeze(tracker).frozen.rows) == 1


def test_it_says_where_the_record_was_read(tracker, trees, reader):
    factories.delivery(trees, happened_on=date("2021-01-01"))
    last = PageUpdate.objects.order_by("-pk").first()
    page = freeze(tracker)
    assert page.frozen.taken_at == [{"chain": str(last.chain), "number": last.number, "hash": last.hash}]
    assert last.hash in reader.get(page.get_url()).content.decode()


def test_the_record_with_a_statement_verifies_and_a_stranger_reads_the_rows(tracker, trees):
    fact = freeze(tracker).frozen
    assert first_fault(fact.update.chain) is None
    rows = list(published(fact.update.chain))
    assert fault_in(rows) is None
    held = json.loads(rows[-1]["sealed"])["facts"]["statementrecord"]
    assert held["position"]["rows"][0]["reference"] == "R1"
    assert held["stood_on"] == "2021-06-30"


def test_a_row_that_was_changed_past_the_models_is_found(tracker, trees):
    fact = freeze(tracker).frozen
    changed = json.loads(json.dumps(fact.position).replace("not_reported", "delivered"))
    with transaction.atomic():
        triggers.lift()
        models.QuerySet(StatementRecord).filter(pk=fact.pk).update(position=changed)
        fault = first_fault(fact.update.chain)
        transaction.set_rollback(True)
    assert "statementrecord" in fault.reason


def test_the_database_refuses_to_edit_it(tracker, trees):
    fact = freeze(tracker).frozen
    with pytest.raises(IntegrityError), transaction.atomic():
        models.QuerySet(StatementRecord).filter(pk=fact.pk).update(stood_on=WINTER)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (dt.date(2020, 1, 9), "Nothing had been recommended by that day."),
        (dt.date(2999, 1, 1), "Its day cannot lie ahead."),
    ],
)
def test_a_day_on_which_there_is_nothing_to_freeze_is_refused(tracker, trees, day, sentence):
    with pytest.raises(ValidationError) as caught:
        freeze(tracker, day)
    assert sentence in str(caught.value)
    assert not StatementRecord.objects.exists()


def test_two_statements_of_one_day_are_refused(tracker, trees):
    freeze(tracker)
    with pytest.raises(ValidationError) as caught, transaction.atomic():
        freeze(tracker)
    assert "There is a statement for this day already." in str(caught.value)
    freeze(factories.recommendation(recommended_on=date("2020-01-10")).get_parent())


def test_the_day_and_the_sources_cannot_be_changed_and_the_words_can(tracker, trees):
    page = again(freeze(tracker, citations=[factories.citation()]))
    page.stood_on = WINTER
    with pytest.raises(ValidationError) as caught:
        page.full_clean()
    assert list(caught.value.message_dict) == ["stood_on"]
    page = again(page)
    page.citations = []
    with pytest.raises(ValidationError) as caught:
        page.full_clean()
    assert list(caught.value.message_dict) == ["citations"]
    page = again(page)
    page.title, page.summary, page.introduction = "Midsummer", "In short.", "Read this."
    page.full_clean()
    page.save_revision().publish()
    assert again(page).title == "Midsummer"


def test_an_old_draft_cannot_put_another_day_back(tracker, trees):
    page = factories.statement(tracker, live=False)
    old = page.save_revision()
    page = again(page)
    page.stood_on = WINTER
    page.save_revision().publish()
    old.publish()
    assert again(page).stood_on == WINTER


def test_a_copy_needs_a_day_of_its_own_and_freezes_nothing(tracker, trees):
    page = freeze(tracker)
    copy = page.copy(update_attrs={"slug": "copy"}, keep_live=True).specific
    assert copy.live
    assert copy.stood_on is None
    assert StatementRecord.objects.count() == 1
    copy.stood_on = WINTER
    copy.save_revision().publish()
    assert StatementRecord.objects.count() == 2


def test_an_alias_and_a_translation_show_the_same_and_freeze_nothing(tracker, trees, reader):
    page = freeze(tracker)
    alias = page.create_alias(update_slug="alias").specific
    assert "Plant trees." in reader.get(alias.get_url()).content.decode()
    welsh = factories.locale("cy")
    for each in (
        factories.home(),
        *Page.objects.filter(path__in=page.paths_above[1:]).order_by("path"),
        page,
    ):
        each.specific.copy_for_translation(welsh, copy_parents=True)
    translated = page.get_translation(welsh).specific
    translated.save_revision().publish()
    assert StatementRecord.objects.count() == 1
    assert again(translated).frozen == page.frozen


def test_nothing_that_happens_later_changes_it(tracker, trees, reader):
    page = freeze(tracker)
    rows = page.frozen.rows
    factories.delivery(trees, Delivery.DELIVERED, happened_on=date("2021-06-01"))
    trees.reference = "Z9"
    trees.save_revision().publish()
    assert again(page).frozen.rows == rows
    html = reader.get(page.get_url()).content.decode()
    assert "R1" in html
    assert "Z9" not in html


def test_it_tells_what_it_rests_on_was_corrected_since(tracker, trees, reader):
    wrong = factories.delivery(trees, Delivery.DELIVERED, happened_on=date("2021-01-01"))
    page = freeze(tracker)
    assert "Corrected since this was frozen" not in reader.get(page.get_url()).content.decode()
    factories.delivery(trees, Delivery.UNDER_WAY, happened_on=date("2021-01-01"), corrects=wrong)
    html = reader.get(page.get_url()).content.decode()
    assert "Corrected since this was frozen" in html
    assert again(page).frozen.rows[0].delivery.last.state == Delivery.DELIVERED


def test_words_that_were_corrected_later_stand_as_they_were(tracker, trees, reader):
    page = freeze(tracker)
    correct_wording(trees, "Plant oaks.", reason="A slip.", by=THE_SITE)
    html = reader.get(page.get_url()).content.decode()
    assert "Plant trees." in html
    assert "Plant oaks." not in html


def test_the_words_of_a_page_that_became_private_are_gone_and_the_totals_stay(tracker, trees, reader):
    page = freeze(tracker)
    PageViewRestriction.objects.create(page=trees, restriction_type="login")
    html = reader.get(page.get_url()).content.decode()
    assert "Plant trees." not in html
    assert trees.get_url() not in html
    assert "This recommendation is not public any more." in html
    assert page.frozen.position["totals"]["recommendations"] == 1


def test_it_says_what_changed_since_the_one_before(tracker, trees, reader):
    wrong = factories.recommendation(tracker, reference="R2", recommended_on=date("2020-01-10"))
    mistake = factories.decision(wrong, Decision.ACCEPTED)
    factories.delivery(trees, Delivery.UNDER_WAY, happened_on=date("2021-01-01"))
    freeze(tracker)
    factories.decision(wrong, Decision.IN_PART, corrects=mistake, reason="A slip.", body=mistake.body)
    factories.delivery(trees, Delivery.DELIVERED, happened_on=date("2021-10-01"))
    factories.recommendation(tracker, reference="R3", recommended_on=date("2021-09-01"))
    page = freeze(tracker, WINTER)
    told = words(reader.get(page.get_url()).content)
    assert "What changed since 30 June 2021" in told
    assert "Under way to delivered" in told
    assert "Decision was given as “accepted”. It is now: accepted in part." in told
    assert [each.title for each in page_context(page)["comparison"].lists] == [
        "Moved: delivery",
        "Corrected since",
        "New",
    ]


def page_context(page):
    return again(page).get_context(RequestFactory().get("/", HTTP_HOST="localhost"))


def test_the_one_before_is_the_one_that_was_there_when_it_was_frozen(tracker, trees):
    later = freeze(tracker, WINTER)
    freeze(tracker)
    assert page_context(later)["comparison"] is None


def test_the_first_statement_says_that_there_is_none_before(tracker, trees, reader):
    html = reader.get(freeze(tracker).get_url()).content.decode()
    assert "This is the first statement" in html


def test_the_tracker_lists_its_statements(tracker, trees, reader, saving):
    with saving():
        page = freeze(tracker, title="Midsummer")
    assert page.get_url() in reader.get(tracker.get_url()).content.decode()
    with saving():
        again(page).unpublish()
    assert page.get_url() not in reader.get(tracker.get_url()).content.decode()


def test_the_tracker_of_the_site_freezes_recommendations_of_several_chains(site, reader):
    trackers = [factories.tracker() for _each in range(2)]
    for each in trackers:
        factories.recommendation(each, recommended_on=date("2020-01-10"))
    whole = TrackerPage.objects.child_of(site).get()
    page = freeze(whole)
    assert len(page.frozen.rows) == 2
    assert len(page.frozen.taken_at) == 2
    assert first_fault(page.frozen.update.chain) is None
    assert reader.get(page.get_url()).status_code == 200


@pytest.mark.parametrize("query", ["page=2", "page=999999999999999", "page=%00", "page=x"])
def test_bad_page_numbers_are_a_normal_page(tracker, trees, reader, query):
    assert reader.get(f"{freeze(tracker).get_url()}?{query}").status_code == 200


@pytest.mark.parametrize("number", [12, 44])
def test_the_printed_side_has_room_for_some_and_says_how_many_more(tracker, reader, number):
    for _each in range(number):
        factories.recommendation(tracker, recommended_on=date("2020-01-10"))
    page = freeze(tracker)
    told = words(reader.get(f"{page.get_url()}print/").content)
    more = number - StatementPage.ON_ONE_SIDE
    assert (f"And {more} more, which have no room on this side." in told) == (more > 0)


def test_no_entry_of_the_record_is_a_fact_of_two_kinds(tracker, trees):
    freeze(tracker)
    assert not DecisionRecord.objects.filter(update__kind=Kind.STATEMENT).exists()
    assert not DeliveryRecord.objects.filter(update__kind=Kind.STATEMENT).exists()
