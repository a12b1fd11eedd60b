"""A desk at work: what there is before a case begins, and the requests of Slack's about it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from deskbell.domain.ids import Ts
from deskbell.domain.inputs import Button
from tests.api_gateway import (
    AT,
    Event,
    a_button_press,
    a_message_event,
    a_submission,
    event_request,
    interaction_request,
)
from tests.builders import ANA, BEN, IT_HAPPENS, MINJUN, OLA
from tests.functional.memory_desk import MemoryDesk

LATER = Ts(f"{AT + 1}.000100")
LATER_STILL = Ts(f"{AT + 2}.000100")


# --- what there is ----------------------------------------------------------------------------


def a_message(desk: MemoryDesk) -> Ts:
    """Ana's, in the help channel; nobody has made a ticket of it."""
    return desk.say(ANA, "My laptop does not start").ts


def a_ticket(desk: MemoryDesk) -> None:
    """Minjun has made a ticket of Ana's message."""
    desk.give(desk.reaction(MINJUN, a_message(desk), "ticket"))


def a_taken_ticket(desk: MemoryDesk) -> None:
    a_ticket(desk)
    desk.give(desk.reaction(BEN, root(desk), "eyes"))


def a_closed_ticket(desk: MemoryDesk) -> None:
    """Solved, and closed three days later; the clock is back where the requests are signed."""
    a_taken_ticket(desk)
    desk.give(desk.say(OLA, "Mine too", root(desk)))
    desk.give(desk.reaction(BEN, root(desk), "white_check_mark"))
    now = desk.now
    desk.later(timedelta(days=4))
    desk.now = now


def root(desk: MemoryDesk) -> Ts:
    """The message that the only ticket is of, or the only message."""
    if desk.tickets:
        thread = desk.ticket.message
        assert thread is not None
        return thread.ts
    [message] = [p for p in desk.slack.in_channel(IT_HAPPENS) if p.author == ANA]
    return message.ts


# --- messages ---------------------------------------------------------------------------------


def a_reply(desk: MemoryDesk, **fields: Any) -> Event:
    """Ola answers in the thread."""
    given = {"user": OLA, "text": "Mine too", "ts": LATER, "event_ts": LATER, **fields}
    return event_request(a_message_event(thread_ts=root(desk), **given))


def an_edit(
    desk: MemoryDesk, ts: Ts = LATER, text: str = "Mine too!", was: str = "Mine too", **fields: Any
) -> Event:
    """Ola changes her reply, or Ana the first message."""
    thread = root(desk)
    told = {"type": "message", "ts": ts, "thread_ts": thread, "user": ANA if ts == thread else OLA}
    return event_request(
        a_message_event(
            subtype="message_changed",
            event_ts=LATER_STILL,
            ts=LATER_STILL,
            message={**told, "text": text, "edited": {"ts": LATER_STILL}, **fields},
            previous_message={**told, "text": was},
        )
    )


def a_deletion(desk: MemoryDesk, ts: Ts = LATER) -> Event:
    thread = root(desk)
    return event_request(
        a_message_event(
            subtype="message_deleted",
            event_ts=LATER_STILL,
            ts=LATER_STILL,
            deleted_ts=ts,
            previous_message={"type": "message", "ts": ts, "thread_ts": thread, "user": OLA},
        )
    )


# --- emoji, buttons, forms --------------------------------------------------------------------


def an_emoji(
    desk: MemoryDesk, name: str = "ticket", *, off: bool = False, after: int = 0, **fields: Any
) -> Event:
    """Minjun puts it on the first message, or takes it off, so many seconds from now."""
    given = {
        "type": "reaction_removed" if off else "reaction_added",
        "user": MINJUN,
        "reaction": name,
        "item": {"type": "message", "channel": IT_HAPPENS, "ts": root(desk)},
        "item_user": ANA,
        "event_ts": f"{AT + after}.000200",
        **fields,
    }
    return event_request(given)


def a_press(desk: MemoryDesk, button: Button, person: str = BEN, **fields: Any) -> Event:
    """On the card in the ticket's thread, as it stands."""
    ticket, thread = desk.ticket, root(desk)
    [card] = desk.ours(IT_HAPPENS, thread)
    payload = a_button_press(
        action_id=button, value=fields.pop("value", f"{ticket.ref}|{ticket.card_revision}")
    )
    payload["container"] |= {"message_ts": card.ts, "thread_ts": thread}
    payload["user"] = {"id": person}
    return interaction_request({**payload, **fields})


def a_form(request: str | None = None, **fields: Any) -> Callable[[object], list[Event]]:
    """Minjun sends the IT form; `fields` change the view."""

    def build(_: object) -> list[Event]:
        blocks = {} if request is None else {"request": {"value": request}}
        payload = a_submission(**blocks)
        payload["view"].update(fields)
        return [interaction_request(payload)]

    return build
