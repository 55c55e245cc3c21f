"""One thing that happened to several pages is told once."""

from collections.abc import Iterable
from itertools import groupby

MOST_PAGES = 4  # so many rows are looked at for each entry that is to be shown


def gather(entries: Iterable, number: int | None = None) -> list:
    """The entries, with neighbours of the same day, kind and sentence put together.

    Each has `pages`, the pages it is about, in the order they were recorded, and `earliest`, the first entry
    of those put together.
    """
    gathered = []
    for _same, group in groupby(entries, key=lambda entry: (entry.happened_on, entry.kind, entry.sentence)):
        alike = list(group)
        first = alike[0]
        first.earliest = alike[-1]
        first.pages = [entry.page for entry in reversed(alike)]
        gathered.append(first)
    return gathered[:number]
