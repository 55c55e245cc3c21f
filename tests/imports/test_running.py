"""What an import would do is what it does: the same doors, the same rules, all or nothing."""

import datetime as dt

import pytest
from django.db import transaction

from cms.recommendations.imports.lines import Outcome
from cms.recommendations.imports.running import go_through
from cms.recommendations.models import DecisionRecord, DeliveryRecord, RecommendationPage
from cms.recommendations.statuses import SheetKind
from cms.updates.models import PageUpdate
from cms.updates.removing import remove_words
from cms.updates.statuses import Right
from tests import factories
from tests.imports.importing import NUMBER
from tests.imports.sheets import DECISIONS, DELIVERY, csv_of
from tests.processes import ended, run

TODAY = dt.date(2026, 5, 1)
RECOMMENDATIONS = ["Reference", "Wording", "Theme"]


@pytest.fixture
def tracker(site):
    return factories.tracker()


@pytest.fixture
def officer(tracker):
    return factories.officer(Right.RECORD_DECISION, Right.RECORD_DELIVERY, page=tracker)


def recommended(tracker, reference="R1", **fields):
    return factories.recommendation(tracker, reference=reference, title=f"About {reference}", **fields)


def gone_through(tracker, by, *rows, kind=SheetKind.DELIVERY, is_trial=True, **options):
    with transaction.atomic():
        return go_through(csv_of(*rows), kind, tracker, by=by, today=TODAY, is_trial=is_trial, **options)


def slips_of(*given, **options):
    return [(slip.row, slip.column, slip.sentence) for slip in gone_through(*given, **options).slips]


def step(
    reference="R1",
    delivery="Under way",
    date="2021-05-12",
    sentence="Work has begun.",
    reason="",
    evidence="",
):
    return [reference, delivery, date, sentence, reason, evidence]


def answer(reference="R1", decision="Accepted", date="2020-03-03", reason="", due="", body="The council"):
    return [reference, body, decision, date, reason, due]


def test_a_trial_says_what_would_change_and_changes_nothing(tracker, officer):
    page = recommended(tracker)
    before = PageUpdate.objects.count()
    report = gone_through(
        tracker,
        officer,
        DELIVERY,
        step(delivery="Delivered", date="2022", sentence="It is open.", evidence="https://example.org/a"),
        step(),
    )
    assert report.slips == []
    assert [(line.row, line.about, line.before, line.after, line.sentence) for line in report.lines] == [
        (2, "R1: About R1", "Under way", "Delivered", "It is open."),
        (3, "R1: About R1", "Not reported", "Under way", "Work has begun."),
    ]
    assert PageUpdate.objects.count() == before
    assert not DeliveryRecord.objects.about(page).exists()


def test_an_import_writes_what_the_trial_said_in_the_order_of_the_dates(tracker, officer):
    page = recommended(tracker)
    rows = [DELIVERY, step(date="2022", delivery="Delayed", sentence="Later."), step()]
    trial = gone_through(tracker, officer, *rows)
    assert gone_through(tracker, officer, *rows, is_trial=False).lines == trial.lines
    facts = DeliveryRecord.objects.about(page).order_by("pk")
    assert [fact.delivery for fact in facts] == ["under_way", "delayed"]
    assert facts[0].update.sentence == "Work has begun."
    assert facts[0].said_by == "council"


@pytest.mark.parametrize("kind", list(SheetKind))
def test_a_second_import_of_the_same_file_changes_nothing(kind, tracker, officer):
    by = factories.administrator()
    recommended(tracker)
    rows = {
        SheetKind.DELIVERY: [DELIVERY, step(), step(date="2022", delivery="Stopped", reason="No money.")],
        SheetKind.DECISIONS: [
            DECISIONS,
            answer(),
            answer(decision="Needs more work", reason="A.", due="2031"),
        ],
        SheetKind.RECOMMENDATIONS: [RECOMMENDATIONS, ["R8", "Benches.", "Rest"], ["R9", "Shade.", ""]],
    }[kind]
    first = gone_through(tracker, by, *rows, kind=kind, is_trial=False)
    assert {line.outcome for line in first.lines} == {Outcome.NEW}
    entries, pages = PageUpdate.objects.count(), RecommendationPage.objects.count()
    again = gone_through(tracker, by, *rows, kind=kind, is_trial=False)
    assert again.slips == []
    assert {line.outcome for line in again.lines} == {Outcome.SAME}
    assert (PageUpdate.objects.count(), RecommendationPage.objects.count()) == (entries, pages)


