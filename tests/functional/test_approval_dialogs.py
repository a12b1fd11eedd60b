"""The dialogs of approvals from Slack's side: opened from a card, sent, sent back."""

from typing import Any

import pytest

from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import ButtonPressed, Dialog, DialogSubmitted
from tests.api_gateway import a_button_press, interaction_request
from tests.builders import ADAM, LENA
from tests.functional.test_dialogs import METADATA, choose, chosen, send
from tests.ingress import Ingress

APPROVAL = "APPROVAL#ABC|2"
CARD = f"{APPROVAL}||D0LENA0001|"
"""What the dialog of an approver's card carries."""


@pytest.fixture
def ingress(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ingress:
    return Ingress(monkeypatch, capsys)


def people(*chosen_ones: PersonId) -> dict[str, Any]:
    return {"type": "multi_users_select", "selected_users": list(chosen_ones)}


WHAT = {"type": "plain_text_input", "value": "A laptop"}


@pytest.mark.parametrize("dialog", [Dialog.REJECT, Dialog.DELEGATE])
def test_an_approvers_card_opens_its_dialogs(ingress: Ingress, dialog: Dialog) -> None:
    press = a_button_press(action_id=dialog, value=APPROVAL)
    answer = ingress.send(interaction_request(press))
    assert (answer.status, *answer.outcome) == (200, "answered", "dialog_opened")
    [(_, view)] = ingress.slack.opened
    assert view["callback_id"] == dialog
    assert view["private_metadata"].startswith(f"{APPROVAL}|")


def test_approve_goes_to_the_inbox(ingress: Ingress) -> None:
    ingress.send(interaction_request(a_button_press(action_id="approval.approve", value=APPROVAL)))
    [pressed] = ingress.inputs
    assert isinstance(pressed, ButtonPressed)
    assert pressed.value == APPROVAL


def test_who_is_asked_travels_in_the_order_in_which_they_were_chosen(ingress: Ingress) -> None:
    send(ingress, "ticket.ask_approval", what=WHAT, approvers=people(LENA, ADAM))
    [submitted] = ingress.inputs
    assert isinstance(submitted, DialogSubmitted)
    assert submitted.values == {"what": "A laptop", "approvers": f"{LENA},{ADAM}"}


def test_all_have_to_approve_unless_somebody_chooses_otherwise(ingress: Ingress) -> None:
    ingress.send(choose("ticket.ask_approval"))
    [(_, view)] = ingress.slack.updated
    [policy] = [block for block in view["blocks"] if block.get("block_id") == "policy"]
    assert policy["element"]["initial_option"]["value"] == "all"


def errors(ingress: Ingress, **elements: Any) -> list[str]:
    answer = send(ingress, "ticket.ask_approval", METADATA, **elements)
    assert ingress.inputs == []
    return list(answer.json["errors"])


def test_more_approvals_than_people_are_sent_back(ingress: Ingress) -> None:
    found = errors(ingress, what=WHAT, approvers=people(LENA), policy=chosen("two"))
    assert found == ["approvers"]


def test_more_people_than_can_decide_are_sent_back(ingress: Ingress) -> None:
    many = people(*(PersonId(f"U{number:09}") for number in range(11)))
    assert errors(ingress, what=WHAT, approvers=many) == ["approvers"]


def test_nobody_and_nothing_are_sent_back(ingress: Ingress) -> None:
    empty = {"type": "plain_text_input", "value": None}
    assert errors(ingress, what=empty, approvers=people()) == ["what", "approvers"]


@pytest.mark.parametrize("strange", [None, "U1", {"a": 1}, [1, None, {}]])
def test_people_of_another_shape_are_nobody(ingress: Ingress, strange: object) -> None:
    element = {"type": "multi_users_select", "selected_users": strange}
    assert errors(ingress, what=WHAT, approvers=element) == ["approvers"]


def test_a_no_needs_its_reason(ingress: Ingress) -> None:
    answer = send(ingress, Dialog.REJECT, CARD, why={"type": "plain_text_input", "value": " "})
    assert list(answer.json["errors"]) == ["why"]
