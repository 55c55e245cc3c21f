"""The language of an answer is the one its address names: English at `/`, Welsh at `/cy/`."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests import factories


@pytest.fixture
def welsh(site):
    """The home page and a page of text in Welsh."""
    locale = factories.locale("cy")
    home = site.copy_for_translation(locale)
    home.headline, home.live = "Gofynnwyd, atebwyd, gwnaed", True
    home.save()
    page = factories.information(title="How it works", slug="how")
    other = page.copy_for_translation(locale)
    other.title, other.live = "Sut mae'n gweithio", True
    other.save()
    return other


def test_welsh_pages_stand_below_cy(welsh, reader):
    assert welsh.get_url() == "/cy/how/"
    answer = reader.get("/cy/how/")
    assert answer.status_code == 200
    assert '<html lang="cy"' in answer.content.decode()
    assert answer.headers["Content-Language"] == "cy"
    assert reader.get("/cy/").context["page"].headline == "Gofynnwyd, atebwyd, gwnaed"


def test_english_pages_stand_at_the_root_and_say_british(welsh, reader):
    answer = reader.get("/how/")
    assert '<html lang="en-GB"' in answer.content.decode()
    assert answer.headers["Content-Language"] == "en"


def test_the_sitemap_has_the_pages_of_every_language(welsh, site, reader):
    found = reader.get("/sitemap.xml").content.decode()
    host = site.get_site().root_url
    for path in ("/", "/how/", "/cy/", "/cy/how/"):
        assert found.count(f"<loc>{host}{path}</loc>") == 1
    PageViewRestriction.objects.create(page=welsh, restriction_type=PageViewRestriction.LOGIN)
    found = reader.get("/sitemap.xml").content.decode()
    assert f"{host}/cy/how/" not in found
    assert f"<loc>{host}/how/</loc>" in found


def test_a_welsh_page_is_found_in_one_query_more_for_the_languages(welsh, reader):
    for path in ("/how/", "/cy/how/"):
        reader.get(path)
        with CaptureQueriesContext(connection) as captured:
            reader.get(path)
        assert len(captured) <= 8, path


@pytest.mark.parametrize("language", ["cy", "de", "en-GB,cy;q=0.8", "*", "", "\x00", "x" * 5_000])
def test_what_the_browser_likes_changes_nothing(language, welsh, reader):
    for path in ("/", "/how/", "/cy/how/", "/nowhere/"):
        plain = reader.get(path)
        answer = reader.get(path, headers={"accept-language": language})
        assert answer.content == plain.content
        assert "accept-language" not in answer.headers.get("Vary", "").lower()


@pytest.mark.parametrize("path", ["/cy/nowhere/", "/cy/about/", "/de/", "/en/", "/en/about/"])
def test_what_is_not_there_in_a_language_is_not_found(path, welsh, reader):
    assert reader.get(path).status_code == 404


def test_without_a_welsh_home_page_there_is_no_welsh(site, reader):
    answer = reader.get("/cy/")
    assert answer.status_code == 404
    assert b"We cannot find that page" in answer.content


def test_each_language_names_the_others(welsh, reader):
    for path in ("/how/", "/cy/how/"):
        html = reader.get(path).content.decode()
        assert 'hreflang="cy" href="http://testserver/cy/how/"' in html
        assert 'hreflang="en-GB" href="http://testserver/how/"' in html
    assert 'lang="cy"' in reader.get("/how/").content.decode()


def test_a_page_with_no_translation_names_none(welsh, reader):
    assert "hreflang" not in reader.get("/about/").content.decode().split("<body", 1)[1]


def test_menus_lead_to_pages_of_the_same_language(welsh, reader):
    furniture = reader.get("/cy/how/").context["furniture"]
    assert furniture["home_url"] == "/cy/"
    links = [link["url"] for link in (*furniture["menu"], *furniture["footer"])]
    assert links
    assert all(url.startswith("/cy/") for url in links)
    assert furniture["feed_url"] == "/cy/updates/feed.atom"


def test_a_draft_translation_is_neither_served_nor_named(site, reader):
    locale = factories.locale("cy")
    home = site.copy_for_translation(locale)
    home.live = True
    home.save()
    page = factories.information(slug="how")
    page.copy_for_translation(locale)
    assert reader.get("/cy/how/").status_code == 404
    assert "/cy/how/" not in reader.get("/how/").content.decode()
