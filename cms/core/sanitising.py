"""Makes what strangers type safe to ask a database for."""

import re

LONGEST = 200

_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


def plain_words(text: str) -> str:
    """The text without control characters, with single spaces, cut to 200 characters."""
    return " ".join(_CONTROL.sub(" ", text).split())[:LONGEST]
