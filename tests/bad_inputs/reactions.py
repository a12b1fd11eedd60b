"""Bad input 54 to 63: emoji, and the places and people that go."""

from typing import Any

from deskbell.domain.ids import Thread
from deskbell.domain.inputs import Button
from tests.api_gateway import Event, event_request
from tests.bad_inputs.case import (
    AnyCase,
    Builder,
    Case,
    Elsewhere,
    accepted,
    committed,
    each,
    ignored,
)
from tests.bad_inputs.workday import (
    a_message,
    a_press,
    a_reply,
    a_taken_ticket,
    a_ticket,
    an_emoji,
    root,
)
from tests.builders import BEN, BOT, GUS, IT_HAPPENS, IT_TRIAGE
from tests.functional.memory_desk import MemoryDesk

OPENED = committed("ReactionChanged", "TicketOpened")
NOT_ALLOWED = committed("ButtonPressed", "ActionRefused", shows=("only the team that works on",))
MOST_EMOJI = 100


def event(kind: str, **fields: Any) -> Builder:
    return lambda _: [event_request({"type": kind, **fields})]


def reply(**fields: Any) -> Builder:
    return lambda desk: [a_reply(desk, **fields)]


def emoji(name: str = "ticket", **fields: Any) -> Builder:
    return lambda desk: [an_emoji(desk, name, **fields)]


def on_a_message_that_is_gone(desk: MemoryDesk) -> list[Event]:
    request = an_emoji(desk)
    desk.slack.remove(Thread(IT_HAPPENS, root(desk)))
    return [request]


def many_emoji(desk: MemoryDesk) -> list[Event]:
    """A hundred people at once."""
    return [an_emoji(desk, user=f"U0MANY{n:04}") for n in range(MOST_EMOJI)]


def an_archived_triage(desk: MemoryDesk) -> None:
    desk.slack.archived.add(IT_TRIAGE)
    a_message(desk)


