"""Totals on each axis. The axes are never added together, and what an editor matched is never counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from .positions import Position
from .statuses import NOT_REPORTED, NOT_REPORTED_LABEL, Decision, Delivery


@dataclass(frozen=True)
class Segment:
    """One state of one axis: how many the council stated, and how many an editor matched besides."""

    slug: str
    label: str
    count: int
    matched: int


@dataclass(frozen=True)
class Totals:
    """How many recommendations there are, and where they stand on each axis."""

    total: int
    decision: tuple[Segment, ...]
    delivery: tuple[Segment, ...]

    @property
    def matched(self) -> int:
        """How many states an editor matched: shown, and in no total."""
        return sum(segment.matched for axis in (self.decision, self.delivery) for segment in axis)


def totals_in(positions: Iterable[Position]) -> Totals:
    """The totals of recommendations whose positions are known. No query."""
    states = Counter(
        (each.decision.stated, each.decision.state, each.delivery.stated, each.delivery.state)
        for each in positions
    )
    return totals_from((*state, number) for state, number in states.items())


def _axis(choices, stated: Counter, shown: Counter) -> tuple[Segment, ...]:
    return tuple(Segment(slug, label, stated[slug], shown[slug]) for slug, label in choices)


def totals_of(recommendations) -> Totals:
    """The totals of these recommendations. One query.

    A recommendation counts as what the council itself stated last. Where the last word on record is an
    editor's match and differs from that, it is added to `matched` of the state it would have.
    """
    groups = (
        recommendations.order_by()
        .with_states()
        .values_list("stated_decision", "decision", "stated_delivery", "delivery")
        .annotate(number=Count("pk"))
    )
    return totals_from(groups)


def totals_from(groups: Iterable[tuple[str, str, str, str, int]]) -> Totals:
    """The totals of groups of recommendations: their states on each axis, stated and shown, and how many."""
    counts = {name: Counter() for name in ("decision", "decision_matched", "delivery", "delivery_matched")}
    total = 0
    for stated_decision, decision, stated_delivery, delivery, number in groups:
        total += number
        counts["decision"][stated_decision] += number
        counts["delivery"][stated_delivery] += number
        if decision != stated_decision:
            counts["decision_matched"][decision] += number
        if delivery != stated_delivery:
            counts["delivery_matched"][delivery] += number
    delivery_choices = [*Delivery.choices, (NOT_REPORTED, NOT_REPORTED_LABEL)]
    return Totals(
        total,
        _axis(Decision.choices, counts["decision"], counts["decision_matched"]),
        _axis(delivery_choices, counts["delivery"], counts["delivery_matched"]),
    )