def test_words_that_were_removed_by_law_do_not_come_back(tracker, officer):
    recommended(tracker)
    gone_through(tracker, officer, DELIVERY, step(), is_trial=False)
    remove_words(DeliveryRecord.objects.get().update, reason="An order of the court.")
    again = gone_through(tracker, officer, DELIVERY, step(), is_trial=False)
    assert [line.outcome for line in again.lines] == [Outcome.SAME]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([step("R9")], (2, "Reference", "There is no recommendation “R9” in this list.")),
        ([step(), step()], (3, "Reference", "This is the same as row 2.")),
        ([step(delivery="Stopped")], (2, "Reason", "Say why it was stopped.")),
        ([step(delivery="Delivered")], (2, "Evidence", "Give the address of something that shows it")),
        (
            [step(delivery="Stopped", date="2020", reason="No."), step(delivery="Delivered", evidence="https://a.org")],
            (3, "Delivery", "This was stopped. Say first that it is under way again"),
        ),
        (
            [step(delivery="Delayed", date="2022"), step(date="2023", delivery="Not started")],
            (3, "Reason", "goes back"),
        ),
        ([step(date="2018")], (2, "Date", "Nothing can be delivered before it was recommended.")),
    ],
)  # fmt: skip
def test_a_step_that_may_not_be_is_named_and_nothing_is_written(rows, told, tracker, officer):
    recommended(tracker, recommended_on=factories.date("1 December 2019"))
    for is_trial in (True, False):
        [(row, column, sentence)] = slips_of(tracker, officer, DELIVERY, *rows, is_trial=is_trial)
        assert (row, column) == told[:2]
        assert told[2] in sentence


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([answer(decision="Not accepted")], (2, "Reason", "Say why it was not accepted.")),
        ([answer(decision="Needs more work")], (2, "Due", "Say by when the work will be done.")),
        (
            [answer(), answer(decision="Accepted in part", date="2021")],
            (3, "Reason", "less than was promised"),
        ),
        (
            [answer(body="B"), answer(body="b", decision="Awaiting an answer", date="2021")],
            (3, "Reason", "open again"),
        ),
    ],
)
def test_a_decision_that_may_not_be_is_named(rows, told, tracker, officer):
    recommended(tracker)
    [(row, column, sentence)] = slips_of(tracker, officer, DECISIONS, *rows, kind=SheetKind.DECISIONS)
    assert (row, column) == told[:2]
    assert told[2] in sentence


def test_a_move_is_judged_by_what_is_on_record_already(tracker, officer):
    factories.delivery(recommended(tracker), "superseded", happened_on=factories.date("2020"))
    [(_row, column, sentence)] = slips_of(tracker, officer, DELIVERY, step(delivery="Stopped", reason="No."))
    assert column == "Delivery"
    assert "superseded" in sentence


def test_rows_of_different_recommendations_do_not_depend_on_each_other(tracker, officer):
    recommended(tracker, "R1")
    recommended(tracker, "R2")
    report = gone_through(tracker, officer, DELIVERY, step("R1", "Stopped"), step("r2"))
    assert [slip.row for slip in report.slips] == [2]
    assert [line.about for line in report.lines] == ["R2: About R2"]


def test_a_recommendation_that_is_not_published_has_no_record_yet(tracker, officer):
    recommended(tracker, live=False)
    [(_row, _column, sentence)] = slips_of(tracker, officer, DELIVERY, step())
    assert sentence == "“R1” is not published. Publish it first."


def test_one_reference_in_two_assemblies_is_not_guessed(site):
    whole = factories.tracker(factories.home())
    for _assembly in range(2):
        recommended(factories.tracker())
    [(_row, _column, sentence)] = slips_of(whole, factories.administrator(), DELIVERY, step())
    assert "Choose the list of one assembly" in sentence


def test_rights_are_asked_for_each_recommendation(site):
    """A list of the whole site holds recommendations of several councils."""
    whole = factories.tracker(factories.home())
    mine, theirs = factories.tracker(), factories.tracker()
    recommended(mine, "R1")
    recommended(theirs, "R2")
    by = factories.officer(Right.RECORD_DELIVERY, page=mine)
    for is_trial in (True, False):
        report = gone_through(whole, by, DELIVERY, step("R1"), step("R2"), is_trial=is_trial)
        assert [line.about for line in report.lines] == ["R1: About R1"]
        assert [(slip.row, slip.sentence) for slip in report.slips] == [
            (3, "You have no right to write into the record of this recommendation.")
        ]


