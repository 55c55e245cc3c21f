"""Files to start from: the headings of a kind of file, what belongs below them, and one row as an example."""

import csv
import io

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from ..statuses import SheetKind
from .columns import COLUMNS, Column, Holds

WIDTH = 24


def sample_csv(kind: SheetKind) -> bytes:
    """A CSV file in UTF-8 with a mark, so that office programs know its letters."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([[str(each.heading) for each in COLUMNS[kind]], _examples(kind)])
    return out.getvalue().encode("utf-8-sig")


def sample_workbook(kind: SheetKind) -> bytes:
    """An XLSX workbook with the rows in its first sheet and the help for each column in its second."""
    book = Workbook()
    rows = book.active
    rows.title = str(kind.label)
    rows.append([str(each.heading) for each in COLUMNS[kind]])
    rows.append(_examples(kind))
    help_sheet = book.create_sheet(_("Help"))
    help_sheet.append([_("Column"), _("What belongs into it"), _("Needed"), _("Words it knows")])
    for column in COLUMNS[kind]:
        help_sheet.append(list(told_of(column).values()))
    for sheet in book.worksheets:
        sheet.freeze_panes = "A2"
        for cells in sheet.columns:
            sheet.column_dimensions[cells[0].column_letter].width = WIDTH
            for cell in cells:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                cell.font = Font(bold=cell.row == 1)
                cell.number_format = "@"  # as text, so that no spreadsheet turns a date round
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def told_of(column: Column) -> dict[str, str]:
    """What is said of a column: heading, help, whether it is needed, the words it knows."""
    words = ", ".join(str(word) for word in column.words.values()) if column.holds is Holds.WORD else ""
    return {
        "heading": str(column.heading),
        "help": str(column.help),
        "needed": _("Yes") if column.is_needed else "",
        "words": words,
    }


def _examples(kind: SheetKind) -> list[str]:
    return [each.example for each in COLUMNS[kind]]
