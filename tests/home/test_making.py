"""A new site: its home page, its lists and the pages a council has to have, with words in them."""

import io

import pytest
from django.core.management import call_command
from wagtail.models import Page, Site

from home.making import make_site
from home.models import HomePage, InformationPage


def test_a_second_making_changes_nothing(site):
    before = list(Page.objects.order_by("pk").values_list("pk", "title", "latest_revision_id"))
    assert make_site() == site
    call_command("make_site", stdout=io.StringIO())
    assert list(Page.objects.order_by("pk").values_list("pk", "title", "latest_revision_id")) == before
    assert Site.objects.count() == 1


def test_the_home_page_is_the_root_of_the_one_site(site):
    only = Site.objects.get()
    assert only.is_default_site
    assert only.root_page.specific == site
    assert HomePage.objects.count() == 1
    assert Page.objects.filter(depth=2).count() == 1


@pytest.mark.parametrize("slug", ["recommendations", "evidence", "people", "events", "updates"])
def test_every_list_is_in_the_menu(slug, site, reader):
    menu = [link["url"] for link in reader.get("/").context["furniture"]["menu"]]
    assert f"/{slug}/" in menu


@pytest.mark.parametrize("slug", ["about", "accessibility", "privacy", "contact"])
def test_every_starter_page_is_written_and_in_the_footer(slug, site, reader):
    footer = [link["url"] for link in reader.get("/").context["furniture"]["footer"]]
    assert f"/{slug}/" in footer
    page = InformationPage.objects.get(slug=slug)
    assert page.summary
    words = reader.get(f"/{slug}/").content.decode().split("<main", 1)[1]
    assert len(words) > 1_500


@pytest.mark.parametrize("slug", ["accessibility", "privacy", "contact"])
def test_a_starter_page_says_that_the_council_must_read_it(slug, site, reader):
    assert "For the council" in reader.get(f"/{slug}/").content.decode()


def test_every_starter_page_can_be_edited_and_published_as_it_is(site, editor):
    for page in InformationPage.objects.all():
        page.full_clean()
        page.save_revision().publish()


def test_a_list_of_headings_leads_to_the_headings(site, reader):
    page = InformationPage.objects.get(slug="accessibility")
    assert page.contents
    html = reader.get("/accessibility/").content.decode()
    for entry in page.contents:
        assert f'id="{entry["url"][1:]}"' in html
    page.show_contents = False
    assert page.contents == []
