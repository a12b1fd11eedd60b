"""A ticket in Slack and its issue in a small Jira, with the webhooks between them."""

import hashlib
import hmac
import json
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from deskbell.adapters.alerts.secret import AlertSecret
from deskbell.adapters.webhooks.reception import WebhookReception
from deskbell.domain.ids import InboxId
from deskbell.domain.inputs import Envelope
from deskbell.domain.jira.settings import Jira
from deskbell.domain.settings.desk import Desk
from deskbell.usecases.change import Handled
from tests.api_gateway import Event
from tests.builders import a_desk, an_inbox
from tests.functional.alert_desk import posted
from tests.functional.memory_desk import MemoryDesk
from tests.functional.two_way import TwoSides
from tests.jira import JIRA, MARAS_ACCOUNT

HOOK_KEY = "obviously-fake-jira-hook-key"


def a_jira_desk(jira: Jira = JIRA, **inbox: Any) -> Desk:
    """Each of whose tickets is an issue."""
    return a_desk(inboxes={InboxId("it"): an_inbox(jira=jira.id, **inbox)}, jira={jira.id: jira})


@dataclass
class JiraDesk(TwoSides):
    """Ana's laptop does not start, here and in Jira. `handled` is what became of its webhooks."""

    desk: MemoryDesk = field(default_factory=lambda: MemoryDesk(a_jira_desk()))
    handled: list[Handled] = field(default_factory=list)
    answers: list[Any] = field(default_factory=list)
    _heard: int = 0

    def hear(self) -> None:
        """What Jira has sent since is let in, and handled."""
        jira = self.desk.jira
        for hook in jira.hooks[self._heard :]:
            self.webhook(hook)
        self._heard = len(jira.hooks)

    def webhook(self, hook: object) -> None:
        self.send(signed(hook))

    def send(self, event: Event) -> int:
        taken = list[Envelope]()
        answer: Any = WebhookReception(
            desk=lambda: self.desk.desk,
            secret=lambda: AlertSecret({"jira": (HOOK_KEY,)}),
            put=taken.append,
            wall=self.desk.wall,
            now=lambda: self.desk.now,
            tell=lambda what, **facts: None,
        ).answer(event)
        self.answers.append(json.loads(answer["body"]))
        for envelope in taken:
            self.handled += self.desk.receive(envelope)
        return int(answer["statusCode"])

    def in_jira(self, account: str, name: str, text: str, visibility: str = "") -> None:
        """Somebody says it on the issue."""
        self.desk.jira.say(account, name, text, visibility)
        self.hear()

    def moved_in_jira(self, status: str, account: str = MARAS_ACCOUNT) -> None:
        self.desk.jira.move(account, status)
        self.hear()

    def pass_time(self, seconds: float = 130) -> None:
        self.desk.later(timedelta(seconds=seconds))

    @property
    def ignored(self) -> list[str]:
        return [one.ignored for one in self.handled if one.ignored]

    @property
    def said_in_jira(self) -> list[str]:
        """Without the last line, by which we know our own."""
        return [one.body.split("\n\ndeskbell:")[0] for one in self.desk.jira.issue.comments]


def signed(hook: object, key: str = HOOK_KEY) -> Event:
    body = json.dumps(hook).encode()
    mac = hmac.new(key.encode(), body, hashlib.sha256).hexdigest()
    return posted(body, "/hooks/jira", **{"x-hub-signature": f"sha256={mac}"})


def with_jira(desk: MemoryDesk, **changes: Any) -> None:
    """Somebody pushes other settings."""
    jira = replace(desk.desk.jira["jira"], **changes)
    desk.desk = desk.settings.desk = replace(desk.desk, jira={"jira": jira})
