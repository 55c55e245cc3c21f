"""Where every recommendation of a list stands, so that it can be counted, narrowed down and put in order."""

import datetime as dt
import uuid
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from cms.assemblies.promises import MORE_WORK, last_day_overdue
from cms.assemblies.records import PromiseRecord
from cms.core.partial_dates import PartialDate
from cms.core.working_days import Nation
from cms.updates.statuses import is_counted

from .records import DecisionRecord, DeliveryRecord, same_body
from .statuses import NOT_REPORTED, Decision

COLUMNS = ("pk", "translation_key", "path", "theme", "place", "rank", "priority_votes", "recommended_on")


class Due(NamedTuple):
    """By when, what (a reply, a report or more work), and whether a public body itself said so."""

    on: PartialDate
    what: str
    is_counted: bool


@dataclass(slots=True)
class Axis:
    """The last word on record on one axis, and the last one that a public body itself stated."""

    state: str
    stated: str
    on: PartialDate | None = None
    basis: str = ""
    body: str = ""
    lead_service: str = ""
    is_settled: bool = False  # whether what a body itself stated last is known


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
    due_on: PartialDate | None = None
    due_what: str = ""
    is_overdue: bool = False
    is_overdue_by_its_word: bool = False  # something that a public body itself promised, which totals count
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


def positions_of(
    recommendations, today: dt.date, nation: Nation, *, with_support: bool = False
) -> list[Position]:
    """The position of each of these recommendations on this day, in the order of the report. Four queries.

    The facts are read once and sorted out here: a question for each state of each recommendation would cost
    many times as much. `nation` is the one whose bank holidays count.
    """
    recommendations = recommendations.with_chain().in_report_order()
    names = [*COLUMNS, "chain"]
    if with_support:
        recommendations = recommendations.with_support()
        names.append("support_percent")
    rows = list(recommendations.values_list(*names))
    subjects = [row[1] for row in rows]
    decisions, work = _last_decisions(subjects)
    deliveries = _last_deliveries(subjects)
    promises = _still_due({*subjects, *(row[len(COLUMNS)] for row in rows)})
    late = last_day_overdue(today, nation)
    positions = []
    for row in rows:
        subject = row[1]
        chain, *support = row[len(COLUMNS) :]
        due = [*promises[subject], *promises[chain], *work[subject]]
        due_on, due_what, _counted = min(due, default=(None, "", False))
        positions.append(
            Position(
                *row[: len(COLUMNS)],
                support=support[0] if support else None,
                decision=decisions.get(subject) or Axis(Decision.AWAITING.value, Decision.AWAITING.value),
                delivery=deliveries.get(subject) or Axis(NOT_REPORTED, NOT_REPORTED),
                due_on=due_on,
                due_what=due_what,
                is_overdue=due_on is not None and due_on.end <= late,
                is_overdue_by_its_word=any(each.is_counted and each.on.end <= late for each in due),
            )
        )
    return positions


def _last_decisions(subjects) -> tuple[dict[uuid.UUID, Axis], dict[uuid.UUID, list[Due]]]:
    """The last answers to each, and the dates of the work that the last answer of some body needs."""
    columns = ("subject", "happened_on", "said_by", "basis", "decision", "body", "lead_service", "due_on")
    found: dict[uuid.UUID, Axis] = {}
    work: dict[uuid.UUID, list[Due]] = defaultdict(list)
    answered = set()
    for subject, on, said_by, basis, state, body, service, due_on in _facts(
        DecisionRecord, subjects, columns
    ):
        _enter(found, subject, Axis(state, Decision.AWAITING.value, on, basis, body, service), said_by)
        if (subject, same_body(body)) not in answered:
            answered.add((subject, same_body(body)))
            if state == Decision.MORE_WORK:
                work[subject].append(Due(due_on, MORE_WORK, is_counted(said_by, basis)))
    return found, work


def _last_deliveries(subjects) -> dict[uuid.UUID, Axis]:
    """The last steps of each."""
    found: dict[uuid.UUID, Axis] = {}
    columns = ("subject", "happened_on", "said_by", "basis", "delivery")
    for subject, on, said_by, basis, state in _facts(DeliveryRecord, subjects, columns):
        _enter(found, subject, Axis(state, NOT_REPORTED, on, basis), said_by)
    return found


def _facts(model, subjects, columns):
    facts = model.objects.filter(subject__in=subjects).standing().open_to_all()
    return facts.newest_first().values_list(*columns)


def _enter(found: dict[uuid.UUID, Axis], subject: uuid.UUID, fact: Axis, said_by: str) -> None:
    """Let the first fact be the last word, and the first that a body itself stated what is counted."""
    axis = found.setdefault(subject, fact)
    if not axis.is_settled and is_counted(said_by, fact.basis):
        axis.stated, axis.is_settled = fact.state, True


def _still_due(subjects) -> dict[uuid.UUID, list[Due]]:
    """What is promised and not kept, by what it was promised of: a recommendation or a whole assembly."""
    steps = PromiseRecord.objects.filter(subject__in=subjects).standing().open_to_all()
    found: dict[uuid.UUID, list[Due]] = defaultdict(list)
    for due_on, subject, what, *how in steps.dates_due("subject", "what", "said_by", "basis"):
        found[subject].append(Due(due_on, what, is_counted(*how)))
    return found
