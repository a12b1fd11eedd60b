"""A redirect emoji moves a ticket to the inbox that `desk.yaml` has for it (A1-29, A5-14).

Taken off again in time, it moves it back. `react_to_emoji.py` calls it.
"""

from deskbell.domain.decision import Cause
from deskbell.domain.ids import Ref
from deskbell.domain.inputs import ReactionChanged
from deskbell.domain.settings.desk import Desk, Inbox
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.permissions import Action
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.change import Handled
from deskbell.usecases.tickets.acting import reacting
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.desk import TicketPorts, going_on, inbox_for


def move_by_emoji(ports: TicketPorts, ref: Ref, reaction: ReactionChanged, cause: Cause) -> Handled:
    """Of a merged ticket, the one as which it goes on."""
    desk = ports.settings.current()
    who = reacting(ports, reaction, cause.install)
    ticket = going_on(ports.aggregates, ref)
    ref = ticket.ref if ticket else ref

    def command_for(state: Ticket | None) -> c.TicketCommand:
        inbox, window = inbox_for(desk, state), desk.undo_window
        comments = tuple(ports.aggregates.comments(ref))
        if reaction.added:
            to = desk.inboxes[desk.redirects[reaction.emoji]]
            at = c.Pressed(reaction.channel, None, 0)
            category = desk.request_types.get(reaction.emoji)
            return c.Move(
                *(who, at, inbox, to, comments, window), emoji=reaction.emoji, category=category
            )
        if state and state.undo and state.undo.action == Action.CLASSIFY:
            return c.TakeBack(who, inbox, Action.CLASSIFY, reaction.emoji)
        return c.MoveBack(who, inbox, inbox_before(desk, state, inbox), comments, window)

    return change_ticket(ports.aggregates, ref, cause, command_for)


def inbox_before(desk: Desk, ticket: Ticket | None, inbox: Inbox) -> Inbox:
    """Where it was before it came to `inbox`, if that is there still."""
    last = ticket.moves[-1].left if ticket and ticket.moves else inbox.id
    return desk.inboxes.get(last, inbox)
