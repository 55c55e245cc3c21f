"""Three judges: what members and an evaluator say stands beside the council's word, never added to it."""

import json
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction

from cms.recommendations.models import AssessmentRecord, RecommendationPage
from cms.recommendations.statuses import Delivery
from cms.recommendations.totals import totals_of
from cms.updates.ledger import first_fault
from cms.updates.models import PageUpdate
from cms.updates.statuses import Basis, Right, Speaker
from tests import factories
from tests.factories import date

SCALE = {"scale_from": Decimal(0), "scale_to": Decimal(10)}


@pytest.fixture
def page(site):
    return factories.recommendation(recommended_on=date("2019-12-01"))


def judged(reader, page) -> list[dict]:
    return reader.get(page.get_url()).context["judges"]


def test_a_verdict_is_one_fact_and_one_entry_of_the_record(page):
    before = PageUpdate.objects.count()
    fact = factories.assessment(page, score=Decimal("3.80"), **SCALE)
    assert PageUpdate.objects.count() == before + 1
    assert fact.update.sentence == "28 members: “It went too slowly.” 3.8 on a scale from 0 to 10"
    assert (fact.update.kind, fact.update.said_by) == ("assessment", "members")
    held = json.loads(fact.update.sealed)["facts"]["assessmentrecord"]
    assert held == {"score": "3.8", "scale_from": "0", "scale_to": "10", "recommended_from": "2019-12-01"}
    assert first_fault(fact.update.chain) is None


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"said_by": Speaker.COUNCIL}, "said_by"),
        ({"said_by": Speaker.EDITOR}, "said_by"),
        ({"judge": "  "}, "judge"),
        ({"verdict": " \n "}, "verdict"),
        ({"score": Decimal(3)}, "score"),
        ({"score": Decimal(11), **SCALE}, "score"),
        ({"score": Decimal(3), "scale_from": Decimal(5), "scale_to": Decimal(1)}, "score"),
        ({"happened_on": date("2018")}, "happened_on"),
        ({"happened_on": date("2999")}, "happened_on"),
        ({"citations": []}, "citations"),
    ],
)
def test_what_is_no_verdict_is_refused_beside_its_field_and_nothing_is_written(wrong, field, page):
    before = PageUpdate.objects.count()
    with pytest.raises(ValidationError) as refused:
        factories.assessment(page, **wrong)
    assert list(refused.value.message_dict) == [field]
    assert (PageUpdate.objects.count(), AssessmentRecord.objects.count()) == (before, 0)


@pytest.mark.parametrize(
    "wrong",
    [{"said_by": "council"}, {"verdict": ""}, {"judge": ""}, {"score": 3}, {"score": 11, **SCALE}],
    ids=str,
)
def test_the_database_says_no_too(wrong, page):
    fact = factories.assessment(page)
    values = {field.attname: getattr(fact, field.attname) for field in fact._meta.concrete_fields}
    entry = factories.update(page, kind="assessment")
    row = AssessmentRecord(**values | {"id": None, "update_id": entry.pk} | wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Model.save_base(row, raw=True, force_insert=True)


def test_it_takes_the_right_to_record_delivery_and_to_put_it_right_that_to_correct(page):
    reporter = factories.officer(Right.RECORD_DELIVERY, page=page)
    fact = factories.assessment(page, by=reporter)
    with pytest.raises(PermissionDenied):
        factories.assessment(page, by=reporter, corrects=fact)
    with pytest.raises(PermissionDenied):
        factories.assessment(factories.recommendation(), by=reporter)
    assert AssessmentRecord.objects.count() == 1


def test_a_verdict_enters_no_total_and_moves_no_axis(page):
    factories.delivery(page, Delivery.UNDER_WAY)
    pages = RecommendationPage.objects.all()
    before, stands = totals_of(pages), pages.with_delivery().get().delivery
    factories.assessment(page)
    factories.assessment(page, Speaker.EVALUATOR)
    assert (totals_of(pages), pages.with_delivery().get().delivery) == (before, stands)


def test_three_columns_say_who_judged_and_who_did_not(page, reader):
    html = reader.get(page.get_url()).content.decode()
    assert html.count("No verdict found") == 2
    assert "Nothing in its own words found" in html
    factories.delivery(page, Delivery.UNDER_WAY)
    factories.assessment(page, score=Decimal("3.8"), **SCALE)
    council, members, evaluator = judged(reader, page)
    assert (council["status_label"], members["quote"]) == ("Under way", "It went too slowly.")
    assert members["text"] == "3.8 on a scale from 0 to 10"
    assert (members["who"], members["date"]) == ("28 members", date("2022"))
    assert "quote" not in evaluator
    html = reader.get(page.get_url()).content.decode()
    assert html.count("No verdict found") == 1


def test_what_an_editor_matched_is_not_what_the_council_says(page, reader):
    factories.delivery(page, Delivery.UNDER_WAY, basis=Basis.MATCHED)
    assert "status_label" not in judged(reader, page)[0]


def test_the_last_verdict_stands_there_and_a_corrected_one_does_not(page, reader):
    factories.assessment(page, verdict="Good.", happened_on=date("2021"))
    wrong = factories.assessment(page, verdict="Bad.", happened_on=date("2022"))
    factories.assessment(page, verdict="Not bad.", happened_on=date("2022"), corrects=wrong)
    assert judged(reader, page)[1]["quote"] == "Not bad."
    html = reader.get(page.get_url()).content.decode()
    for verdict in ("Good.", "Bad.", "Not bad."):
        assert f"“{verdict}”" in html, "every one of them stays readable"
