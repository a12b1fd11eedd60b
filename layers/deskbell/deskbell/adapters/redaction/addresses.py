"""Postal addresses, by the habits of three countries.

There is no library that knows all three without a model of hundreds of megabytes (ADR 0029), and an
address has what its post office asks for: a kind of street and a number, or a postcode.
"""

from collections.abc import Iterator

from deskbell.adapters.redaction.addresses_english import english_addresses
from deskbell.adapters.redaction.addresses_korean import korean_addresses
from deskbell.adapters.redaction.addresses_polish import polish_addresses
from deskbell.adapters.redaction.reading import Reading, Span


def addresses(reading: Reading) -> Iterator[Span]:
    yield from english_addresses(reading)
    yield from polish_addresses(reading)
    yield from korean_addresses(reading)
