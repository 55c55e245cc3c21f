"""Weighs what a browser loads for a page, zipped as it travels."""

import gzip

from django.contrib.staticfiles import finders

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


def too_heavy(client, pages) -> dict[str, tuple[int, int]]:
    """Of these pages, those over the budget: bytes and requests by address."""
    weighed = {page.get_url(): weight(client, page.get_url()) for page in pages}
    return {url: found for url, found in weighed.items() if found[0] > PAGE or found[1] > REQUESTS}
