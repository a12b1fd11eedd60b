"""The real ingress handler over memory twins of the queue and of Slack."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from deskbell.adapters.memory.services import MemoryInputQueue
from deskbell.adapters.person_language import PersonLanguage
from deskbell.adapters.slack.form_desk import FormDesk
from deskbell.adapters.slack.reception import Reception
from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.inputs import Envelope, Input
from deskbell.domain.settings.desk import Desk
from slack_ingress import receive_request
from tests.api_gateway import AT, PREVIOUS_SECRET, SIGNING_SECRET, Event
from tests.builders import a_desk

LOCALES = {"U0MINJUN01": "ko-KR", "U0OLA00001": "pl-PL", "U0ANA00001": "en-US"}


@dataclass(slots=True)
class MemoryModals:
    """Slack's calls: what was opened and updated, and `failure` to make the next of these fail."""

    opened: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    updated: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    failure: str | None = None
    asked: list[str] = field(default_factory=list)

    def open_view(self, trigger: str, view: Mapping[str, object]) -> str | None:
        if self.failure is None:
            self.opened.append((trigger, view))
        return self.failure

    def update_view(self, view_id: str, view: Mapping[str, object]) -> str | None:
        if self.failure is None:
            self.updated.append((view_id, view))
        return self.failure

    def locale(self, person: str) -> str | None:
        self.asked.append(person)
        return LOCALES.get(person)


@dataclass(slots=True)
class MemoryRows:
    """Rows by key, text attributes only."""

    rows: dict[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)

    def row(self, pk: str, sk: str) -> Mapping[str, str] | None:
        return self.rows.get((pk, sk))


@dataclass(frozen=True, slots=True)
class Answer:
    """What Slack gets back, and the one line that was logged about it."""

    status: int
    headers: Mapping[str, str]
    body: str
    log: Mapping[str, Any]
    logged: str

    @property
    def outcome(self) -> tuple[str, str]:
        return self.log["outcome"], self.log["reason"]

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Ingress:
    """`send` runs the packaged handler's own code; nothing of it is replaced but what it calls."""

    def __init__(
        self,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        queue: MemoryInputQueue | None = None,
    ) -> None:
        self._capsys = capsys
        self.queue = queue or MemoryInputQueue()
        self.slack = MemoryModals()
        self.table = MemoryRows()
        self.settings = a_desk()
        self.fault: Exception | None = None
        language = PersonLanguage(self.table, self.slack, lambda: self.settings.language)
        self.definitions: dict[tuple[str, str], Definition] = {}
        forms = FormDesk(
            self.queue.put, self.slack, language, lambda *which: self.definitions.get(which)
        )
        reception = Reception(
            secrets=lambda: (SIGNING_SECRET, PREVIOUS_SECRET),
            workspace=lambda: self._desk().workspace,
            desk=self._desk,
            put=self.queue.put,
            forms=lambda: forms,
            wall=lambda: float(AT),
            now=lambda: datetime.fromtimestamp(AT, UTC),
        )
        monkeypatch.setattr(receive_request, "reception", lambda: reception)

    def _desk(self) -> Desk:
        if self.fault:
            raise self.fault
        return self.settings

    def send(self, event: Event) -> Answer:
        answer = receive_request.handler(event, None)
        logged = self._capsys.readouterr().out
        [line] = logged.splitlines()
        headers, body = answer.get("headers", {}), answer.get("body", "")
        assert isinstance(headers, dict)
        assert isinstance(body, str)
        assert isinstance(answer["statusCode"], int)
        return Answer(answer["statusCode"], headers, body, json.loads(line), logged)

    @property
    def envelopes(self) -> list[Envelope]:
        return self.queue.envelopes

    @property
    def inputs(self) -> list[Input]:
        return [envelope.input for envelope in self.queue.envelopes]
