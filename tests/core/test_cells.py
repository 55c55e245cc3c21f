"""A table that was pasted: what becomes a cell, a heading, a number, and what a spreadsheet may not run."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.core.cells import as_typed, for_spreadsheet, is_number, rows_of, table_of


@pytest.mark.parametrize(
    ("pasted", "rows"),
    [
        ("a\tb\r\nc\td", [["a", "b"], ["c", "d"]]),
        ("\tMembers\nYoung\t7", [["", "Members"], ["Young", "7"]]),
        ("a | b\nc | d", [["a", "b"], ["c", "d"]]),
        ("| a | b |\n| c | d |", [["a", "b"], ["c", "d"]]),
        ("\ta\t\n\t\tb\t", [["a", ""], ["", "b"]]),
        ("a|b\n\n  \nc", [["a", "b"], ["c", ""]]),
        ('"two\nlines"\tb\nc\td', [["two lines", "b"], ["c", "d"]]),
        ('5" pipe\tb', [['5" pipe', "b"]]),
        ('"a" and "b\tc', [['"a" and "b', "c"]]),
        ("one\ntwo", [["one"], ["two"]]),
        ("", []),
        ("\t\t\n|", [["|"]]),
        ("\x00\tb", [["\x00", "b"]]),
    ],
)
def test_pasted_text_becomes_rows_of_cells(pasted, rows):
    assert rows_of(pasted) == rows


@given(st.text())
def test_any_text_is_a_table_of_equal_rows(text):
    assert len({len(row) for row in rows_of(text)}) <= 1


CELL = st.text(st.characters(codec="utf-8", exclude_characters='|"\t\r\n')).map(
    lambda text: " ".join(text.split())
)


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1))
def test_what_an_editor_sees_after_saving_is_the_same_table(rows):
    pasted = "\n".join("\t".join(row) for row in rows)
    assert rows_of(as_typed(pasted)) == rows_of(pasted)


def test_a_table_with_a_bar_in_a_cell_stays_as_it_was_pasted():
    assert as_typed("a|b\tc") == "a|b\tc"
    assert as_typed("a\tb\nc\t") == "a | b\nc | "


@pytest.mark.parametrize("text", ["7", "1,234", "£1,234.50", "-3", "−3", "– 3", "12.5%", "+4", "3bn", "£2m"])
def test_a_number_is_known_with_its_sign_and_unit(text):
    assert is_number(text)


@pytest.mark.parametrize("text", ["", "16 to 24", "7 of 9", "2019-11-02", "=1+1", "Ward 7", "1.2.3", "£"])
def test_words_with_digits_are_no_number(text):
    assert not is_number(text)


def test_a_column_of_numbers_stands_to_the_right_even_where_one_is_missing():
    table = table_of("A | B | C\nx | 1 | 1 of 2\ny | n/a | 2", header_row=True, header_column=True)
    assert [cell.is_number for cell in table.head] == [False, True, False]
    assert [cell.is_number for cell in table.body[1]] == [False, True, False]
    assert [cell.is_heading for cell in table.body[0]] == [True, False, False]
    assert [cell.label for cell in table.body[0]] == ["A", "B", "C"]


def test_a_single_row_is_no_heading_and_an_empty_corner_neither():
    assert table_of("a | b", header_row=True, header_column=False).head == []
    table = table_of("\tb\nc\td", header_row=True, header_column=True)
    assert [cell.is_heading for cell in table.head] == [False, True]


@pytest.mark.parametrize(("columns", "listed"), [(5, True), (6, False)])
def test_a_phone_lists_narrow_tables_only(columns, listed):
    row = " | ".join("abcdef"[:columns])
    assert table_of(f"{row}\n{row}", header_row=True, header_column=True).is_listed is listed
    assert not table_of(f"{row}\n{row}", header_row=False, header_column=True).is_listed


@pytest.mark.parametrize("bad", ["=HYPERLINK(1)", "+1+1", "-2+3", "@SUM(A1)", "-1x"])
def test_a_cell_that_looks_like_a_formula_is_kept_from_being_one(bad):
    assert for_spreadsheet(bad) == f"'{bad}"


@pytest.mark.parametrize("good", ["-3", "+4", "-12.5%", "plain", "", "a=b", "– 3"])
def test_numbers_and_words_are_left_alone(good):
    assert for_spreadsheet(good) == good


@given(st.text())
def test_what_is_written_for_a_spreadsheet_can_be_read_back(text):
    out = io.StringIO()
    for row in rows_of(text.replace("\x00", "")):
        csv.writer(out).writerow([for_spreadsheet(cell) for cell in row])
    assert all(
        cell[:1] not in "=@" or not cell for row in csv.reader(io.StringIO(out.getvalue())) for cell in row
    )
