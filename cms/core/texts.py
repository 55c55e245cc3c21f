"""Texts that hold a list, one entry on each line, and texts that go into a file."""

import re
from typing import Any

# What XML has no way to write, and a pasted text may hold.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def lines(text: Any) -> list[str]:
    """The lines of a text that hold something, trimmed."""
    return [line.strip() for line in str(text or "").splitlines() if line.strip()]


def writable(words: str) -> str:
    """The words without characters that would make a feed or a spreadsheet unreadable."""
    return _UNWRITABLE.sub(" ", words)
