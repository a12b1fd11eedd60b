"""A ticket and its issue, through the real functions, queues and rows; a small Jira (A5-08).

On moto alone: the running desk's functions are other processes, which reach no Jira of a test.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import pytest

from deskbell.adapters.jira import rest
from deskbell.domain.jira.settings import JiraKind
from tests.functional.alert_desk import posted
from tests.jira import MARAS_ACCOUNT
from tests.moto_desk import ALERT_KEY, HOOK_KEY, HOOK_SECRET, MotoDesk, moto_desk
from tools.fake_jira.jira import FakeJira

SETTINGS = {
    "kind": "server",
    "url": "https://jira.example.com",
    "project": "ITSD",
    "issue_type": "Task",
    "inboxes": ["it"],
    "secret": HOOK_SECRET,
    "account": "deskbell-account",
    "acts_as": "ben",
    "status": {"To Do": "new", "In Progress": "assigned", "Waiting": "waiting", "Done": "solved"},
}


@dataclass
class Both:
    """A desk on moto, and its Jira."""

    desk: MotoDesk
    jira: FakeJira
    heard: int = 0

    def hear(self) -> None:
        """What Jira has sent since."""
        hooks = self.jira.hooks[self.heard :]
        self.heard = len(self.jira.hooks)
        self.send(hooks)

    def send(self, hooks: list[dict[str, object]]) -> None:
        for hook in hooks:
            body = json.dumps(hook).encode()
            mac = hmac.new(ALERT_KEY.encode(), body, hashlib.sha256).hexdigest()
            signed = {"x-hub-signature": f"sha256={mac}"}
            request = posted(body, "/hooks/jira", **signed)
            answer = self.desk.functions.invoke("ReceiveWebhookFunction", request)
            assert answer["statusCode"] == 200
        self.desk.settle()

    def replies(self, root: str) -> str:
        return str(
            [one for one in self.desk.slack.messages("it-happens") if one.get("thread_ts") == root]
        )


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> Iterator[Both]:
    jira = FakeJira(lambda: datetime.now(UTC), JiraKind.SERVER, HOOK_KEY)
    monkeypatch.setattr(rest, "session", partial(rest.session, exchange=jira.answer))
    with moto_desk() as desk:
        desk.push(jira={"jira": SETTINGS})
        yield Both(desk, jira)


def test_both_sides_say_the_same_and_a_replay_changes_nothing(both: Both) -> None:
    desk, jira = both.desk, both.jira
    root = desk.slack.say("ana", "it-happens", "The projector is dark")
    desk.slack.act("jiwoo", "react", channel="it-happens", ts=root, name="ticket")
    desk.settle()
    assert jira.issue.fields["summary"].endswith("The projector is dark")
    desk.slack.say("ben", "it-happens", "Is it plugged in?", root)
    desk.settle()
    jira.say(MARAS_ACCOUNT, "Mara Vendor", "A new lamp is on its way")
    both.hear()
    assert "Mara Vendor (Jira): A new lamp is on its way" in both.replies(root)
    jira.move(MARAS_ACCOUNT, "Done")
    both.hear()
    assert "solved" in both.replies(root).lower()
    before, said = both.replies(root), [one.body for one in jira.issue.comments]
    both.send(list(reversed(jira.hooks)))
    assert both.replies(root) == before
    assert [one.body for one in jira.issue.comments] == said
    assert len(said) == 2
    assert jira.issue.status == "Done"
