"""E-mail addresses, and whoever is known by nothing else (A4-03); settings, inputs, people ask.

Somebody who writes by mail and is not in Slack is known by the address they write from: their id
is made of it, so that nothing else needs to know of them.
"""

import re

from deskbell.domain.id_types import PersonId

LONGEST = 254
"""Characters of an address that a mail can carry (RFC 5321)."""
_ADDRESS = re.compile(
    r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
)
_STRANGER = "mail:"


def normal(text: str) -> str | None:
    """The address as we compare it, in small letters, the domain as it is sent; None of what is
    none (bad input 91)."""
    local, at, domain = text.strip().rpartition("@")
    if not at or len(text) > LONGEST:
        return None
    try:
        sent = domain if domain.isascii() else domain.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    address = f"{local}@{sent}".lower()
    return address if len(address) <= LONGEST and _ADDRESS.fullmatch(address) else None


def domain_of(address: str) -> str:
    return address.rpartition("@")[2]


def stranger(address: str) -> PersonId:
    """Whoever writes from this address and is not known in Slack."""
    return PersonId(f"{_STRANGER}{address}")


def address_of(person: str) -> str | None:
    """Of a stranger; None of somebody in Slack."""
    return person.removeprefix(_STRANGER) if person.startswith(_STRANGER) else None
