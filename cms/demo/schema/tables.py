"""The columns of the tables."""

from ..shapes import Address, Choice, Date, ListOf, Maybe, Record, Shape, Text
from .parts import (
    CAPACITIES,
    COUNT,
    EVIDENCE_KINDS,
    FORMATS,
    IDENTIFIER,
    NAME,
    PERCENT,
    WORDS,
)

_SOURCE_COLUMNS: dict[str, Shape] = {
    "source_title": WORDS,
    "source_url": Address(),
    "source_page": Maybe(WORDS),
}
TABLES: dict[str, Record] = {
    "sessions.csv": Record(
        {
            "id": IDENTIFIER,
            "assembly": IDENTIFIER,
            "weekend": COUNT,
            "day": COUNT,
            "date": Date(day=True),
            "order": COUNT,
            "title": NAME,
            "format": Choice(FORMATS),
            "summary": WORDS,
            **_SOURCE_COLUMNS,
        },
        named_by="id",
    ),
    "speakers.csv": Record(
        {
            "id": IDENTIFIER,
            "assembly": IDENTIFIER,
            "day": COUNT,
            "date": Date(day=True),
            "name": NAME,
            "role": Maybe(NAME),
            "organisation": Maybe(NAME),
            "topic": WORDS,
            "capacity": Choice(CAPACITIES),
            "note": Maybe(WORDS),
            **_SOURCE_COLUMNS,
        },
        named_by="id",
    ),
    "evidence.csv": Record(
        {
            "id": IDENTIFIER,
            "assembly": IDENTIFIER,
            "day": Maybe(COUNT),
            "date": Maybe(Date()),
            "title": NAME,
            "kind": Choice(EVIDENCE_KINDS),
            "speaker": ListOf(NAME, separator="; "),
            "url": Maybe(Address()),
            "summary": WORDS,
            **_SOURCE_COLUMNS,
        },
        named_by="id",
    ),
    "demographics.csv": Record(
        {
            "id": IDENTIFIER,
            "assembly": IDENTIFIER,
            "category": Text(longest=100),
            "value": NAME,
            "label_as_printed": NAME,
            "population_percent": Maybe(PERCENT),
            "assembly_percent": Maybe(PERCENT),
            "difference_as_printed": Maybe(Text(longest=30)),
            "assembly_count": Maybe(COUNT),
            "count_basis": Maybe(NAME),
            "note": Maybe(WORDS),
            **_SOURCE_COLUMNS,
        },
        named_by="id",
    ),
    "pdf/manifest.csv": Record(
        {
            "file": NAME,
            "title": NAME,
            "author": NAME,
            "year": Date(),
            "pages": COUNT,
            "register_id": IDENTIFIER,
            "licence": NAME,
            "licence_evidence": WORDS,
            "changes": Maybe(WORDS),
            "original_sha256": Text(longest=64),
            "sha256": Text(longest=64),
            "source_url": Address(),
        },
        named_by="file",
    ),
}
