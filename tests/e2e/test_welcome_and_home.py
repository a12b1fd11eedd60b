"""Joining a help channel and the Home tab through the deployed desk, as people see them."""

from typing import Any

import pytest

from tests.running_desk import Desk
from tools.fake_slack.state.messages import JsonObject

pytestmark = pytest.mark.e2e

PATIENCE = 90.0
"""Seconds; a slow machine is no fault of the desk's."""
FORM = {
    "request": "A second screen",
    "location": "warsaw",
    "manager": "lena",
    "help": "One is not enough",
    "urgency": "normal",
}


@pytest.fixture(scope="module")
def nina(desk: Desk) -> str:
    """Somebody whom Deskbell has never seen, and who reads English."""
    desk.slack.add_people(
        people=[{"key": "nina", "name": "Nina New", "locale": "en-US", "tz": "America/Chicago"}]
    )
    return "nina"


def guides(desk: Desk, person: str) -> list[JsonObject]:
    return [dm for dm in desk.slack.dms(person) if "it_form.open" in str(dm.get("blocks"))]


def block(view: JsonObject | None, name: str) -> Any:
    """The block whose id begins so, or nothing."""
    blocks = view["blocks"] if view else []
    return next((one for one in blocks if one["block_id"].startswith(f"{name}.")), None)


def home_says(desk: Desk, person: str, words: str) -> bool:
    return words in str(desk.slack.home(person))


def test_whoever_joins_is_told_how_to_ask_and_the_urgent_button_opens_the_form(
    desk: Desk, nina: str
) -> None:
    slack = desk.slack
    for _ in range(2):
        slack.act(nina, "join", channel="it-happens")
        desk.eventually("the guide", lambda: guides(desk, nina), PATIENCE)
        slack.act(nina, "leave", channel="it-happens")
    slack.wait("idle", timeout=PATIENCE)
    [guide] = guides(desk, nina)
    assert str(guide["text"]).startswith("👋 Welcome to <#C0ITHAPPEN>")

    dm, urgent = slack.act(nina, "open_dm")["channel"], "it_form.open_urgent"
    assert slack.act(nina, "click", channel=dm, ts=guide["ts"], action_id=urgent)["ok"]
    desk.eventually("the form", lambda: slack.views(nina), PATIENCE)
    [view] = slack.views(nina)
    urgency = next(one for one in view["blocks"] if one["block_id"] == "urgency")
    assert urgency["element"]["initial_option"]["value"] == "high"
    slack.act(nina, "close")


def test_a_guest_and_the_triage_channel_are_left_in_peace(desk: Desk) -> None:
    slack = desk.slack
    slack.add_people(
        people=[{"key": "gil", "name": "Gil Guest", "locale": "en-US", "is_guest": True}]
    )
    slack.add_people(people=[{"key": "tom", "name": "Tom Triage", "locale": "en-US"}])
    assert slack.act("ben", "invite", channel="it-happens", user="gil")["ok"]
    assert slack.act("ben", "invite", channel="it-triage", user="tom")["ok"]
    slack.act("ola", "leave", channel="it-happens")
    slack.act("ola", "join", channel="it-happens")
    desk.eventually("Ola's guide, which came last", lambda: guides(desk, "ola"), PATIENCE)
    slack.wait("idle", timeout=PATIENCE)

    assert "Witaj" in str(guides(desk, "ola")[0]["text"])
    assert (slack.dms("gil"), slack.dms("tom")) == ([], [])


def test_a_request_is_on_the_home_tabs_of_whoever_asked_and_of_the_team(desk: Desk) -> None:
    slack = desk.slack
    slack.act("ana", "slash", channel="it-happens", command="/it")
    slack.act("ana", "submit", values=FORM)
    desk.eventually(
        "a card", lambda: "A second screen" in str(slack.messages("it-happens")), PATIENCE
    )

    def shows(person: str) -> bool:
        """Each opening looks anew; an index may be a moment behind."""
        slack.act(person, "open_home")
        slack.wait("idle", timeout=PATIENCE)
        return home_says(desk, person, "A second screen")

    desk.eventually("Ana's request on her tab", lambda: shows("ana"), PATIENCE)
    desk.eventually("the request in Ben's queue", lambda: shows("ben"), PATIENCE)
    slack.act("minjun", "open_home")
    desk.eventually("Minjun's tab", lambda: slack.home("minjun"), PATIENCE)
    ana, ben, minjun = (slack.home(person) for person in ("ana", "ben", "minjun"))

    assert [bool(block(ana, f"{of}.heading")) for of in ("requests", "mine", "queue")] == [
        True,
        False,
        False,
    ]
    assert [bool(block(ben, f"{of}.heading")) for of in ("requests", "mine", "queue")] == [True] * 3
    assert "Ana Reyes" in str(ben)
    assert "A second screen" not in str(minjun)


def test_a_chosen_language_shows_at_once_and_in_the_next_form(desk: Desk, nina: str) -> None:
    slack = desk.slack
    slack.act(nina, "open_home")
    desk.eventually("her tab", lambda: home_says(desk, nina, "My open requests"), PATIENCE)
    assert slack.act(nina, "select", action_id="home.language", value="pl")["ok"]
    desk.eventually("it in Polish", lambda: home_says(desk, nina, "Moje otwarte"), PATIENCE)

    assert block(slack.home(nina), "controls")["elements"][-1]["initial_option"]["value"] == "pl"
    slack.act(nina, "click", action_id="it_form.open")
    desk.eventually("the form", lambda: slack.views(nina), PATIENCE)
    assert slack.views(nina)[-1]["type"] == "modal"
    slack.act(nina, "close")
