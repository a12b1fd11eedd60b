"""A fake of its own that moves the desk's time by running a command, for tests of just that."""

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from tests.functional.fake_slack.harness import ROOT, config_of, serving, url_of
from tools.fake_slack.client import FakeSlackClient
from tools.fake_slack.seed.manifest import load_manifest
from tools.fake_slack.server import FakeSlackServer, listen


@contextmanager
def started(command: str) -> Iterator[FakeSlackClient]:
    """A fake of its own, which runs this command."""
    listener = listen(0)
    url = url_of(listener)
    manifest = load_manifest(ROOT / "slack_manifest.yaml", "http://127.0.0.1:9")
    config = replace(config_of(url, manifest), tick_command=command)
    with contextmanager(serving)(FakeSlackServer(config), listener), FakeSlackClient(url) as client:
        yield client


def python(program: str) -> str:
    return shlex.join([sys.executable, "-c", program, "{at}"])
