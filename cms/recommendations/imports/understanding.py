"""Turns rows of text into values by the columns they stand in, and says what is wrong with each cell."""

import datetime as dt
import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cms.core.partial_dates import NotADate, PartialDate

from .columns import Column, Holds
from .sheets import Sheet, Slip, Unreadable

ADDRESS = re.compile(r"https?://[^\s/@]+\.[^\s]+", re.IGNORECASE)
LARGEST_NUMBER = 2_147_483_647


@dataclass(frozen=True)
class Entry:
    """What one row says, by the names of its columns. An empty cell is an empty text, or None."""

    row: int
    values: dict[str, Any]


class _Wrong(Exception):
    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence


def understand(sheet: Sheet, columns: Sequence[Column], *, today: dt.date) -> tuple[list[Entry], list[Slip]]:
    """What the rows say, and everything that is wrong with the sheet, by row and column.

    Raises Unreadable with a sentence if the headings are not those of these columns.
    """
    places = _places(sheet.head, columns)
    entries, slips = [], list(sheet.slips)
    refused = {(slip.row, slip.column) for slip in sheet.slips}
    for row in sheet.rows:
        values = {}
        for column in columns:
            place = places.get(column.name)
            text = row.cells[place] if place is not None else ""
            heading = str(column.heading)
            try:
                values[column.name] = _value(text, column, today)
            except _Wrong as wrong:
                values[column.name] = None
                if place is None or (row.number, sheet.head[place]) not in refused:
                    slips.append(Slip(row.number, heading, wrong.sentence))
        slips.extend(_half_a_source(row.number, values, columns))
        entries.append(Entry(row.number, values))
    return entries, sorted(slips, key=lambda slip: slip.row)


def _names_of(column: Column) -> set[str]:
    return {_bare(str(column.heading)), _bare(column.name)}


def _bare(text: str) -> str:
    return " ".join(text.replace("_", " ").rstrip("*:").split()).casefold()


def _places(head: Sequence[str], columns: Sequence[Column]) -> dict[str, int]:
    """Where each column stands, by its name. Upper and lower case do not matter, nor does the order."""
    found: dict[str, int] = {}
    for place, heading in enumerate(head):
        if not heading:
            continue
        column = next((each for each in columns if _bare(heading) in _names_of(each)), None)
        if column is None:
            words = {"heading": heading, "guess": _guess(heading, [str(each.heading) for each in columns])}
            raise Unreadable(_("There is no column “%(heading)s” in this kind of file.%(guess)s") % words)
        if column.name in found:
            raise Unreadable(_("The heading “%(heading)s” stands there twice.") % {"heading": heading})
        found[column.name] = place
    missing = [str(each.heading) for each in columns if each.is_needed and each.name not in found]
    if missing:
        raise Unreadable(_("These headings are missing: %(names)s.") % {"names": ", ".join(missing)})
    return found


def _guess(word: str, known: Sequence[str]) -> str:
    """“ Did you mean …?”, or nothing if nothing is near."""
    by_bare = {_bare(each): each for each in known}
    near = difflib.get_close_matches(_bare(word), list(by_bare), n=1, cutoff=0.6)
    return _(" Did you mean “%(word)s”?") % {"word": by_bare[near[0]]} if near else ""


def _value(text: str, column: Column, today: dt.date) -> Any:
    if not text.strip():
        if column.is_needed:
            raise _Wrong(_("This cell is empty. It is needed."))
        return None if column.holds in {Holds.DATE, Holds.NUMBER} else ""
    if len(text) > column.most:
        raise _Wrong(
            _("This has %(count)s letters. There may be %(most)s.")
            % {"count": f"{len(text):,}", "most": f"{column.most:,}"}
        )
    return _READERS[column.holds](text, column, today)


def _line(text: str, column: Column, today: dt.date) -> str:
    return " ".join(text.split())


def _text(text: str, column: Column, today: dt.date) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _date(text: str, column: Column, today: dt.date) -> PartialDate:
    try:
        date = PartialDate.parse(text)
    except NotADate as error:
        raise _Wrong(
            _("“%(text)s” is not a date. Write 25 June 2020, 25/06/2020, June 2020 or 2020.")
            % {"text": text[:40]}
        ) from error
    if date.start > today and not column.may_be_to_come:
        raise _Wrong(_("This day is still to come. The record holds what has happened."))
    return date


def _number(text: str, column: Column, today: dt.date) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > LARGEST_NUMBER:
        raise _Wrong(_("“%(text)s” is not a whole number.") % {"text": text[:40]})
    return int(text)


def _address(text: str, column: Column, today: dt.date) -> str:
    whole = text if "://" in text else f"https://{text}"
    if not ADDRESS.fullmatch(whole):
        raise _Wrong(_("“%(text)s” is not the address of a page.") % {"text": text[:60]})
    return whole


def _word(text: str, column: Column, today: dt.date) -> str:
    for value, label in column.words.items():
        if _bare(text) in {_bare(str(label)), _bare(value)}:
            return value
    labels = [str(label) for label in column.words.values()]
    words = {"text": text[:40], "guess": _guess(text, labels), "known": ", ".join(labels)}
    raise _Wrong(_("“%(text)s” is not a word of this column.%(guess)s It knows: %(known)s.") % words)


_READERS = {
    Holds.LINE: _line,
    Holds.TEXT: _text,
    Holds.DATE: _date,
    Holds.NUMBER: _number,
    Holds.ADDRESS: _address,
    Holds.WORD: _word,
}


def _half_a_source(row: int, values: dict[str, Any], columns: Sequence[Column]) -> Iterator[Slip]:
    if values.get("source_address") and not values.get("source_title"):
        heading = next(str(each.heading) for each in columns if each.name == "source_title")
        yield Slip(row, heading, _("Give the source a title."))
