"""Bad input 42 to 53: what Slack tells of messages, repeated, out of order, and of odd kinds."""

from typing import Any

from deskbell.adapters.memory.workspace import Fault
from deskbell.domain.ids import Ts
from deskbell.usecases.slack_ports import Unknown
from tests.api_gateway import Event, a_message_event, event_request
from tests.bad_inputs.case import (
    AnyCase,
    Builder,
    Case,
    Elsewhere,
    Expected,
    accepted,
    committed,
    each,
    ignored,
)
from tests.bad_inputs.workday import (
    a_closed_ticket,
    a_deletion,
    a_message,
    a_reply,
    a_ticket,
    an_edit,
    an_emoji,
    root,
)
from tests.functional.memory_desk import MemoryDesk

BOT_MESSAGE = {"subtype": "bot_message", "bot_id": "B0ALERTS01", "user": None}
OUR_OWN = {"user": "U0BOT00001", "bot_id": "B0DESK0001", "app_id": "A0DESK0001"}
UNHANDLED = ignored("unhandled_event")
NO_PERSONS = ignored("unhandled_subtype")


def event(kind: str, **fields: Any) -> Builder:
    return lambda _: [event_request({"type": kind, **fields})]


def message(**fields: Any) -> Builder:
    return lambda _: [event_request(a_message_event(**fields))]


def reply(**fields: Any) -> Builder:
    return lambda desk: [a_reply(desk, **fields)]


def mentioned(desk: MemoryDesk) -> list[Event]:
    """Slack tells a message that mentions us twice, as two kinds of event."""
    told = a_reply(desk)
    return [told, a_reply(desk, type="app_mention")]


def a_lost_answer(desk: MemoryDesk) -> None:
    """Slack has posted a card and we have not heard of it."""
    desk.slack.fail("chat.postMessage", Fault(Unknown("timeout"), applied=True))
    a_ticket(desk)


def own_echo(desk: MemoryDesk) -> list[Event]:
    """The first of our posts, as Slack tells it to us."""
    echo = desk.slack.echoes[0]
    metadata = {"event_type": "desk_outbox", "event_payload": {"id": echo.outbox_id}}
    ids = {"ts": echo.ts, "event_ts": echo.ts, "thread_ts": echo.thread_ts}
    return [
        event_request(a_message_event(channel=echo.channel, **ids, **OUR_OWN, metadata=metadata))
    ]


def root_deletion(desk: MemoryDesk) -> list[Event]:
    return [a_deletion(desk, root(desk))]


def answers(*of: tuple[int, str, str], **more: Any) -> Expected:
    return Expected(of, **more)


MESSAGE, REACTION = (200, "accepted", "MessagePosted"), (200, "accepted", "ReactionChanged")
EDITED, DELETED = (200, "accepted", "MessageEdited"), (200, "accepted", "MessageDeleted")

