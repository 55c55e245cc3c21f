"""Puts members beside the population: rows become one table for each category. Pure.

Nothing is added up: a category may hold subtotals beside their parts, and what a source left out stays out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol


class Row(Protocol):
    """What is known of one group of people, as printed in a source."""

    category: str
    value: str
    label_as_printed: str
    population_percent: Decimal | None
    assembly_percent: Decimal | None
    difference_as_printed: str
    assembly_count: int | None
    count_basis: str
    note: str
    is_subtotal: bool
    part_of: str


@dataclass(frozen=True)
class Line:
    """One line of a table: what its group is called, how it was printed, and remarks on this line alone."""

    row: Row
    label: str
    printed: str
    notes: list[str]


@dataclass
class Table:
    """One category. `notes` and `bases` hold what is true of every line."""

    category: str
    lines: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)

    @property
    def has_differences(self) -> bool:
        """Whether the source prints how far members are from the population."""
        return any(line.row.difference_as_printed for line in self.lines)

    @property
    def has_counts(self) -> bool:
        """Whether a number of members is known for some line."""
        return any(line.row.assembly_count is not None for line in self.lines)

    @property
    def has_subtotals(self) -> bool:
        """Whether some lines hold others, so that adding them all up would count people twice."""
        return any(line.row.is_subtotal or line.row.part_of for line in self.lines)

    @property
    def knows_population(self) -> bool:
        """Whether the share of the population is known for some line."""
        return any(line.row.population_percent is not None for line in self.lines)


@dataclass
class Figures:
    """All tables of an assembly. `notes` and `bases` hold what would stand below each of them."""

    tables: list[Table]
    notes: list[str] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)


def figures_of(rows: Iterable[Row]) -> Figures:
    """The tables of these rows; what all tables say is said once."""
    tables = tables_of(rows)
    if len(tables) < 2:
        return Figures(tables)
    counted = [table for table in tables if table.has_counts]
    figures = Figures(
        tables,
        notes=[note for note in tables[0].notes if all(note in table.notes for table in tables)],
        bases=counted[0].bases if counted and all(t.bases == counted[0].bases for t in counted) else [],
    )
    for table in tables:
        table.notes = [note for note in table.notes if note not in figures.notes]
        table.bases = [basis for basis in table.bases if basis not in figures.bases]
    return figures


def tables_of(rows: Iterable[Row]) -> list[Table]:
    """One table for each category, in the order in which the first row of each comes."""
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row.category, []).append(row)
    return [_table(category, alike) for category, alike in grouped.items()]


def _table(category: str, rows: list[Row]) -> Table:
    shared = [remark for remark in remarks(rows[0].note) if all(remark in remarks(row.note) for row in rows)]
    shared = shared if len(rows) > 1 else []
    bases = list(dict.fromkeys(row.count_basis for row in rows if row.count_basis))
    lines = [_line(row, shared) for row in rows]
    return Table(category, lines, shared, bases)


def _line(row: Row, shared: list[str]) -> Line:
    label = row.label_as_printed if row.part_of and row.label_as_printed else row.value
    printed = row.label_as_printed if row.label_as_printed not in {"", label} else ""
    return Line(row, label, printed, [remark for remark in remarks(row.note) if remark not in shared])


def remarks(note: str) -> list[str]:
    """The parts of a note, which are divided by semicolons."""
    return [part.strip() for part in note.split(";") if part.strip()]
