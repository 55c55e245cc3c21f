"""What is looked up once and kept in the cache, under a version that saving a page or a setting bumps.

Two processes that share a cache agree at once; where each has its own, they agree after a minute.
"""

from django.core.cache import cache
from django.db import transaction

VERSION_KEY = "remembered-version"
SECONDS = 60


def forget() -> None:
    """Make everything that was remembered be looked up again, once the transaction is in."""
    transaction.on_commit(_bump)


def _bump() -> None:
    cache.add(VERSION_KEY, 1, None)
    try:
        cache.incr(VERSION_KEY)
    except ValueError:  # another process cleared the cache between the two lines
        cache.set(VERSION_KEY, 1, None)


def remembered(name: str, make):
    """What `make()` gave the last time for this name; it must not be None."""
    key = f"remembered:{cache.get(VERSION_KEY, 0)}:{name}"
    value = cache.get(key)
    if value is None:
        value = make()
        cache.set(key, value, SECONDS)
    return value
