"""The ticket emoji on a message: it becomes a ticket, or whoever put it there follows the one that
it is already; `react_to_emoji.py` asks (A5-02)."""

from deskbell.domain.decision import Cause, message_link
from deskbell.domain.ids import Ref, Thread, ticket_ref
from deskbell.domain.inputs import MessagePosted, ReactionChanged
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.permissions import Member
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.tickets.acting import reacting
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.consult_rules import consult_rules
from deskbell.usecases.tickets.desk import TicketPorts, going_on, inbox_for
from deskbell.usecases.tickets.emoji_order import taken_off_since
from deskbell.usecases.tickets.reading import read_now
from deskbell.usecases.tickets.twins import join_twin, twin_of
from deskbell.usecases.tickets.visit_of import visit_of


def open_by_emoji(
    ports: TicketPorts, message: Thread, reaction: ReactionChanged, cause: Cause
) -> Handled:
    """`message` has no ticket yet. On a reply, the emoji means its thread's root."""
    desk = ports.settings.current()
    inbox = desk.inbox_of(reaction.channel)
    if inbox is None:
        return ignored("not_a_help_channel")
    if reaction.author == desk.workspace.bot_user:
        return ignored("own_message")
    if taken_off_since(ports, message, reaction, cause):
        return ignored("emoji_taken_off")
    thread = read_now(ports, message)
    if thread == ():
        return ignored("no_such_message")
    root = thread[0].thread_ts if thread else None
    if root is not None and root != message.ts:
        message = Thread(message.channel, root)
        link = ports.aggregates.find(message_link(cause.install, message))
        if link is not None:
            return follow_by_emoji(ports, link.ref, reaction, cause)
        thread = read_now(ports, message) or None
    if thread and (ticket := twin_of(ports, thread[0], cause)):
        join_twin(ports, ticket.ref, thread[0], cause)
        return follow_by_emoji(ports, ticket.ref, reaction, cause)
    return _open_once(ports, message, reaction, cause, inbox, thread)


def _open_once(
    ports: TicketPorts,
    message: Thread,
    reaction: ReactionChanged,
    cause: Cause,
    inbox: Inbox,
    thread: tuple[MessagePosted, ...] | None,
) -> Handled:
    """Five people may add the emoji at once: the first commit opens, the others find its link
    taken and follow. A ticket comes with its message's link, and there is none yet."""
    ref = ticket_ref(cause.install, message.channel, message.ts)
    who = reacting(ports, reaction, cause.install)
    root = thread[0] if thread else None
    asker = (root.author if root else reaction.author) or reaction.person
    said = root.text if root else ""
    consulted = consult_rules(ports, inbox, message.channel, asker, said, cause.at)

    def command_for(state: Ticket | None) -> c.TicketCommand:
        if state is not None:
            return _following(ports, state, who, reaction)
        return c.OpenFromMessage(
            ref=ref,
            install=cause.install,
            number=ports.aggregates.reserve_number(cause.install),
            inbox=inbox,
            message=message,
            by=who,
            emoji=reaction.emoji,
            emoji_ts=reaction.event_ts,
            author=reaction.author,
            thread=thread,
            consulted=consulted,
            visit=visit_of(ports, cause.install, root) if root else None,
            shared=reaction.shared,
        )

    return change_ticket(ports.aggregates, ref, cause, command_for, is_new=True)


def follow_by_emoji(
    ports: TicketPorts, ref: Ref, reaction: ReactionChanged, cause: Cause
) -> Handled:
    """Of a merged ticket, the one as which it goes on."""
    who = reacting(ports, reaction, cause.install)
    ticket = going_on(ports.aggregates, ref)

    def command_for(state: Ticket | None) -> c.TicketCommand:
        return _following(ports, state, who, reaction)

    return change_ticket(ports.aggregates, ticket.ref if ticket else ref, cause, command_for)


def _following(
    ports: TicketPorts, ticket: Ticket | None, who: Member, reaction: ReactionChanged
) -> c.Follow:
    inbox = inbox_for(ports.settings.current(), ticket)
    is_back = ticket is not None and ticket.status is Status.CANCELLED
    said = tuple(ports.aggregates.comments(ticket.ref)) if ticket and is_back else ()
    return c.Follow(who, reaction.emoji, inbox, said)
