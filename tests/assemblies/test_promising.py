"""The doors of the promise clock: a step and its entry are written together; what must be said is asked."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import PageViewRestriction

from cms.assemblies.models import PromiseRecord
from cms.assemblies.promises import Act, Promised, standing
from cms.assemblies.promising import keep_promise, make_promise, move_promise, take_back_promise
from cms.updates.ledger import first_fault
from cms.updates.models import PageUpdate
from cms.updates.rights import THE_SITE, grant
from cms.updates.statuses import Basis, Kind, Right, Speaker
from tests import factories
from tests.factories import citation, date

SHOWN = {"by": THE_SITE, "evidence": "https://example.org/reply"}
SOURCE = [citation("Minutes")]


@pytest.fixture
def page(site):
    return factories.recommendation()


def steps_of(promise):
    return list(PromiseRecord.objects.of_promise(promise.promise))


def where(promise):
    return standing(step.as_step for step in steps_of(promise))


def move(promise, due_on="2020-09", **fields):
    fields = {"happened_on": date("2020-05-01"), "reason": "The pandemic.", "citations": SOURCE} | fields
    return move_promise(promise, date(due_on), **{"by": THE_SITE} | fields)


def keep(promise, happened_on="2020-06-25", **fields):
    return keep_promise(promise, happened_on=date(happened_on), **SHOWN | {"citations": SOURCE} | fields)


def refused(call, *args, **fields) -> dict:
    number = PageUpdate.objects.count()
    with pytest.raises(ValidationError) as caught:
        call(*args, **fields)
    assert PageUpdate.objects.count() == number
    return getattr(caught.value, "message_dict", {"": caught.value.messages})


def test_a_promise_is_a_fact_and_an_entry_that_say_the_same(page):
    made = make_promise(
        page,
        Promised.REPLY,
        by=THE_SITE,
        body=" The board ",
        due_on=date("2020-06"),
        happened_on=date("2020-02-19"),
        lead_service="Transport",
        basis=Basis.MATCHED,
        note="The board said by the summer.",
        citations=SOURCE,
    )
    entry = made.update
    assert (entry.kind, entry.sentence) == (Kind.PROMISED, "The board promised to reply by June 2020.")
    assert (made.body, made.lead_service, made.is_matched) == ("The board", "Transport", True)
    assert (made.page, made.subject, entry.number) == (page.page_ptr, page.translation_key, 2)
    assert where(made).due_on == date("2020-06")
    assert first_fault(entry.chain) is None


def test_a_promise_may_be_of_the_assembly_as_a_whole(site):
    assembly = factories.assembly()
    made = factories.promise(assembly, "2020-12", Promised.REPORT, every_months=12)
    assert (
        made.update.sentence == "The council promised to report by December 2020, and then every 12 months."
    )
    assert made.subject == made.update.chain == assembly.translation_key
    monthly = factories.promise(assembly, "2020-12", Promised.REPORT, every_months=1)
    assert monthly.update.sentence.endswith("and then every month.")


def test_moving_a_promise_leaves_both_dates_to_see(page):
    made = factories.promise(page, "2020-06")
    moved = move(made)
    assert (
        moved.update.sentence == "The council moved its reply from June 2020 to September 2020. The pandemic."
    )
    assert moved.update.kind == Kind.PROMISE_MOVED
    assert (where(made).due_on, where(made).moved_from) == (date("2020-09"), (date("2020-06"),))
    again = move(moved, "2020-12", happened_on=date("2020-08-01"))
    assert (again.step, where(made).moved_from) == (3, (date("2020-06"), date("2020-09")))
    assert first_fault(again.update.chain) is None


def test_a_reply_is_kept_once_and_nothing_is_due_after_it(page):
    made = factories.promise(page, "2020-06")
    kept = keep(made)
    assert kept.update.sentence == "The council published the reply it promised by June 2020."
    assert (where(made).due_on, where(made).kept_on) == (None, date("2020-06-25"))
    assert "was kept" in refused(keep, made)[""][0]
    assert "was kept" in refused(move, kept, happened_on=date("2020-07-01"))[""][0]


def test_each_report_says_which_date_it_answers_and_the_next_one_follows(page):
    made = factories.promise(page, "2020-06-30", Promised.REPORT)
    first = keep(made, "2020-06-25")
    assert (first.due_on, first.next_due_on) == (date("2020-06-30"), date("2020-12-30"))
    assert first.update.sentence == "The council published the report it promised by 30 June 2020."
    moved = move(first, "2021-02-01", happened_on=date("2020-11-01"))
    assert "moved its next report from 30 December 2020 to 1 February 2021" in moved.update.sentence
    second = keep(moved, "2021-03-01")
    assert (second.due_on, second.next_due_on) == (date("2021-02-01"), date("2021-08-01"))
    assert "this day is on record" in refused(keep, made, "2021-03-01")["happened_on"][0]


def test_what_shows_that_it_was_kept_is_the_first_source_unless_told_otherwise(page):
    made = factories.promise(page)
    kept = keep(made, evidence="", citations=[citation("The reply", "https://example.org/the-reply")])
    assert kept.evidence == "https://example.org/the-reply"
    other = factories.promise(page)
    nothing = refused(keep, other, evidence="", citations=[citation("A letter", "")])
    assert "shows it was kept" in str(nothing)


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"due_on": "2020-01"}, "due_on", "before it was made"),
        ({"due_on": "9999"}, "due_on", "within 50 years"),
        ({"citations": []}, "citations", "without a source is none"),
        ({"happened_on": date("2999"), "due_on": "3000"}, "happened_on", "not what is to come"),
        ({"body": "  "}, "body", ""),
        ({"every_months": 6}, "__all__", "how many months"),
        ({"what": Promised.REPORT, "every_months": None}, "every_months", "how many months"),
        ({"what": Promised.REPORT, "every_months": 0}, "every_months", "how many months"),
        ({"what": Promised.REPORT, "every_months": 121}, "__all__", "how many months"),
        ({"said_by": Speaker.MEMBERS}, "__all__", "public body promises"),
    ],
)
def test_a_promise_that_cannot_be_is_refused_with_a_sentence(page, fields, field, words):
    assert words in refused(factories.promise, page, **fields)[field][0]


def test_a_move_that_cannot_be_is_refused_with_a_sentence(page):
    made = factories.promise(page, "2020-06")
    assert "stands already" in refused(move, made, "2020-06")["due_on"][0]
    assert "Say why" in refused(move, made, reason=" \n ")["reason"][0]
    assert "had passed" in refused(move, made, "2020-04")["due_on"][0]
    assert "on record already" in refused(move, made, happened_on=date("2020-01"))["happened_on"][0]
    assert "without a source" in refused(move, made, citations=[])["citations"][0]
    assert "not what is to come" in refused(move, made, "3000", happened_on=date("2999"))["happened_on"][0]


def test_a_kept_promise_comes_after_it_was_made(page):
    made = factories.promise(page, "2020-06")
    assert "on record already" in refused(keep, made, "2020-01-01")["happened_on"][0]
    assert "not what is to come" in refused(keep, made, "2999")["happened_on"][0]


def test_only_who_has_the_right_promises_and_only_who_may_correct_corrects(page):
    officer = factories.officer()
    with pytest.raises(PermissionDenied):
        factories.promise(page, by=officer)
    grant(officer.groups.get(), Right.RECORD_PROMISE, page)
    made = factories.promise(page, by=officer)
    moved = move(made, by=officer)
    with pytest.raises(PermissionDenied):
        move(made, "2020-10", by=officer, corrects=moved)
    with pytest.raises(PermissionDenied):
        take_back_promise(made, by=officer, reason="Wrong page.")
    assert keep(made, by=officer).step == 3


def test_a_wrong_step_is_corrected_and_both_stay_readable(page):
    made = factories.promise(page, "2020-06")
    moved = move(made, "2020-09")
    right = move(made, "2020-10", corrects=moved)
    assert [step.due_on for step in steps_of(made)] == [date("2020-06"), date("2020-10")]
    assert (right.step, right.due_before, right.is_correction) == (2, date("2020-06"), True)
    assert right.update.corrects == moved.update
    made_again = factories.promise(page, "2020-07", corrects=made, lead_service="Transport")
    assert [step.due_on for step in steps_of(made)] == [date("2020-07"), date("2020-10")]
    assert where(made).due_on == date("2020-10")
    keep(made_again)
    assert PromiseRecord.objects.count() == 5
    assert first_fault(made.update.chain) is None


def test_what_stands_behind_a_step_is_corrected_before_it(page):
    made = factories.promise(page, "2020-06")
    keep(made, "2020-06-25")
    late = refused(factories.promise, page, "2020-09", corrects=made, happened_on=date("2020-08-01"))
    assert "Correct that first" in late["happened_on"][0]
    other = refused(factories.promise, page, "2020-06", Promised.REPORT, corrects=made)
    assert "Correct that first" in other["what"][0]


def test_a_promise_that_was_none_is_taken_back_in_the_open(page):
    made = factories.promise(page, "2020-06")
    move(made)
    none = take_back_promise(made, by=THE_SITE, reason=" It was about another page. ")
    assert none.update.corrects == made.update
    assert none.update.sentence.endswith("recorded by mistake. It was about another page.")
    assert where(made) is None
    assert "no promise any more" in refused(move, made, "2021")[""][0]
    assert "no promise any more" in refused(take_back_promise, made, by=THE_SITE, reason="Again.")[""][0]
    assert PromiseRecord.objects.current().still_due().count() == 0
    assert first_fault(made.update.chain) is None


def test_taking_back_needs_a_reason(page):
    made = factories.promise(page)
    assert "what was wrong" in refused(take_back_promise, made, by=THE_SITE, reason=" ")["reason"][0]


def test_the_current_step_is_the_last_that_anybody_may_read(page):
    made = factories.promise(page, "2020-06")
    moved = move(made)
    assert list(PromiseRecord.objects.current()) == [moved]
    response = factories.response()
    PageViewRestriction.objects.create(page=response.page_ptr, restriction_type=PageViewRestriction.LOGIN)
    keep(made, published_on=response)
    assert list(PromiseRecord.objects.current()) == [moved]
    assert list(PromiseRecord.objects.current().still_due()) == [moved]


@pytest.mark.parametrize(
    "wrong",
    [
        {"act": Act.MADE, "step": 2},
        {"act": Act.MOVED, "step": 2},
        {"act": Act.KEPT, "step": 2, "next_due_on": None},
        {"act": "broken", "step": 2},
        {"what": "thought"},
        {"due_on": None, "next_due_on": None},
        {"body": ""},
        {"next_due_on": date("2021")},
        {"said_by": Speaker.EVALUATOR},
        {"every_months": 5},
    ],
)
def test_the_database_refuses_what_the_doors_refuse(page, wrong):
    made = factories.promise(page)
    entry = factories.update(page, Kind.PROMISED)
    values = {"due_on": date("2020-06"), "next_due_on": date("2020-06"), "body": "The council"}
    same = {"page": page.page_ptr, "subject": page.translation_key, "happened_on": date("2020")}
    with pytest.raises(IntegrityError), transaction.atomic():
        PromiseRecord.objects.create(update=entry, **same | values | wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        PromiseRecord.objects.create(update=entry, promise=made.promise, **same | values)


def test_reports_promised_for_the_end_of_a_month_stay_due_at_its_end(page):
    made = factories.promise(page, "2020-08-31", Promised.REPORT, every_months=6)
    assert keep(made, "2020-08-30").next_due_on == date("2021-02-28")
    assert keep(made, "2021-02-26").next_due_on == date("2021-08-31")


def test_a_promise_made_behind_a_lock_is_told_nowhere_though_it_was_moved_in_the_open(page):
    kept_back = factories.information()
    promise = factories.promise(page, published_on=kept_back)
    moved = move(promise)
    assert list(PromiseRecord.objects.current()) == [moved]
    PageViewRestriction.objects.create(page=kept_back, restriction_type=PageViewRestriction.LOGIN)
    assert not PromiseRecord.objects.current().exists()
