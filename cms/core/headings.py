"""The headings inside a text: which level each has and by which address within the page it is found."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

LONGEST = 60


@dataclass(frozen=True)
class Heading:
    """One heading: its words, its level (2 or 3), and its anchor, which no other one of the page has."""

    text: str
    level: int
    anchor: str


def headings_of(stream: Iterable[Any]) -> dict[int, Heading]:
    """The headings of a text, by the place of their block in it.

    An anchor is made of the words. Where another heading has it already, or no letter is left of the words,
    the block's own id takes part, so that it stays the same when the text around it changes. None is an id
    that a template uses. A heading below a heading is of the second level where there is none above it.
    """
    found: dict[int, Heading] = {}
    taken: set[str] = set()
    for place, block in enumerate(stream):
        if block.block_type != "heading":
            continue
        below = str(block.value.get("level")) == "3" and bool(found)
        text = str(block.value.get("text") or "")
        words = slugify(text)[:LONGEST].strip("-_")
        anchor = f"s-{words}"
        if not words or anchor in taken:
            anchor = "-".join(filter(None, (anchor.rstrip("-"), short_id(block.id) or str(place))))
        while anchor in taken:
            anchor += f"-{place}"
        taken.add(anchor)
        found[place] = Heading(text, 3 if below else 2, anchor)
    return found


def short_id(block_id: str | None) -> str:
    """The part of a block's id that is long enough to tell it from its neighbours."""
    return slugify(block_id or "").replace("-", "")[:12]


def contents_of(headings: Iterable[Heading]) -> list[dict[str, Any]]:
    """A list of contents: title and url of each heading, with those below it as `below`."""
    entries: list[dict[str, Any]] = []
    for heading in headings:
        level = entries[-1]["below"] if heading.level == 3 and entries else entries
        level.append({"title": heading.text, "url": f"#{heading.anchor}", "below": []})
    return entries
