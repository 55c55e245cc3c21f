"""Cells become values by the column they stand in; what is wrong is said by row and column."""

import datetime as dt

import pytest

from cms.core.partial_dates import PartialDate
from cms.recommendations.imports.columns import COLUMNS
from cms.recommendations.imports.reading import read
from cms.recommendations.imports.samples import sample_csv, sample_workbook
from cms.recommendations.imports.sheets import Unreadable
from cms.recommendations.imports.understanding import understand
from cms.recommendations.statuses import SheetKind
from tests.imports.sheets import DECISIONS, DELIVERY, csv_of, xlsx_of

TODAY = dt.date(2026, 5, 1)
STEP = ["R1", "Under way", "12 May 2021", "Work has begun.", "", ""]


def understood(*rows, kind=SheetKind.DELIVERY):
    return understand(read(csv_of(*rows)), COLUMNS[kind], today=TODAY)


def slips_of(*rows, **options):
    return [(slip.row, slip.column, slip.sentence) for slip in understood(*rows, **options)[1]]


def changed(**cells) -> list[str]:
    """The good row with some other cells."""
    row = dict(zip(DELIVERY, STEP, strict=True)) | {name.capitalize(): cell for name, cell in cells.items()}
    return list(row.values())


def test_a_row_becomes_values():
    entries, slips = understood(DELIVERY, STEP)
    assert slips == []
    assert entries[0].row == 2
    assert entries[0].values["delivery"] == "under_way"
    assert entries[0].values["happened_on"] == PartialDate(dt.date(2021, 5, 12))
    assert entries[0].values["evidence"] == ""


def test_headings_may_stand_in_any_order_and_case():
    entries, _slips = understood(
        ["SENTENCE", "date ", "delivery*", "reference"], ["Done.", "2020", "delayed", "R1"]
    )
    assert entries[0].values["delivery"] == "delayed"


@pytest.mark.parametrize("written", ["12 May 2021", "12/5/2021", "12/05/2021", "2021-05-12", "12th May 2021"])
def test_the_day_comes_first_as_in_britain(written):
    entries, _slips = understood(DELIVERY, changed(date=written))
    assert entries[0].values["happened_on"] == PartialDate(dt.date(2021, 5, 12))


def test_a_date_of_a_workbook_is_a_date():
    sheet = read(xlsx_of(DELIVERY, ["R1", "Under way", dt.date(2021, 5, 12), "Begun."]))
    entries, slips = understand(sheet, COLUMNS[SheetKind.DELIVERY], today=TODAY)
    assert slips == []
    assert entries[0].values["happened_on"] == PartialDate(dt.date(2021, 5, 12))


@pytest.mark.parametrize(
    ("cells", "column", "sentence"),
    [
        ({"delivery": "Underway"}, "Delivery", "Did you mean “Under way”?"),
        ({"delivery": "Nearly"}, "Delivery", "“Nearly” is not a word of this column."),
        ({"date": "43983"}, "Date", "“43983” is not a date."),
        ({"date": "13/13/2020"}, "Date", "is not a date"),
        ({"date": "2 May 2026"}, "Date", "This day is still to come."),
        ({"sentence": " "}, "Sentence", "This cell is empty. It is needed."),
        ({"reference": "R" * 61}, "Reference", "This has 61 letters. There may be 60."),
        ({"evidence": "our website"}, "Evidence", "is not the address of a page"),
        ({"evidence": "javascript:alert(1)"}, "Evidence", "is not the address of a page"),
    ],
)
def test_a_wrong_cell_is_named(cells, column, sentence):
    [(row, named, said)] = slips_of(DELIVERY, STEP, changed(**cells))
    assert (row, named) == (3, column)
    assert sentence in said


def test_a_formula_is_told_once():
    [(row, column, sentence)] = slips_of(DELIVERY, changed(delivery="=A1"))
    assert (row, column) == (2, "Delivery")
    assert "formula" in sentence


def test_only_what_is_due_may_be_to_come():
    row = ["R1", "The council", "Needs more work", "2020", "", "June 2030"]
    assert slips_of(DECISIONS, row, kind=SheetKind.DECISIONS) == []


def test_a_number_is_a_whole_one():
    head = ["Reference", "Wording", "Rank"]
    for wrong in ("first", "-1", "1.5", "٣", "99999999999"):
        [(_row, column, _said)] = slips_of(head, ["R1", "Trees.", wrong], kind=SheetKind.RECOMMENDATIONS)
        assert column == "Rank"


def test_an_address_without_a_title_is_half_a_source():
    head = [*DELIVERY, "Address of the source"]
    assert slips_of(head, [*STEP, "https://example.org/a"]) == [(2, "Source", "Give the source a title.")]


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        (["Reference", "Deliver", "Date", "Sentence"], "Did you mean “Delivery”?"),
        (["Reference", "Delivery", "Date"], "These headings are missing: Sentence."),
        ([*DELIVERY, "date"], "The heading “date” stands there twice."),
        ([*DELIVERY, "Colour"], "There is no column “Colour”"),
    ],
)
def test_headings_that_are_not_those_of_the_file_are_refused(head, sentence):
    with pytest.raises(Unreadable, match=sentence.replace("?", r"\?")):
        understood(head, STEP)


@pytest.mark.parametrize("kind", list(SheetKind))
@pytest.mark.parametrize("make", [sample_csv, sample_workbook])
def test_the_file_to_start_from_can_be_read_back(kind, make):
    sheet = read(make(kind), sheets=[str(kind.label)])
    entries, slips = understand(sheet, COLUMNS[kind], today=TODAY)
    assert slips == []
    assert len(entries) == 1
    assert list(sheet.head) == [str(column.heading) for column in COLUMNS[kind]]
    assert all(column.help for column in COLUMNS[kind])
