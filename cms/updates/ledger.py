"""Reads the chains: as the public gets them, and as they ought to be."""

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, Subquery
from django.urls import reverse
from wagtail.models import Page

from cms.core.querysets import open_to_all
from cms.core.sites import below_the_site

from . import chain as arithmetic
from .chain import Fault
from .facts import fact_behind, fact_models
from .models import ChainLock, PageUpdate
from .querysets import open_entries
from .sealing import as_sealed, texts_in


@dataclass(frozen=True)
class Head:
    """Where a chain stands: the number and the hash of its last entry."""

    chain: uuid.UUID
    number: int
    hash: str


def heads() -> list[Head]:
    """Every chain, by its last entry. One query, however long they are."""
    last = PageUpdate.objects.filter(chain=OuterRef("chain")).order_by("-number")
    ends = {name: Subquery(last.values(name)[:1]) for name in ("number", "hash")}
    rows = ChainLock.objects.annotate(**ends).filter(number__isnull=False).order_by("chain")
    return [Head(*row) for row in rows.values_list("chain", "number", "hash")]


def chains_of(request) -> list[dict]:
    """Every chain of the site of this request: where it stands, and whose record it is. Two queries.

    A chain whose page is kept from the public has no title.
    """
    found = {head.chain: head for head in heads()}
    is_public = ExpressionWrapper(Q(open_to_all(), live=True), output_field=BooleanField())
    pages = Page.objects.filter(below_the_site(request), translation_key__in=found)
    rows = pages.annotate(is_public=is_public).order_by("path")
    titles: dict = {}
    for key, title, may_be_read in rows.values_list("translation_key", "title", "is_public"):
        titles.setdefault(key, title if may_be_read else "")
    return [
        {
            "chain": str(chain),
            "title": title,
            "entries": found[chain].number,
            "head": found[chain].hash,
            "url": request.build_absolute_uri(reverse("record_chain", args=[chain])),
        }
        for chain, title in titles.items()
    ]


def chains() -> list[uuid.UUID]:
    """Every chain that an entry stands in."""
    return list(PageUpdate.objects.order_by("chain").values_list("chain", flat=True).distinct())


def _entries(chain: uuid.UUID):
    facts = [model._meta.model_name for model in fact_models()]
    is_public = ExpressionWrapper(open_entries(), output_field=BooleanField())
    entries = PageUpdate.objects.in_chain(chain).select_related("page", "published_on", "corrects", *facts)
    return entries.annotate(is_public=is_public).iterator(chunk_size=500)


def published(chain: uuid.UUID) -> Iterator[dict[str, Any]]:
    """The entries of a chain as anybody may have them, the first one first.

    An entry about a page that is kept from the public gives its place and its hash, and nothing else.
    """
    for entry in _entries(chain):
        row = {
            "number": entry.number,
            "previous": json.loads(entry.sealed)["previous"],
            "hash": entry.hash,
        }
        if entry.is_public:
            row["sealed"] = entry.sealed
            if entry.removed_because:
                row["removed"] = {"on": entry.removed_on.isoformat(), "reason": entry.removed_because}
            else:
                row |= {"salt": entry.salt, "texts": texts_in(entry, fact_behind(entry))}
        yield row


def first_fault(chain: uuid.UUID) -> Fault | None:
    """The first entry whose rows are not what was sealed, or whose place is wrong, or nothing."""
    expected, previous = 1, arithmetic.FIRST
    for entry in _entries(chain):
        if entry.number != expected:
            return Fault(expected, "it is missing")
        if arithmetic.hash_of(entry.sealed) != entry.hash:
            return Fault(expected, "its hash is not that of what it says")
        held = json.loads(entry.sealed)
        now = json.loads(as_sealed(entry, fact_behind(entry), previous=previous))
        if entry.removed_because:
            now["texts"] = held["texts"]
        if held["previous"] != previous:
            return Fault(expected, "it does not follow from the entry before it")
        strayed = _strayed(entry, fact_behind(entry))
        if strayed:
            return Fault(expected, f"its rows do not say the same ({', '.join(strayed)})")
        if held != now:
            return Fault(expected, f"it was changed after it was sealed ({_differing(held, now)})")
        expected, previous = expected + 1, entry.hash
    return None


def _strayed(entry: PageUpdate, fact) -> list[str]:
    """The columns that only repeat what is sealed, and do not."""
    wrong = [] if entry.begins_on == entry.happened_on.start else ["begins_on"]
    wrong += [] if entry.page.translation_key == entry.subject else ["page"]
    if fact is not None:
        copied = ("page_id", "subject", "happened_on", "said_by", "basis", "note")
        wrong += [
            f"{fact._meta.model_name}.{name}"
            for name in copied
            if getattr(fact, name) != getattr(entry, name)
        ]
        if _sources(fact) != _sources(entry):
            wrong.append(f"{fact._meta.model_name}.citations")
        wrong += fact.strayed_columns()
    return wrong


def _sources(row) -> list[dict]:
    return [dict(source.value) for source in row.citations or ()]


def _differing(held: dict[str, Any], now: dict[str, Any]) -> str:
    return ", ".join(
        sorted(
            name
            for part in ("facts", "texts")
            for name in held[part].keys() | now[part].keys()
            if held[part].get(name) != now[part].get(name)
        )
        or sorted(name for name in held if held[name] != now.get(name))
    )
