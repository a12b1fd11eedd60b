"""Ports for a stack of a test's own: free ones in a row.

Below the range the system hands out by itself, so that nobody's outgoing connection has one.
"""

import os
import socket
from contextlib import ExitStack
from itertools import chain

FIRST, LAST = 12_000, 30_000


def free_port_base(count: int = 3) -> int:
    """The first of so many. Starts at another place in each process, so that two test runs do not
    meet."""
    start = FIRST + os.getpid() * 10 % (LAST - FIRST)
    for base in chain(range(start, LAST, 10), range(FIRST, start, 10)):
        if _are_free(range(base, base + count)):
            return base
    raise RuntimeError(f"this machine has no {count} free ports in a row")


def _are_free(ports: range) -> bool:
    with ExitStack() as held:
        for port in ports:
            probe = held.enter_context(socket.socket())
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                return False
    return True
