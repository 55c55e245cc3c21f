"""Reads a table that was pasted from a spreadsheet, and writes it for one."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

MOST_ROWS = 500
MOST_COLUMNS = 100
LISTED_COLUMNS = 5

# A sum, a share or a count: `£1,234.50`, `-3`, `12%`, `+4 °C` is none.
_NUMBER = re.compile(r"[+\-−–]?\s?[£€$]?\s?\d[\d,]*(?:\.\d+)?\s?(?:%|bn|m|k)?")
# What stands where a number is missing.
_MISSING = {"", "-", "–", "—", "n/a", "..", "…", "*", "x", "?"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def is_number(text: str) -> bool:
    """Whether a cell holds one number, with its sign or unit."""
    return bool(_NUMBER.fullmatch(text.strip()))


def rows_of(text: str) -> list[list[str]]:
    """The cells of a pasted table, row by row, each row as long as the longest.

    Between two cells stands a tab, as spreadsheets copy them, or where there is no tab a "|". Empty rows and
    empty columns at the edge are left out.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    found = _tabbed(text) if "\t" in text else [line.split("|") for line in text.split("\n")]
    rows = [[" ".join(cell.split()) for cell in row] for row in found]
    rows = [row for row in rows if any(row)]
    used = [place for row in rows for place, cell in enumerate(row) if cell]
    start, end = min(used, default=0), max(used, default=0) + 1
    return [(row + [""] * end)[start:end] for row in rows]


def _tabbed(text: str) -> list[list[str]]:
    # A spreadsheet puts a cell with a line break in it in quotes.
    if '"' in text and text.count('"') % 2 == 0:
        try:
            return list(csv.reader(io.StringIO(text, newline=""), "excel-tab", strict=True))
        except csv.Error:
            pass  # the quotes are somebody's words
    return [line.split("\t") for line in text.split("\n")]


def as_typed(text: str) -> str:
    """The same table with " | " between the cells, so that an editor sees where each one ends.

    A table that has a "|" in a cell, or one column only, stays as it was pasted.
    """
    if "\t" not in text or "|" in text:
        return text
    return "\n".join(" | ".join(row) for row in rows_of(text))


@dataclass(frozen=True)
class Cell:
    """One cell as it is shown: its text, the heading of its column, what it is."""

    text: str
    label: str = ""
    is_heading: bool = False
    is_number: bool = False


@dataclass(frozen=True)
class Table:
    """A table as it is shown: `head` is the row of headings, or empty; `body` the rows below it."""

    head: list[Cell]
    body: list[list[Cell]]

    @property
    def columns(self) -> int:
        """How many cells the rows have."""
        return len(self.head or next(iter(self.body), []))

    @property
    def is_listed(self) -> bool:
        """Whether a phone shows each row as a list with the headings as labels; a wider one scrolls."""
        return bool(self.head) and self.columns <= LISTED_COLUMNS


def table_of(text: str, *, header_row: bool, header_column: bool) -> Table:
    """The table that was pasted, with its headings and with the columns that hold numbers marked."""
    rows = rows_of(text)
    labels = rows[0] if header_row and len(rows) > 1 else []
    body = rows[1:] if labels else rows
    places = range(len(rows[0]) if rows else 0)
    numbers = {
        place
        for place in places
        if _are_numbers(row[place] for row in body) and not (header_column and place == 0)
    }

    def cell(row: list[str], place: int) -> Cell:
        label = labels[place] if labels else ""
        return Cell(row[place], label, header_column and place == 0 and bool(row[0]), place in numbers)

    return Table(
        head=[Cell(text, "", bool(text), place in numbers) for place, text in enumerate(labels)],
        body=[[cell(row, place) for place in places] for row in body],
    )


def _are_numbers(cells: Iterable[str]) -> bool:
    told = [cell for cell in cells if cell.lower() not in _MISSING]
    return bool(told) and all(map(is_number, told))


def for_spreadsheet(text: str) -> str:
    """The text of a cell, kept by an apostrophe from being taken for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) and not is_number(text) else text
