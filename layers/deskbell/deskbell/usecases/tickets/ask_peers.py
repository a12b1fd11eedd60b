"""Whether somebody who does not work here has solved a question, and who that was (A5-04).

Called where the emoji for "solved" is added.
"""

from deskbell.domain.decision import Cause
from deskbell.domain.ids import PersonId, Thread, ticket_ref
from deskbell.domain.inputs import MessagePosted, ReactionChanged
from deskbell.domain.pleasantries import is_pleasantry
from deskbell.domain.settings.desk import Desk, Inbox
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.peers import helper_of
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.usecases.change import Handled
from deskbell.usecases.tickets.acting import reacting
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.desk import TicketPorts


def solved_by_peer(
    ports: TicketPorts, ticket: Ticket, inbox: Inbox, reaction: ReactionChanged
) -> c.SolveByPeer | None:
    """Of a ticket that nobody has taken; None if it is solved as every other."""
    if not inbox.peers_help or ticket.status is not Status.NEW:
        return None
    repliers = [one.author for one in ports.aggregates.comments(ticket.ref)]
    return _command(ports, inbox, reaction, ticket.requester, repliers)


def solve_untracked(
    ports: TicketPorts,
    message: Thread,
    thread: tuple[MessagePosted, ...],
    reaction: ReactionChanged,
    cause: Cause,
) -> Handled | None:
    """A question that is no ticket becomes a solved one; None if that is not what happened."""
    desk = ports.settings.current()
    inbox, root = desk.inbox_of(message.channel), thread[0]
    if inbox is None or not inbox.peers_help or root.author is None:
        return None
    if is_pleasantry(root.text) and not root.files:
        return None
    command = _command(ports, inbox, reaction, root.author, [one.author for one in thread[1:]])
    if command is None:
        return None
    ref = ticket_ref(cause.install, message.channel, message.ts)

    def command_for(state: Ticket | None) -> c.TicketCommand:
        if state is not None:
            return command
        return c.OpenFromMessage(
            ref=ref,
            install=cause.install,
            number=ports.aggregates.reserve_number(cause.install),
            inbox=inbox,
            message=message,
            by=command.by,
            emoji=reaction.emoji,
            author=root.author,
            thread=thread,
            solved=command,
            shared=reaction.shared,
        )

    return change_ticket(ports.aggregates, ref, cause, command_for, is_new=True)


def _command(
    ports: TicketPorts,
    inbox: Inbox,
    reaction: ReactionChanged,
    asker: PersonId | None,
    repliers: list[PersonId | None],
) -> c.SolveByPeer | None:
    desk = ports.settings.current()
    bot = desk.workspace.bot_user
    marked = None if reaction.author == bot else reaction.author
    staff = _staff(desk, inbox)
    peer = helper_of(reaction.person, marked, asker, [one for one in repliers if one != bot], staff)
    if peer is None:
        return None
    who = reacting(ports, reaction, desk.workspace.install)
    return c.SolveByPeer(who, peer, inbox, reaction.emoji, desk.undo_window)


def _staff(desk: Desk, inbox: Inbox) -> frozenset[PersonId]:
    return inbox.agents | desk.admins | {inbox.lead}
