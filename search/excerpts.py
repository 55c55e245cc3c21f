"""Cuts the piece out of a text where the words that were asked for stand, and says which words they are."""

import re
import unicodedata
from dataclasses import dataclass

from .asking import Asked, Term

LENGTH = 240
BEFORE = 70


@dataclass(frozen=True)
class Part:
    """A stretch of a text that holds words that were asked for, or none of them."""

    text: str
    found: bool = False


class _Plain(dict[int, str]):
    """Letters without case and accents, one for one, so that a place in the text stays the same place."""

    def __missing__(self, code: int) -> str:
        letter = unicodedata.normalize("NFD", chr(code))[0].lower()
        self[code] = letter if len(letter) == 1 else chr(code)
        return self[code]


_PLAIN = _Plain()


def _plain(text: str) -> str:
    return text.lower() if text.isascii() else text.translate(_PLAIN)


def _pattern(term: Term) -> str:
    # What stands between the words of a phrase is anything but a letter or a digit.
    words = r"[\W_]+".join(re.escape(_plain(word)) for word in term.words)
    return rf"(?<![^\W_]){words}" + (r"[^\W_]*" if term.is_beginning else r"(?![^\W_])")


def marked(text: str, asked: Asked) -> list[Part]:
    """The whole text in parts; those that were asked for are marked."""
    if not asked or not text:
        return [Part(text)] if text else []
    parts, at = [], 0
    for found in re.finditer("|".join(map(_pattern, asked.terms)), _plain(text)):
        if found.start() > at:
            parts.append(Part(text[at : found.start()]))
        parts.append(Part(text[found.start() : found.end()], found=True))
        at = found.end()
    if at < len(text):
        parts.append(Part(text[at:]))
    return parts


def excerpt(text: str, asked: Asked) -> list[Part]:
    """The piece of the text that holds most of what was asked for, or its beginning if it holds none."""
    # Wagtail puts commas between the sentences of a text made of blocks.
    text = re.sub(r"(?<=[.!?:;]),(?= )", "", " ".join(text.split()))
    start = _best_start(_plain(text), asked)
    end = start + LENGTH
    if start:
        start = text.find(" ", start) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + LENGTH // 2)
    cut = text[start:end].strip(" ,;:")
    return marked(("… " if start else "") + cut + (" …" if end < len(text) else ""), asked)


def _first_place(plain: str, term: Term) -> int | None:
    # Looking for plain letters first is twenty times quicker than for a pattern.
    word, pattern = _plain(term.words[0]), re.compile(_pattern(term))
    at = plain.find(word)
    while at >= 0:
        if pattern.match(plain, at):
            return at
        at = plain.find(word, at + 1)
    return None


def _best_start(plain: str, asked: Asked) -> int:
    """Where to begin: shortly before the first place of the word around which most of the others stand."""
    places = {term: place for term in asked.terms if (place := _first_place(plain, term)) is not None}
    if not places:
        return 0

    def held(place: int) -> int:
        return sum(place - BEFORE <= other < place - BEFORE + LENGTH for other in places.values())

    return max(0, max(places.values(), key=lambda place: (held(place), -place)) - BEFORE)
