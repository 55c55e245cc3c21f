"""Which recommendations a reader's choices leave, and how many each further choice would leave."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from .positions import Position

# What a position is compared with by its value; the rest are yes or no.
VALUES = ("decision", "delivery", "theme", "place", "lead")
YES = "on"
MARKS = {"overdue": "is_overdue", "words": "holds_words"}
COUNTED_MARKS = MARKS | {"overdue": "is_overdue_by_its_word"}


def failed_by(position: Position, chosen: Mapping[str, Any]) -> list[str]:
    """The names of the choices that this recommendation does not fit."""
    counted = bool(chosen.get("counted"))
    marks = COUNTED_MARKS if counted else MARKS
    failed = [
        name for name in VALUES if name in chosen and position.value_of(name, counted=counted) != chosen[name]
    ]
    return failed + [name for name, mark in marks.items() if name in chosen and not getattr(position, mark)]


def narrowed(
    positions: Iterable[Position], chosen: Mapping[str, Any]
) -> tuple[list[Position], dict[str, Counter]]:
    """What fits every choice; and for every name, how many would be shown with each value of it.

    A number is what the list would have if that value were chosen in place of the one that is, and everything
    else were left as it is.
    """
    counted = bool(chosen.get("counted"))
    marks = COUNTED_MARKS if counted else MARKS
    fitting = []
    numbers: dict[str, Counter] = {name: Counter() for name in (*VALUES, *MARKS)}
    for position in positions:
        failed = failed_by(position, chosen)
        if len(failed) > 1:
            continue
        if not failed:
            fitting.append(position)
        for name in failed or numbers:
            if name in marks:
                numbers[name][YES if getattr(position, marks[name]) else ""] += 1
            else:
                numbers[name][position.value_of(name, counted=counted)] += 1
    return fitting, numbers
