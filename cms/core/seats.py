"""Where members sit: the arc of seats that is the sign of the house, one dot a member."""

import math
from dataclasses import dataclass

PITCH = 26.0
DOT = 15.0
MOST = 1000


@dataclass(frozen=True)
class Arc:
    """A half circle of seats in a box of `width` by `height`.

    `places` holds one (x, y) for each seat, from the left end to the right end.
    """

    width: float
    height: float
    places: tuple[tuple[float, float], ...]


def rows_for(count: int) -> int:
    """How many rows keep the gaps within a row and between rows alike."""
    return max(1, round(math.sqrt(count / 3.2)))


def _radii(count: int) -> list[float]:
    rows = rows_for(count)
    inner = (count * PITCH / math.pi - PITCH * rows * (rows - 1) / 2) / rows
    return [max(inner, PITCH / 2) + PITCH * row for row in range(rows)]


def _seats_by_row(count: int, radii: list[float]) -> list[int]:
    """Share the seats among the rows by length; the largest remainders take what is left."""
    exact = [count * radius / sum(radii) for radius in radii]
    shares = [math.floor(part) for part in exact]
    by_remainder = sorted(range(len(radii)), key=lambda row: exact[row] - shares[row], reverse=True)
    for row in by_remainder[: count - sum(shares)]:
        shares[row] += 1
    return shares


def arc_of(count: int) -> Arc:
    """The arc for this many members. Below none is none; above 1,000 is drawn as 1,000."""
    count = min(max(count, 0), MOST)
    if not count:
        return Arc(0, 0, ())
    radii = _radii(count)
    reach = radii[-1] + DOT / 2 + 1
    seats = []
    for radius, share in zip(radii, _seats_by_row(count, radii), strict=True):
        for seat in range(share):
            turn = math.pi * (1 - seat / (share - 1)) if share > 1 else math.pi / 2
            seats.append((turn, radius))
    seats.sort(key=lambda seat: (-seat[0], seat[1]))
    places = tuple(
        (round(reach + radius * math.cos(turn), 1), round(reach - radius * math.sin(turn), 1))
        for turn, radius in seats
    )
    return Arc(round(2 * reach, 1), round(reach + DOT / 2 + 1, 1), places)
