"""The arithmetic of the chain: what is sealed in an entry of the record, and how anybody checks it again.

docs/ledger.md says the same for a stranger who wants to check a download with a few lines of their own.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

VERSION = 1
FIRST = "0" * 64  # what stands where an entry before the first would have its hash


def canonical(value: Any) -> str:
    """The one way to write a value as JSON: keys in order, no spaces, letters as they are."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def hash_of(text: str) -> str:
    """SHA-256 of a text in UTF-8, as 64 hexadecimal characters."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def digests(texts: Mapping[str, str], salt: str) -> dict[str, str]:
    """Name and salted digest of every text that holds something.

    The salt goes when a text has to be removed: without it, nobody can guess their way back to the words.
    """
    return {name: hash_of(salt + text) for name, text in texts.items() if text}


def sealed(
    facts: Mapping[str, Any], texts: Mapping[str, str], *, chain: str, number: int, previous: str, salt: str
) -> str:
    """What is hashed: the facts of an entry as they are, its texts as digests, and its place in the chain."""
    return canonical(
        {
            "version": VERSION,
            "chain": chain,
            "number": number,
            "previous": previous,
            "facts": dict(facts),
            "texts": digests(texts, salt),
        }
    )


@dataclass(frozen=True)
class Fault:
    """The first thing that is wrong with a chain: the number of the entry, and what is wrong with it."""

    number: int
    reason: str


def first_fault(rows: Iterable[Mapping[str, Any]], *, chain: str = "") -> Fault | None:
    """Check the rows of one chain, from the first to the last, as they are published. Nothing: all is well.

    A row has `number`, `previous` and `hash`. Unless it is about a page that is not public it has `sealed`
    as well, and `texts` with `salt`, unless its words were removed.
    """
    expected, previous = 1, FIRST
    for row in rows:
        if row["number"] != expected:
            return Fault(expected, "it is missing")
        if row["previous"] != previous:
            return Fault(expected, "it does not follow from the entry before it")
        reason = _wrong(row, chain)
        if reason:
            return Fault(expected, reason)
        expected, previous = expected + 1, row["hash"]
    return None


def _wrong(row: Mapping[str, Any], chain: str) -> str:
    if "sealed" not in row:
        return ""
    if hash_of(row["sealed"]) != row["hash"]:
        return "its hash is not that of what it says"
    held = json.loads(row["sealed"])
    if (held["number"], held["previous"]) != (row["number"], row["previous"]):
        return "it was sealed for another place"
    if chain and held["chain"] != chain:
        return "it was sealed for another chain"
    if "salt" not in row:
        return ""
    found = digests(row["texts"], row["salt"])
    different = sorted({name for name, _digest in found.items() ^ held["texts"].items()})
    return f"its words are not those that were sealed ({', '.join(different)})" if different else ""
