"""What a file of rows is once it is read: headings, rows of text, and what is wrong with single cells."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

MOST_ROWS = 5_000
MOST_COLUMNS = 100
MOST_LINES = 60_000  # with the empty ones: a cell that somebody coloured far below
MOST_SLIPS = 200
LINE_BREAKS = "\n\r\t"


class Unreadable(Exception):
    """Nothing of the file can be used; `sentence` says why."""

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Slip:
    """One thing that is wrong: the row as a spreadsheet counts it, the column by its heading, a sentence."""

    row: int
    column: str
    sentence: str


@dataclass(frozen=True)
class Refused:
    """A cell whose value is not to be trusted, and why."""

    sentence: str

    def __bool__(self) -> bool:
        return True


Cell = str | Refused


@dataclass(frozen=True)
class Row:
    """The cells of one row, as many as there are headings, and where it stands."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """Headings, the rows below them, and the cells that cannot be used."""

    head: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)


def letters(place: int) -> str:
    """What a spreadsheet calls the column at this place, counted from 0: A, B, … Z, AA."""
    name = ""
    while place >= 0:
        place, rest = divmod(place, 26)
        name, place = chr(65 + rest) + name, place - 1
    return name


def gather(lines: Iterable[tuple[int, Sequence[Cell]]], slips: Iterable[Slip] = ()) -> Sheet:
    """The sheet that these numbered lines make: the first one that is not empty holds the headings.

    Empty lines are passed over. Raises Unreadable with a sentence if there is nothing, or too much.
    """
    sheet = Sheet(slips=list(slips))
    for number, cells in _with_something(lines):
        if not sheet.head:
            sheet = Sheet(_headings(number, cells), slips=sheet.slips)
            continue
        if len(sheet.rows) == MOST_ROWS:
            raise Unreadable(
                _("Row %(row)s is one too many: a file may have %(most)s rows. Split it in two.")
                % {"row": number, "most": f"{MOST_ROWS:,}"}
            )
        found = list(_slips_in(number, cells, sheet.head))
        sheet.slips.extend(found)
        if len(sheet.slips) >= MOST_SLIPS:
            break
        texts = [_plain(cell) if isinstance(cell, str) else "" for cell in cells[: len(sheet.head)]]
        texts += [""] * (len(sheet.head) - len(texts))
        sheet.rows.append(Row(number, tuple(texts)))
    if not sheet.head:
        raise Unreadable(
            _("The file is empty. Row 1 holds the headings, the rows below hold what to import.")
        )
    if not sheet.rows and not sheet.slips:
        raise Unreadable(_("There are headings and nothing below them. Row 2 is the first to import."))
    return sheet


def _with_something(lines: Iterable[tuple[int, Sequence[Cell]]]) -> Iterator[tuple[int, list[Cell]]]:
    for number, line in lines:
        if number > MOST_LINES:
            raise Unreadable(
                _("The file goes on below row %(row)s. Delete the empty rows at its end.")
                % {"row": f"{MOST_LINES:,}"}
            )
        cells = [cell.strip() if isinstance(cell, str) else cell for cell in line]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield number, cells


def _headings(number: int, cells: Sequence[Cell]) -> tuple[str, ...]:
    if len(cells) > MOST_COLUMNS:
        raise Unreadable(
            _("Row %(row)s has %(count)s columns. A file may have %(most)s.")
            % {"row": number, "count": f"{len(cells):,}", "most": MOST_COLUMNS}
        )
    for place, cell in enumerate(cells):
        sentence = _objection(cell)
        if sentence:
            place_in_words = {"row": number, "column": letters(place), "sentence": sentence}
            raise Unreadable(_("Row %(row)s, column %(column)s: %(sentence)s") % place_in_words)
    return tuple(" ".join(str(cell).split()) for cell in cells)


def _slips_in(number: int, cells: Sequence[Cell], head: Sequence[str]) -> Iterator[Slip]:
    for place, cell in enumerate(cells):
        if place >= len(head) or not head[place]:
            if cell:
                sentence = _("No heading stands above this cell. Empty it, or give its column a heading.")
                yield Slip(number, letters(place), sentence)
                return
        elif sentence := _objection(cell):
            yield Slip(number, head[place], sentence)


def _objection(cell: Cell) -> str:
    if isinstance(cell, Refused):
        return cell.sentence
    if cell.startswith("="):
        return formula_words()
    if any(ord(letter) < 32 and letter not in LINE_BREAKS for letter in cell):
        return _("This cell holds a sign that nobody can see or print. Type the text anew.")
    return ""


def nothing_words() -> str:
    """What is said of a file with nothing in it."""
    return _("The file is empty. Row 1 holds the headings, the rows below hold what to import.")


def formula_words() -> str:
    """Why a formula is not taken."""
    return _("This is a formula. Put the value itself there: copy the cell and paste values only.")


def _plain(cell: str) -> str:
    """The text without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in {"=", "+", "-", "@"} else cell
