"""Where every recommendation of a list stands, so that it can be counted, narrowed down and put in order."""

import uuid
from dataclasses import dataclass
from decimal import Decimal

from cms.core.partial_dates import PartialDate
from cms.updates.statuses import COUNTED_BASES, COUNTED_SPEAKERS

from .records import DecisionRecord, DeliveryRecord
from .statuses import NOT_REPORTED, Decision


@dataclass(slots=True)
class Axis:
    """The last word on record on one axis, and the last one that a public body itself stated."""

    state: str
    stated: str
    on: PartialDate | None = None
    basis: str = ""
    lead_service: str = ""


@dataclass(slots=True)
class Position:
    """Where one recommendation stands. `support` is known only where it was asked for."""

    pk: int
    subject: uuid.UUID
    path: str
    theme: str
    place: str
    rank: int | None
    votes: int | None
    recommended_on: PartialDate | None
    support: Decimal | None
    decision: Axis
    delivery: Axis
    is_overdue: bool = False
    holds_words: bool = True

    @property
    def updated(self) -> PartialDate | None:
        """The day of the last word on either axis."""
        return max(filter(None, (self.decision.on, self.delivery.on)), default=None)

    def value_of(self, name: str, *, counted: bool = False) -> str:
        """What a choice of this name compares itself with.

        With `counted`, a state is the last one that a public body itself stated.
        """
        if name in ("decision", "delivery"):
            axis: Axis = getattr(self, name)
            return axis.stated if counted else axis.state
        if name == "lead":
            return self.decision.lead_service
        return getattr(self, name)


def positions_of(recommendations, *, with_support: bool = False) -> list[Position]:
    """The position of each of these recommendations, in the order of the report. Three queries.

    The facts are read once and sorted out here: a question for each state of each recommendation would cost
    the database many times as much.
    """
    names = ["pk", "translation_key", "path", "theme", "place", "rank", "priority_votes", "recommended_on"]
    if with_support:
        recommendations = recommendations.with_support()
        names.append("support_percent")
    rows = list(recommendations.in_report_order().values_list(*names))
    subjects = [row[1] for row in rows]
    decisions = _last_of(DecisionRecord, subjects, "decision", "lead_service")
    deliveries = _last_of(DeliveryRecord, subjects, "delivery")
    return [
        Position(
            *row[:8],
            support=row[8] if with_support else None,
            decision=decisions.get(row[1]) or Axis(Decision.AWAITING.value, Decision.AWAITING.value),
            delivery=deliveries.get(row[1]) or Axis(NOT_REPORTED, NOT_REPORTED),
        )
        for row in rows
    ]


def _last_of(model, subjects, *values) -> dict[uuid.UUID, Axis]:
    """The last words about each subject. One query."""
    facts = model.objects.filter(subject__in=subjects).standing().open_to_all().newest_first()
    nothing = Decision.AWAITING.value if model is DecisionRecord else NOT_REPORTED
    found: dict[uuid.UUID, Axis] = {}
    stated = set()
    columns = ("subject", "happened_on", "said_by", "basis", *values)
    for subject, on, said_by, basis, state, *lead_service in facts.values_list(*columns):
        axis = found.get(subject)
        if axis is None:
            axis = found[subject] = Axis(state, nothing, on, basis, *lead_service)
        if subject not in stated and said_by in COUNTED_SPEAKERS and basis in COUNTED_BASES:
            axis.stated = state
            stated.add(subject)
    return found
