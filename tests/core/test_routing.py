"""A page is found by its whole address, in one query at any depth, and only by who may read it."""

import pytest
from django.test import RequestFactory
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from cms.core.routing import page_at, specific
from tests import factories


def deep(levels: int):
    """A page so many levels below the home page."""
    page = factories.home()
    for level in range(levels):
        page = factories.information(page, slug=f"level-{level}")
    return page


@pytest.mark.parametrize("levels", [1, 5, 30])
def test_a_page_is_found_in_one_query_at_any_depth(levels, site, django_assert_num_queries):
    page = deep(levels)
    asked = RequestFactory().get(page.get_url())
    path = page.get_url().removeprefix("/")
    page_at(asked, path)
    with django_assert_num_queries(1):
        assert page_at(asked, path) == page.page_ptr
    with django_assert_num_queries(1):
        assert type(specific(page.page_ptr)) is type(page)


def test_the_home_page_is_at_the_root(site, reader):
    answer = reader.get("/")
    assert answer.status_code == 200
    assert answer.context["page"] == site


def test_every_page_of_the_furnished_site_is_served_at_its_address(furnished, reader):
    for page in Page.objects.live().filter(depth__gt=1).specific():
        answer = reader.get(page.get_url())
        assert answer.status_code == 200, page.url_path
        assert answer.context["page"] == page


def test_a_page_without_its_slash_is_sent_to_it(site, reader):
    answer = reader.get("/about?a=1")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/about/?a=1"


@pytest.mark.parametrize(
    "path", ["/nowhere/", "/about/nowhere/", "/About/", "/moothall/", "/moothall/about/"]
)
def test_what_is_not_there_is_not_found(path, site, reader):
    answer = reader.get(path)
    assert answer.status_code == 404
    assert b"We cannot find that page" in answer.content
    assert b'rel="canonical"' not in answer.content


@pytest.mark.parametrize("path", ["/evidence/nowhere/", "/people/nowhere/"])
def test_a_page_that_is_not_there_still_has_menu_and_home_link(path, site, reader):
    answer = reader.get(path)
    assert answer.status_code == 404
    assert b'href="/recommendations/"' in answer.content


def test_a_draft_is_not_served(site, reader):
    page = factories.information(live=False)
    assert reader.get(page.get_url()).status_code == 404


def test_a_change_that_is_not_published_is_not_shown(site, reader):
    page = factories.information(title="As published")
    page.title = "As planned"
    page.save_revision()
    html = reader.get(page.get_url()).content.decode()
    assert "As published" in html
    assert "As planned" not in html


def test_a_page_below_a_draft_is_served_but_the_draft_is_not_named(site, reader):
    above = factories.information(title="Unfinished business", live=False)
    page = factories.information(above)
    answer = reader.get(page.get_url())
    assert answer.status_code == 200
    assert "Unfinished business" not in answer.content.decode()


@pytest.mark.parametrize("restriction", [PageViewRestriction.LOGIN, PageViewRestriction.GROUPS])
def test_a_private_page_and_what_lies_below_it_is_not_served(restriction, site, reader):
    page = factories.information(title="Secret plans")
    below = factories.information(page, title="More secret plans")
    PageViewRestriction.objects.create(page=page, restriction_type=restriction)
    for hidden in (page, below):
        answer = reader.get(hidden.get_url(), follow=True)
        assert "ecret plans" not in answer.content.decode()
        assert answer.redirect_chain, "the reader is sent to a place to sign in"
        assert answer.status_code == 200


def test_a_page_behind_a_password_asks_for_it_and_then_opens(site, reader):
    page = factories.information(title="Secret plans")
    lock = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="open sesame"
    )
    answer = reader.get(page.get_url())
    assert answer.status_code == 200
    assert b"Secret plans</h1>" not in answer.content
    action = f"/_util/authenticate_with_password/{lock.pk}/{page.pk}/"
    reader.post(action, {"password": "open sesame", "return_url": page.get_url()})
    assert b"Secret plans</h1>" in reader.get(page.get_url()).content


def test_a_page_that_was_moved_sends_readers_on(site, reader):
    page = factories.information(slug="old-place")
    Redirect.add_redirect("/older-place", redirect_to=page, is_permanent=True)
    answer = reader.get("/older-place/")
    assert answer.status_code == 301
    assert answer.headers["Location"] == page.get_url()


def test_moving_a_page_leaves_a_redirect_where_it_was(site, reader, saving):
    page = factories.information(slug="old-place")
    below = factories.information(slug="new-place")
    with saving():
        Page.objects.get(pk=page.pk).specific.move(Page.objects.get(pk=below.pk), pos="last-child")
    assert reader.get("/new-place/old-place/").status_code == 200
    answer = reader.get("/old-place/")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/new-place/old-place/"


def test_a_new_slug_leaves_a_redirect_from_the_old_one(site, reader, saving):
    page = factories.information(slug="old-name")
    with saving():
        page.slug = "new-name"
        page.save_revision().publish()
    assert reader.get("/new-name/").status_code == 200
    assert reader.get("/old-name/").headers["Location"] == "/new-name/"


def test_a_second_site_has_its_own_pages(site, reader, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    other = factories.home(slug="other", title="Another council")
    factories.information(other, slug="ours", title="Only here")
    Site.objects.create(hostname="other.example", port=80, root_page=other)
    elsewhere = {"headers": {"host": "other.example"}}
    assert reader.get("/", **elsewhere).context["page"] == other
    assert reader.get("/ours/", **elsewhere).status_code == 200
    assert reader.get("/ours/").status_code == 404
    assert reader.get("/about/", **elsewhere).status_code == 404


@pytest.mark.parametrize("path", ["/%00/", "/about%00/", "/" + "a" * 9_000 + "/", "/" + "b/" * 2_000])
def test_an_address_no_database_could_hold_is_not_found(path, site, reader):
    assert reader.get(path).status_code == 404


def test_the_addresses_of_pages_are_in_the_sitemap_and_private_ones_are_not(site, reader):
    shown, hidden = factories.information(), factories.information()
    draft = factories.information(live=False)
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    answer = reader.get("/sitemap.xml")
    assert answer.headers["Content-Type"].startswith("application/xml")
    words = answer.content.decode()
    assert f"{shown.get_url()}</loc>" in words
    assert hidden.get_url() not in words
    assert draft.slug not in words


def test_robots_may_look_at_everything_but_the_admin(site, reader):
    answer = reader.get("/robots.txt")
    assert answer.headers["Content-Type"].startswith("text/plain")
    lines = answer.content.decode().splitlines()
    assert lines == ["User-agent: *", "Disallow: /admin/", "Sitemap: http://testserver/sitemap.xml"]
