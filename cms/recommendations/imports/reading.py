"""Reads a file of rows, CSV or XLSX, whoever made it: bytes go in, headings and rows of text come out."""

import codecs
import csv
import io
import re
from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from .sheets import Sheet, Unreadable, gather, nothing_words
from .workbooks import lines_of_workbook

MOST_BYTES = 10 * 1024 * 1024
ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
OTHER_KINDS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"GIF8")
DELIMITERS = (",", ";", "\t")
_SEPARATOR = re.compile(r"sep=([^\"\r\n\x00])\r?\n", re.IGNORECASE)


def read(data: bytes, *, sheets: Collection[str] = ()) -> Sheet:
    """The rows of a CSV or XLSX file. `sheets` are the names the sheet of a workbook may have.

    A CSV may have commas, semicolons or tabs; it may be UTF-8, with or without a mark, UTF-16 with one, or
    Windows-1252. Raises Unreadable with a sentence if nothing can be used.
    """
    if not data.strip():
        raise Unreadable(nothing_words())
    if len(data) > MOST_BYTES:
        raise Unreadable(
            _("The file is larger than %(most)s MB. Split it in two.") % {"most": MOST_BYTES // 1024 // 1024}
        )
    if data.startswith(ZIP):
        lines, slips = lines_of_workbook(data, sheets)
        return gather(lines, slips)
    if data.startswith(OLD_OFFICE):
        raise Unreadable(
            _("This workbook is of an older kind, or it has a password. Save it as .xlsx without one.")
        )
    if data.startswith(OTHER_KINDS):
        raise Unreadable(_("This is not a table. Choose a CSV or XLSX file."))
    return gather(_lines_of_csv(_text_of(data)))


def _text_of(data: bytes) -> str:
    marks = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
    marked = [name for mark, name in marks if data.startswith(mark)]
    if not marked and data.count(0) > len(data) // 4:
        raise Unreadable(_("We cannot tell the letters of this file. Save it as “CSV UTF-8”."))
    for encoding in marked or ["utf-8", "cp1252"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(_("We cannot tell the letters of this file. Save it as “CSV UTF-8”."))


def _lines_of_csv(text: str) -> Iterator[tuple[int, list[str]]]:
    named = _SEPARATOR.match(text)
    text = text[named.end() :] if named else text
    delimiter = named[1] if named else max(DELIMITERS, key=lambda each: _width(text, each))
    number = 0
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            number += 1
            yield number, cells
    except csv.Error as error:
        raise Unreadable(
            _("Row %(row)s cannot be read: a quotation mark is missing or stands in the wrong place.")
            % {"row": number + 1}
        ) from error


def _width(text: str, delimiter: str) -> int:
    """How many cells the headings have, if this sign stands between them."""
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return next((len(cells) for cells in lines if cells), 0)
    except csv.Error:
        return 0