CASES: list[AnyCase] = [
    *each(
        "42",
        "an unknown event or subtype",
        UNHANDLED,
        {"event": event("hologram_touched"), "no-type": event("")},
    ),
    Case("42-subtype", "an unknown event or subtype", message(subtype="hologram"), NO_PERSONS),
    Case(
        "43",
        "`message` and `app_mention` for one message",
        mentioned,
        answers(
            MESSAGE,
            (200, "ignored", "unhandled_event"),
            intake=("CommentAdded",),
            changed=("CommentAdded",),
            comments=("Mine too",),
        ),
        given=a_ticket,
    ),
    Elsewhere(
        "44",
        "two messages with one `client_msg_id`",
        (
            "tests/functional/test_grouping.py"
            "::test_a_message_that_was_sent_twice_is_one_ticket_and_both_lead_to_it",
            "tests/functional/test_twins.py"
            "::test_the_ticket_emoji_on_each_of_the_two_is_one_ticket_and_both_lead_to_it",
        ),
    ),
    Case("45-own-post", "our own post, its echo", message(**OUR_OWN), ignored("own_post")),
    Case(
        "45-echo",
        "our own post, its echo",
        own_echo,
        accepted("PostEchoed", "echo_agrees"),
        given=a_ticket,
    ),
    Case(
        "45-only-the-echo",
        "our own post, its echo",
        own_echo,
        accepted("PostEchoed", "echo_healed"),
        given=a_lost_answer,
    ),
    *each(
        "46",
        "another bot's message",
        ignored("other_bot"),
        {
            "": message(**BOT_MESSAGE),
            "in-a-thread": reply(**BOT_MESSAGE),
            "with-a-user": reply(bot_id="B0ALERTS01"),
        },
        given=a_ticket,
    ),
    Case(
        "47",
        "an edit before its message",
        lambda desk: [an_edit(desk), a_reply(desk)],
        answers(
            EDITED,
            MESSAGE,
            intake=("CommentEdited", "CommentAdded"),
            changed=("CommentEdited", "CommentAdded"),
            comments=("Mine too!",),
        ),
        given=a_ticket,
    ),
    Case(
        "47-before-the-ticket",
        "an edit before its message",
        lambda desk: [an_edit(desk), a_reply(desk), an_emoji(desk)],
        answers(
            EDITED,
            MESSAGE,
            REACTION,
            intake=("parked", "parked", "TicketOpened", "CommentAdded", "CommentEdited"),
            changed=("TicketOpened", "CommentAdded", "CommentEdited"),
            comments=("Mine too!",),
        ),
        given=a_message,
    ),
    Case(
        "48",
        "an edit that changes no word",
        lambda desk: [a_reply(desk), an_edit(desk, text="Mine too", attachments=[{"id": 1}])],
        answers(
            MESSAGE,
            (200, "ignored", "unchanged_text"),
            intake=("CommentAdded",),
            changed=("CommentAdded",),
            comments=("Mine too",),
        ),
        given=a_ticket,
    ),
    Case(
        "49",
        "an edit after the end",
        lambda desk: [an_edit(desk, _ola(desk))],
        committed("MessageEdited", "CommentEdited", comments=("Mine too!",)),
        given=a_closed_ticket,
    ),
    Case(
        "50-after",
        "a deletion before or after its message",
        lambda desk: [a_reply(desk), a_deletion(desk)],
        answers(
            MESSAGE,
            DELETED,
            intake=("CommentAdded", "CommentDeleted"),
            changed=("CommentAdded", "CommentDeleted"),
            comments=("",),
        ),
        given=a_ticket,
    ),
    Case(
        "50-before",
        "a deletion before or after its message",
        lambda desk: [a_deletion(desk), a_reply(desk)],
        answers(
            DELETED,
            MESSAGE,
            intake=("CommentDeleted", "CommentAdded"),
            changed=("CommentDeleted", "CommentAdded"),
            comments=("",),
        ),
        given=a_ticket,
    ),
    Case(
        "50-root",
        "a deletion before or after its message",
        root_deletion,
        accepted("MessageDeleted", "root_deleted", shows=("My laptop does not start",)),
        given=a_ticket,
    ),
    Case(
        "51",
        "a reply that is sent to the channel too",
        reply(subtype="thread_broadcast", root={"ts": "1"}),
        committed("MessagePosted", "CommentAdded", comments=("Mine too",)),
        given=a_ticket,
    ),
    Case(
        "52",
        "a reply in a thread that we never saw",
        message(thread_ts="1795420000.000100"),
        accepted("MessagePosted", "parked"),
        note="it waits an hour for its ticket, which may only be late",
    ),
    Case(
        "52-elsewhere",
        "a reply in a thread that we never saw",
        message(thread_ts="1795420000.000100", channel="C0ELSEWHER"),
        accepted("MessagePosted", "not_a_ticket"),
    ),
    *each(
        "53",
        "joins, reminders, huddles; a file without words",
        NO_PERSONS,
        {
            kind: reply(subtype=kind)
            for kind in ("channel_join", "huddle_thread", "reminder_add", "channel_topic")
        },
        given=a_ticket,
    ),
    Case(
        "53-file",
        "joins, reminders, huddles; a file without words",
        reply(subtype="file_share", text="", files=[{"id": "F0000001", "name": "log.txt"}]),
        committed("MessagePosted", "CommentAdded", comments=("",), files=("log.txt",)),
        given=a_ticket,
    ),
    Case(
        "53-me",
        "joins, reminders, huddles; a file without words",
        reply(subtype="me_message"),
        committed("MessagePosted", "CommentAdded", comments=("Mine too",)),
        given=a_ticket,
        note="what follows `/me` is a person's words: to leave it out would lose them",
    ),
]


def _ola(desk: MemoryDesk) -> Ts:
    """The ts of her reply."""
    [comment] = desk.aggregates.comments(desk.ticket.ref)
    return comment.source
