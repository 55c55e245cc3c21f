"""Texts that hold a list, one entry on each line."""

from typing import Any


def lines(text: Any) -> list[str]:
    """The lines of a text that hold something, trimmed."""
    return [line.strip() for line in str(text or "").splitlines() if line.strip()]
