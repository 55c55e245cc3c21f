"""The orders a reader may put a list of recommendations into. What is not known comes last in each."""

import datetime as dt

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from .positions import Position
from .statuses import OVER, Decision


class Order(TextChoices):
    """How a list is sorted."""

    REPORT = "report", _("As in the report")
    RANK = "rank", _("Rank")
    SUPPORT = "support", _("Support, most first")
    UPDATED = "updated", _("Last update, newest first")
    WAIT = "wait", _("Wait, longest first")


WAITS_NO_MORE = OVER | {Decision.NOT_ACCEPTED}


def in_order(positions: list[Position], order: Order) -> list[Position]:
    """These positions in this order; where it says nothing, as the report lists them."""
    return sorted(positions, key=lambda position: (*KEYS[order](position), position.path))


def _by_rank(position: Position) -> tuple:
    return (position.rank is None, position.rank or 0)


def _by_support(position: Position) -> tuple:
    """Shares of all members first; a number of votes says less, because each vote had its own rules."""
    if position.support is not None:
        return (0, -position.support)
    return (2, 0) if position.votes is None else (1, -position.votes)


def _by_update(position: Position) -> tuple:
    updated = position.updated
    return (updated is None, -updated.end.toordinal() if updated else 0)


def _by_wait(position: Position) -> tuple:
    if {position.decision.state, position.delivery.state} & WAITS_NO_MORE:
        return (2, 0)
    since = waits_since(position)
    return (0, since.toordinal()) if since else (1, 0)


def waits_since(position: Position) -> dt.date | None:
    """The day of the last word about it; if there is none, the day it was recommended."""
    last = position.updated or position.recommended_on
    return last.end if last else None


KEYS = {
    Order.REPORT: lambda position: (),
    Order.RANK: _by_rank,
    Order.SUPPORT: _by_support,
    Order.UPDATED: _by_update,
    Order.WAIT: _by_wait,
}
