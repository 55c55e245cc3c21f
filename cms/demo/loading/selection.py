"""Who was chosen, beside the population, as the reports print it."""

from itertools import groupby
from typing import Any

from cms.selection.models import SelectionPage, SelectionRow

from ..validation import Data
from .citing import cited, of_row
from .discrepancies import DUDLEY, SELECTION_NOTES
from .making import Made, lines, put

SUMMARIES = {
    DUDLEY: "The people who are listed in the report, beside the population as the report gives it.",
}
SUMMARY = "The members, beside the population they were drawn from, as the report gives both."


def make_selection(data: Data, made: Made) -> None:
    """One page for each assembly whose report gives such figures; none where it does not."""
    for assembly, rows in groupby(data.demographics, key=lambda row: row["assembly"]):
        page = SelectionPage(
            title="Members and population",
            slug="selection",
            summary=SUMMARIES.get(assembly, SUMMARY),
            note=lines(list(SELECTION_NOTES.get(assembly, ()))),
        )
        alike = list(rows)
        wholes = {(row["category"], row["value"]) for row in alike}
        page.rows.set([_row(row, number, wholes, alike) for number, row in enumerate(alike)])
        put(page, made.assemblies[assembly])


def _row(row: dict[str, Any], number: int, wholes: set, alike: list) -> SelectionRow:
    whole = row["value"].partition(": ")[0]
    part_of = whole if whole != row["value"] and (row["category"], whole) in wholes else ""
    beginning = f"{row['value']}: "
    parts = (each for each in alike if each["category"] == row["category"])
    return SelectionRow(
        reference=row["id"],
        category=row["category"],
        value=row["value"],
        label_as_printed=row["label_as_printed"],
        population_percent=row["population_percent"],
        assembly_percent=row["assembly_percent"],
        difference_as_printed=row["difference_as_printed"] or "",
        assembly_count=row["assembly_count"],
        count_basis=row["count_basis"] or "",
        note=row["note"] or "",
        part_of=part_of,
        is_subtotal=any(each["value"].startswith(beginning) for each in parts),
        citations=cited([of_row(row)]),
        sort_order=number,
    )
