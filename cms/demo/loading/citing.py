"""Turns the sources of the data into citations."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

Source = dict[str, Any]

_PAGE = re.compile(r"(?:PDF )?p\.(\d+)(?: \(printed p\.(\d+)\))?")


def cited(sources: Iterable[Source]) -> list[tuple[str, dict[str, str]]]:
    """The sources of a record as the value of a field for citations."""
    return [("citation", citation) for citation in listed(sources)]


def listed(sources: Iterable[Source]) -> list[dict[str, str]]:
    """The sources of a record as a list inside a block. A source named twice alike stands there once."""
    citations: list[dict[str, str]] = []
    for source in sources:
        pages, printed = source.get("pdf_pages") or [], source.get("printed_pages") or []
        citation = {
            "title": source["title"],
            "url": source["url"],
            "pages": page_words(pages or printed),
            "printed_pages": page_words(printed) if pages and printed != pages else "",
            "part": source.get("part") or "",
            "note": source.get("note") or "",
        }
        if citation not in citations:
            citations.append(citation)
    return citations


def of_row(row: dict[str, Any]) -> Source:
    """The source of a row of a table, in the form the other files have."""
    source: Source = {"title": row["source_title"], "url": row["source_url"]}
    found = _PAGE.fullmatch(row["source_page"] or "")
    if found:
        source["pdf_pages"] = [int(found[1])]
        source["printed_pages"] = [int(found[2] or found[1])]
    elif row["source_page"]:
        source["part"] = row["source_page"]
    return source


def page_words(pages: list[int]) -> str:
    """Page numbers as a reader likes them: `9, 30 to 31`."""
    return ", ".join(str(first) if first == last else f"{first} to {last}" for first, last in _runs(pages))


def _runs(pages: list[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for place in range(1, len(pages) + 1):
        if place == len(pages) or pages[place] != pages[place - 1] + 1:
            yield pages[start], pages[place - 1]
            start = place
