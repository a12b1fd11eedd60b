"""A card's "More" and its dialogs from Slack's side: shown, sent, sent back with what is wrong."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from deskbell.domain.catalogue.offered import offered
from deskbell.domain.ids import PersonId, Ts
from deskbell.domain.inputs import Dialog, DialogSubmitted
from deskbell.domain.settings.desk import Choice, Reply
from tests.api_gateway import a_button_press, an_interaction, interaction_request
from tests.builders import IT_HAPPENS, a_desk, an_inbox
from tests.ingress import Answer, Ingress
from tests.unit.catalogue.test_shipped import catalogue

MINJUN = PersonId("U0MINJUN01")
METADATA = "T#ABC|3|it|C0ITHAPPEN|1795424458.000100"


@pytest.fixture
def ingress(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ingress:
    ingress = Ingress(monkeypatch, capsys)
    inbox = an_inbox(categories=(Choice("hardware", "Hardware"),))
    ingress.settings = a_desk(inboxes={inbox.id: inbox})
    return ingress


def press_more(value: str = "T#ABC|3|it") -> dict[str, Any]:
    return interaction_request(a_button_press(action_id="ticket.more", value=value))


def choose(entry: str, metadata: str = METADATA) -> dict[str, Any]:
    """In the menu that is open."""
    action = {"action_id": entry, "value": entry, "action_ts": "1795424459.000300"}
    container = {"type": "view", "view_id": "V0MENU0001"}
    view = {"id": "V0MENU0001", "type": "modal", "private_metadata": metadata}
    return interaction_request(
        an_interaction("block_actions", container=container, view=view, actions=[action])
    )


def send(ingress: Ingress, dialog: str, metadata: str = METADATA, **elements: Any) -> Answer:
    view = {
        **{"id": "V0MENU0001", "hash": "1.abc", "type": "modal", "callback_id": dialog},
        "private_metadata": metadata,
        "state": {"values": {name: {"value": element} for name, element in elements.items()}},
    }
    return ingress.send(interaction_request(an_interaction("view_submission", view=view)))


def entries_of(view: Mapping[str, Any]) -> list[str]:
    return [one["action_id"] for block in view["blocks"] for one in block.get("elements", ())]


def chosen(value: str | None) -> dict[str, Any]:
    return {"type": "static_select", "selected_option": value and {"value": value}}


def test_more_opens_a_menu_of_what_can_be_done_in_the_language_of_whoever_presses(
    ingress: Ingress,
) -> None:
    ingress.settings = replace(ingress.settings, admins=frozenset({MINJUN}))
    answer = ingress.send(press_more())

    assert (answer.status, answer.body, *answer.outcome) == (200, "", "answered", "menu_opened")
    [(trigger, view)] = ingress.slack.opened
    assert (trigger, view["title"]["text"]) == ("1.2.fake", "더 보기")
    assert view["private_metadata"] == METADATA
    assert "ticket.classify" in entries_of(view)
    assert ingress.inputs == []


def test_who_does_not_work_at_the_desk_is_offered_what_they_may_do_and_nothing_else(
    ingress: Ingress,
) -> None:
    ingress.send(press_more())

    [(_, view)] = ingress.slack.opened
    assert entries_of(view) == ["ticket.conceal", "ticket.flag", "ticket.undo"]


def test_a_dialog_takes_the_place_of_the_menu(ingress: Ingress) -> None:
    answer = ingress.send(choose("ticket.classify"))

    assert (answer.status, *answer.outcome) == (200, "answered", "dialog_opened")
    [(view_id, view)] = ingress.slack.updated
    assert view_id == "V0MENU0001"
    assert view["callback_id"] == "ticket.classify"
    assert view["private_metadata"] == METADATA
    assert [block["block_id"] for block in view["blocks"]] == ["priority", "category"]


def test_a_choice_without_options_is_not_asked_for(ingress: Ingress) -> None:
    ingress.settings = a_desk()
    ingress.send(choose("ticket.classify"))

    [(_, view)] = ingress.slack.updated
    assert [block["block_id"] for block in view["blocks"]] == ["priority"]


def test_a_prepared_reply_is_seen_before_it_is_sent(ingress: Ingress) -> None:
    hours = Reply("hours", "Office hours", {"en": "We are here\nfrom nine to five."})
    ingress.settings = a_desk(replies={"hours": hours})
    ingress.send(choose("ticket.reply"))

    [(_, view)] = ingress.slack.updated
    [option] = view["blocks"][-1]["element"]["options"]
    assert option["description"]["text"] == "We are here from nine to five."


def test_another_request_is_chosen_among_the_desks_workflows_by_their_titles(
    ingress: Ingress,
) -> None:
    ingress.settings = replace(ingress.settings, admins=frozenset({MINJUN}))
    ingress.send(press_more())
    assert "ticket.redirect" not in entries_of(ingress.slack.opened[-1][1])

    workflows = tuple(offered(one) for one in catalogue().values())
    ingress.settings = replace(ingress.settings, workflows=workflows)
    ingress.send(press_more())
    assert "ticket.redirect" in entries_of(ingress.slack.opened[-1][1])
    ingress.send(choose("ticket.redirect"))
    [(_, view)] = ingress.slack.updated
    assert [block["block_id"] for block in view["blocks"][1:]] == ["workflow", "word"]
    options = view["blocks"][1]["element"]["options"]
    assert ("peripheral", "키보드, 마우스, 모니터, 헤드셋") in [
        (one["value"], one["text"]["text"]) for one in options
    ]
    send(ingress, "ticket.redirect", workflow=chosen("peripheral"))
    [submitted] = ingress.inputs
    assert isinstance(submitted, DialogSubmitted)
    assert submitted.values == {"workflow": "peripheral"}
    refused = send(ingress, "ticket.redirect", workflow=chosen("nothing_there_is"))
    assert "workflow" in refused.json["errors"]


def test_what_is_written_is_for_the_team_until_somebody_chooses_otherwise(
    ingress: Ingress,
) -> None:
    ingress.send(choose("ticket.say"))

    [(_, view)] = ingress.slack.updated
    assert view["blocks"][-1]["element"]["initial_option"]["value"] == "team"


def test_what_is_sent_goes_to_the_inbox_with_the_card_it_belongs_to(ingress: Ingress) -> None:
    fields: Any = {"priority": chosen("high"), "category": chosen(None)}
    answers = [send(ingress, "ticket.classify", **fields) for _ in range(2)]

    assert [(one.status, one.body) for one in answers] == [(200, ""), (200, "")]
    assert ingress.inputs[0] == DialogSubmitted(
        dialog=Dialog.CLASSIFY,
        value="T#ABC|3",
        person=MINJUN,
        channel=IT_HAPPENS,
        thread_ts=Ts("1795424458.000100"),
        values={"priority": "high"},
    )
    assert len({envelope.key for envelope in ingress.envelopes}) == 1, "sent twice is one gesture"


@pytest.mark.parametrize(
    ("elements", "errors"),
    [
        ({"priority": chosen(None)}, {"priority": "이 항목을 입력해 주세요."}),
        ({"priority": chosen("at once")}, {"priority": "목록에 있는 항목을 골라 주세요."}),
        ({"priority": {"selected_option": 7}}, {"priority": "이 항목을 입력해 주세요."}),
    ],
    ids=["nothing", "no option", "no answer at all"],
)
def test_a_fault_is_told_beside_its_field(
    elements: dict[str, Any], errors: dict[str, str], ingress: Ingress
) -> None:
    answer = send(ingress, "ticket.classify", **elements)

    assert answer.json["response_action"] == "errors"
    assert answer.json["errors"].keys() == errors.keys()
    assert ingress.inputs == []


def test_while_the_inbox_takes_nothing_the_dialog_stays_open_with_all_that_is_in_it(
    ingress: Ingress,
) -> None:
    ingress.queue.available = False

    answer = send(ingress, "ticket.classify", priority=chosen("high"))

    assert answer.outcome == ("failed", "dialog_not_queued")
    assert answer.json["errors"].keys() == {"priority"}


@pytest.mark.parametrize("gesture", [press_more(), choose("ticket.classify")])
def test_a_window_that_slack_does_not_open_is_slacks_own_try_again(
    gesture: dict[str, Any], ingress: Ingress
) -> None:
    ingress.slack.failure = "expired_trigger_id"

    assert ingress.send(gesture).status == 503


@pytest.mark.parametrize("metadata", ["", "T#ABC|3", "T#ABC|3|it|somewhere|", "a|b|c|d|e|f"])
def test_a_window_that_belongs_to_no_card_of_ours_is_ignored(
    metadata: str, ingress: Ingress
) -> None:
    sent = send(ingress, "ticket.classify", metadata, priority=chosen("high"))
    assert sent.outcome == ("ignored", "malformed")
    assert ingress.send(choose("ticket.classify", metadata)).outcome == ("ignored", "malformed")
