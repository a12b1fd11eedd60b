"""Whatever breaks, in whichever function: the log tells where, and quotes nobody (test_logs.py)."""

import importlib
import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import ClientError

from deskbell.adapters.aws_http import AwsJsonService, HttpInputQueue
from deskbell.adapters.dynamo import rows
from deskbell.adapters.eventbridge import BusEvents
from deskbell.adapters.sigv4 import Credentials
from deskbell.adapters.slack.web_api import SlackWorkspace
from deskbell.adapters.stepfunctions import SfnExecutions
from deskbell.domain.effects import Place, ShowCard
from deskbell.domain.errors import StoreUnavailableError
from deskbell.domain.ids import Ref
from deskbell.domain.inputs import Button
from deskbell.runtime import (
    alerts,
    api,
    audit,
    backfill,
    compose,
    mail,
    on_call,
    receipts,
    reporting,
    webhooks,
)
from deskbell.runtime.relay import Relay
from executions import await_outcome
from publish import publish_audit
from relay import sweep_outbox
from resume import resume_execution
from tests.builders import BEN, IT_HAPPENS, IT_TRIAGE, OLA, a_desk
from tests.functional.listener import CANARY, Listener
from tests.functional.memory_desk import MemoryDesk
from tests.functional.relay_world import World
from tests.functional.slack_stub import Stub, http, slack_stub
from tests.http_stub import Reply, http_stub
from tests.http_stub import Stub as HttpStub
from timers import fire_timers

FUNCTIONS = Path(__file__).parents[2] / "functions"
HANDLERS = sorted(
    f"{file.parent.name}.{file.stem}"
    for file in FUNCTIONS.glob("*/*.py")
    if file.stem != "__init__" and file.parent.name != "slack_ingress"
)
"""All but the ingress's, which raises nothing (test_logs.py)."""

ANY_EVENT = {
    "Records": [],
    "time": "2026-11-23T09:00:00Z",
    "ref": "T#ABC",
    "install": "T0DESK0001",
    "generation": 0,
    "execution": CANARY,
    "wait": "taker",
    "token": CANARY,
}


@pytest.fixture(autouse=True)
def namespace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting.metrics.provider, "namespace", "Deskbell")


def answering(method: str) -> Any:
    """A client of AWS's whose every answer is an error that quotes what it was sent."""
    error = {"Code": "ValidationException", "Message": f"1 validation error: {CANARY}"}

    def fail(**_: object) -> None:
        raise ClientError({"Error": error}, method)  # type: ignore[typeddict-item]

    return SimpleNamespace(**{method: fail})


def a_foreign_fault(*_: object) -> None:
    raise RuntimeError(CANARY)


def a_fault_of_ours_that_a_foreign_one_caused(*_: object) -> None:
    try:
        a_foreign_fault()
    except RuntimeError as fault:
        raise StoreUnavailableError("throttled") from fault


@pytest.mark.parametrize(
    "fail", [a_foreign_fault, a_fault_of_ours_that_a_foreign_one_caused], ids=["foreign", "ours"]
)
@pytest.mark.parametrize("name", HANDLERS)
def test_a_function_that_breaks_off_tells_its_request_and_its_place_only(
    name: str,
    fail: Any,
    listener: Listener,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    for part in ("intake", "relay", "timekeeper", "publisher", "workflow"):
        monkeypatch.setattr(compose, part, fail)
    monkeypatch.setattr(audit, "auditor", fail)
    monkeypatch.setattr(backfill, "ports", fail)
    monkeypatch.setattr(mail, "desk", fail)
    monkeypatch.setattr(alerts, "reception", fail)
    monkeypatch.setattr(webhooks, "reception", fail)
    monkeypatch.setattr(api, "reception", fail)
    monkeypatch.setattr(receipts, "take", fail)
    for part in ("look", "calendar"):
        monkeypatch.setattr(on_call, part, fail)
    listener.invoke(importlib.import_module(name).handler, ANY_EVENT)

    heard = listener.heard(capfd)
    assert '"HandlerFailed"' in heard
    assert '"request":"a-request"' in heard
    assert f'"where":"{fail.__name__}:' in heard or '"where":"a_foreign_fault:' in heard
    assert CANARY not in heard


@pytest.mark.parametrize(
    "library",
    ["botocore.endpoint", "urllib3.connectionpool", "slack_sdk.web.base_client", "pynamodb"],
)
def test_libraries_are_not_heard(
    library: str, listener: Listener, capfd: pytest.CaptureFixture[str]
) -> None:
    for level in (logging.DEBUG, logging.WARNING, logging.ERROR):
        logging.getLogger(library).log(level, "sent %s", CANARY)

    assert listener.heard(capfd) == ""


def test_events_that_the_bus_refuses_are_told_without_what_is_in_them(
    listener: Listener, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    desk = MemoryDesk()
    desk.give(desk.form(BEN))
    [opened] = desk.history(desk.ticket.ref)
    image = rows.audit_to_item(replace(opened, detail={"said": CANARY})).serialize()
    bus = BusEvents(answering("put_events"), "a-bus")
    monkeypatch.setattr(compose, "publisher", lambda: compose.Publisher(bus))
    record = {"dynamodb": {"NewImage": image, "SequenceNumber": "1"}}

    answer = listener.invoke(publish_audit.handler, {"Records": [record]})
    heard = listener.heard(capfd)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "1"}]}
    assert '"EventRefused"' in heard
    assert CANARY not in heard


