"""What a badge says, part by part, and how wide each part is. Pure: nothing is looked up here."""

from collections.abc import Iterable
from dataclasses import dataclass

HEIGHT = 24
PADDING = 8
NARROW, WIDE, USUAL = 4.0, 9.6, 6.8  # how wide a letter of 11 pixels is drawn, about
NARROW_LETTERS = frozenset("iIjlft.,:;'!|()[] ")
WIDE_LETTERS = frozenset("mwMWQO%@")
MOST_LETTERS = 60

# A badge stands on other people's pages, so it brings its own colours. White on each has a contrast above 5.
COLOURS = {
    "name": "#26302b",
    "good": "#17663a",
    "moving": "#1a5799",
    "late": "#864e00",
    "stopped": "#8d2333",
    "still": "#4f5853",
    "open": "#4f5853",
}


@dataclass(frozen=True)
class Part:
    """One field of a badge: its words, its colour, where it begins and how wide it is, all in pixels."""

    words: str
    colour: str
    x: int
    width: int

    @property
    def text_x(self) -> int:
        """Where its words begin."""
        return self.x + PADDING

    @property
    def text_width(self) -> int:
        """How wide its words are drawn, whatever typeface the reader has."""
        return self.width - 2 * PADDING


def width_of(words: str) -> int:
    """About how wide these words are drawn."""
    widths = (
        NARROW if letter in NARROW_LETTERS else WIDE if letter in WIDE_LETTERS else USUAL for letter in words
    )
    return round(sum(widths))


def parts_of(fields: Iterable[tuple[str, str]]) -> list[Part]:
    """The parts of a badge, side by side: each field is words and a tone."""
    parts: list[Part] = []
    at = 0
    for words, tone in fields:
        words = words if len(words) <= MOST_LETTERS else f"{words[: MOST_LETTERS - 1]}…"
        part = Part(words, COLOURS.get(tone, COLOURS["still"]), at, width_of(words) + 2 * PADDING)
        parts.append(part)
        at += part.width
    return parts
