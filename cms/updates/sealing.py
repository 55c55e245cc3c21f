"""Seals an entry when it is written, and rebuilds from the tables what ought to be sealed."""

import datetime as dt
import secrets
import uuid
from decimal import Decimal
from typing import Any

from cms.core.partial_dates import PartialDate

from . import chain as arithmetic
from .models import ChainLock, PageUpdate


def seal(update: PageUpdate, fact=None) -> None:
    """Give a new entry its place at the end of its chain. Call it inside the transaction that saves it."""
    update.number, previous = _end_of(update.chain)
    update.salt = secrets.token_hex(16)
    update.sealed = as_sealed(update, fact, previous=previous)
    update.hash = arithmetic.hash_of(update.sealed)


def as_sealed(update: PageUpdate, fact, *, previous: str) -> str:
    """What is hashed for this entry and the fact behind it, as their rows are now."""
    return arithmetic.sealed(
        facts_in(update, fact),
        texts_in(update, fact),
        chain=str(update.chain),
        number=update.number,
        previous=previous,
        salt=update.salt,
    )


def facts_in(update: PageUpdate, fact=None) -> dict[str, Any]:
    """The facts of an entry as they are sealed; those of the row behind it below the name of its kind."""
    facts = _values(update, update.sealed_facts)
    facts["corrects"] = update.corrects.number if update.corrects_id else None
    facts["published_on"] = str(update.published_on.translation_key) if update.published_on_id else None
    if fact is not None:
        facts[fact._meta.model_name] = _values(fact, fact.sealed_facts)
    return facts


def texts_in(update: PageUpdate, fact=None) -> dict[str, str]:
    """The words of an entry by name, with those of the row behind it and its sources. No word: no name."""
    texts = {name: getattr(update, name) for name in update.sealed_texts}
    if update.citations:
        texts["citations"] = arithmetic.canonical([dict(source.value) for source in update.citations])
    if fact is not None:
        name = fact._meta.model_name
        texts |= {f"{name}.{field}": getattr(fact, field) for field in fact.sealed_texts}
    return {name: text for name, text in texts.items() if text}


def _values(row, names) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"  # a database may give back more noughts than it was given
    return str(value) if isinstance(value, PartialDate | uuid.UUID | dt.date) else value


def hold(*chains: uuid.UUID) -> None:
    """Keep everybody else from appending to these chains until the transaction is in.

    They are taken in one order, whoever asks, so that no two who hold several wait for each other.
    """
    for chain in sorted(set(chains)):
        ChainLock.objects.get_or_create(chain=chain)
        ChainLock.objects.select_for_update().get(chain=chain)


def _end_of(chain: uuid.UUID) -> tuple[int, str]:
    """The next number of a chain and the hash it follows."""
    hold(chain)
    last = PageUpdate.objects.in_chain(chain).values_list("number", "hash").last()
    return (last[0] + 1, last[1]) if last else (1, arithmetic.FIRST)
