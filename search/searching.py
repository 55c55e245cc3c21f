"""One search from question to answer: what was found, how much of it is of which kind, and where."""

import logging
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import F

from .allowing import allowed, pages_among
from .asking import Asked
from .finding import MOST, Hit, NoIndex, find, is_empty
from .kinds import Kind
from .places import Place

log = logging.getLogger(__name__)


@dataclass
class Found:
    """The hits that fit, and how many would fit with another kind, or in another place.

    `more`: there are more that fit, and these are the best. `at_least`: more was found than was counted.
    `titles_only`: the index could not be read, so only the titles of pages were looked at.
    """

    hits: list[Hit] = field(default_factory=list)
    of_kind: Counter = field(default_factory=Counter)
    in_place: Counter = field(default_factory=Counter)
    more: bool = False
    at_least: bool = False
    titles_only: bool = False


def search(pages, asked: Asked, kinds: dict[str, Kind], places: list[Place], kind="", place=None) -> Found:
    """What somebody who may read these pages finds: of one kind or of any, below one place or anywhere.

    One statement; a second if there are more hits than can be counted and something is chosen, because the
    best of all need not hold the best of what was chosen.
    """
    if not asked:
        return Found()
    look, hits, titles_only = _look(pages, asked, kinds)
    names = {number: name for name, each in kinds.items() for number in each.content_types}
    at_least, hits = len(hits) > MOST, hits[:MOST]
    here = [hit for hit in hits if place is None or place.holds(hit.path)]
    alike = [hit for hit in hits if not kind or names[hit.kind] == kind]
    found = Found(
        hits=[hit for hit in here if not kind or names[hit.kind] == kind],
        of_kind=Counter(names[hit.kind] for hit in here),
        in_place=Counter(each.name for hit in alike for each in places if each.holds(hit.path)),
        more=at_least,
        at_least=at_least,
        titles_only=titles_only,
    )
    if at_least and (kind or place):
        hits = look(pages, asked, kinds, kind, place.path if place else "")
        found.more, found.hits = len(hits) > MOST, hits[:MOST]
        found.of_kind[kind] = found.in_place[place.name if place else ""] = len(found.hits)
    return found


def _look(pages, asked: Asked, kinds: dict[str, Kind]):
    """How to look, what that found, and whether it was in titles only, because there is no index to ask."""
    try:
        hits = _in_the_index(pages, asked, kinds)
    except NoIndex as reason:
        log.error("The search index cannot be read: %s", reason)
    else:
        if hits or not is_empty():
            return _in_the_index, hits, False
        log.error("The search index is empty: run manage.py update_index")
    return _in_titles, _in_titles(pages, asked, kinds), True


def _in_the_index(pages, asked: Asked, kinds: dict[str, Kind], kind="", place="") -> list[Hit]:
    return find(asked, allowed(pages, kinds, kind, place), MOST + 1)


def _in_titles(pages, asked: Asked, kinds: dict[str, Kind], kind="", place="") -> list[Hit]:
    rows = pages_among(pages, kinds, kind, place)
    for term in asked.terms:
        for word in term.words:
            rows = rows.filter(title__icontains=word)
    rows = rows.order_by("title", "path").values_list(F("content_type_id"), F("pk"), F("path"))
    return [Hit(*row) for row in rows[: MOST + 1]]
