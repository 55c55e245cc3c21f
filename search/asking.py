"""Reads what somebody typed into the search box. Words are words: no sign in it is an operator.

Words in double quotes are looked for as they stand. Any other word of three letters or more is looked for
as a beginning too, so that "tree" finds "trees" on a database that knows no grammar.
"""

import re
import unicodedata
from dataclasses import dataclass

MOST_WORDS = 10
SHORTEST_BEGINNING = 3

_QUOTES = str.maketrans("“”„‟«»", '""""""')
_PIECE = re.compile(r'"([^"]*)"|([^"\s]+)')
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Term:
    """A word, or the words of one pair of quotes."""

    words: tuple[str, ...]
    quoted: bool = False

    @property
    def is_beginning(self) -> bool:
        """Whether words that begin with this one are looked for too."""
        return not self.quoted and len(self.words[0]) >= SHORTEST_BEGINNING


@dataclass(frozen=True)
class Asked:
    """Everything that must be found together. Empty: nothing was asked that could be looked for."""

    terms: tuple[Term, ...] = ()
    text: str = ""
    cut_short: bool = False

    @property
    def has_quotes(self) -> bool:
        """Whether some words were put in quotes."""
        return any(term.quoted for term in self.terms)

    def __bool__(self) -> bool:
        return bool(self.terms)


def read(text: str) -> Asked:
    """What was asked: at most ten words, each once, in the order in which they were typed."""
    text = unicodedata.normalize("NFC", text).translate(_QUOTES)
    terms: list[Term] = []
    for quoted, plain in _PIECE.findall(text):
        words = tuple(_WORD.findall(unicodedata.normalize("NFC", (quoted or plain).lower())))
        if quoted and words:
            terms.append(Term(words, quoted=True))
        else:
            terms.extend(Term((word,)) for word in words)
    terms = list(dict.fromkeys(terms))
    kept: list[Term] = []
    for term in terms:
        room = MOST_WORDS - sum(len(each.words) for each in kept)
        if room:
            kept.append(Term(term.words[:room], term.quoted))
    return Asked(tuple(kept), text, cut_short=kept != terms)


def for_sqlite(asked: Asked, columns: str) -> str:
    """The same for FTS5. A word next to itself as a beginning puts whole words before longer ones."""
    return f"{{{columns}}} : (" + " AND ".join(map(_for_sqlite, asked.terms)) + ")"


def _for_sqlite(term: Term) -> str:
    words = f'"{" ".join(term.words)}"'
    return f"({words} OR {words}*)" if term.is_beginning else words


def for_postgresql(asked: Asked) -> str:
    """The same for to_tsquery, which brings each word to its stem."""
    return " & ".join(map(_for_postgresql, asked.terms))


def _for_postgresql(term: Term) -> str:
    words = " <-> ".join(f"'{word}'" for word in term.words)
    return f"({words} | {words}:*)" if term.is_beginning else f"({words})"
