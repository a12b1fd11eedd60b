"""What people write and what opens doors never reaches a log (reliability.md 6.8).

Canaries stand in every field of every input, from the signed request to the last effect, with
Slack, AWS, the table and the settings well and broken; then all that was logged is searched, at
the most talkative level, with what Lambda itself prints, traces and hands on of a failure.
"""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest

from deskbell.adapters import wire
from deskbell.adapters.memory.workspace import Fault
from deskbell.domain.ids import Thread
from deskbell.runtime import compose, reporting
from deskbell.runtime.relay import Relay
from deskbell.usecases.slack_ports import Never, Undelivered, Unknown
from intake import process_input
from relay import sweep_outbox
from tests.api_gateway import (
    SIGNING_SECRET,
    Event,
    a_button_press,
    a_message_event,
    a_submission,
    an_interaction,
    command_request,
    event_request,
    form_request,
    interaction_request,
    json_request,
)
from tests.builders import ANA, BEN, IT_HAPPENS, IT_TRIAGE, LENA, MINJUN, an_envelope
from tests.functional.listener import ADDRESS, CANARY, Listener
from tests.functional.memory_desk import MemoryDesk
from tests.functional.test_intake import MemoryDeadLetters
from tests.functional.test_relay_handlers import context
from tests.ingress import Ingress


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> MemoryDesk:
    monkeypatch.setattr(reporting.metrics.provider, "namespace", "Deskbell")
    desk, dead_letters = MemoryDesk(), MemoryDeadLetters()
    relay = Relay(desk.relay)
    intake = compose.Intake(desk.ports, relay, dead_letters)  # type: ignore[arg-type]
    monkeypatch.setattr(compose, "intake", lambda: intake)
    monkeypatch.setattr(compose, "relay", lambda: relay)
    return desk


def deliver(desk: MemoryDesk, *bodies: str, times: int = 1) -> None:
    """Through the intake's real handler, then whatever the relay puts on the inbox."""
    waiting = list(bodies)
    while waiting:
        records = [
            {
                "messageId": f"m{index}",
                "body": body,
                "attributes": {"MessageGroupId": "g", "ApproximateReceiveCount": str(times)},
            }
            for index, body in enumerate(waiting)
        ]
        process_input.handler({"Records": records}, context(10.0))
        waiting = [wire.encode(envelope) for envelope in desk.queue.take()]


A_FILE = {"id": "F0000001", "name": CANARY, "permalink": f"https://files.slack.com/{CANARY}"}
EDITED = {"ts": "1795424459.000100", "user": "U0ANA00001"}


def requests() -> list[Event]:
    """Every kind of request of Slack's, and every way of being wrong, full of canaries."""
    said = a_message_event(text=CANARY, files=[A_FILE], blocks=[{"text": CANARY}], email=ADDRESS)
    element = {"type": "plain_text_input", "value": CANARY}
    long_answer = {"type": "plain_text_input", "value": CANARY * 500}
    strange: list[Any] = [CANARY, [CANARY], {CANARY: CANARY}, 7]
    return [
        event_request(said, token=CANARY),
        event_request({**said, "thread_ts": "1795424400.000100"}),
        event_request(
            {
                "type": "message",
                "subtype": "message_changed",
                "channel": "C0ITHAPPEN",
                "event_ts": "1795424459.000100",
                "message": {**said, "edited": EDITED},
                "previous_message": {"text": f"old {CANARY}"},
            }
        ),
        *(event_request({**said, field: value}) for field in said for value in strange),
        *(event_request(event) for event in strange),
        event_request(
            {
                "type": "app_home_opened",
                "user": "U0ANA00001",
                "channel": CANARY,
                "tab": "home",
                "event_ts": "1795424459.000100",
                "view": {"id": "V1", "hash": CANARY, "private_metadata": CANARY},
            }
        ),
        event_request(
            {
                "type": "member_joined_channel",
                "user": "U0ANA00001",
                "channel": "C0ITHAPPEN",
                "channel_type": "C",
                "team": CANARY,
                "inviter": CANARY,
                "event_ts": "1795424459.000100",
            }
        ),
        command_request(CANARY, user_name=CANARY, response_url=f"https://{CANARY}"),
        command_request("", trigger_id=CANARY, user_id=CANARY),
        interaction_request(a_submission(request=element, help=element)),
        interaction_request(a_submission(request=long_answer, manager={"selected_user": CANARY})),
        interaction_request(a_submission(**{CANARY: element})),
        interaction_request(a_button_press(value=CANARY)),
        interaction_request(a_button_press(action_ts=CANARY)),
        interaction_request(a_button_press() | {"trigger_id": CANARY, "response_url": CANARY}),
        interaction_request(a_button_press() | {"user": {"id": "U0BEN00001", "name": CANARY}}),
        interaction_request(an_interaction(CANARY)),
        interaction_request(
            an_interaction("shortcut", callback_id="it_form", trigger_id=CANARY, token=CANARY)
        ),
        json_request(f'{{"{CANARY}": '),
        json_request(f'{{"type": "url_verification", "challenge": ["{CANARY}"]}}'),
        form_request(urlencode({CANARY: CANARY})),
        form_request(urlencode({"payload": CANARY})),
        {**json_request("{}"), "body": CANARY},
        {**json_request("{}"), "headers": {"x-slack-signature": CANARY, CANARY: CANARY}},
    ]


