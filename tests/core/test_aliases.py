"""The alias of a page is kept from whom the page is kept, wherever pages are told of."""

import pytest
from wagtail.models import Page, PageViewRestriction

from cms.core.querysets import open_to_all
from tests import factories

TABLE = {
    "caption": "Sums",
    "cells": "Item\tPounds\nHidden\t7",
    "header_row": True,
    "header_column": True,
    "note": "",
}


@pytest.fixture
def alias(site):
    """The alias of a page with a table, in the menu, which is made private afterwards."""
    page = factories.information(
        title="Secret plans",
        summary="Nobody knows.",
        show_in_menus=True,
        body=[("table", TABLE)],
    )
    made = page.create_alias(parent=site, update_slug="alias")
    Page.objects.filter(pk=made.pk).update(show_in_menus=True)
    return made


def made_private(alias) -> None:
    PageViewRestriction.objects.create(page=alias.alias_of, restriction_type=PageViewRestriction.LOGIN)


PLACES = ("/", "/search/?words=secret", "/sitemap.xml")


@pytest.mark.parametrize("path", PLACES)
def test_no_place_names_the_alias_of_a_private_page(path, alias, reader, saving):
    named = ("Secret plans", "/alias/")
    assert any(words in reader.get(path).content.decode() for words in named)
    with saving():
        made_private(alias)
    html = reader.get(path).content.decode()
    assert not any(words in html for words in named)
    assert "Nobody knows." not in html


def test_its_table_is_no_file_either(alias, reader):
    block = alias.specific.body[0].id
    assert reader.get(f"/tables/{alias.pk}/{block}.csv").status_code == 200
    made_private(alias)
    assert reader.get(f"/tables/{alias.pk}/{block}.csv").status_code == 404


def test_the_alias_of_a_page_below_a_private_one_is_kept_too(site):
    above = factories.information(title="Above")
    below = factories.information(above, title="Below")
    alias = below.create_alias(parent=site, update_slug="alias-below")
    assert Page.objects.filter(open_to_all(), pk=alias.pk).exists()
    PageViewRestriction.objects.create(page=above, restriction_type=PageViewRestriction.LOGIN)
    assert not Page.objects.filter(open_to_all(), pk=alias.pk).exists()
