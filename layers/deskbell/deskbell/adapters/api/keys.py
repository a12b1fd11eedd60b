"""The keys of the API as Secrets Manager holds them: JSON with the fingerprints of each program's.

A key is `<program>.<random>`. Only its SHA-256 is stored, so whoever reads the secret can act for
nobody; it is random enough that nothing slower is needed.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field

from deskbell.adapters.strict_json import load_object
from deskbell.domain.errors import InputError, SettingsError


@dataclass(frozen=True, slots=True)
class ApiKeys:
    """By program; two fingerprints while a key is being replaced."""

    fingerprints: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def of(self, program: str) -> tuple[str, ...]:
        return self.fingerprints.get(program, ())

    def program_of(self, key: str) -> str | None:
        """Whose key it is; every kind of wrong one looks and takes the same."""
        program, shown = key.partition(".")[0], fingerprint(key)
        # A list, not a generator: both comparisons always run.
        fits = [hmac.compare_digest(one, shown) for one in self.of(program)]
        return program if any(fits) else None


def fingerprint(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def parse_api_keys(text: str) -> ApiKeys:
    """Raises SettingsError, which says what to do and nothing of what is inside."""
    try:
        return ApiKeys({name: _each(kept) for name, kept in load_object(text).items()})
    except InputError:
        raise SettingsError(
            'the secret of the API must be JSON such as {"console": ["…"]}; '
            "let `./deskbell api` write it"
        ) from None


def _each(value: object) -> tuple[str, ...]:
    found = value if isinstance(value, list) else [None]
    kept = tuple(one for one in found if isinstance(one, str) and one.isascii())
    if len(kept) != len(found):
        raise InputError("no list of fingerprints")
    return kept
