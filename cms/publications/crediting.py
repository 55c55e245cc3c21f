"""The words by which a text is cited and its licence is told."""

from collections.abc import Iterable

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext

ENDS = (".", "?", "!", "…")


def listed(names: Iterable[str]) -> str:
    """Names in one line: `A, B and C`."""
    *first, last = [*names] or [""]
    return f"{', '.join(first)} {gettext('and')} {last}" if first else last


def citation(
    *,
    title: str,
    authors=(),
    publisher="",
    published_on=None,
    within="",
    version="",
    address="",
    changed=None,
) -> str:
    """How to cite a text, in plain words. What is not known is left out.

    `within` is the title of the whole that a chapter belongs to, `published_on` a partial date, `changed`
    the moment of the last change.
    """
    by = listed(authors) or publisher
    year = f"({published_on.end.year})" if published_on else ""
    parts = [
        " ".join(filter(None, (by, year))) or None,
        title,
        gettext("In: %(title)s") % {"title": within} if within else None,
        publisher if by != publisher else None,
        gettext("Version %(version)s") % {"version": version} if version else None,
        address or None,
        gettext("Last changed %(date)s") % {"date": format_date(changed, "j F Y")} if changed else None,
    ]
    return " ".join(_sentence(part, address) for part in parts if part)


def _sentence(words: str, address: str) -> str:
    # A full stop behind an address would be taken for a part of it.
    return words if words == address or words.endswith(ENDS) else f"{words}."
