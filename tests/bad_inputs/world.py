"""The packaged ingress and intake over one desk in memory; the tests of the table use it."""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from deskbell.adapters import wire
from deskbell.domain.inputs import Envelope
from deskbell.runtime import compose, reporting
from deskbell.runtime.relay import Relay
from intake import process_input
from tests.api_gateway import AT, Event
from tests.bad_inputs.case import Answer, Case
from tests.builders import BOT
from tests.functional.memory_desk import MemoryDesk
from tests.functional.test_intake import MemoryDeadLetters
from tests.functional.test_relay_handlers import context
from tests.ingress import Answer as IngressAnswer
from tests.ingress import Ingress

SQS_BYTES = 256 * 1024
MOST_DELIVERIES = 5
"""Of one message, by the inbox queue."""


def desk_at_the_time() -> MemoryDesk:
    """All requests are signed in this second."""
    return MemoryDesk(now=datetime.fromtimestamp(AT, UTC))


@dataclass
class World:
    """`send` and `deliver` run the handlers' own code; the rest looks at what came of it."""

    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]
    envelopes: list[Envelope] = field(default_factory=list)
    answers: list[IngressAnswer] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.desk = desk_at_the_time()
        self.ingress = Ingress(self.monkeypatch, self.capsys, self.desk.queue)
        self.dead_letters = MemoryDeadLetters()
        self._lines = io.StringIO()
        self._known = 0
        relay = Relay(self.desk.relay, pause=lambda _: None)
        intake = compose.Intake(self.desk.ports, relay, self.dead_letters)  # type: ignore[arg-type]
        patch = self.monkeypatch.setattr
        patch(compose, "intake", lambda: intake)
        patch(reporting.metrics.provider, "namespace", "Deskbell")
        patch(reporting.logger.registered_handler, "stream", self._lines)

    # --- what happens -------------------------------------------------------------------------

    def play(self, case: Case) -> list[Answer]:
        """All of a case, in order; the answers to its requests."""
        self.prepare(case)
        return self.receive(case.build(self.desk))

    def prepare(self, case: Case) -> None:
        case.given(self.desk)
        self.ingress.settings = self.desk.settings.desk
        self.ingress.slack.failure = case.modal
        self._known = len(self.desk.table.audit)

    def receive(self, incoming: Sequence[Event | str]) -> list[Answer]:
        """Everything that follows from one is over before the next one comes."""
        answers = []
        for one in incoming:
            if isinstance(one, str):
                self.deliver(one)
            else:
                answers.append(self.send(one))
            while envelopes := self.desk.queue.take():
                self.envelopes += envelopes
                for envelope in envelopes:
                    self.deliver(wire.encode(envelope))
            self.desk.settle()
        return answers

    def send(self, event: Event) -> Answer:
        """To the ingress."""
        self.capsys.readouterr()  # the intake's metrics
        answer = self.ingress.send(event)
        self._lines.write(answer.logged)
        self.answers.append(answer)
        return (answer.status, *answer.outcome)

    def deliver(self, body: str) -> None:
        """To the intake, as often as the queue would."""
        assert len(body) < SQS_BYTES
        for times in range(1, MOST_DELIVERIES + 1):
            attributes = {"MessageGroupId": "g", "ApproximateReceiveCount": str(times)}
            record = {"messageId": "m", "body": body, "attributes": attributes}
            answer = process_input.handler({"Records": [record]}, context())
            if not answer["batchItemFailures"]:
                return
        pytest.fail(f"never taken, never given up: {self.logged}")

    # --- what came of it ----------------------------------------------------------------------

    @property
    def logged(self) -> str:
        """Every line of both functions."""
        return self._lines.getvalue()

    @property
    def intake(self) -> tuple[str, ...]:
        """What the log says of each input: the event that it became, or why it was ignored."""
        told = map(json.loads, self.logged.splitlines())
        events = iter(self.changed)
        return tuple(
            next(events) if line["message"] == "InputCommitted" else line["reason"]
            for line in told
            if line["message"] in ("InputCommitted", "InputIgnored")
        )

    @property
    def faults(self) -> list[str]:
        """What broke, as the log has it."""
        lines = map(json.loads, self.logged.splitlines())
        return [
            str(line)
            for line in lines
            if line["level"] == "ERROR" and line["message"] != "SlackRequest"
        ]

    @property
    def changed(self) -> tuple[str, ...]:
        return tuple(row.event for row in self.desk.table.audit[self._known :])

    @property
    def comments(self) -> tuple[str, ...]:
        return tuple(
            "" if comment.deleted_ts else comment.texts[-1][1]
            for comment in self.desk.aggregates.comments(self.desk.ticket.ref)
        )

    @property
    def files(self) -> tuple[str, ...]:
        comments = self.desk.aggregates.comments(self.desk.ticket.ref)
        return tuple(file.name for comment in comments for file in comment.files)

    @property
    def seen(self) -> str:
        """All that anybody is shown, ours only."""
        slack = self.desk.slack
        shown: list[Any] = [post.shown for post in slack.posts.values() if post.author == BOT]
        shown += [whisper.shown for whisper in slack.whispers]
        parts = [part for message in shown for part in (message.text, message.blocks)]
        parts += [*slack.homes.values(), *[view for _, view in self.ingress.slack.opened]]
        said = [
            *map(_words, parts),
            *map(_words, (_parsed(answer.body) for answer in self.answers)),
        ]
        return "\n".join(said)


def _parsed(body: str) -> object:
    try:
        return json.loads(body)
    except ValueError:
        return body


def _words(value: object) -> str:
    """Every text in it, a line each."""
    match value:
        case str():
            return value
        case dict():
            return "\n".join(map(_words, value.values()))
        case list() | tuple():
            return "\n".join(map(_words, value))
    return ""
