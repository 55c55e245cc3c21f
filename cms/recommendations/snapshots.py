"""Where every recommendation of a tracker stood on one day, as plain values, and what moved between two.

A position is made of rows that come from the record and go back into it as JSON. Nothing here asks a
database.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from cms.core.partial_dates import PartialDate

AXES = ("decision", "delivery")


@dataclass(frozen=True)
class Step:
    """The last thing said on one axis: its state, its day, the entry that says it, and if it was matched.

    Without an entry, nothing had been said.
    """

    state: str
    on: PartialDate | None = None
    entry: int | None = None
    matched: bool = False


@dataclass(frozen=True)
class Standing:
    """One axis: the last word on record, and the last one that a public body itself stated."""

    last: Step
    stated: Step

    @property
    def entries(self) -> set[int]:
        """The entries it rests on."""
        return {step.entry for step in (self.last, self.stated) if step.entry is not None}


@dataclass(frozen=True)
class Due:
    """What was promised and not kept: the earliest date, the entry that says it, and if it had passed.

    `counted` means that a date had passed which a public body itself named: a total counts no other.
    """

    on: PartialDate
    entry: int
    overdue: bool
    counted: bool


@dataclass(frozen=True)
class Row:
    """One recommendation: its key, its chain, its number in the report, the entry with its words, both axes.

    `due` is nothing where nothing was promised, or all of it was kept.
    """

    subject: str
    chain: str
    reference: str
    words: int | None
    decision: Standing
    delivery: Standing
    due: Due | None = None

    def on(self, axis: str) -> Standing:
        """One of the two axes by its name."""
        return self.decision if axis == "decision" else self.delivery

    @property
    def updated(self) -> PartialDate | None:
        """The later of the two days on which something was last said, or nothing."""
        return max(filter(None, (self.decision.last.on, self.delivery.last.on)), default=None)


def counts(rows: Iterable[Row], axis: str) -> dict[str, int]:
    """How many of these rows a public body itself had put into each state of one axis."""
    return dict(sorted(Counter(row.on(axis).stated.state for row in rows).items()))


def overdue(rows: Iterable[Row]) -> int:
    """To how many of these rows something was overdue that a public body itself had promised."""
    return sum(row.due is not None and row.due.counted for row in rows)


def as_json(rows: Iterable[Row]) -> dict[str, Any]:
    """The rows and their totals, each axis by itself, as they are sealed."""
    rows = tuple(rows)
    totals = {axis: counts(rows, axis) for axis in AXES}
    return {
        "rows": [_plain(row) for row in rows],
        "totals": {"recommendations": len(rows), **totals, "overdue": overdue(rows)},
    }


def _plain(row: Row) -> dict[str, Any]:
    plain: dict[str, Any] = {name: getattr(row, name) for name in ("subject", "chain", "reference", "words")}
    for axis in AXES:
        standing = row.on(axis)
        plain[axis] = {"last": _plain_step(standing.last), "stated": _plain_step(standing.stated)}
    due = row.due and {**asdict(row.due), "on": str(row.due.on)}
    return {**plain, "due": due}


def _plain_step(step: Step) -> dict[str, Any]:
    on = str(step.on) if step.on else None
    return {"state": step.state, "on": on, "entry": step.entry, "matched": step.matched}


def from_json(position: Mapping[str, Any]) -> tuple[Row, ...]:
    """The rows that `as_json` wrote."""
    return tuple(_row(row) for row in position["rows"])


def _row(row: Mapping[str, Any]) -> Row:
    axes = {axis: Standing(*(_step(row[axis][name]) for name in ("last", "stated"))) for axis in AXES}
    due = row["due"] and Due(**{**row["due"], "on": PartialDate.parse(row["due"]["on"])})
    return Row(**{**row, **axes, "due": due})


def _step(step: Mapping[str, Any]) -> Step:
    return Step(**{**step, "on": PartialDate.parse(step["on"]) if step["on"] else None})


@dataclass(frozen=True)
class Move:
    """What became different on one axis of one recommendation. `corrected_by` is an entry, if one did it.

    `late` means that it had happened by the earlier day and was recorded only afterwards.
    """

    row: Row
    axis: str
    before: Standing
    now: Standing
    corrected_by: int | None = None
    late: bool = False

    @property
    def only_stated(self) -> bool:
        """Whether the word is the same, and only who says it is not."""
        return self.before.last.state == self.now.last.state


@dataclass(frozen=True)
class Difference:
    """What is not the same in two positions of one tracker."""

    moved: Mapping[str, tuple[Move, ...]]
    corrected: tuple[Move, ...]
    reworded: tuple[tuple[Row, int], ...]
    new: tuple[Row, ...]
    gone: tuple[Row, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed at all."""
        return not (any(self.moved.values()) or self.corrected or self.reworded or self.new or self.gone)


def difference(
    before: Iterable[Row],
    now: Iterable[Row],
    corrections: Mapping[tuple[str, int], int],
    *,
    before_on: dt.date,
) -> Difference:
    """What moved from one position to a later one.

    `corrections` names for each corrected entry (chain and number) the one that put it right. What a
    correction changed did not move: it was wrong. `before_on` is the earlier day.
    """
    earlier = {row.subject: row for row in before}
    later = {row.subject: row for row in now}
    moved: dict[str, list[Move]] = {axis: [] for axis in AXES}
    corrected, reworded = [], []
    for row in later.values():
        old = earlier.get(row.subject)
        if old is None:
            continue
        for axis in AXES:
            move = _move(old, row, axis, corrections, before_on)
            if move and move.corrected_by is not None:
                corrected.append(move)
            elif move:
                moved[axis].append(move)
        by = corrections.get((old.chain, old.words)) if old.words is not None else None
        if by is not None:
            reworded.append((row, by))
    return Difference(
        moved={axis: tuple(moves) for axis, moves in moved.items()},
        corrected=tuple(corrected),
        reworded=tuple(reworded),
        new=tuple(row for row in later.values() if row.subject not in earlier),
        gone=tuple(row for row in earlier.values() if row.subject not in later),
    )


def _move(
    old: Row, row: Row, axis: str, corrections: Mapping[tuple[str, int], int], before_on: dt.date
) -> Move | None:
    before, now = old.on(axis), row.on(axis)
    by = max(
        (corrections[old.chain, entry] for entry in before.entries if (old.chain, entry) in corrections),
        default=None,
    )
    same = (before.last.state, before.stated.state) == (now.last.state, now.stated.state)
    if same and by is None:
        return None
    is_new = now.last.entry not in before.entries
    late = by is None and is_new and now.last.on is not None and now.last.on.end <= before_on
    return Move(row, axis, before, now, corrected_by=by, late=late)
