"""What makes two reports one outage: a key that the source gives, or that follows from what it
says. Called by whoever takes a report in."""

import hashlib
import unicodedata
from typing import NewType

DedupKey = NewType("DedupKey", str)
KEY_LIMIT = 255
"""Characters; what is longer is told apart by its hash."""


def dedup_key(given: str, *derived_from: str) -> DedupKey:
    """The same for the same text, however it is encoded; `derived_from` where none is given."""
    key = unicodedata.normalize("NFC", given).strip()
    if not key:
        said = (unicodedata.normalize("NFKC", part).casefold() for part in derived_from)
        return DedupKey(_hashed("\x1f".join(" ".join(part.split()) for part in said)))
    return DedupKey(key if len(key) <= KEY_LIMIT else _hashed(key))


def _hashed(text: str) -> str:
    return f"sha256:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"
