"""The members' words and their fingerprint."""

import hashlib
import unicodedata


def canonical(wording: str) -> str:
    """The wording in NFC, with LF line ends, trimmed: what the fingerprint is taken of."""
    return unicodedata.normalize("NFC", wording).replace("\r\n", "\n").replace("\r", "\n").strip()


def fingerprint(wording: str) -> str:
    """SHA-256 of the canonical wording in UTF-8: 64 hexadecimal digits."""
    return hashlib.sha256(canonical(wording).encode()).hexdigest()
