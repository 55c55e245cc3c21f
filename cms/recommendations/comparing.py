"""One frozen position beside the one before it, in words: totals, moves, corrections. Nothing is added up."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .records import StatementRecord
from .snapshots import AXES, Difference, Move, Row, difference
from .statuses import DELIVERY_LABELS, Decision
from .totals import Totals, totals_from

LABELS = {"decision": dict(Decision.choices), "delivery": DELIVERY_LABELS}
TITLES = {"decision": gettext_lazy("Decision"), "delivery": gettext_lazy("Delivery")}


def totals_of_rows(rows) -> Totals:
    """The totals of the rows of a position."""
    return totals_from(
        (
            row.decision.stated.state,
            row.decision.last.state,
            row.delivery.stated.state,
            row.delivery.last.state,
            1,
        )
        for row in rows
    )


@dataclass(frozen=True)
class Change:
    """A row of the list of changes: which recommendation, and what became different, in words."""

    row: Row
    words: str
    move: Move | None = None
    entry: int | None = None


@dataclass(frozen=True)
class ChangeList:
    """Changes of one kind, the first of them, and how many more there are."""

    title: str
    changes: tuple[Change, ...]
    more: int


class Comparison:
    """What is different in one statement from the one before it."""

    MOST = 40  # so many changes of one kind are listed

    def __init__(self, before: StatementRecord, now: StatementRecord, corrections):
        self.before, self.now = before, now
        heads = {head["chain"]: head["number"] for head in now.taken_at}
        known = {key: number for key, number in corrections.items() if number <= heads.get(key[0], 0)}
        found = difference(before.rows, now.rows, known, before_on=before.stood_on)
        self.lists = [each for each in self._lists(found) if each.changes]

    @property
    def axes(self) -> list[dict]:
        """For each axis by itself: its states with their numbers before and now."""
        before, now = totals_of_rows(self.before.rows), totals_of_rows(self.now.rows)
        return [
            {
                "title": TITLES[axis],
                "rows": [
                    {
                        "label": new.label,
                        "before": old.count,
                        "now": new.count,
                        "change": new.count - old.count,
                    }
                    for old, new in zip(getattr(before, axis), getattr(now, axis), strict=True)
                    if old.count or new.count
                ],
                "total": {"before": before.total, "now": now.total, "change": now.total - before.total},
            }
            for axis in AXES
        ]

    @property
    def rows(self) -> list[Row]:
        """Every row that is listed."""
        return [change.row for each in self.lists for change in each.changes]

    def _lists(self, found: Difference):
        for axis in AXES:
            moves = [Change(move.row, _moved(move), move) for move in found.moved[axis]]
            yield self._cut(_("Moved: %(axis)s") % {"axis": str(TITLES[axis]).lower()}, moves)
        wrong = [Change(move.row, _corrected(move), move, move.corrected_by) for move in found.corrected]
        wrong += [Change(row, _("The wording was corrected."), entry=by) for row, by in found.reworded]
        yield self._cut(_("Corrected since"), wrong)
        yield self._cut(_("New"), [Change(row, _stands(row)) for row in found.new])
        yield self._cut(_("No longer listed"), [Change(row, _stands(row)) for row in found.gone])

    def _cut(self, title: str, changes: list[Change]) -> ChangeList:
        return ChangeList(title, tuple(changes[: self.MOST]), max(0, len(changes) - self.MOST))


def _label(axis: str, state: str) -> str:
    return str(LABELS[axis].get(state, state))


def _moved(move: Move) -> str:
    if move.only_stated:
        return _("%(now)s. What a public body itself states: %(before)s before, %(stated)s now.") % {
            "now": _label(move.axis, move.now.last.state),
            "before": _label(move.axis, move.before.stated.state).lower(),
            "stated": _label(move.axis, move.now.stated.state).lower(),
        }
    return _("%(before)s to %(now)s") % {
        "before": _label(move.axis, move.before.last.state),
        "now": _label(move.axis, move.now.last.state).lower(),
    }


def _corrected(move: Move) -> str:
    return _("%(axis)s was given as “%(before)s”. It is now: %(now)s.") % {
        "axis": TITLES[move.axis],
        "before": _label(move.axis, move.before.last.state).lower(),
        "now": _label(move.axis, move.now.last.state).lower(),
    }


def _stands(row: Row) -> str:
    return _("Decision: %(decision)s. Delivery: %(delivery)s.") % {
        "decision": _label("decision", row.decision.last.state).lower(),
        "delivery": _label("delivery", row.delivery.last.state).lower(),
    }


def corrected_since(frozen: StatementRecord, corrections) -> list[tuple[Row, int]]:
    """The rows that rest on an entry which was corrected after they were frozen, each with its correction."""
    heads = {head["chain"]: head["number"] for head in frozen.taken_at}
    later = {key: number for key, number in corrections.items() if number > heads.get(key[0], 0)}
    found = []
    for row in frozen.rows:
        entries = row.decision.entries | row.delivery.entries | {row.words, row.due and row.due.entry}
        by = max((later[row.chain, entry] for entry in entries if (row.chain, entry) in later), default=None)
        if by is not None:
            found.append((row, by))
    return found
