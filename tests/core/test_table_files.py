"""The file of a table: what is in it, at which address, and from which pages."""

import csv
import io

import pytest
from wagtail.models import PageViewRestriction

from cms.recommendations.models import ResponsePage
from home.models import InformationPage
from tests import factories
from tests.blocks import CELLS


def page_with_table(**fields):
    """A public page with one table, as the database has it."""
    block = {"caption": "Members by age", "cells": CELLS} | fields
    return InformationPage.objects.get(pk=factories.information(body=[("table", block)]).pk)


def address_of(page) -> str:
    return f"/tables/{page.pk}/{page.body[0].id}.csv"


def rows_in(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_a_reader_downloads_what_the_page_shows(site, reader):
    page = page_with_table()
    assert f'href="{address_of(page)}"' in reader.get(page.get_url()).content.decode()
    answer = reader.get(address_of(page))
    assert rows_in(answer) == [
        ["Age", "Area", "Members"],
        ["16 to 24", "14%", "7"],
        ["25 and over", "86%", "41"],
    ]
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="members-by-age.csv"'


def test_an_office_program_reads_the_pound_sign(site, reader):
    answer = reader.get(address_of(page_with_table(cells="What | Cost\nHall | £900")))
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert rows_in(answer)[1] == ["Hall", "£900"]


def test_a_cell_is_never_a_formula(site, reader):
    cells = "What | Sum\n=HYPERLINK(1) | -3\n@home | +1+1"
    assert rows_in(reader.get(address_of(page_with_table(cells=cells))))[1:] == [
        ["'=HYPERLINK(1)", "-3"],
        ["'@home", "'+1+1"],
    ]


def test_a_caption_without_letters_still_gives_a_name(site, reader):
    answer = reader.get(address_of(page_with_table(caption='???"\r\n')))
    assert 'filename="table.csv"' in answer.headers["Content-Disposition"]


def test_a_page_of_any_type_gives_its_tables(site, reader):
    block = ("table", {"caption": "Ages", "cells": CELLS})
    page = ResponsePage.objects.get(pk=factories.response(foreword=[block]).pk)
    assert reader.get(f"/tables/{page.pk}/{page.foreword[0].id}.csv").status_code == 200


def test_no_page_that_is_kept_from_somebody_gives_its_tables(site, reader, editor):
    page = page_with_table()
    address = address_of(page)
    restriction = PageViewRestriction.objects.create(page=site, restriction_type="login")
    assert reader.get(address).status_code == editor.get(address).status_code == 404
    assert address not in editor.get(page.get_url()).content.decode()
    restriction.delete()
    assert reader.get(address).status_code == 200
    page.unpublish()
    assert reader.get(address).status_code == 404


def test_a_draft_shows_no_link_to_a_file_that_is_not_there(site, editor):
    page = page_with_table()
    page.unpublish()
    html = editor.get(f"/admin/pages/{page.pk}/view_draft/").content.decode()
    assert "Members by age" in html
    assert address_of(page) not in html


@pytest.mark.parametrize("block", ["0", "x" * 300, "6f1c0d9e-8f0b-4a53-9a5e-0d8a4f3f8a10"])
def test_an_unknown_table_is_not_found(block, site, reader):
    page = page_with_table()
    assert reader.get(f"/tables/{page.pk}/{block}.csv").status_code == 404


@pytest.mark.parametrize("page", ["0", "9" * 30, "1"])
def test_a_table_of_an_unknown_page_is_not_found(page, site, reader):
    assert reader.get(f"/tables/{page}/{page_with_table().body[0].id}.csv").status_code == 404


def test_another_block_is_no_table(site, reader):
    page = InformationPage.objects.get(pk=factories.information(body=[("paragraph", "<p>Words</p>")]).pk)
    assert reader.get(address_of(page)).status_code == 404


def test_sixty_columns_are_a_page_and_a_file(site, reader):
    row = " | ".join(map(str, range(60)))
    page = page_with_table(cells=f"{row}\n{row}")
    html = reader.get(page.get_url()).content.decode()
    assert 'role="group" aria-label="Members by age" tabindex="0"' in html
    assert len(rows_in(reader.get(address_of(page)))[0]) == 60
