"""The tracker to take away: exactly what its page shows, with the history of it."""

import csv
import datetime as dt
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from wagtail.models import Page

from cms.core.cells import for_spreadsheet
from cms.core.furniture import furniture_for
from cms.core.partial_dates import PartialDate
from cms.core.texts import writable
from cms.updates.models import PageUpdate

from .columns import FACTS, HISTORY, RECOMMENDATIONS, Column, values
from .listing import Listing

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SPOOLED = 2_000_000  # bytes of a workbook that are kept in memory before they go to a file
WIDE = {"wording": 60, "sentence": 60, "reason": 40, "note": 40, "sources": 40, "address": 40}


class Export:
    """What a listing shows, all pages of it, with every entry of its history. Three queries more."""

    def __init__(self, page, request, listing: Listing):
        self.page, self.request, self.listing = page, request, listing
        self.furniture = furniture_for(request)
        self.made_at = timezone.now()
        self.rows = listing.pages_of(listing.fitting)
        self._name_assemblies()
        for row in self.rows:
            row.address = self._absolute(row)

    @property
    def source(self) -> str:
        """The address of what this is a copy of."""
        query = self.listing.query.urlencode()
        return self._absolute(self.page) + (f"?{query}" if query else "")

    @property
    def licence(self) -> str:
        """Under which licence whose data this is, as far as the site says so."""
        names = ("licence_name", "licence_url", "licence_holder")
        return ", ".join(filter(None, (self.furniture.get(name) for name in names)))

    def history(self) -> dict:
        """The entries about each recommendation by its key, the newest first."""
        entries = PageUpdate.objects.filter(subject__in=[row.translation_key for row in self.rows])
        beside = ("corrects", "corrected_by", *FACTS)
        entries = entries.public().newest_first().select_related(*beside)
        # A fact has the sources of its entry, and to read a field of sources takes time.
        entries = entries.defer("sealed", "salt", *(f"{name}__citations" for name in beside))
        found = defaultdict(list)
        for entry in entries:
            found[entry.subject].append(entry)
        for row in self.rows:
            for entry in found[row.translation_key]:
                entry.reference, entry.address = row.reference, row.address
        return found

    def entries(self) -> list[PageUpdate]:
        """The same, one recommendation after the other in the order of the list."""
        found = self.history()
        return [entry for row in self.rows for entry in found[row.translation_key]]

    def name(self, ending: str) -> str:
        """What the file is called: after the place the page has."""
        return f"{slugify('-'.join(self.page.get_url(self.request).split('/'))) or 'tracker'}{ending}"

    def _absolute(self, page) -> str:
        return self.request.build_absolute_uri(page.get_url(self.request))

    def _name_assemblies(self) -> None:
        above = {row.path: row.path[: -2 * row.steplen] for row in self.rows}
        titles = dict(Page.objects.filter(path__in=set(above.values())).values_list("path", "title"))
        for row in self.rows:
            row.assembly_title = titles.get(above[row.path], "")


def plain(value: Any) -> Any:
    """A value as JSON and a spreadsheet know it: a text, a number, a truth, or nothing.

    Dates are as they are known: `2020-06-25`, `2020-06`, `2020`, with "about" before them if nobody is sure.
    """
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="seconds")
    return writable(str(value)) if not isinstance(value, PartialDate) else str(value)


def cell(value: Any) -> Any:
    """The same for a cell: a text in it is no formula, and its lines end as spreadsheets end them."""
    value = plain(value)
    if not isinstance(value, str):
        return value
    return for_spreadsheet(value).replace("\r\n", "\n").replace("\r", "\n")


def as_csv(export: Export):
    """The recommendations, one on each line."""
    return _csv(export, RECOMMENDATIONS, export.rows, ".csv")


def history_as_csv(export: Export):
    """The history, one entry on each line."""
    return _csv(export, HISTORY, export.entries(), "-history.csv")


def _csv(export: Export, columns: tuple[Column, ...], rows: Iterable, ending: str):
    # A line of its own would be no row of the table, so every row says where it comes from.
    more = {"licence": export.licence, "source": export.source}
    head = [column.name for column in columns]
    lines = ([cell(value) for value in (*values(columns, row).values(), *more.values())] for row in rows)
    answer = StreamingHttpResponse(_written([*head, *more], lines), content_type="text/csv; charset=utf-8")
    return _named(answer, export.name(ending))


class _Echo:
    """Something to write to that gives back what it is given."""

    def write(self, text: str) -> str:
        return text


def _written(head: list[str], lines: Iterable[list]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"  # office programs know by it that this is UTF-8
    yield writer.writerow(head)
    for line in lines:
        yield writer.writerow(line)


def as_json(export: Export):
    """Everything in one document: each recommendation with its history below it."""
    return _named(
        StreamingHttpResponse(_as_json(export, export.history()), content_type="application/json"),
        export.name(".json"),
        how="inline",
    )


def _as_json(export: Export, history: dict) -> Iterator[str]:
    head = {
        "title": export.page.title,
        "source": export.source,
        "licence": export.licence,
        "made_at": plain(export.made_at),
        "columns": {column.name: column.help for column in RECOMMENDATIONS},
        "history_columns": {column.name: column.help for column in HISTORY},
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "recommendations": [\n'
    for place, row in enumerate(export.rows):
        told = _plainly(RECOMMENDATIONS, row)
        told["history"] = [_plainly(HISTORY, entry) for entry in history[row.translation_key]]
        yield (",\n" if place else "") + json.dumps(told, ensure_ascii=False)
    yield "\n]}\n"


def _plainly(columns: tuple[Column, ...], row) -> dict[str, Any]:
    return {name: plain(value) for name, value in values(columns, row).items()}


def as_xlsx(export: Export):
    """A workbook: the recommendations, their history, and what a reader should know of both."""
    book = Workbook(write_only=True)
    _sheet(book, _("Recommendations"), RECOMMENDATIONS, export.rows)
    _sheet(book, _("History"), HISTORY, export.entries())
    _about(book, export)
    file = tempfile.SpooledTemporaryFile(max_size=SPOOLED)  # noqa: SIM115  the answer closes it
    book.save(file)
    file.seek(0)
    return _named(FileResponse(file, content_type=XLSX), export.name(".xlsx"))


def _sheet(book: Workbook, title: str, columns: tuple[Column, ...], rows: Iterable) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for place, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDE.get(column.name, 18)
    sheet.append([_bold(sheet, column.name) for column in columns])
    for row in rows:
        sheet.append([cell(value) for value in values(columns, row).values()])


def _about(book: Workbook, export: Export) -> None:
    sheet = book.create_sheet(_("About"))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 100
    facts = (
        (_("Title"), export.page.title),
        (_("Source"), export.source),
        (_("Licence"), export.licence),
        (_("Made at"), export.made_at),
    )
    for name, value in facts:
        sheet.append([_bold(sheet, name), cell(value)])
    for title, columns in ((_("Recommendations"), RECOMMENDATIONS), (_("History"), HISTORY)):
        sheet.append([])
        sheet.append([_bold(sheet, title)])
        for column in columns:
            sheet.append([column.name, column.help])


def _bold(sheet, text: str) -> WriteOnlyCell:
    heading = WriteOnlyCell(sheet, value=text)
    heading.font = Font(bold=True)
    return heading


def _named(answer, name: str, how: str = "attachment"):
    answer.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    answer.headers["X-Robots-Tag"] = "noindex"  # the page itself is what a search should find
    return answer


# What stands behind the address of a tracker, and what it answers with.
PARTS = {"csv": as_csv, "history-csv": history_as_csv, "xlsx": as_xlsx, "json": as_json}
