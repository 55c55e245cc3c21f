"""Members beside the population: one table for each category, and nothing worked out."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.selection.models import SelectionRow
from cms.selection.representation import figures_of, remarks, tables_of


def row(category="Age", value="16 to 24", **fields):
    return SelectionRow(category=category, value=value, **fields)


def test_each_category_is_a_table_in_the_order_of_its_first_row():
    found = tables_of([row("Age"), row("Gender", "Female"), row("Age", "65+")])
    assert [(table.category, [line.label for line in table.lines]) for table in found] == [
        ("Age", ["16 to 24", "65+"]),
        ("Gender", ["Female"]),
    ]
    assert tables_of([]) == []


@pytest.mark.parametrize(
    ("note", "parts"),
    [("", []), ("one", ["one"]), ("one; two", ["one", "two"]), (" ; one;; two ;", ["one", "two"])],
)
def test_a_note_is_parted_at_its_semicolons(note, parts):
    assert remarks(note) == parts


def test_what_every_row_says_is_said_once():
    [table] = tables_of([row(note="from a chart; cut short"), row(value="65+", note="from a chart")])
    assert table.notes == ["from a chart"]
    assert [line.notes for line in table.lines] == [["cut short"], []]
    [alone] = tables_of([row(note="from a chart")])
    assert (alone.notes, alone.lines[0].notes) == ([], ["from a chart"])


@pytest.mark.parametrize(
    ("fields", "label", "printed"),
    [
        ({"value": "Brierley Hill", "label_as_printed": "Brierley…"}, "Brierley Hill", "Brierley…"),
        ({"value": "Female", "label_as_printed": "Female"}, "Female", ""),
        ({"value": "Female"}, "Female", ""),
        ({"value": "Town: often", "label_as_printed": "Often", "part_of": "Town"}, "Often", ""),
        ({"value": "Town: often", "part_of": "Town"}, "Town: often", ""),
    ],
)
def test_a_group_is_called_in_full_and_the_printed_label_is_kept(fields, label, printed):
    [table] = tables_of([row(**fields)])
    assert (table.lines[0].label, table.lines[0].printed) == (label, printed)


def test_a_table_knows_what_it_has():
    [bare] = tables_of([row()])
    assert not any((bare.has_counts, bare.has_differences, bare.has_subtotals, bare.knows_population))
    [full] = tables_of(
        [
            row(is_subtotal=True, population_percent=Decimal(0)),
            row(part_of="16 to 24", assembly_count=0, difference_as_printed="0%", count_basis="counted"),
        ]
    )
    assert all((full.has_counts, full.has_differences, full.has_subtotals, full.knows_population))
    assert full.bases == ["counted"]


def test_what_every_table_says_is_said_once_for_all():
    known = {"assembly_count": 1, "count_basis": "counted"}
    given = [row(category, value, note="from a chart", **known) for category in "AB" for value in "xy"]
    given += [row("B", "z", note="from a chart; cut", **known)]
    figures = figures_of(given)
    assert (figures.notes, figures.bases) == (["from a chart"], ["counted"])
    assert [(table.notes, table.bases) for table in figures.tables] == [([], []), ([], [])]
    other = figures_of([*given, row("C", "x", assembly_count=1, count_basis="guessed")])
    assert (other.notes, other.bases) == ([], [])
    assert [table.bases for table in other.tables] == [["counted"], ["counted"], ["guessed"]]
    assert figures_of([row("A", **known)]).tables[0].bases == ["counted"]
    assert figures_of([]).tables == []


rows = st.builds(
    row,
    category=st.sampled_from(["Age", "Gender", ""]),
    value=st.text(max_size=5),
    label_as_printed=st.text(max_size=5),
    note=st.text("ab; ", max_size=8),
    part_of=st.sampled_from(["", "Town"]),
)


@given(st.lists(rows, max_size=12))
def test_no_row_is_lost_and_none_is_there_twice(given_rows):
    found = tables_of(given_rows)
    assert sorted(map(id, given_rows)) == sorted(id(line.row) for table in found for line in table.lines)
    for table in found:
        for line in table.lines:
            assert {*table.notes, *line.notes} == set(remarks(line.row.note))
