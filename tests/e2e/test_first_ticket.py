"""The first ticket through the deployed desk, with every delivery doubled and out of order.

What Slack was asked to do is counted from its log of Web API calls.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.running_desk import Desk
from tools.fake_slack.state.messages import JsonObject

pytestmark = pytest.mark.e2e

FORM = {
    "request": "A new monitor <!here>",
    "location": "warsaw",
    "manager": "lena",
    "help": "Mine flickers <!channel>",
    "urgency": "normal",
}


@pytest.fixture
def doubled(desk: Desk) -> Iterator[Desk]:
    """Each delivery comes three times: again as it was, and again under a new event id."""
    for new_ids in (False, True):
        desk.slack.fault("delivery", "duplicate", kind="event", new_event_ids=new_ids)
    for interaction in ("view_submission", "block_actions"):
        desk.slack.fault("delivery", "duplicate", kind="interaction", type=interaction, copies=2)
    yield desk
    desk.slack.clear_faults()


def posts(desk: Desk, channel: str, thread_ts: str | None = None) -> list[JsonObject]:
    """What the bot posted there."""
    return [
        call["args"]
        for call in desk.slack.calls("chat.postMessage")
        if call["ok"]
        and call["args"]["channel"] == channel
        and call["args"].get("thread_ts") == thread_ts
    ]


def cards(desk: Desk, channel: str, words: str, thread_ts: str | None = None) -> list[JsonObject]:
    """The posts there whose blocks say these words."""
    return [post for post in posts(desk, channel, thread_ts) if words in str(post.get("blocks"))]


def card_in(desk: Desk, channel: str, words: str) -> JsonObject:
    """The bot's message there that says these words now."""
    found = [
        message
        for message in desk.slack.messages(channel)
        if message.get("bot_id") and words in str(message.get("blocks"))
    ]
    return found[0] if len(found) == 1 else {}


def number_of(card: JsonObject) -> str:
    """The ticket's number, from the text of its card."""
    return str(card["text"]).split("#")[1].split()[0]


def is_about(text: str, number: str) -> bool:
    return re.search(rf"#{number}\b", text) is not None


def dms_about(desk: Desk, person: str, number: str) -> list[JsonObject]:
    """The app's DMs to somebody that name this ticket."""
    return [dm for dm in desk.slack.dms(person) if is_about(str(dm["text"]), number)]


def told_in_triage(desk: Desk, number: str) -> int:
    """How many posts in the triage channel name this ticket."""
    triage = posts(desk, channel(desk, "it-triage"))
    return sum(is_about(str(post["text"]), number) for post in triage)


def bot_reactions(desk: Desk, channel: str, ts: str) -> list[str]:
    [message] = [m for m in desk.slack.messages(channel) if m["ts"] == ts]
    return [
        reaction["name"]
        for reaction in message.get("reactions", [])
        if desk.stack.bot_user_id in reaction["users"]
    ]


def channel(desk: Desk, name: str) -> str:
    return desk.stack.channels[name]


def assert_all_holds(desk: Desk) -> None:
    """Every invariant, once nothing is on its way any more; an operator sees the same."""
    desk.eventually("rest", lambda: not desk.wrong())
    assert desk.wrong() == []
    told = desk.operator("audit")
    assert told.stdout.startswith("nothing is wrong: "), told.stdout + told.stderr


def test_a_form_becomes_one_card_and_one_dm_however_often_it_is_delivered(doubled: Desk) -> None:
    desk, slack = doubled, doubled.slack
    it = channel(desk, "it-happens")
    assert slack.act("ola", "slash", channel="it-happens", command="/it")["ok"]
    [view] = slack.views("ola")
    assert "Zgłoszenie" in str(view) or "zgłoszenie" in str(view), "the modal speaks Polish"
    refused = slack.act("ola", "submit", values={**FORM, "manager": "ola"})
    assert "manager" in str(refused), "faults appear in the form"
    slack.act("ola", "submit", values=FORM)
    desk.eventually("a card", lambda: card_in(desk, "it-happens", "Mine flickers"))
    number = number_of(card_in(desk, "it-happens", "Mine flickers"))
    desk.eventually("a DM", lambda: dms_about(desk, "ola", number))
    slack.wait("idle", timeout=30)
    assert len(cards(desk, it, "Mine flickers")) == 1
    assert len(dms_about(desk, "ola", number)) == 1
    assert "<!here>" not in str(cards(desk, it, "Mine flickers"))
    assert "<!channel>" not in str(slack.messages("it-happens"))
    assert_all_holds(desk)


