"""A fake of its own that moves the desk's time by running a command, for tests of just that."""

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from tests.functional.fake_slack.harness import Receiver, running
from tools.fake_slack.client import FakeSlackClient


@contextmanager
def started(command: str) -> Iterator[FakeSlackClient]:
    """A fake of its own, which runs this command and sends to nobody."""
    nobody = Receiver("http://127.0.0.1:9")
    yield from running(nobody, lambda usual: replace(usual, tick_command=command))


def python(program: str) -> str:
    return shlex.join([sys.executable, "-c", program, "{at}"])
