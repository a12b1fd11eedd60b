"""Commands about waiting, reopening and undoing, for all that `texts_decided.py` asks of one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from deskbell.domain.ids import Ts
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.texts import Argument, ChannelName, Instant, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.bulk import SOLVE_ALL
from deskbell.domain.tickets.hand_over import HandOver
from deskbell.domain.tickets.handing_over import HAND_OVER
from deskbell.domain.tickets.pause import Pause, PauseOn
from deskbell.domain.tickets.permissions import Action, Member
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.domain.tickets.transition import undoable
from tests.builders import BEN, IT_HAPPENS, JIWOO, NOW, ROOT, a_reply

WINDOW = timedelta(minutes=2)


def in_pauses(ticket: Ticket, at: datetime) -> Iterator[Ticket]:
    """The ticket while it waits for anybody and anything, all of it due by then."""
    for on, nudges in (*((on, 0) for on in PauseOn), (PauseOn.REQUESTER, 2)):
        paused = Pause(on, at, at, timedelta(hours=1), nudges, ticket.text or "x", "SR-1")
        status = Status.SNOOZED if on.is_snooze else Status.WAITING
        yield replace(ticket, status=status, assignee=BEN, pause=paused)


def commands(
    ticket: Ticket, by: Member, at: c.Pressed, inbox: Inbox, now: datetime
) -> Iterator[c.TicketCommand]:
    for on in PauseOn:
        yield c.Pause(by, at, inbox, on, None, ticket.text or "", "SR-1", WINDOW)
    yield c.Pause(by, at, inbox, PauseOn.TIME, now)
    yield c.Resume(by, at, WINDOW)
    yield c.Reopen(by, at, inbox, WINDOW)
    yield c.ReopenAnyway(by, at, inbox)
    yield c.Undo(by, at, inbox)
    yield c.TakeBack(by, inbox, Action.TAKE, "eyes")


def undone(
    ticket: Ticket, by: Member, inbox: Inbox, now: datetime
) -> Iterator[tuple[Ticket, c.TicketCommand]]:
    """What tells somebody besides that it was undone."""
    at = c.Pressed(IT_HAPPENS, ROOT.ts, ticket.card_revision)
    offered = replace(ticket, assignee=BEN, hand_over=HandOver(JIWOO, BEN))
    answer = undoable(JIWOO, HAND_OVER, offered, now, WINDOW)
    yield replace(ticket, assignee=JIWOO, undo=answer), c.Undo(by, at, inbox)
    solved = undoable(BEN, SOLVE_ALL, ticket, now, WINDOW)
    yield replace(ticket, undo=solved), c.UnsolvePart(BEN, 1, True, inbox)


def replies(ticket: Ticket, inbox: Inbox) -> Iterator[c.TicketCommand]:
    """From its requester: thanks, and an objection in time and later."""
    for text in ("Thanks!", "It still fails"):
        message = a_reply(Ts("1795424700.000100"), text, author=ticket.requester)
        for box in (inbox, replace(inbox, reopen_within=timedelta(seconds=-1))):
            yield c.RecordMessage(message, c.Heard(), box, ticket.number)


def a_nudge(ticket: Ticket) -> Text:
    """What is said in the thread instead, where Slack takes no direct message."""
    args: dict[str, Argument] = {
        "number": ticket.number,
        "title": ticket.text or "",
        "channel": ChannelName(ticket.home.channel),
        "closes": Instant(NOW),
    }
    return Text("dm.nudge", args)
