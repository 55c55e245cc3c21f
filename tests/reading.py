"""Reads a page of HTML as a reader's browser would, as far as the house rules need it."""

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser


@dataclass
class Seen(HTMLParser):
    """Every tag with its attributes, in order, and the words of each heading."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __post_init__(self):
        super().__init__()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, *names: str) -> list[dict[str, str]]:
        """The attributes of every tag of these names."""
        return [attrs for tag, attrs in self.tags if tag in names]

    def ids(self) -> list[str]:
        return [attrs["id"] for _tag, attrs in self.tags if "id" in attrs]


def seen(html: str | bytes) -> Seen:
    """What is on this page."""
    found = Seen()
    found.feed(html.decode() if isinstance(html, bytes) else html)
    return found


def words(html: str | bytes) -> str:
    """What a page says, without its tags, with single spaces."""
    html = html.decode() if isinstance(html, bytes) else html
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())
