"""Reads an XLSX workbook that nobody vouches for: how much it unpacks to is counted before it is opened."""

import datetime as dt
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any

from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from .sheets import MOST_COLUMNS, MOST_LINES, MOST_SLIPS, Cell, Refused, Slip, Unreadable, formula_words

MOST_UNPACKED = 32 * 1024 * 1024
MOST_PARTS = 1_000
MOST_CELLS = 3_000_000  # with the empty ones: a row is as wide as its last cell, whatever lies before it
CHUNK = 64 * 1024
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^<>]*?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3}\d{1,7})"')
ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def lines_of_workbook(
    data: bytes, names: Collection[str] = ()
) -> tuple[Iterator[tuple[int, list[Cell]]], list[Slip]]:
    """The numbered lines of the sheet that has one of these names, or of the only one; and its merged cells.

    Raises Unreadable with a sentence if it is no workbook, unpacks to too much, holds macros or entities, or
    if it is not clear which sheet is meant.
    """
    _look_inside(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what it cannot show, such as a drop-down list
            book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            sheet = _choose(book, names)
            sheet.reset_dimensions()  # a workbook may say that it is smaller than it is
            lines = list(_lines(sheet))
    except Unreadable:
        raise
    except Exception as error:  # whatever a file that was built by hand makes the library stumble over
        is_entity = any(isinstance(each, DefusedXmlException) for each in (error, error.__cause__))
        raise Unreadable(_entity_words() if is_entity else _no_workbook()) from error
    return iter(lines), _merged(data, sheet._worksheet_path)


def _look_inside(data: bytes) -> None:
    """Refuse what unpacks to too much, whatever its list of contents says, and what holds macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename.lower() for part in parts}
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Unreadable(_too_much())
            if any(name.endswith("vbaproject.bin") for name in names):
                raise Unreadable(_("This workbook holds macros. Save it as .xlsx, without them."))
            if "[content_types].xml" not in names or not any(name.startswith("xl/") for name in names):
                raise Unreadable(_no_workbook())
            unpacked = 0
            for part in parts:
                is_xml, before = part.filename.lower().endswith((".xml", ".rels")), b""
                with archive.open(part) as opened:
                    while chunk := opened.read(CHUNK):
                        unpacked += len(chunk)
                        if unpacked > MOST_UNPACKED:
                            raise Unreadable(_too_much())
                        if is_xml and ENTITY.search(before + chunk):
                            raise Unreadable(_entity_words())
                        before = chunk[-16:]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise Unreadable(_no_workbook()) from error


def _choose(book: Any, names: Collection[str]) -> Any:
    """The sheet that is meant."""
    known = {name.casefold() for name in names}
    named = [sheet for sheet in book.worksheets if sheet.title.casefold().strip() in known]
    if named or len(book.worksheets) == 1:
        return (named or book.worksheets)[0]
    raise Unreadable(
        _("This workbook has several sheets. Call the one that we are to read “%(name)s”.")
        % {"name": next(iter(names), "")}
    )


def _lines(sheet: Any) -> Iterator[tuple[int, list[Cell]]]:
    """The lines that hold something, without what is empty at their ends."""
    seen, has_headings = 0, False
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        seen += len(cells)
        if seen > MOST_CELLS:
            raise Unreadable(_too_much())
        found = [_text(cell) for cell in cells]
        while found and not found[-1]:
            found.pop()
        if found or number > MOST_LINES:
            yield number, found
        if number > MOST_LINES or (not has_headings and len(found) > MOST_COLUMNS):
            return  # what is wrong with it is said already
        has_headings = has_headings or bool(found)


def _text(cell: Any) -> Cell:
    value, kind = cell.value, cell.data_type
    if kind == "f" or isinstance(value, ArrayFormula | DataTableFormula):
        return Refused(formula_words())
    if kind == "e":
        return Refused(_("This cell holds an error of the spreadsheet. Put the value itself there."))
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value)


def _merged(data: bytes, part: str) -> list[Slip]:
    """What is said of each merged cell of a sheet."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = [match.groups() for match in islice(MERGED.finditer(archive.read(part)), MOST_SLIPS)]
    return [
        Slip(
            int(row),
            column.decode(),
            _("The cells from here to %(last)s are merged. Split them, and fill in each one.")
            % {"last": last.decode()},
        )
        for column, row, last in found
    ]


def _no_workbook() -> str:
    return _("This is not a workbook that we can read. Open it in your spreadsheet and save it as .xlsx.")


def _too_much() -> str:
    return _("This workbook unpacks to more than we read. Copy the rows alone into a new one.")


def _entity_words() -> str:
    return _("This workbook holds instructions that have no place in a table. Copy the rows into a new one.")
