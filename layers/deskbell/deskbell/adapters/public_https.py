"""TLS to a host that the settings name, at an address that anybody may know; hooks and Jira use it.

    its name ── every address public? ── TLS to one of those addresses, checked for that name

A name that leads into a private network is never called: what listens beside a Lambda, or in its
network, is not for the settings to reach.
"""

import socket
import ssl
import time
from collections.abc import Callable, Sequence
from functools import cache
from ipaddress import ip_address

Resolve = Callable[[str, int], Sequence[str]]


class NotPublicError(Exception):
    """The host's name leads to an address that only somebody inside can reach."""


def public_addresses(host: str, port: int) -> Sequence[str]:
    """All addresses behind a name, if anybody may know each of them. Raises OSError, or
    NotPublicError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(address[0]) for *_, address in found]
    if not all(map(_is_public, addresses)):
        raise NotPublicError(host)
    return addresses


@cache
def trusting() -> ssl.SSLContext:
    """Loaded once: it takes 20 ms."""
    return ssl.create_default_context()


def connected(host: str, port: int, until: float, addresses: Resolve) -> socket.socket:
    """To an address that was looked at, not to a name that may lead elsewhere a moment later.
    `until` is of `time.monotonic`. Raises OSError, or NotPublicError."""
    fault = OSError("no address")
    for address in addresses(host, port):
        try:
            opened = socket.create_connection((address, port), left(until))
        except OSError as refused:
            fault = refused
        else:
            opened.settimeout(left(until))
            return opened
    raise fault


def left(until: float) -> float:
    """For the next wait of a socket. Raises TimeoutError."""
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


def _is_public(address: str) -> bool:
    """Not private, link-local, loopback, reserved, or for many at once."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return found.is_global and not found.is_multicast
