"""What is looked up once and kept in the cache, under a version that saving a page or a setting bumps.

Two processes that share a cache agree at once; where each has its own, they agree after a minute.
"""

import datetime as dt

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

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


def remembered_of_pages(name: str, make):
    """The same for what tells of pages: it is made again the second the time of one of them is over."""
    now = timezone.now()
    over = [moment for moment in remembered("moments", _moments) if moment <= now]
    return remembered(f"{name}:{max(over).isoformat() if over else ''}", make)


def _moments() -> list[dt.datetime]:
    # From as long ago as something made before may still be remembered, to as long as this list will be.
    now, reach = timezone.now(), dt.timedelta(seconds=SECONDS)
    ending = Page.objects.live().filter(expire_at__gt=now - reach, expire_at__lte=now + reach)
    return list(ending.order_by("expire_at").values_list("expire_at", flat=True))
