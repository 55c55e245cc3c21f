"""The page that shows who was chosen: numbers with bars, what is unknown, what must not be added up."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cms.selection.models import SelectionPage
from tests import factories


def html_of(reader, *rows, **fields) -> str:
    page = factories.selection(rows=list(rows), **fields)
    return reader.get(page.get_url()).content.decode()


def test_a_share_is_a_number_with_a_bar_beside_the_other(site, reader):
    html = html_of(reader, factories.group(population_percent="23.5", assembly_percent="7"))
    assert "<strong>23.5%</strong>" in html
    assert "<strong>7%</strong>" in html
    assert 'width="23.50%"' in html
    assert 'width="7.00%"' in html
    assert html.count('<svg class="bar bar--thin" aria-hidden="true">') == 2


def test_every_table_has_a_caption_headings_and_labels_for_a_phone(site, reader):
    html = html_of(reader, factories.group("Age"), factories.group("Gender", "Female", assembly_count=3))
    assert "Age: shares of the population and of the members" in html
    assert "Gender: shares of the population and of the members" in html
    assert html.count('<th scope="row">') == 2
    assert html.count('data-label="Population"') == 2
    assert html.count('data-label="Number of members"') == 1


def test_what_was_not_published_is_said_and_never_shown_as_nothing(site, reader):
    html = html_of(reader, factories.group(assembly_percent=20), factories.group(value="65+"))
    assert html.count("Population not published") == 2
    assert "The shares of the population were not published" in html
    assert ">0%<" not in html
    zero = html_of(reader, factories.group(population_percent=13, assembly_percent=0, assembly_count=0))
    assert "<strong>0%</strong>" in zero
    assert re.search(r'data-label="Number of members">0</td>', zero)


def test_the_page_says_how_members_were_counted(site, reader):
    basis = "worked out from the percentage; 53 members"
    html = html_of(reader, factories.group(assembly_count=26, count_basis=basis))
    assert f"How the number of members was found: {basis}." in html
    assert "Number of members" not in html_of(reader, factories.group(assembly_percent=26))


def test_subtotals_stand_out_in_words_and_parts_name_what_they_are_part_of(site, reader):
    rows = [
        factories.group("Travel", "Town", is_subtotal=True),
        factories.group("Travel", "Town: often", label_as_printed="Often", part_of="Town"),
    ]
    html = html_of(reader, *rows)
    assert "people would be counted twice" in html
    assert '<span class="visually-hidden">Town: </span>Often' in html
    assert "people would be counted twice" not in html_of(reader, factories.group())


def test_a_page_without_figures_says_so(site, reader):
    assert "No figures are published." in html_of(reader)


def test_sources_of_page_and_rows_stand_once(site, reader):
    source = [factories.citation("The report", pages="11 to 12")]
    rows = [factories.group(value=str(number), citations=source) for number in range(5)]
    html = html_of(reader, *rows, citations=[factories.citation("The plan")])
    assert html.count("The report") == 1
    assert html.count("pages 11 to 12") == 1
    assert "The plan" in html


@pytest.mark.parametrize(
    "wrong",
    [
        {"population_percent": "100.01"},
        {"assembly_percent": -1},
        {"is_subtotal": True, "part_of": "Town"},
    ],
)
def test_the_database_refuses_what_cannot_be(wrong, site):
    page = factories.selection()
    row = factories.group(**wrong, page=page, locale=page.locale)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_words_that_are_odd_are_shown_as_they_are(site, reader):
    odd = "<script>alert(1)</script> 16–24 ۱۶ \u202e"
    html = html_of(reader, factories.group(odd, odd, note=odd, label_as_printed="&"))
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


def test_an_editor_gets_the_form(site, editor):
    page = factories.selection(rows=[factories.group()])
    answer = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert answer.status_code == 200
    assert "rows" in answer.context["form"].formsets


def test_there_is_one_such_page_for_an_assembly(site):
    page = factories.selection()
    assert not SelectionPage.can_create_at(page.get_parent())