def test_no_request_of_slacks_leaves_its_content_in_the_log(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    listener: Listener,
    desk: MemoryDesk,
) -> None:
    ingress, logged = Ingress(monkeypatch, capsys), ""
    for fault in (None, RuntimeError(CANARY)):
        ingress.fault = fault
        logged += "".join(ingress.send(request).logged for request in requests())
    deliver(desk, *(wire.encode(envelope) for envelope in ingress.envelopes))

    heard = logged + listener.heard(capsys)
    assert "FormSubmitted" in heard
    assert "RuntimeError" in heard
    assert "not_a_ticket" in heard
    for secret in (CANARY, SIGNING_SECRET):
        assert secret not in heard


def test_no_ticket_leaves_its_texts_in_the_log(
    listener: Listener, desk: MemoryDesk, capfd: pytest.CaptureFixture[str]
) -> None:
    root = desk.say(ANA, f"{CANARY} {ADDRESS}")
    reply = desk.say(BEN, CANARY, root.ts)
    desk.slack.fail("conversations.replies", Fault(Unknown("timeout")))
    desk.slack.fail("chat.postMessage", Fault(Never(Undelivered.REJECTED, "invalid_blocks")))
    inputs = [reply, root, desk.reaction(MINJUN, root.ts, "ticket"), desk.form(LENA)]
    deliver(desk, *(wire.encode(an_envelope(one, f"{n}")) for n, one in enumerate(inputs)))
    for _ in range(5):
        desk.now += timedelta(minutes=2)
        sweep_outbox.handler({}, context())
        deliver(desk, *(wire.encode(envelope) for envelope in desk.queue.take()))

    assert desk.ours(IT_TRIAGE)
    assert CANARY in str(desk.tickets)
    heard = listener.heard(capfd)
    assert "OutboxSent" in heard
    assert CANARY not in heard


def test_no_failure_leaves_a_text_in_the_log(
    listener: Listener,
    desk: MemoryDesk,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> object:
        raise ValueError(CANARY)

    root = desk.say(ANA, CANARY)
    opening = wire.encode(an_envelope(desk.reaction(MINJUN, root.ts, "ticket"), "open"))
    monkeypatch.setattr(desk.slack, "post", fail)
    broken = opening.replace('"added":true', f'"added":"{CANARY}"')
    assert broken != opening
    deliver(desk, opening, broken, CANARY, times=3)
    monkeypatch.setattr(desk.aggregates, "commit", fail)
    deliver(desk, wire.encode(an_envelope(desk.form(BEN), "form")), times=3)

    assert desk.ticket.message == Thread(IT_HAPPENS, root.ts)
    heard = listener.heard(capfd)
    assert "LaneFailed" in heard
    assert "InputFailed" in heard
    assert CANARY not in heard
