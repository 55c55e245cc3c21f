"""Files are read whoever made them: what cannot be used is said in a sentence, and nothing opens a trap."""

import datetime as dt
import io
import re
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.formula import ArrayFormula

from cms.recommendations.imports import workbooks
from cms.recommendations.imports.reading import read
from cms.recommendations.imports.sheets import MOST_ROWS, MOST_SLIPS, Unreadable, letters
from tests.imports.sheets import csv_of, rebuilt, with_lying_directory, xlsx_of

HEAD = ["Reference", "Sentence"]
ROW = ["R1", "Café tables – “outside” £5"]
SHEET = "xl/worksheets/sheet1.xml"


def cells_of(data: bytes, **options) -> list[list[str]]:
    sheet = read(data, **options)
    assert sheet.slips == []
    return [list(sheet.head), *(list(row.cells) for row in sheet.rows)]


def said_of(data: bytes, **options) -> str:
    with pytest.raises(Unreadable) as refused:
        read(data, **options)
    return refused.value.sentence


def slips_of(data: bytes) -> list[tuple[int, str, str]]:
    return [(slip.row, slip.column, slip.sentence) for slip in read(data).slips]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_is_read_in_whatever_letters_and_with_whatever_between_them(encoding, delimiter):
    assert cells_of(csv_of(HEAD, ROW, encoding=encoding, delimiter=delimiter)) == [HEAD, ROW]


def test_a_workbook_is_read():
    assert cells_of(xlsx_of(HEAD, ROW)) == [HEAD, ROW]


def test_rows_are_counted_as_a_spreadsheet_counts_them():
    rows = [HEAD, [], ROW, ["", ""], ["R2", "a line\nand another"], ["R3", "x"]]
    for data in (csv_of(*rows), xlsx_of(*rows)):
        assert [row.number for row in read(data).rows] == [3, 5, 6]


@pytest.mark.parametrize("make", [csv_of, xlsx_of])
def test_5000_rows_are_read(make):
    assert len(read(make(HEAD, *[ROW] * MOST_ROWS)).rows) == 5_000


def test_dates_and_numbers_of_a_workbook_become_what_is_seen():
    rows = [[1, dt.date(2021, 5, 12)], [2.5, dt.datetime(2021, 5, 12, 9, 30)], [True, None]]
    assert cells_of(xlsx_of(HEAD, *rows))[1:] == [
        ["1", "2021-05-12"],
        ["2.5", "2021-05-12 09:30:00"],
        ["True", ""],
    ]


def test_the_separator_that_a_spreadsheet_names_is_used():
    assert cells_of(b"sep=;\r\nReference;Sentence\r\nR1;a, b") == [HEAD, ["R1", "a, b"]]


