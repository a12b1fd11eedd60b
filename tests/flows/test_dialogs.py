"""The ways to speak with the app that need a trigger or a channel of one's own: "More", a DM."""

from __future__ import annotations

from typing import Any

from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.inputs import Button
from tests.flows.clouds import Cloud


def card_of(cloud: Cloud, words: str, channel: str = "it-triage") -> dict[str, Any] | None:
    for message in cloud.slack.messages(channel):
        if message.get("bot_id") and words in str(message.get("blocks")):
            return message
    return None


def a_ticket(cloud: Cloud, words: str) -> str:
    """By the ticket emoji; its message."""
    ts = cloud.slack.say("ana", "it-happens", words)
    cloud.slack.act("minjun", "react", channel="it-happens", ts=ts, name="ticket")
    cloud.eventually("its card", lambda: card_of(cloud, words))
    return ts


def more(cloud: Cloud, words: str, entry: str) -> None:
    """On its card as it is once all is done: a button of an older one is refused."""
    cloud.rest()
    card = card_of(cloud, words)
    assert card
    where = {"channel": "it-triage", "ts": card["ts"]}
    assert cloud.slack.act("ben", "click", action_id="ticket.more", **where)["ok"]
    assert cloud.slack.act("ben", "click", action_id=entry)["ok"]


def test_what_is_answered_in_a_dialog_is_said_in_the_thread(cloud: Cloud) -> None:
    ts = a_ticket(cloud, "The beamer stays dark")
    more(cloud, "The beamer stays dark", Dialog.SAY)
    values = {"text": "Is it plugged in?", "audience": "everybody"}
    assert cloud.slack.act("ben", "submit", values=values)["ok"]

    def said() -> bool:
        found = cloud.slack.messages("it-happens")
        return any(one.get("thread_ts") == ts and "Is it plugged in?" in str(one) for one in found)

    cloud.eventually("the answer", said)


def test_an_entry_of_the_menu_acts_at_once_and_says_so_in_its_place(cloud: Cloud) -> None:
    a_ticket(cloud, "The scanner hums")
    more(cloud, "The scanner hums", Button.WAIT)
    [menu] = cloud.slack.views("ben")
    assert [block["type"] for block in menu["blocks"]] == ["section"]
    cloud.eventually("its card", lambda: "aiting" in str(card_of(cloud, "The scanner hums")))
    cloud.slack.act("ben", "close")


def test_a_direct_message_becomes_a_ticket_shown_there(cloud: Cloud) -> None:
    opened = cloud.slack.act("ola", "open_dm")
    cloud.slack.say("ola", opened["channel"], "My badge opens nothing")
    cloud.eventually(
        "its card",
        lambda: any(one.get("bot_id") and "badge" in str(one) for one in cloud.slack.dms("ola")),
    )
