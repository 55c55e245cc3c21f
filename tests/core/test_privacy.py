"""A reader leaves nothing behind: no cookie, no session, no other host told."""

import re

import pytest
from django.contrib.sessions.models import Session

from tests.furnishing import pages

ADDRESSES = [
    "/",
    "/evidence/?words=trees",
    "/recommendations/?decision=accepted",
    "/topics/",
    "/nowhere/",
    "/updates/feed.atom",
]


def test_no_page_sets_a_cookie(furnished, reader):
    for address in [*ADDRESSES, *(page.get_url() for page in pages(furnished).values())]:
        answer = reader.get(address)
        assert not answer.cookies, address
        assert "cookie" not in answer.headers.get("Vary", "").lower(), address
    assert not Session.objects.exists()


def test_no_page_makes_the_browser_ask_another_host(furnished, reader):
    loading = r"<(?:script|link|img|iframe|source|video|audio)\b[^>]*?(?:src|srcset|href)=\"([^\"]*)\""
    for page in pages(furnished).values():
        html = re.sub(
            r"<link rel=\"(?:canonical|alternate)\"[^>]*>", "", reader.get(page.get_url()).content.decode()
        )
        addresses = re.findall(loading, html)
        assert addresses
        assert [address for address in addresses if "//" in address] == [], page


def test_a_film_is_a_link_until_somebody_wants_it(furnished, reader):
    html = reader.get(furnished.film.get_url()).content.decode()
    assert "<iframe" not in html
    assert 'href="https://www.youtube.com/watch?v=abc"' in html


@pytest.mark.parametrize(
    "path", ["/", "/about/", "/nowhere/", "/topics/", "/updates/feed.atom", "/robots.txt"]
)
def test_every_answer_says_how_it_may_be_used(path, furnished, reader):
    headers = reader.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/snippets/core/topic/", "/admin/media/"])
def test_nobody_gets_into_the_admin_without_signing_in(path, site, reader):
    answer = reader.get(path)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/admin/login/")
