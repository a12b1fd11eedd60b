"""What joining a channel and opening or using the Home tab become on the way in."""

from datetime import UTC, datetime
from typing import Any

import pytest

from deskbell.adapters.slack.events import EventReader
from deskbell.adapters.slack.interactions import InteractionReader
from deskbell.adapters.slack.readings import Ignored
from deskbell.domain.errors import InputError
from deskbell.domain.inputs import (
    Envelope,
    HomeControl,
    HomeOpened,
    HomeUsed,
    MemberJoined,
)
from tests.api_gateway import AT, an_interaction
from tests.builders import ANA, BOT, INSTALL, IT_HAPPENS, MINJUN, a_desk

NOW = datetime.fromtimestamp(AT, UTC)
EVENT_TS = "1795424459.000200"


def event(kind: str, **fields: Any) -> Envelope | Ignored:
    """Ana did that."""
    given = {"type": kind, "user": ANA, "event_ts": EVENT_TS, **fields}
    reading = EventReader(a_desk().workspace, NOW).read(given)
    assert isinstance(reading, Envelope | Ignored)
    return reading


def joined(**fields: Any) -> Envelope | Ignored:
    return event("member_joined_channel", **{"channel": IT_HAPPENS, **fields})


def opened(**fields: Any) -> Envelope | Ignored:
    return event("app_home_opened", **{"tab": "home", "channel": "D0ANA00001", **fields})


def used(trigger: str | None = "1.2.fake", **action: Any) -> Envelope | Ignored:
    """Minjun uses a control of his tab."""
    control = {"action_id": "home.later", "value": "queue|1", "action_ts": EVENT_TS, **action}
    payload = an_interaction("block_actions", actions=[control]) | {"trigger_id": trigger}
    reading = InteractionReader(a_desk(), NOW).read(payload)
    assert isinstance(reading, Envelope | Ignored)
    return reading


def test_a_joining_is_named_by_who_where_and_when() -> None:
    envelope = joined(team="T0DESK0001", inviter="U0LENA0001")

    assert isinstance(envelope, Envelope)
    assert envelope.input == MemberJoined(IT_HAPPENS, ANA)
    assert envelope.key == f"join:{INSTALL}:{IT_HAPPENS}:{ANA}:{EVENT_TS}"
    assert envelope.occurred_at == datetime(2026, 11, 23, 9, 0, 59, 200, UTC)


def test_joinings_of_a_channel_are_greeted_one_after_the_other_beside_its_threads() -> None:
    groups = {
        envelope.group
        for person in (ANA, MINJUN)
        if isinstance(envelope := joined(user=person), Envelope)
    }

    assert groups == {f"{INSTALL}:{IT_HAPPENS}:joins"}


def test_the_bots_own_joining_is_no_persons() -> None:
    assert joined(user=BOT) == Ignored("own_joining")


def test_an_opening_is_named_by_who_and_when() -> None:
    envelope = opened()

    assert isinstance(envelope, Envelope)
    assert envelope.input == HomeOpened(ANA)
    assert envelope.key == f"home:{INSTALL}:{ANA}:{EVENT_TS}"


@pytest.mark.parametrize("tab", ["messages", "about", None, 7])
def test_other_tabs_of_the_app_are_not_ours(tab: object) -> None:
    assert opened(tab=tab) == Ignored("other_tab")


@pytest.mark.parametrize("read", [joined, opened])
def test_an_event_that_does_not_say_when_happened_when_it_came(read: Any) -> None:
    envelope = read(event_ts=None)

    assert envelope.key.endswith(f":{AT}.000000")
    assert envelope.occurred_at == NOW


@pytest.mark.parametrize("read", [joined, opened])
@pytest.mark.parametrize("user", [None, "", 7, "ana", {"id": ANA}])
def test_an_event_about_nobody_is_malformed(read: Any, user: object) -> None:
    with pytest.raises(InputError):
        read(user=user)


@pytest.mark.parametrize("channel", [None, 7, "it-happens"])
def test_a_joining_of_no_channel_is_malformed(channel: object) -> None:
    with pytest.raises(InputError):
        joined(channel=channel)


@pytest.mark.parametrize(
    ("control", "action"),
    [
        (HomeControl.LATER, {"action_id": "home.later", "value": "queue|1"}),
        (HomeControl.EARLIER, {"action_id": "home.earlier", "value": "queue|1"}),
        (
            HomeControl.LANGUAGE,
            {"action_id": "home.language", "value": None, "selected_option": {"value": "queue|1"}},
        ),
    ],
)
def test_a_control_of_the_tab_says_what_was_chosen_wherever_slack_puts_it(
    control: HomeControl, action: dict[str, Any]
) -> None:
    envelope = used(**action)

    assert isinstance(envelope, Envelope)
    assert envelope.input == HomeUsed(control, "queue|1", MINJUN)


def test_what_one_person_does_on_their_tab_stays_in_order() -> None:
    use, opening = used(), opened(user=MINJUN)

    assert isinstance(use, Envelope)
    assert isinstance(opening, Envelope)
    assert use.group == opening.group == f"{INSTALL}:home:{MINJUN}"


def test_one_press_has_one_key_and_two_presses_two() -> None:
    keys = [
        envelope.key
        for trigger in ("1.2.a", "1.2.a", "1.2.b", None, None)
        if isinstance(envelope := used(trigger), Envelope)
    ]

    assert len(keys) == 5
    assert len(set(keys)) == 3
    assert keys[-1] == f"act:{INSTALL}:home:home.later:{MINJUN}:{EVENT_TS}"


@pytest.mark.parametrize(
    "action",
    [
        {"value": ""},
        {"value": 7},
        {"value": "x" * 256},
        {"value": None, "selected_option": None},
        {"value": None, "selected_option": {"value": None}},
        {"action_ts": "now"},
    ],
)
def test_a_control_of_the_wrong_shape_is_malformed(action: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        used(**action)
