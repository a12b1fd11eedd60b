"""The form of a stand-up from Slack's side: opened below the prompt, sent, sent back (A3-05)."""

from typing import Any

import pytest

from deskbell.domain.inputs import Dialog, DialogSubmitted
from deskbell.domain.standups.plan import Question
from tests.api_gateway import a_button_press, an_interaction, interaction_request
from tests.builders import IT_HAPPENS, a_desk
from tests.ingress import Answer, Ingress
from tests.unit.standups.people import ROUND, a_plan

VALUE = "STANDUP#T0DESK0001.round.2026-11-24"


@pytest.fixture
def ingress(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ingress:
    """Minjun presses, who reads Korean."""
    ingress = Ingress(monkeypatch, capsys)
    words = {Question.BLOCKER: {"en": "Stuck?", "ko": "막혔나요?"}, Question.NEXT: {"en": "Next?"}}
    ingress.settings = a_desk(standups={ROUND: a_plan(name="IT & all", questions=words)})
    return ingress


def press(value: str = VALUE) -> dict[str, Any]:
    return interaction_request(a_button_press(action_id="standup.answer", value=value))


def send(ingress: Ingress, **said: str) -> Answer:
    view = {
        **{"id": "V0MENU0001", "hash": "1.abc", "type": "modal"},
        "callback_id": "standup.answer",
        "private_metadata": f"{VALUE}||{IT_HAPPENS}|",
        "state": {
            "values": {
                one: {"value": {"type": "plain_text_input", "value": said.get(one)}}
                for one in Question
            }
        },
    }
    return ingress.send(interaction_request(an_interaction("view_submission", view=view)))


def test_the_button_opens_three_questions_in_the_language_of_whoever_presses(
    ingress: Ingress,
) -> None:
    ingress.send(press())
    [(_, view)] = ingress.slack.opened
    asked = [block for block in view["blocks"] if block["type"] == "input"]
    assert [one["block_id"] for one in asked] == ["done", "next", "blocker"]
    assert [one["optional"] for one in asked] == [False, False, True]
    # Its own words where the plan has them in that language, ours where it has not.
    labels = [one["label"]["text"] for one in asked]
    assert labels == ["지난번 이후 무엇을 했나요?", "다음에 무엇을 하나요?", "막혔나요?"]
    assert "IT &amp; all:" in view["blocks"][0]["text"]["text"]


@pytest.mark.parametrize("value", ["STANDUP#T0DESK0001.gone.2026-11-24", "T#ABC|1", "STANDUP#x"])
def test_of_a_stand_up_that_is_no_more_nothing_opens(ingress: Ingress, value: str) -> None:
    ingress.send(press(value))
    assert ingress.slack.opened == []


def test_what_is_sent_goes_to_the_inbox_with_the_stand_up_it_is_of(ingress: Ingress) -> None:
    send(ingress, done="This", next="That", blocker="")
    [submitted] = ingress.inputs
    assert isinstance(submitted, DialogSubmitted)
    assert (submitted.dialog, submitted.value) == (Dialog.STANDUP_ANSWER, VALUE)
    assert submitted.values == {"done": "This", "next": "That"}


def test_what_is_missing_or_too_long_is_told_beside_its_field(ingress: Ingress) -> None:
    answer = send(ingress, next="x" * 301)
    assert answer.json["errors"].keys() == {"done", "next"}
    assert ingress.inputs == []
