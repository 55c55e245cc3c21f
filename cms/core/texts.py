"""Texts that hold a list, one entry on each line."""


def lines(text: str | None) -> list[str]:
    """The lines of a text that hold something, trimmed."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
