"""The shortcut *Call the supervisor* on a message does what the emoji does (A1-15)."""

from dataclasses import replace
from typing import Any

import pytest

from deskbell.domain.ids import Ts
from deskbell.domain.inputs import ReactionChanged
from tests.api_gateway import an_interaction, interaction_request
from tests.builders import ANA, BEN, IT_HAPPENS, JIWOO, LENA, a_desk, an_inbox
from tests.functional.memory_desk import MemoryDesk
from tests.ingress import Ingress


@pytest.fixture
def ingress(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ingress:
    return Ingress(monkeypatch, capsys)


def call(ts: Ts) -> dict[str, Any]:
    return interaction_request(
        an_interaction(
            "message_action",
            callback_id="call_supervisor",
            channel={"id": IT_HAPPENS},
            message={"ts": ts, "user": ANA, "text": "Payroll is wrong"},
            action_ts="1795424459.000300",
        )
    )


def test_it_calls_the_supervisor_in_private(ingress: Ingress) -> None:
    it = an_inbox(supervisors=(LENA, JIWOO))
    desk = MemoryDesk(a_desk(inboxes={it.id: it}))
    message = desk.say(ANA, "Payroll is wrong")
    desk.give(desk.reaction(ANA, message.ts, "ticket"))

    answer = ingress.send(call(message.ts))
    assert (answer.status, answer.body) == (200, "")
    [shortcut] = ingress.inputs
    assert isinstance(shortcut, ReactionChanged)
    desk.give(replace(shortcut, person=BEN))
    [told] = [post for post in desk.direct(LENA) if "🙋" in post.shown.text]
    assert "Ben Carter" in told.shown.text
    assert desk.ticket.flag
    assert desk.ticket.flag.by == BEN


def test_twice_is_one_gesture(ingress: Ingress) -> None:
    for _ in range(2):
        ingress.send(call(Ts("1795424458.000100")))
    assert len({envelope.key for envelope in ingress.envelopes}) == 1


def test_where_no_emoji_calls_one_it_does_nothing(ingress: Ingress) -> None:
    ingress.settings = replace(ingress.settings, emoji={})
    answer = ingress.send(call(Ts("1795424458.000100")))
    assert answer.outcome == ("ignored", "nobody_is_called")
