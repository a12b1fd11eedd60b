"""What presses on our cards become, and which install a request is for."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pytest

from deskbell.adapters.slack.form_readings import FormWanted
from deskbell.adapters.slack.gate import FORM, JSON, SignedRequest
from deskbell.adapters.slack.inbound import read
from deskbell.adapters.slack.readings import Ignored, Reading
from deskbell.domain.ids import PersonId, Ts
from deskbell.domain.inputs import Button, ButtonPressed, DeliveryLimited, Envelope
from deskbell.domain.settings.desk import Desk, Workspace
from tests.api_gateway import AT, a_button_press, a_message_event, a_submission, envelope
from tests.builders import IT_HAPPENS, a_desk

NOW = datetime.fromtimestamp(AT, UTC)
ORG = Workspace("T0DESK0001", "E0DESK0001", "A0DESK0001", PersonId("U0BOT00001"))


def reading_of(payload: dict[str, Any], desk: Desk | None = None) -> Reading:
    request = SignedRequest(FORM, urlencode({"payload": json.dumps(payload)}))
    whole = desk or a_desk()
    return read(request, lambda: whole.workspace, lambda: whole, NOW)


def event_reading(body: dict[str, Any], desk: Desk) -> Reading:
    request = SignedRequest(JSON, json.dumps(body))
    return read(request, lambda: desk.workspace, lambda: desk, NOW)


OPENING = (Button.REQUEST_FILL, Button.LOAN_SLOT)
"""They may open a form at once, so their values are read at once."""


@pytest.mark.parametrize("action", [one for one in Button if one not in OPENING])
def test_a_button_of_a_card_is_in_the_order_of_its_thread(action: Button) -> None:
    reading = reading_of(a_button_press(action_id=action))

    assert isinstance(reading, Envelope)
    assert reading.group == f"T0DESK0001:{IT_HAPPENS}:1795424458.000100"
    assert reading.input == ButtonPressed(
        action=action,
        value="T#ABC|1",
        person=PersonId("U0MINJUN01"),
        channel=IT_HAPPENS,
        message_ts=Ts("1795424458.000200"),
        thread_ts=Ts("1795424458.000100"),
    )


def test_a_gesture_has_one_key_that_does_not_tell_its_trigger() -> None:
    keys = {
        reading.key
        for trigger in ("1.2.fake", "1.2.fake", "1.2.other")
        if isinstance(reading := reading_of({**a_button_press(), "trigger_id": trigger}), Envelope)
    }

    assert len(keys) == 2
    assert not any("1.2" in key for key in keys)


def test_a_press_without_a_trigger_is_named_by_what_happened() -> None:
    reading = reading_of({**a_button_press(), "trigger_id": None})

    assert isinstance(reading, Envelope)
    assert reading.key == (
        "act:T0DESK0001:1795424458.000200:ticket.take:U0MINJUN01:1795424459.000300"
    )


def test_buttons_of_nobody_we_know_are_ignored() -> None:
    assert reading_of(a_button_press(action_id="made.up")) == Ignored("unhandled_action")


@pytest.mark.parametrize(
    "payload",
    [a_button_press(value=""), a_button_press(value=7), a_button_press(action_ts="now")],
)
def test_a_press_of_the_wrong_shape_is_ignored(payload: dict[str, Any]) -> None:
    assert reading_of(payload) == Ignored("malformed")


def test_a_modal_is_for_the_install_it_names_wherever_the_person_comes_from() -> None:
    submission = {**a_submission(), "team": {"id": "T0ACME0001", "domain": "acme"}}

    assert not isinstance(reading_of(submission), Ignored)


def test_an_org_wide_install_takes_every_workspace_of_its_enterprise() -> None:
    desk = replace(a_desk(), workspace=ORG)
    interaction = {
        **a_button_press(action_id="it_form.open", value="it"),
        "team": None,
        "enterprise": {"id": "E0DESK0001", "name": "Desk"},
        "is_enterprise_install": True,
    }
    event = envelope(a_message_event(), enterprise_id="E0DESK0001", team_id="T0OTHER001")

    wanted = reading_of(interaction, desk)
    posted = event_reading(event, desk)

    assert isinstance(wanted, FormWanted)
    assert wanted.install == "E0DESK0001"
    assert isinstance(posted, Envelope)


def test_an_org_wide_install_takes_no_other_enterprise() -> None:
    desk = replace(a_desk(), workspace=ORG)

    other = envelope(a_message_event(), enterprise_id="E0ACME0001")
    no_enterprise_at_all = envelope(a_message_event(), team_id="T0ACME0001")

    assert event_reading(other, desk) == Ignored("unknown_workspace")
    assert event_reading(no_enterprise_at_all, desk) == Ignored("unknown_workspace")


@pytest.mark.parametrize("workspace", [a_desk().workspace, ORG])
def test_a_request_that_names_no_install_is_ours(workspace: Workspace) -> None:
    desk = replace(a_desk(), workspace=workspace)
    event = envelope(a_message_event(), team_id=None, authorizations=None)

    assert isinstance(event_reading(event, desk), Envelope)
    assert isinstance(reading_of({**a_button_press(), "team": None}, desk), Envelope)


def test_without_a_team_the_authorization_tells_the_install() -> None:
    theirs = [{"team_id": "T0ACME0001", "enterprise_id": None}]
    event = envelope(a_message_event(), team_id=None, authorizations=theirs)

    assert event_reading(event, a_desk()) == Ignored("unknown_workspace")


def test_a_workspace_install_takes_nothing_that_names_an_enterprise_alone() -> None:
    press = {**a_button_press(), "team": None, "enterprise": {"id": "E0DESK0001"}}

    assert reading_of(press) == Ignored("unknown_workspace")


def test_an_action_id_of_the_wrong_type_is_ignored() -> None:
    assert reading_of(a_button_press(action_id=["ticket.take"])) == Ignored("unhandled_action")


def test_half_a_sign_in_an_id_is_ignored_before_any_key_is_made_of_it() -> None:
    assert reading_of(a_button_press() | {"trigger_id": "\ud83d"}) == Ignored("malformed")


def test_a_workspace_install_takes_its_team_also_inside_an_enterprise() -> None:
    event = envelope(a_message_event(), enterprise_id="E0DESK0001")

    assert isinstance(event_reading(event, a_desk()), Envelope)


def rate_limited(minute: object) -> Reading:
    body = {"type": "app_rate_limited", "team_id": "T0DESK0001", "minute_rate_limited": minute}
    return event_reading(body, a_desk())


def test_that_slack_dropped_events_is_told_once_a_minute() -> None:
    first, again = rate_limited(AT), rate_limited(AT + 59 - AT % 60)

    assert isinstance(first, Envelope)
    assert isinstance(again, Envelope)
    minute = datetime.fromtimestamp(AT - AT % 60, UTC)
    assert first.input == again.input == DeliveryLimited(minute)
    assert first.key == again.key == f"limited:T0DESK0001:{AT - AT % 60}"


@pytest.mark.parametrize("minute", [None, "1518467820", -60, 10**10, 1.5, True])
def test_a_minute_that_is_none_is_ignored(minute: object) -> None:
    assert rate_limited(minute) == Ignored("malformed")