def a_routed_request() -> tuple[MemoryDesk, Ref]:
    """Whose timers run, and which waits for somebody to take it."""
    desk = MemoryDesk()
    desk.give(desk.form(OLA))
    desk.advance(desk.ticket.ref, "acknowledge_request", "route_request")
    return desk, desk.ticket.ref


def bus_event(body: str) -> dict[str, Any]:
    return {"messageId": "m1", "body": body, "attributes": {}, "eventSource": "aws:sqs"}


def test_an_execution_that_refuses_its_answer_is_told_without_its_token(
    listener: Listener, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    desk, ref = a_routed_request()
    parts: Any = (
        desk.settings,
        desk.aggregates,
        desk.ports.people,
        desk.ports.groups,
        desk.waits,
        desk.ports.now,
    )
    workflow = compose.Workflow(*parts)
    monkeypatch.setattr(compose, "workflow", lambda: workflow)
    executions = SfnExecutions(answering("send_task_success"))
    monkeypatch.setattr(compose, "_executions", lambda: executions)
    listener.invoke(await_outcome.handler, {**ANY_EVENT, "ref": str(ref)})
    desk.give(desk.press(BEN, Button.TAKE, desk.ours(IT_HAPPENS)[0]))
    told = f'{{"detail": {{"ref": "{ref}", "cause": "a-key"}}}}'
    batch = [bus_event(told), bus_event(f'{{"{CANARY}": '), bus_event(f'{{"detail": "{CANARY}"}}')]

    answer = listener.invoke(resume_execution.handler, {"Records": batch})
    heard = listener.heard(capfd)
    assert len(answer["batchItemFailures"]) == 3
    assert "ResumeRefusedError" in heard
    assert heard.count('"ResumeFailed"') == 3
    assert CANARY not in heard


@pytest.fixture
def aws() -> Iterator[HttpStub]:
    with http_stub() as stub:
        yield stub


def test_a_timer_that_the_inbox_does_not_take_is_told_without_what_was_sent(
    aws: HttpStub,
    listener: Listener,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    desk, _ = a_routed_request()
    refusal = {"__type": "com.amazonaws.sqs#InvalidMessageContents", "message": CANARY}
    aws.replies = [Reply(status=400, body=json.dumps(refusal).encode())] * 9
    sqs = AwsJsonService("sqs", region="r", credentials=Credentials("k", "s"), endpoint=aws.url)
    queue = HttpInputQueue(sqs.call, f"https://sqs.example.com/{CANARY}")
    timekeeper = compose.Timekeeper(desk.timers, queue)  # type: ignore[arg-type]
    monkeypatch.setattr(compose, "timekeeper", lambda: timekeeper)
    monkeypatch.setattr(compose, "environment", lambda: SimpleNamespace(clock_file=None))

    listener.invoke(fire_timers.handler, {"time": "2027-11-23T09:00:00Z"})
    heard = listener.heard(capfd)
    sqs.close()
    assert "QueueUnavailableError" in heard
    assert "InvalidMessageContents" in heard
    assert CANARY not in heard


@pytest.fixture(scope="module")
def slack() -> Iterator[Stub]:
    with slack_stub() as stub:
        yield stub


@pytest.mark.parametrize(
    "answer",
    [
        http(f"<html>{CANARY}</html>"),
        http(f'{{"ok": false, "error": "{CANARY}"}}'),
        http(f'{{"ok": false, "error": "invalid_blocks", "errors": ["{CANARY}"]}}'),
        http(f'{{"ok": false, "error": "missing_scope", "needed": "{CANARY}"}}'),
        http(f'{{"ok": true, "channel": "{CANARY}", "ts": ["{CANARY}"]}}'),
        http(CANARY, "500 Oops"),
        http(CANARY, "302 Found", f"Location: http://127.0.0.1:1/{CANARY}"),
        http("{}", "429 Slow", f"Retry-After: {CANARY}"),
        b"HTTP/1.1 200 " + CANARY.encode(),
        CANARY.encode(),
    ],
    ids=lambda answer: answer.decode().splitlines()[-1][:30],
)
def test_whatever_slack_answers_is_not_repeated(
    answer: bytes,
    slack: Stub,
    listener: Listener,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    world = World()
    slack.answers = [answer] * 5
    workspace = SlackWorkspace(a_desk().workspace, slack.url, lambda: f"xoxb-{CANARY}", timeout=0.5)
    relay = Relay(replace(world.ports, workspace=workspace), pause=lambda _: None)
    monkeypatch.setattr(compose, "relay", lambda: relay)
    world.wants(ShowCard(Place.TRIAGE, IT_TRIAGE))

    listener.invoke(sweep_outbox.handler, {})
    heard = listener.heard(capfd)
    assert slack.requests
    assert '"message":"Outbox' in heard
    assert CANARY not in heard