CASES: list[AnyCase] = [
    Case(
        "54-gone",
        "an emoji on a message that is gone",
        on_a_message_that_is_gone,
        accepted("ReactionChanged", "no_such_message"),
        given=a_message,
    ),
    Case(
        "54-unknown",
        "an emoji on a message that is gone",
        emoji(item={"type": "message", "channel": IT_HAPPENS, "ts": "1795420000.000100"}),
        accepted("ReactionChanged", "no_such_message"),
        given=a_message,
    ),
    Case(
        "54-file",
        "an emoji on a message that is gone",
        emoji(item={"type": "file", "file": "F0000001"}),
        ignored("reaction_elsewhere"),
        given=a_message,
    ),
    Case(
        "55-own",
        "an emoji of a bot's",
        emoji(user="U0BOT00001"),
        ignored("own_reaction"),
        given=a_message,
    ),
    Case(
        "55-another",
        "an emoji of a bot's",
        emoji(user="U0ALERTS01"),
        OPENED,
        given=a_message,
        note="an app may well put the emoji on an alert; no loop can come of it",
    ),
    *each(
        "56",
        "a skin tone, an alias, a custom emoji",
        committed("ReactionChanged", "TicketAssigned"),
        {
            "skin-tone": emoji("eyes::skin-tone-3", user=BEN),
            "bare": emoji("eyes", user=BEN),
        },
        given=a_ticket,
    ),
    *each(
        "56",
        "a skin tone, an alias, a custom emoji",
        accepted("ReactionChanged", "emoji_not_mapped"),
        {"alias": emoji("+1"), "custom": emoji("ticket-2"), "200-letters": emoji("x" * 200)},
        given=a_ticket,
    ),
    Case(
        "57-on-off",
        "the same emoji on and off, out of order",
        lambda desk: [an_emoji(desk, off=True, after=1), an_emoji(desk)],
        accepted("ReactionChanged", "parked", "emoji_taken_off"),
        given=a_message,
    ),
    Case(
        "57-off-on",
        "the same emoji on and off, out of order",
        lambda desk: [an_emoji(desk, off=True), an_emoji(desk, after=1)],
        accepted("ReactionChanged", "parked", "TicketOpened", changed=("TicketOpened",)),
        given=a_message,
    ),
    Case(
        "58",
        "a hundred emoji at once",
        many_emoji,
        accepted(
            "ReactionChanged",
            "TicketOpened",
            *["TicketFollowed"] * (MOST_EMOJI - 1),
            changed=("TicketOpened", *["TicketFollowed"] * (MOST_EMOJI - 1)),
        ),
        given=a_message,
        note="one ticket; whoever else wants it follows it, which is a change of its own",
    ),
    Case(
        "58-one-person",
        "a hundred emoji at once",
        lambda desk: [an_emoji(desk)] * MOST_EMOJI,
        accepted(
            "ReactionChanged",
            "TicketOpened",
            *["follower_known"] * (MOST_EMOJI - 1),
            keys=1,
            changed=("TicketOpened",),
        ),
        given=a_message,
    ),
    Case(
        "59",
        "an archived channel, or one without us",
        emoji(),
        accepted(
            "ReactionChanged",
            "TicketOpened",
            "CardMoved",
            changed=("TicketOpened", "CardMoved"),
            shows=("is_archived", "My laptop does not start"),
        ),
        given=an_archived_triage,
    ),
    Case(
        "60-event",
        "a channel gets another name",
        event("channel_rename"),
        ignored("unhandled_event"),
    ),
    Case(
        "60",
        "a channel gets another name",
        reply(channel_name="it-was-here", channel_type="group"),
        committed("MessagePosted", "CommentAdded", comments=("Mine too",)),
        given=a_ticket,
    ),
    Elsewhere(
        "60-shared",
        "a channel gets another name",
        (
            "tests/functional/test_unnamed_shared_channels.py"
            "::test_a_card_says_less_as_soon_as_slack_says_that_others_are_there",
        ),
    ),
    Case(
        "61",
        "somebody who left",
        event("user_change", user={"id": BEN, "deleted": True}),
        accepted(
            "PersonLeft",
            "told_what_they_leave",
            "AssigneeLeft",
            changed=("AssigneeLeft",),
            shows=("is in the queue again: Ben Carter",),
        ),
        given=a_taken_ticket,
    ),
    Case(
        "61-still-there",
        "somebody who left",
        event("user_change", user={"id": BEN, "deleted": False}),
        ignored("still_there"),
        given=a_taken_ticket,
    ),
    *each(
        "61",
        "somebody who left",
        ignored("malformed"),
        {
            "nobody": event("user_change"),
            "an-id": event("user_change", user=BEN),
            "no-id": event("user_change", user={"deleted": True}),
        },
    ),
    Case(
        "61-ourselves",
        "somebody who left",
        event("user_change", user={"id": BOT, "deleted": True}),
        ignored("own_leaving"),
    ),
    Case(
        "62-take",
        "a guest works on a ticket",
        lambda desk: [a_press(desk, Button.TAKE, GUS)],
        NOT_ALLOWED,
        given=a_ticket,
    ),
    Case(
        "62-solve",
        "a guest works on a ticket",
        lambda desk: [a_press(desk, Button.SOLVE, GUS)],
        NOT_ALLOWED,
        given=a_ticket,
    ),
    Case(
        "63",
        "the app is removed in the middle of a workflow",
        event("app_uninstalled"),
        committed("InstallEnded", "InstallLost"),
        given=a_taken_ticket,
    ),
    Case(
        "63-token",
        "the app is removed in the middle of a workflow",
        event("tokens_revoked", tokens={"oauth": [BEN], "bot": [BOT]}),
        committed("InstallEnded", "InstallLost"),
        given=a_taken_ticket,
    ),
    Case(
        "63-other-token",
        "the app is removed in the middle of a workflow",
        event("tokens_revoked", tokens={"oauth": [BEN], "bot": []}),
        ignored("other_token"),
    ),
    *each(
        "63",
        "the app is removed in the middle of a workflow",
        ignored("malformed"),
        {
            "no-object": event("tokens_revoked", tokens="all"),
            "no-list": event("tokens_revoked", tokens={"bot": "all"}),
        },
    ),
    Elsewhere(
        "63-outbox",
        "the app is removed in the middle of a workflow",
        (
            "tests/functional/test_leaving.py"
            "::test_while_the_app_is_removed_everything_waits_and_nothing_is_given_up",
        ),
    ),
]
