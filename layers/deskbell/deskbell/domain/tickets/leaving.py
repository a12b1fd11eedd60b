"""Somebody has left the workspace: what they had is in triage again, and what they asked for waits
for them no more (bad_inputs.md 61). Called by `decide`.
"""

from dataclasses import replace
from datetime import datetime

from deskbell.domain.caused import caused
from deskbell.domain.caused_inputs import AssigneeBack
from deskbell.domain.decision import Change, Decision, nothing
from deskbell.domain.effects import Effect, SendDirect, SendNotice
from deskbell.domain.texts import Name, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.pause import PauseOn
from deskbell.domain.tickets.pausing import resumed
from deskbell.domain.tickets.permissions import Surface, may_show
from deskbell.domain.tickets.progress import team_facts
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.domain.tickets.timers import retimed
from deskbell.domain.tickets.transition import step

_NUMBER = 3_000
"""Of the input that a return causes; what else that change causes is counted from 0."""


def checked(decision: Decision, now: datetime) -> Decision:
    """The decision, and with it the question whether those are still there to whom a ticket comes
    back that was over: while it was, nobody told it."""
    return replace(decision, changes=tuple(_checked(one, now) for one in decision.changes))


def _checked(change: Change, now: datetime) -> Change:
    before, after = change.before, change.after
    if not isinstance(before, Ticket) or not isinstance(after, Ticket) or before.is_open:
        return change
    if not after.is_open or after.assignee is None:
        return change
    back = caused(
        after.ref, after.version, AssigneeBack(after.ref, after.assignee), after, now, _NUMBER
    )
    return replace(change, effects=(*change.effects, back))


def part(ticket: Ticket, command: c.PartWith, now: datetime) -> Decision:
    """Only what is open: who is concerned is found in lists, which may be a moment behind."""
    if ticket.is_open and ticket.assignee == command.person:
        return _relieved(ticket, command, now)
    if ticket.is_open and ticket.requester == command.person:
        return _noted(ticket, command, now)
    return nothing("goes_on_without_them")


def _relieved(ticket: Ticket, command: c.PartWith, now: datetime) -> Decision:
    """In triage at once, also if it was paused: nobody is there to see its end."""
    after = replace(
        ticket, status=Status.NEW, assignee=None, assigned_at=None, pause=None, hand_over=None
    )
    return step(
        ticket,
        after,
        e.AssigneeLeft(command.person),
        Text("reason.assignee_left", {"person": Name(command.person)}),
        effects=(_team_hears(ticket, _said(ticket, "notice.assignee_left", command), command),),
        timers=retimed(ticket, after, command.inbox, now),
        shown=True,
    )


def _noted(ticket: Ticket, command: c.PartWith, now: datetime) -> Decision:
    """Whoever works on it decides whether it is still needed; a wait for their answer ends."""
    waited = ticket.pause is not None and ticket.pause.on is PauseOn.REQUESTER
    after = resumed(ticket) if waited else ticket
    text = _said(ticket, "notice.requester_left", command)
    return step(
        ticket,
        after,
        e.RequesterLeft(command.person),
        Text("reason.requester_left", {"person": Name(command.person)}),
        effects=(
            SendDirect(ticket.assignee, text)
            if ticket.assignee
            else _team_hears(ticket, text, command),
        ),
        timers=retimed(ticket, after, command.inbox, now),
        shown=waited,
    )


def _said(ticket: Ticket, key: str, command: c.PartWith) -> Text:
    return Text(key, {**team_facts(ticket, command.inbox), "person": Name(command.person)})


def _team_hears(ticket: Ticket, text: Text, command: c.PartWith) -> Effect:
    """The lead alone, where the triage channel may not know of it."""
    if may_show(ticket.privacy, Surface.TRIAGE):
        return SendNotice(command.inbox.triage_channel, text)
    return SendDirect(command.inbox.lead, text)