def test_five_people_and_a_thread_out_of_order_make_one_ticket_with_its_comments_in_order(
    doubled: Desk,
) -> None:
    desk, slack = doubled, doubled.slack
    it, triage = channel(desk, "it-happens"), channel(desk, "it-triage")
    hold = slack.fault("delivery", "hold", kind="event")
    root = slack.say("ana", "it-happens", "My tablet does not start")
    first = slack.say("ana", "it-happens", "It beeps twice", thread_ts=root)
    second = slack.say("minjun", "it-happens", "Mine too", thread_ts=root)
    slack.act("ana", "edit", channel="it-happens", ts=first, text="It beeps three times")
    for person in ("minjun", "ana", "ola", "ben", "jiwoo"):
        slack.act(person, "react", channel="it-happens", ts=root, name="ticket")
    slack.act("ana", "react", channel="it-happens", ts=second, name="ticket")
    gone = slack.say("ola", "it-happens", "wrong thread, sorry", thread_ts=root)
    slack.act("ola", "delete", channel="it-happens", ts=gone)
    slack.remove_fault(hold)
    slack.release("reverse")
    desk.eventually("a card in the thread", lambda: posts(desk, it, root))
    desk.eventually("a card in triage", lambda: cards(desk, triage, "My tablet does not start"))
    slack.wait("idle", timeout=30)
    assert len(posts(desk, it, root)) == 1, "the only bot message in the thread"
    assert len(cards(desk, triage, "My tablet does not start")) == 1

    number = number_of(posts(desk, it, root)[0])
    desk.eventually(
        "five followers",
        lambda: desk.command("explain", number).count("TicketFollowed") == 4,
    )
    ticket = desk.command("explain", number)
    assert ticket.count("TicketOpened") == 1
    whys = [line.split("why:")[1].strip() for line in ticket.splitlines() if "why:" in line]
    assert len(whys) == ticket.count("cause:")
    assert all(whys)
    [ref] = re.findall(r"^Ticket \d+ \((T#\w+)\)", ticket)
    desk.eventually("all comments", lambda: len(desk.rows(ref, "C#")) == 3)
    comments = desk.rows(ref, "C#")
    assert [row["source"]["S"] for row in comments] == [first, second, gone]
    assert "It beeps three times" in str(comments[0])
    assert "deleted_ts" in comments[2]

    [card] = [m for m in slack.messages("it-triage") if "My tablet" in str(m.get("blocks"))]
    slack.act("ben", "click", channel="it-triage", ts=card["ts"], action_id="ticket.take")
    desk.eventually("👀 of the bot", lambda: bot_reactions(desk, it, root) == ["eyes"])
    slack.act("ben", "react", channel="it-happens", ts=root, name="white_check_mark")
    desk.eventually("✅ of the bot", lambda: bot_reactions(desk, it, root) == ["white_check_mark"])
    slack.wait("idle", timeout=30)
    assert len(posts(desk, it, root)) == 1, "cards are updated, never posted anew"
    assert_all_holds(desk)


def test_a_press_that_overtakes_the_message_of_its_card_counts_once(doubled: Desk) -> None:
    desk, slack = doubled, doubled.slack
    hold = slack.fault("delivery", "hold", kind="event")
    slack.act("ana", "slash", channel="it-happens", command="/it")
    slack.act("ana", "submit", values={**FORM, "help": "Pressed too early"})
    desk.eventually("a card", lambda: cards(desk, channel(desk, "it-happens"), "too early"))
    card = card_in(desk, "it-happens", "Pressed too early")
    slack.act("ben", "click", channel="it-happens", ts=card["ts"], action_id="ticket.take")
    slack.act("jiwoo", "click", channel="it-happens", ts=card["ts"], action_id="ticket.take")
    slack.remove_fault(hold)
    slack.release("reverse")
    desk.eventually("Ben on the card", lambda: card_in(desk, "it-happens", "Taken* by Ben Carter"))
    desk.eventually("an answer for Jiwoo", lambda: slack.ephemerals("jiwoo"))
    slack.wait("idle", timeout=30)
    ticket = desk.command("explain", number_of(card))
    assert ticket.count("TicketAssigned") == 1
    assert desk.operator("explain", number_of(card)).stdout == ticket
    assert len(cards(desk, channel(desk, "it-happens"), "Pressed too early")) == 1


def test_a_request_that_nobody_takes_is_reminded_once_and_escalated_once(desk: Desk) -> None:
    slack = desk.slack
    slack.act("minjun", "slash", channel="it-happens", command="/it")
    slack.act("minjun", "submit", values={**FORM, "help": "Nobody takes this"})
    desk.eventually("a DM", lambda: slack.dms("minjun"))
    desk.eventually("a card", lambda: card_in(desk, "it-happens", "Nobody takes this"))
    number = number_of(card_in(desk, "it-happens", "Nobody takes this"))
    desk.eventually("routed", lambda: "RequestRouted" in desk.command("explain", number))
    now = datetime.fromtimestamp(float(str(slack.clock()["now"])), UTC)
    for _ in range(2):
        desk.tick(now + timedelta(minutes=31))
    desk.eventually("a reminder", lambda: told_in_triage(desk, number) == 1)
    desk.eventually("reminded", lambda: "TriageReminded" in desk.command("explain", number))
    desk.tick(now + timedelta(minutes=62))
    desk.eventually("the lead's DM", lambda: dms_about(desk, "lena", number))
    desk.eventually("escalated", lambda: "RequestEscalated" in desk.command("explain", number))
    desk.tick(now + timedelta(minutes=95))
    told = desk.command("explain", number)
    assert told.count("TriageReminded") == 1
    assert told.count("RequestEscalated") == 1
    assert told_in_triage(desk, number) == 2
    assert len(dms_about(desk, "lena", number)) == 1


def test_a_guest_presses_take_and_is_told_in_private(desk: Desk) -> None:
    slack = desk.slack
    slack.act("ana", "slash", channel="it-happens", command="/it")
    slack.act("ana", "submit", values={**FORM, "help": "The guest looks on"})
    desk.eventually("a card", lambda: cards(desk, channel(desk, "it-happens"), "guest looks on"))
    card = card_in(desk, "it-happens", "The guest looks on")
    slack.act("gus", "click", channel="it-happens", ts=card["ts"], action_id="ticket.take")
    desk.eventually("an answer only Gus sees", lambda: slack.ephemerals("gus"))
    again = card_in(desk, "it-happens", "The guest looks on")
    assert "Gus" not in str(again.get("blocks"))