def test_the_apostrophe_of_our_own_files_is_taken_off():
    assert cells_of(csv_of(HEAD, ["R1", "'-5 degrees"]))[1] == ["R1", "-5 degrees"]
    assert cells_of(csv_of(HEAD, ["R1", "'twas"]))[1] == ["R1", "'twas"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty"),
        (b"\n \n", "The file is empty"),
        (csv_of(["", ""], [""]), "The file is empty"),
        (csv_of(HEAD), "nothing below them"),
        (b"%PDF-1.7 and so on", "not a table"),
        (b"\xd0\xcf\x11\xe0 an old workbook", "older kind"),
        (b"PK\x03\x04 and no more", "not a workbook"),
        ("Reference,Sentence\nR1,x".encode("utf-16-le"), "cannot tell the letters"),
        (b"Reference,Sentence\nR1,\x81\x8d", "cannot tell the letters"),
        (b'Reference,Sentence\nR1,"never closed', "Row 2 cannot be read"),
        (b'Reference,Sentence\nR1,"closed" twice', "Row 2 cannot be read"),
        (b"Reference,Sentence\nR1," + b"x" * 200_000, "Row 2 cannot be read"),
        (csv_of([f"Heading {number}" for number in range(2_000)], ROW), "2,000 columns"),
        (csv_of(["Reference", "=A1"], ROW), "Row 1, column B: This is a formula"),
        (csv_of(HEAD, *[ROW] * (MOST_ROWS + 1)), "Row 5002 is one too many"),
        (b"x" * (10 * 1024 * 1024 + 1), "larger than 10 MB"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(data, sentence):
    assert sentence in said_of(data)


@pytest.mark.parametrize("make", [csv_of, xlsx_of])
def test_a_row_of_2000_columns_is_named_with_its_column(make):
    assert slips_of(make(HEAD, ROW, [*ROW, *["x"] * 1_998])) == [
        (3, "C", "No heading stands above this cell. Empty it, or give its column a heading.")
    ]


@pytest.mark.parametrize("make", [csv_of, xlsx_of])
def test_a_formula_is_never_taken_for_a_value(make):
    assert [(row, column) for row, column, _sentence in slips_of(make(HEAD, ["R1", "=1+1"], ROW))] == [
        (2, "Sentence")
    ]


def test_a_formula_over_several_cells_and_an_error_are_no_values_either():
    def change(book, sheet):
        sheet["B2"] = ArrayFormula("B2:B3", "=A2:A3")
        sheet["B3"] = "#REF!"

    found = slips_of(xlsx_of(HEAD, ROW, ROW, change=change))
    assert [(row, sentence.split(".")[0]) for row, _column, sentence in found] == [
        (2, "This is a formula"),
        (3, "This cell holds an error of the spreadsheet"),
    ]


def test_a_sign_that_nobody_sees_is_named():
    assert slips_of(b"Reference,Sentence\nR1,a\x00b\nR2,x")[0][:2] == (2, "Sentence")


def test_merged_cells_are_named():
    found = slips_of(xlsx_of(HEAD, ROW, ROW, change=lambda _book, sheet: sheet.merge_cells("A2:B3")))
    assert [(row, column) for row, column, _sentence in found] == [(2, "A")]
    assert "from here to B3 are merged" in found[0][2]


def test_a_workbook_with_several_sheets_says_which_one_to_name():
    data = xlsx_of(HEAD, ROW, title="Sheet1", more=["Other"])
    assert "Call the one that we are to read “Delivery”" in said_of(data, sheets=["Delivery"])
    named = xlsx_of(HEAD, ROW, title="delivery", more=["Help"])
    assert cells_of(named, sheets=["Delivery"]) == [HEAD, ROW]


def test_a_workbook_that_says_it_is_smaller_than_it_is_is_read_whole():
    def shrink(part):
        return part.replace(b'<dimension ref="A1:B3" />', b'<dimension ref="A1:A2" />')

    data = xlsx_of(HEAD, ROW, ["R2", "hidden"])
    smaller = rebuilt(data, {SHEET: shrink})
    assert smaller != rebuilt(data)
    assert cells_of(smaller)[2] == ["R2", "hidden"]


def test_macros_are_refused():
    assert "macros" in said_of(rebuilt(xlsx_of(HEAD, ROW), more={"xl/vbaProject.bin": b"x"}))


def test_an_archive_that_is_no_workbook_is_refused():
    assert "not a workbook" in said_of(rebuilt(xlsx_of(HEAD, ROW), {SHEET: lambda part: part[:60]}))
    other = rebuilt(b"PK\x05\x06" + bytes(18), more={"a.txt": b"hello"})
    assert "not a workbook" in said_of(other)


@pytest.mark.parametrize("cell", [b'<c r="XFD%d"><v>1</v></c>', b'<c r="XFD%d"/>'])
def test_a_small_workbook_of_very_wide_rows_is_refused(cell):
    rows = b"".join(b'<row r="%d">%b</row>' % (number, cell % number) for number in range(2, 1_000))
    head = xlsx_of(HEAD, ROW)
    workbook = rebuilt(head, {SHEET: lambda old: re.sub(rb'<row r="2".*</row>', rows, old)})
    assert "unpacks to more than we read" in said_of(workbook)


def test_what_looks_like_merged_cells_takes_no_time():
    begun = b"<!--" + b"<mergeCell " * 20_000 + b"-->"
    workbook = rebuilt(
        xlsx_of(HEAD, ROW), {SHEET: lambda old: old.replace(b"</worksheet>", begun + b"</worksheet>")}
    )
    before = time.process_time()
    assert slips_of(workbook) == []
    assert time.process_time() - before < 2


def test_not_every_merged_cell_is_named():
    merged = b"<mergeCells>" + b'<mergeCell ref="A2:B3"/>' * 5_000 + b"</mergeCells></worksheet>"
    workbook = rebuilt(xlsx_of(HEAD, ROW), {SHEET: lambda old: old.replace(b"</worksheet>", merged)})
    assert len(slips_of(workbook)) == MOST_SLIPS


def test_a_bomb_is_refused_before_it_is_unpacked():
    data = rebuilt(xlsx_of(HEAD, ROW), more={"xl/media/large.bin": bytes(workbooks.MOST_UNPACKED + 1)})
    assert len(data) < 100_000
    assert "unpacks to more" in said_of(data)


def test_a_bomb_whose_list_of_contents_lies_is_refused_while_it_is_read():
    name = "xl/media/large.bin"
    data = rebuilt(xlsx_of(HEAD, ROW), more={name: bytes(workbooks.MOST_UNPACKED + 1)})
    lying = with_lying_directory(data, name, 10)
    with zipfile.ZipFile(io.BytesIO(lying)) as archive:
        assert archive.getinfo(name).file_size == 10
    assert said_of(lying)


def test_a_workbook_of_very_many_parts_is_refused():
    many = {f"xl/media/{number}.bin": b"" for number in range(workbooks.MOST_PARTS)}
    assert "unpacks to more" in said_of(rebuilt(xlsx_of(HEAD, ROW), more=many))


LAUGHS = '<!DOCTYPE worksheet [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("is_looked_for", [True, False])
def test_entities_are_never_expanded(encoding, is_looked_for, monkeypatch):
    """In UTF-16 our own look at the bytes sees nothing; the reader of the XML refuses by itself."""

    def laugh(part):
        text = part.decode().replace("<t>R1</t>", "<t>&b;</t>")
        return f'<?xml version="1.0" encoding="{encoding}"?>{LAUGHS}{text}'.encode(encoding)

    if not is_looked_for:
        monkeypatch.setattr(workbooks, "ENTITY", re.compile(b"never"))
    assert "no place in a table" in said_of(rebuilt(xlsx_of(HEAD, ROW), {SHEET: laugh}))


def test_rows_far_below_are_not_waited_for():
    def far(part):
        return part.replace(b'<row r="3">', b'<row r="900000">').replace(b'r="A3"', b'r="A900000"')

    assert "below row 60,000" in said_of(rebuilt(xlsx_of(HEAD, ROW, ["R2"]), {SHEET: far}))


def test_columns_have_the_letters_of_a_spreadsheet():
    assert [letters(place) for place in (0, 25, 26, 701, 702, 16_383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    try:
        read(data)
    except Unreadable as refused:
        assert refused.sentence


@given(
    st.lists(st.lists(st.text("ab ,;\t\"'é–\n", max_size=6), min_size=2, max_size=2), min_size=1, max_size=6)
)
def test_what_a_csv_holds_comes_back(rows):
    told = [["R", *row] for row in rows]
    sheet = read(csv_of(["One", "Two", "Three"], *told))
    assert [[cell.strip() for cell in row] for row in told] == [list(row.cells) for row in sheet.rows]
