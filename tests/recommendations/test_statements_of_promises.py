"""What was promised stands in a statement as it stood on its day."""

import datetime as dt

import pytest

from cms.assemblies.promising import move_promise, take_back_promise
from cms.recommendations.statuses import Decision
from cms.updates.rights import THE_SITE
from cms.updates.statuses import Basis
from tests import factories
from tests.factories import date

SUMMER, WINTER = dt.date(2021, 6, 30), dt.date(2021, 12, 31)


@pytest.fixture
def tracker(site):
    return factories.tracker()


@pytest.fixture
def trees(tracker):
    return factories.recommendation(tracker, recommended_on=date("2020-01-10"))


def freeze(tracker, day=SUMMER):
    return factories.statement(tracker, stood_on=day)


def row_of(page, recommendation):
    return next(row for row in page.frozen.rows if row.subject == str(recommendation.translation_key))


def test_it_says_what_was_due_and_what_was_overdue_on_that_day(tracker, trees):
    paths = factories.recommendation(tracker, recommended_on=date("2020-01-10"))
    for page, due in ((trees, "2021-05-04"), (paths, "2021-09")):
        factories.promise(
            page, due, body="The council", happened_on=date("2020-06-01"), citations=[factories.citation()]
        )
    statement = freeze(tracker)
    assert row_of(statement, trees).due.overdue
    assert not row_of(statement, paths).due.overdue
    assert statement.frozen.position["totals"]["overdue"] == 1
    later = freeze(tracker, WINTER)
    assert later.frozen.position["totals"]["overdue"] == 2


def test_a_promise_that_an_editor_matched_is_shown_and_counts_in_no_total(tracker, trees):
    factories.promise(trees, "2021-03", happened_on=date("2020-06-01"), basis=Basis.MATCHED)
    statement = freeze(tracker)
    assert row_of(statement, trees).due.overdue
    assert statement.frozen.position["totals"]["overdue"] == 0
    factories.promise(trees, "2021-05-04", happened_on=date("2020-06-01"))
    assert freeze(tracker, WINTER).frozen.position["totals"]["overdue"] == 1


def test_a_date_for_more_work_is_a_promise_too(tracker, trees):
    factories.decision(trees, Decision.MORE_WORK, due_on=date("2020-12"))
    assert row_of(freeze(tracker), trees).due.overdue


def test_a_promise_that_was_none_was_not_due_on_an_earlier_day(tracker, trees):
    made = factories.promise(trees, "2021-03", happened_on=date("2020-06-01"))
    move_promise(
        made,
        date("2021-05-04"),
        by=THE_SITE,
        happened_on=date("2020-07-01"),
        reason="The pandemic.",
        citations=[factories.citation()],
    )
    take_back_promise(made, by=THE_SITE, reason="It was another council.")
    statement = freeze(tracker)
    assert row_of(statement, trees).due is None
    assert statement.frozen.position["totals"]["overdue"] == 0
