"""Where and on what an emoji of a workflow is put: the edges that A1-06 names."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.adapters.memory.workspace import Fault
from deskbell.adapters.slack.events import EventReader
from deskbell.adapters.slack.readings import Ignored
from deskbell.domain.catalogue.step_parts import Ending
from deskbell.domain.ids import ChannelId, InboxId, Thread
from deskbell.domain.inputs import Button, MessageDeleted, MessagePosted
from deskbell.usecases.slack_ports import Later
from tests.builders import ANA, BOT, EVERYBODY, IT_HAPPENS
from tests.functional.guided import Guided
from tests.unit.catalogue.test_shipped import catalogue

PRIVATE = ChannelId("G0PRIVATE1")
YEARS = timedelta(days=3 * 365)
MOUSE = {"item": "mouse", "office": "warsaw"}


@pytest.fixture
def desk() -> Guided:
    return Guided()


def event(desk: Guided, emoji: str, message: MessagePosted, by: str = ANA) -> dict[str, object]:
    """As Slack sends it."""
    return {
        "type": "reaction_added",
        "user": by,
        "reaction": emoji,
        "item": {"type": "message", "channel": message.channel, "ts": message.ts},
        "item_user": message.author,
        "event_ts": f"{desk.wall():.6f}",
    }


def in_private(desk: Guided, *, hosted: bool) -> MessagePosted:
    """A message in a private channel that the bot is in, where people may ask or not."""
    desk.slack.members[PRIVATE] = {BOT, *(person.id for person in EVERYBODY)}
    if hosted:
        it = desk.settings.desk.inboxes[InboxId("it")]
        it = replace(it, channels=(*it.channels, PRIVATE))
        inboxes = {**desk.settings.desk.inboxes, it.id: it}
        desk.desk = desk.settings.desk = replace(desk.settings.desk, inboxes=inboxes)
    return desk.say(ANA, "My mouse is broken", channel=PRIVATE)


def test_in_a_private_channel_where_people_ask_it_goes_on_in_that_thread(desk: Guided) -> None:
    message = in_private(desk, hosted=True)
    desk.give(desk.reaction(ANA, message.ts, "keyboard", channel=PRIVATE))
    post = desk.asking(Button.REQUEST_FILL)
    assert (post.channel, post.thread_ts) == (PRIVATE, message.ts)
    desk.fill_in(MOUSE)
    assert desk.requests[0].course.ending is Ending.DONE
    assert desk.ours(IT_HAPPENS) == [], "what is said there stays there"


def test_in_a_private_channel_where_nobody_asks_it_reads_and_says_nothing(desk: Guided) -> None:
    message = in_private(desk, hosted=False)
    [handled] = desk.give(desk.reaction(ANA, message.ts, "keyboard", channel=PRIVATE))
    assert (handled.ignored, desk.slack.calls) == ("not_a_help_channel", [])


def test_on_a_message_of_years_ago_it_begins_now(desk: Guided) -> None:
    now, desk.now = desk.now, desk.now - YEARS
    message = desk.say(ANA, "My mouse is broken")
    desk.now = now
    desk.give(desk.reaction(ANA, message.ts, "keyboard"))
    assert desk.request.opened_at == now
    assert desk.asking(Button.REQUEST_FILL).thread_ts == message.ts
    desk.now += timedelta(minutes=1)
    desk.give(desk.reaction(ANA, message.ts, "keyboard", added=False))
    assert desk.requests[0].course.ending is Ending.CANCELLED, "the window counts from the emoji"


def test_a_message_that_is_deleted_afterwards_takes_nothing_back(desk: Guided) -> None:
    message = desk.ask("keyboard")
    deleted = MessageDeleted(IT_HAPPENS, message.ts, None, message.ts)
    del desk.slack.posts[Thread(IT_HAPPENS, message.ts)]
    desk.give(deleted)
    desk.fill_in(MOUSE)
    assert desk.requests[0].course.ending is Ending.DONE


def test_a_slack_that_is_too_busy_to_be_read_delays_nobody(desk: Guided) -> None:
    desk.slack.fail("conversations.replies", Fault(Later(30.0, "ratelimited")))
    desk.ask("keyboard", text="My mouse is broken")
    assert desk.request.text == "", "what the message says can be done without"
    assert desk.asking(Button.REQUEST_FILL)


def test_a_slack_that_is_too_busy_to_be_written_to_asks_as_soon_as_it_can(desk: Guided) -> None:
    desk.slack.fail("chat.postMessage", Fault(Later(30.0, "ratelimited")))
    desk.ask("keyboard")
    assert not any(post.channel == IT_HAPPENS for post in desk.everything())
    desk.later(timedelta(seconds=31))
    assert desk.asking(Button.REQUEST_FILL).channel == IT_HAPPENS


@pytest.mark.parametrize("name", ["thumbsup", "+1", "+1::skin-tone-6", "thumbsup::skin-tone-2"])
def test_skin_tones_and_other_names_of_an_emoji_begin_the_same(name: str) -> None:
    keyboard = catalogue()["peripheral"]
    start = replace(keyboard.start, emoji=("thumbsup",))
    desk = Guided(replace(keyboard, start=start))
    message = desk.say(ANA, "My mouse is broken")
    desk.receive(
        EventReader(desk.settings.desk.workspace, desk.now).read(event(desk, name, message))
    )
    assert desk.request.emoji == "thumbsup"


def test_the_bots_own_reaction_begins_nothing(desk: Guided) -> None:
    """A workflow can put an emoji on the message that itself begins another one."""
    message = desk.say(ANA, "My mouse is broken")
    read = EventReader(desk.settings.desk.workspace, desk.now).read(
        event(desk, "keyboard", message, by=BOT)
    )
    assert read == Ignored("own_reaction")
