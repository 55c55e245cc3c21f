"""What a page weighs on its way to a phone: all of it together, style sheet and script by themselves."""

import gzip

import pytest
from django.contrib.staticfiles import finders

from tests.demo.loaded_programme import programme  # noqa: F401  a fixture
from tests.furnishing import pages
from tests.reading import seen

PAGE, STYLES, SCRIPTS = 50_000, 12_000, 4_000
REQUESTS = 6


def zipped(content: bytes) -> int:
    return len(gzip.compress(content, 6, mtime=0))


def static(address: str) -> bytes:
    """A static file, from where it lies."""
    with open(finders.find(address.removeprefix("/static/")), "rb") as file:  # noqa: PTH123
        return file.read()


def loaded_by(html: bytes) -> list[str]:
    """The addresses a browser asks for by itself when it shows this page: one icon, each picture once."""
    found = seen(html)
    links = found.all("link")
    icons = [attrs["href"] for attrs in links if "icon" in attrs.get("rel", "").split()]
    styles = [
        attrs["href"] for attrs in links if attrs.get("rel") in {"stylesheet", "preload", "modulepreload"}
    ]
    rest = [
        attrs["src"] for attrs in found.all("script", "img", "iframe", "video", "audio") if "src" in attrs
    ]
    return [*icons[:1], *styles, *rest]


def weight(client, url: str) -> tuple[int, int]:
    """Bytes, zipped, and requests of a page with its style and script."""
    html = client.get(url).content
    loaded = loaded_by(html)
    ours = [address for address in loaded if address.startswith("/static/")]
    return zipped(html) + sum(zipped(static(address)) for address in ours), 1 + len(loaded)


def test_the_style_sheet_is_small():
    assert zipped(static("css/site.css")) <= STYLES


def test_the_script_is_small():
    assert zipped(static("js/site.js")) <= SCRIPTS


def test_every_page_of_the_furnished_site_is_light(furnished, reader):
    heavy = {}
    for page in pages(furnished).values():
        size, requests = weight(reader, page.get_url())
        if size > PAGE or requests > REQUESTS:
            heavy[page.get_url()] = size, requests
    assert heavy == {}


def test_every_page_of_the_real_programme_is_light(programme, reader):  # noqa: F811
    heavy = {}
    for page in programme.get_parent().get_descendants(inclusive=True).live():
        size, requests = weight(reader, page.get_url())
        if size > PAGE or requests > REQUESTS:
            heavy[page.get_url()] = size, requests
    assert heavy == {}


@pytest.mark.parametrize(
    ("html", "number"),
    [
        (b"<p>Words</p>", 0),
        (b'<link rel="icon" href="/a"><link rel="icon" href="/b"><link rel="alternate" href="/c">', 1),
        (b'<script src="/a"></script><img src="/b"><link rel="stylesheet" href="/c">', 3),
    ],
)
def test_what_a_browser_asks_for_by_itself_is_counted(html, number):
    assert len(loaded_by(html)) == number
