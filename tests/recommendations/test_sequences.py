"""Whatever is tried in whatever order: what is allowed leaves the record whole, the rest leaves nothing."""

import datetime as dt
from dataclasses import dataclass, field

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from cms.core.partial_dates import PartialDate
from cms.recommendations.models import DecisionRecord, DeliveryRecord, RecommendationPage
from cms.recommendations.moves import decision_move, delivery_move
from cms.recommendations.statuses import NOT_REPORTED, Decision, Delivery
from cms.updates.ledger import first_fault, published
from cms.updates.models import PageUpdate
from cms.updates.statuses import COUNTED_BASES, COUNTED_SPEAKERS, STATUS_SPEAKERS, Basis, Speaker
from tests import factories

RECOMMENDED_ON = dt.date(2019, 12, 10)
BEFORE = RECOMMENDED_ON - dt.timedelta(days=1)
DAYS = [RECOMMENDED_ON + dt.timedelta(days=30 * step) for step in range(6)]
BODIES = ["The council", "The Mayor"]


@dataclass(frozen=True)
class Attempt:
    """One thing an officer tries. `instead_of` counts back through the entries of its axis that stand."""

    state: Decision | Delivery
    day: dt.date
    reason: str
    said_by: Speaker
    basis: Basis
    body: str = BODIES[0]
    proof: bool = False
    instead_of: int | None = None

    @property
    def line(self) -> str:
        """Whose line of steps it continues."""
        return self.body if isinstance(self.state, Decision) else "delivery"


@dataclass
class Expected:
    """What the record must hold after the attempts so far, worked out without a database."""

    lines: dict[str, list[tuple[dt.date, int, Attempt]]] = field(default_factory=dict)
    written: int = 0

    def standing(self, axis, line=None) -> list[tuple[dt.date, int, Attempt]]:
        """What says where the thing stands, in the order of what happened."""
        rows = [row for rows in self.lines.values() for row in rows if isinstance(row[2].state, axis)]
        rows = [row for row in rows if row[2].said_by in STATUS_SPEAKERS]
        return sorted((row for row in rows if line is None or row[2].line == line), key=lambda row: row[:2])

    def allows(self, attempt: Attempt, replaced) -> bool:
        axis, move = (
            (Decision, decision_move) if isinstance(attempt.state, Decision) else (Delivery, delivery_move)
        )
        if not RECOMMENDED_ON <= attempt.day <= timezone.localdate():
            return False
        if attempt.state in {Decision.MORE_WORK, Delivery.DELIVERED} and not attempt.proof:
            return False
        judges = attempt.said_by not in STATUS_SPEAKERS
        rows = [] if judges else [row for row in self.standing(axis, attempt.line) if row != replaced]
        before = [row[2].state for row in rows if row[0] <= attempt.day]
        after = [row[2] for row in rows if row[0] > attempt.day]
        step = move(before[-1] if before else None, attempt.state)
        if step.forbidden or (step.owed and not attempt.reason.strip()):
            return False
        if after:
            step = move(attempt.state, after[0].state)
            return not (step.forbidden or (step.owed and not after[0].reason.strip()))
        return True

    def put(self, attempt: Attempt, number: int, replaced) -> None:
        if replaced:
            self.lines[replaced[2].line].remove(replaced)
        self.lines.setdefault(attempt.line, []).append((attempt.day, number, attempt))
        self.written += 1

    def last(self, axis, *, counted=False):
        """The state the thing is in, or nothing."""
        rows = self.standing(axis)
        if counted:
            rows = [
                row for row in rows if row[2].said_by in COUNTED_SPEAKERS and row[2].basis in COUNTED_BASES
            ]
        return rows[-1][2].state.value if rows else None


def mostly(usual, *others):
    """What an officer usually does, and now and then something else, so that a sequence gets somewhere."""
    return some.sampled_from([usual] * 6 + list(others))


def attempts(axis):
    shared = {
        "state": some.sampled_from(axis),
        "day": some.sampled_from([*DAYS, *DAYS, BEFORE, timezone.localdate() + dt.timedelta(days=2)]),
        "reason": mostly("It had to be.", "", "   "),
        "said_by": mostly(*Speaker),
        "basis": mostly(*Basis),
        "proof": mostly(True, False),
        "instead_of": some.sampled_from([None, 1, 2]),
    }
    return some.builds(Attempt, body=mostly(*BODIES), **shared)


def make(page, attempt: Attempt, corrects):
    day = PartialDate(attempt.day)
    words = {
        "reason": attempt.reason,
        "said_by": attempt.said_by,
        "basis": attempt.basis,
        "corrects": corrects,
    }
    if isinstance(attempt.state, Decision):
        due = PartialDate(dt.date(2030, 1, 1)) if attempt.proof else None
        return factories.decision(
            page, attempt.state, happened_on=day, body=attempt.body, due_on=due, **words
        )
    proof = "https://example.org/opened" if attempt.proof else ""
    return factories.delivery(page, attempt.state, happened_on=day, evidence=proof, **words)


@pytest.mark.slow
@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    tried=some.sampled_from([Decision, Delivery]).flatmap(
        lambda axis: some.lists(attempts(axis), min_size=10, max_size=16)
    )
)
def test_any_sequence_leaves_the_record_whole_or_nothing_at_all(tried, site):
    with transaction.atomic():
        page = factories.recommendation(recommended_on=PartialDate(RECOMMENDED_ON))
        first = PageUpdate.objects.count()
        expected = Expected()
        facts: dict[int, DecisionRecord | DeliveryRecord] = {}
        for attempt in tried:
            axis = Decision if isinstance(attempt.state, Decision) else Delivery
            replaced = None
            if attempt.instead_of is not None:
                standing = expected.standing(axis, attempt.line)
                replaced = standing[-attempt.instead_of] if len(standing) >= attempt.instead_of else None
            allowed = expected.allows(attempt, replaced)
            rows = PageUpdate.objects.count()
            try:
                with transaction.atomic():
                    fact = make(page, attempt, facts[replaced[1]] if replaced else None)
            except ValidationError:
                assert not allowed, attempt
                assert PageUpdate.objects.count() == rows
            else:
                assert allowed, attempt
                facts[fact.update.number] = fact
                expected.put(attempt, fact.update.number, replaced)
        assert PageUpdate.objects.count() - first == expected.written
        assert DecisionRecord.objects.count() + DeliveryRecord.objects.count() == expected.written
        found = RecommendationPage.objects.with_decision().with_delivery().get(pk=page.pk)
        assert found.decision == (expected.last(Decision) or Decision.AWAITING)
        assert found.delivery == (expected.last(Delivery) or NOT_REPORTED)
        assert found.stated_decision == (expected.last(Decision, counted=True) or Decision.AWAITING)
        assert found.stated_delivery == (expected.last(Delivery, counted=True) or NOT_REPORTED)
        chain = PageUpdate.objects.about(page).first().chain
        assert first_fault(chain) is None
        numbers = [row["number"] for row in published(chain)]
        assert numbers == list(range(1, len(numbers) + 1))
        transaction.set_rollback(True)