def test_who_may_record_delivery_may_not_decide(tracker):
    recommended(tracker)
    by = factories.officer(Right.RECORD_DELIVERY, page=tracker)
    [(_row, _column, sentence)] = slips_of(tracker, by, DECISIONS, answer(), kind=SheetKind.DECISIONS)
    assert "no right" in sentence


@pytest.mark.parametrize("publish", [True, False])
def test_recommendations_come_as_drafts_or_published(publish, tracker):
    rows = [
        [*RECOMMENDATIONS, "Recommended on", "Rank", "Source"],
        ["R7", "Plant trees.", "Green", "2019-12-01", 1, "A"],
    ]
    report = gone_through(
        tracker,
        factories.administrator(),
        *rows,
        kind=SheetKind.RECOMMENDATIONS,
        is_trial=False,
        publish=publish,
    )
    assert report.slips == []
    page = RecommendationPage.objects.child_of(tracker).get()
    assert (page.live, page.reference, page.title, page.rank) == (publish, "R7", "Plant trees.", 1)
    assert page.latest_revision.user
    assert page.citations[0].value["title"] == "A"
    assert (page.frozen_wording() is not None) == publish
    assert report.lines[0].after == ("Published" if publish else "Draft")


def test_a_trial_of_recommendations_leaves_no_page(tracker):
    rows = [RECOMMENDATIONS, ["R7", "Plant trees.", ""], ["R8", "Dig ponds.", ""]]
    report = gone_through(
        tracker, factories.administrator(), *rows, kind=SheetKind.RECOMMENDATIONS, publish=True
    )
    assert [line.outcome for line in report.lines] == [Outcome.NEW] * 2
    assert not RecommendationPage.objects.exists()
    assert not DecisionRecord.objects.exists()


def test_a_recommendation_that_is_there_is_not_changed(tracker):
    recommended(tracker, theme="Green")
    head, by = ["Reference", "Wording", "Theme"], factories.administrator()
    page = RecommendationPage.objects.get()
    kind = SheetKind.RECOMMENDATIONS
    [(row, column, sentence)] = slips_of(tracker, by, head, ["r1", page.wording, "Grey"], kind=kind)
    assert (row, column) == (2, "Theme")
    assert "Edit the page" in sentence
    assert slips_of(tracker, by, head, ["R1", f"{page.wording}\n", ""], kind=kind) == []


def test_a_reference_stands_once_in_a_file(tracker):
    rows = [["Reference", "Wording"], ["R1", "A."], ["r1", "B."]]
    [(row, column, sentence)] = slips_of(
        tracker, factories.administrator(), *rows, kind=SheetKind.RECOMMENDATIONS
    )
    assert (row, column) == (3, "Reference")
    assert "Row 2 has the reference" in sentence


def test_who_may_not_put_pages_there_imports_none(tracker, officer):
    rows = [["Reference", "Wording"], ["R1", "A."]]
    [(_row, _column, sentence)] = slips_of(tracker, officer, *rows, kind=SheetKind.RECOMMENDATIONS)
    assert sentence == "You have no right to put pages into this list."


def test_the_number_of_rows_done_is_told(tracker, officer):
    recommended(tracker, "R1")
    recommended(tracker, "R2")
    told = []
    gone_through(
        tracker,
        officer,
        DELIVERY,
        step("R9", "Nowhere"),
        step("R1"),
        step("R2"),
        progress=lambda *at: told.append(at),
    )
    assert told == [(2, 3), (3, 3)]


MAKE = """
import django; django.setup()
from tests import factories
from tests.imports.importing import REFERENCES
tracker = factories.tracker()
for name in REFERENCES: factories.recommendation(tracker, reference=name)
"""
COUNT = """
import django; django.setup()
from cms.recommendations.models import DeliveryRecord
print(DeliveryRecord.objects.count())
"""


@pytest.mark.slow
def test_one_file_imported_by_two_workers_is_written_once(beside):
    ended(run(beside, "-c", MAKE))
    workers = [run(beside, "-m", "tests.imports.importing") for _each in range(2)]
    for worker in workers:
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        worker.stdin.write("go\n")
        worker.stdin.flush()
    for worker in workers:
        ended(worker)
    assert ended(run(beside, "-c", COUNT)).strip() == str(NUMBER)
