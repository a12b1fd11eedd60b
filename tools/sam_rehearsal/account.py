"""An empty AWS account and a Slack workspace on this machine, for the length of the rehearsal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tools.fake_slack.client import FakeSlackClient
from tools.local_cloud import ministack, secret_file
from tools.local_cloud.front import Front
from tools.local_cloud.options import Options
from tools.local_cloud.preflight import check
from tools.local_cloud.processes import Child, environment, spawn, stop_all
from tools.local_cloud.secret_file import SlackSecrets
from tools.local_cloud.stack import answers
from tools.sam_rehearsal.errors import RehearsalError

HEALTHY_SECONDS = 30.0
POLL_SECONDS = 0.05


@dataclass(slots=True)
class Account:
    options: Options
    secrets: SlackSecrets
    slack: FakeSlackClient
    _front: Front | None = None

    def forward_to(self, api_url: str) -> None:
        """Slack's one address leads to this API: what an admin enters in the app's settings."""
        self.forward_nowhere()
        self._front = Front(self.options.front_port, api_url)
        self._front.start()

    def forward_nowhere(self) -> None:
        if self._front:
            self._front.stop()
            self._front = None


@contextmanager
def opened(options: Options) -> Iterator[Account]:
    """Started before the block and gone after it, with all that was in it."""
    children: list[Child] = []
    account = None
    try:
        check(options)
        options.temporary.mkdir()
        secrets = secret_file.obtain(options.state / "secrets.json", None)
        children.append(_start_aws(options))
        children.append(_start_slack(options, secrets))
        for url in (ministack.health_url(options), f"{options.fake_slack_url}/"):
            _wait_until_healthy(url, children)
        account = Account(options, secrets, FakeSlackClient(f"{options.fake_slack_url}"))
        yield account
    finally:
        if account:
            account.forward_nowhere()
            account.slack.close()
        stop_all(children)


def _start_aws(options: Options) -> Child:
    # The emulator knows SendTaskSuccess for every execution or none, the template allows it for
    # one machine; what each role may do is tried elsewhere (make run and the tests enforce it).
    settings = {**ministack.settings(options), "AUTH": "false"}
    return spawn(
        ministack.NAME, [options.ministack], env=settings, cwd=options.root, state=options.state
    )


def _start_slack(options: Options, secrets: SlackSecrets) -> Child:
    command = [sys.executable, "-m", "tools.fake_slack", "--port", str(options.fake_slack_port)]
    command += ["--request-url", options.front_url]
    command += ["--manifest", str(options.manifest), "--world", str(options.world_file)]
    keys = {
        "FAKE_SLACK_SIGNING_SECRET": secrets.signing_secret,
        "FAKE_SLACK_BOT_TOKEN": secrets.bot_token,
    }
    return spawn(
        "fake_slack",
        command,
        env={**environment(options.temporary), **keys},
        cwd=options.root,
        state=options.state,
    )


def _wait_until_healthy(url: str, children: list[Child]) -> None:
    deadline = time.monotonic() + HEALTHY_SECONDS
    while not answers(url):
        for child in children:
            if not child.alive:
                raise RehearsalError(f"{child.name} ended by itself:\n{child.last_lines()}")
        if time.monotonic() > deadline:
            raise RehearsalError(f"{url} did not answer within {HEALTHY_SECONDS:.0f} s")
        time.sleep(POLL_SECONDS)
