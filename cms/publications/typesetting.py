"""Sets a text that is HTML already: markers of notes become numbered links, headings find their level.

A marker is written where it belongs, as `[^lottery]`. It may stand in any words of the text but in a heading,
or in something to press. A marker in a link is set behind it, because a link holds no other link.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

# What a note's marker may be. In a text, anything between the brackets is taken for one, to be found wanting.
MARK = r"[\w-]{1,40}"
MARKER = re.compile(r"\[\^([^\[\]<>&]{1,100})\]")

_PIECE = re.compile(r"""<(?:"[^"]*"|'[^']*'|[^<>"'])*>|[^<]+|<""")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_HEADING = re.compile(r"(</?h)([1-6])\b", re.IGNORECASE)
_ID = re.compile(r'\sid="([^"]+)"')
_NAMES = re.compile(r'(\s(?:id|for|headers|aria-labelledby|aria-describedby|aria-controls)=")([^"]*)(")')
_JUMP = re.compile(r'(\shref="#)([^"]+)(")')
# Where words are pressed, drawn or listed elsewhere, a link would be in the way.
_NO_PLACE = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "button", "summary", "label", "option", "select"),
    *("script", "style", "svg", "textarea", "title"),
}


@dataclass(frozen=True)
class Reference:
    """One place in a text that points to a note: the note's number, where it is, and where the note is."""

    number: int
    anchor: str
    note: str


@dataclass
class SetText:
    """A text as it is shown, and what its markers say: `references` of each mark, in the order of reading.

    `missing` are marks without a note, `misplaced` those where no link may stand. Both are left as written.
    """

    html: str = ""
    references: dict[str, list[Reference]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    misplaced: list[str] = field(default_factory=list)


def same(mark: str) -> str:
    """The mark as marks are compared: large and small letters alike."""
    return unicodedata.normalize("NFC", mark.strip()).casefold()


def note_anchor(mark: str, prefix: str = "") -> str:
    """The id of the note with this mark."""
    return f"{prefix}n-{same(mark)}"


def set_text(
    html: str,
    marks: Iterable[str],
    draw: Callable[[Reference], str],
    *,
    deeper: int = 0,
    prefix: str = "",
) -> SetText:
    """The text with its markers drawn, its headings so many levels deeper, and `prefix` before its ids."""
    known = {same(mark) for mark in marks}
    own = set(_ID.findall(html))
    done = SetText()
    out: list[str] = []
    inside: list[str] = []  # the elements around this place in which no link may stand
    waiting: list[str] = []  # what follows the link we are in
    linked = False

    def point(match: re.Match[str]) -> str:
        mark = same(match[1])
        if inside or mark not in known:
            (done.misplaced if inside else done.missing).append(match[1])
            return match[0]
        places = done.references.setdefault(mark, [])
        number = list(done.references).index(mark) + 1
        anchor = f"{prefix}r{len(places) + 1}-{mark}"
        places.append(Reference(number, anchor, note_anchor(mark, prefix)))
        drawn = draw(places[-1])
        if linked:
            waiting.append(drawn)
            return ""
        return drawn

    for piece in _PIECE.findall(html):
        tag = _TAG.match(piece)
        if not tag:
            out.append(MARKER.sub(point, piece))
            continue
        closing, name = bool(tag[1]), tag[2].lower()
        if name in _NO_PLACE and not piece.endswith("/>"):
            _step(inside, name, closing)
        out.append(_shifted(piece, deeper) if name[0] == "h" else piece)
        if prefix:
            out[-1] = _prefixed(out[-1], own, prefix)
        if name == "a":
            linked = not closing
            if closing:
                out += waiting
                waiting.clear()
    done.html = "".join([*out, *waiting])
    return done


def _step(inside: list[str], name: str, closing: bool) -> None:
    if not closing:
        inside.append(name)
    elif name in inside:
        del inside[len(inside) - 1 - inside[::-1].index(name) :]


def _shifted(piece: str, deeper: int) -> str:
    return _HEADING.sub(lambda found: f"{found[1]}{min(6, int(found[2]) + deeper)}", piece)


def _prefixed(piece: str, own: set[str], prefix: str) -> str:
    def renamed(match: re.Match[str]) -> str:
        names = (f"{prefix}{name}" if name in own else name for name in match[2].split())
        return f"{match[1]}{' '.join(names)}{match[3]}"

    return _JUMP.sub(renamed, _NAMES.sub(renamed, piece))
