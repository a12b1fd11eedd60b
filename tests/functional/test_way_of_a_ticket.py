"""One query tells the whole way of a ticket: each line has its reference, or a key to go on by."""

import json
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from deskbell.adapters import wire
from deskbell.adapters.dynamo import keys, rows
from deskbell.adapters.memory.services import MemoryEvents
from deskbell.runtime import compose, reporting
from deskbell.runtime.relay import Relay
from intake import process_input
from it_form import acknowledge_request, route_request
from publish import publish_audit
from relay import send_outbox, sweep_outbox
from tests.api_gateway import a_submission, interaction_request
from tests.builders import OLA, an_envelope
from tests.functional.listener import Listener
from tests.functional.memory_desk import MemoryDesk
from tests.functional.test_intake import MemoryDeadLetters
from tests.ingress import Ingress
from timers import fire_timers


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> MemoryDesk:
    """Behind every handler; nothing is sent before somebody is told to."""
    desk = MemoryDesk()
    relay = Relay(desk.relay, pause=lambda _: None)
    workflow: Any = (
        desk.settings,
        desk.aggregates,
        desk.ports.people,
        desk.ports.groups,
        desk.waits,
        desk.ports.now,
    )
    parts: dict[str, Any] = {
        "intake": compose.Intake(desk.ports, relay, MemoryDeadLetters()),  # type: ignore[arg-type]
        "relay": relay,
        "timekeeper": compose.Timekeeper(desk.timers, desk.queue),  # type: ignore[arg-type]
        "publisher": compose.Publisher(MemoryEvents()),
        "workflow": compose.Workflow(*workflow),
        "settings": desk.settings,
        "environment": SimpleNamespace(clock_file=None),
    }
    for name, part in parts.items():
        monkeypatch.setattr(compose, name, lambda part=part: part)
    monkeypatch.setattr(reporting.metrics.provider, "namespace", "Deskbell")
    return desk


def inbox_batch(*bodies: str) -> dict[str, Any]:
    attributes = {"MessageGroupId": "g", "ApproximateReceiveCount": "1"}
    return {
        "Records": [{"messageId": "m", "body": one, "attributes": attributes} for one in bodies]
    }


def test_each_line_of_a_request_leads_to_the_ticket(
    desk: MemoryDesk,
    listener: Listener,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ingress = Ingress(monkeypatch, capsys)
    arrived = ingress.send(interaction_request(a_submission())).log
    [envelope] = ingress.envelopes
    body = wire.encode(envelope)

    listener.invoke(process_input.handler, inbox_batch(body, body))
    ref, install = str(desk.ticket.ref), envelope.install
    step = {"ref": ref, "install": install, "generation": 0}
    for task in (acknowledge_request, route_request, route_request):
        listener.invoke(task.handler, step)
    [row, *_] = desk.table.outbox
    key = keys.outbox(row)
    image = {"pk": {"S": key.pk}, "sk": {"S": key.sk}}
    listener.invoke(send_outbox.handler, {"Records": [{"dynamodb": {"NewImage": image}}]})
    listener.invoke(sweep_outbox.handler, {})
    audit = [
        {"dynamodb": {"NewImage": rows.audit_to_item(one).serialize(), "SequenceNumber": "1"}}
        for one in desk.history(desk.ticket.ref)
    ]
    listener.invoke(publish_audit.handler, {"Records": audit})
    desk.now += timedelta(hours=1)
    listener.invoke(fire_timers.handler, {"time": desk.now.isoformat()})
    due = [wire.encode(envelope) for envelope in desk.queue.take()]
    listener.invoke(process_input.handler, inbox_batch(*due))

    lines = listener.lines()
    assert [line["message"] for line in lines if line["ref"] != ref] == []
    assert {line["message"] for line in lines} == {
        "InputCommitted",
        "InputIgnored",
        "OutboxSent",
        "TaskDone",
        "EventPublished",
        "TimerFired",
    }
    assert {line["request"] for line in lines} == {"a-request"}
    assert {line["function"] for line in lines} == {"a-function"}
    assert [line for line in lines if line["message"] != "TaskDone" and not line["key"]] == []
    assert arrived["key"] == lines[0]["key"] == envelope.key
    assert arrived["request"] == "fake-request"


def test_a_failed_input_is_told_with_its_key(
    desk: MemoryDesk, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(desk.aggregates, "commit", fail)
    body = wire.encode(an_envelope(desk.form(OLA), "a-key"))
    listener.invoke(process_input.handler, inbox_batch(body))

    [line] = listener.lines()
    assert (line["message"], line["key"], line["times"]) == ("InputFailed", "a-key", 1)
    assert line["level"] == "ERROR"


def test_the_minute_tells_how_late_the_oldest_timer_is(
    desk: MemoryDesk, listener: Listener, capsys: pytest.CaptureFixture[str]
) -> None:
    late = []
    desk.give(desk.form(OLA))
    due = min(timer.due for _, timer in desk.table.timers.values())
    for minutes in (-1, 10):
        time = (due + timedelta(minutes=minutes)).isoformat()
        listener.invoke(fire_timers.handler, {"time": time})
        [metrics] = map(json.loads, capsys.readouterr().out.splitlines())
        late += metrics["TimersLate"]

    assert late == [0.0, 600.0]
