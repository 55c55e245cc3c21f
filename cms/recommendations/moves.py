"""Which state may follow which, and when a reason is owed: the rules of the two axes, and nothing else."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .statuses import ANSWERED, NEEDS_REASON, Decision, Delivery

# How far a thing has got. What is delayed is as far as what is under way; the two that are missing are ends.
FAR = {Delivery.NOT_STARTED: 0, Delivery.UNDER_WAY: 1, Delivery.DELAYED: 1, Delivery.DELIVERED: 2}
# How much of a recommendation an answer takes on.
TAKEN_ON = {Decision.ACCEPTED: 2, Decision.ALREADY_DOING: 2, Decision.IN_PART: 1}

TAKE_UP_AGAIN = _("This was stopped. Say first that it is under way again, and why.")
REVIVE = _("This was superseded. Say first that it is under way again, and why.")
NOT_LATE_ANY_MORE = _(
    "This was delivered, so it cannot be late. If it has to be done again, say that it is under way."
)
WHY_REFUSED = _("Say why it was not accepted.")
WHY_STOPPED = _("Say why it was stopped.")
WHY_BACK = _("This goes back behind what was said before. Say why.")
WHY_LESS = _("This is less than was promised before. Say why.")
WHY_OPEN = _("An answer was given before. Say why it is open again.")

BREAKS_WHAT_FOLLOWS = _("What is on record of a later day could not follow from this. Correct that first.")


@dataclass(frozen=True)
class Move:
    """What a step from one state to another asks for: `forbidden` or `owed` is a sentence, or nothing.

    `owed` is what to say if no reason is given.
    """

    forbidden: str | Promise = ""
    owed: str | Promise = ""


def delivery_move(before: Delivery | None, now: Delivery) -> Move:
    """The step of delivery from what was on record before (or nothing) to what is said now."""
    if before == Delivery.STOPPED and now == Delivery.DELIVERED:
        return Move(forbidden=TAKE_UP_AGAIN)
    if before == Delivery.SUPERSEDED and now not in {*_BEGINNINGS, before}:
        return Move(forbidden=REVIVE)
    if before == Delivery.DELIVERED and now == Delivery.DELAYED:
        return Move(forbidden=NOT_LATE_ANY_MORE)
    if now in NEEDS_REASON:
        return Move(owed=WHY_STOPPED)
    if before is None or before == now:
        return Move()
    if before not in FAR or FAR.get(now, len(FAR)) < FAR[before]:
        return Move(owed="" if now == Delivery.SUPERSEDED else WHY_BACK)
    return Move()


def decision_move(before: Decision | None, now: Decision) -> Move:
    """The step from one body's answer (or none) to its next."""
    if now in NEEDS_REASON:
        return Move(owed=WHY_REFUSED)
    if before in ANSWERED and now == Decision.AWAITING:
        return Move(owed=WHY_OPEN)
    if before in TAKEN_ON and TAKEN_ON.get(now, 0) < TAKEN_ON[before]:
        return Move(owed=WHY_LESS)
    return Move()


_BEGINNINGS = frozenset({Delivery.NOT_STARTED, Delivery.UNDER_WAY, Delivery.DELAYED})
