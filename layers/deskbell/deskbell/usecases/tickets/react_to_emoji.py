"""An emoji as a control: 🎫 opens, 👀 takes, ✅ solves, as `desk.yaml` maps them (A5-02, A5-09)."""

from typing import assert_never

from deskbell.domain.decision import Cause, message_link
from deskbell.domain.ids import Ref, Thread, ticket_ref
from deskbell.domain.inputs import Envelope, MessagePosted, ReactionChanged
from deskbell.domain.settings.desk import EmojiAction, Inbox
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.permissions import member
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.ports import Later, Never, Unknown
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.desk import Handled, TicketPorts, ignored, inbox_for, load_ticket
from deskbell.usecases.tickets.park_input import park_input

GONE = frozenset({"message_not_found", "thread_not_found"})
"""Slack's codes for a message that is not there (any more)."""


def react_to_emoji(
    ports: TicketPorts, envelope: Envelope, reaction: ReactionChanged, cause: Cause
) -> Handled:
    """Unmapped emoji cost nothing: not even a read."""
    desk = ports.settings.current()
    action = desk.emoji.get(reaction.emoji)
    if action is None:
        return ignored("emoji_not_mapped")
    message = Thread(reaction.channel, reaction.ts)
    link = ports.aggregates.find(message_link(cause.install, message))
    if action is EmojiAction.OPEN:
        if not reaction.added:
            return _cancel(ports, link.ref, reaction, cause) if link else ignored("no_ticket")
        if link is not None:
            return _follow(ports, link.ref, reaction, cause) if not link.place else ignored("card")
        return _open(ports, message, reaction, cause)
    if not reaction.added:
        return ignored("emoji_removed")
    if link is None:
        if not any(reaction.channel in inbox.channels for inbox in desk.inboxes.values()):
            return ignored("not_a_help_channel")
        return park_input(ports.parked, message, envelope)
    return _act(ports, link.ref, action, reaction, cause)


def _open(ports: TicketPorts, message: Thread, reaction: ReactionChanged, cause: Cause) -> Handled:
    desk = ports.settings.current()
    inbox = desk.inbox_of(reaction.channel)
    if inbox is None:
        return ignored("not_a_help_channel")
    if reaction.author == desk.workspace.bot_user:
        return ignored("own_message")
    thread = _read(ports, message)
    if thread == ():
        return ignored("no_such_message")
    root = thread[0].thread_ts if thread else None
    if root is not None and root != message.ts:
        message = Thread(message.channel, root)
        link = ports.aggregates.find(message_link(cause.install, message))
        if link is not None:
            return _follow(ports, link.ref, reaction, cause)
        thread = _read(ports, message) or None
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
    taken and follow."""
    ref = ticket_ref(cause.install, message.channel, message.ts)
    if load_ticket(ports.aggregates, ref) is not None:
        return _follow(ports, ref, reaction, cause)
    command = c.OpenFromMessage(
        ref=ref,
        install=cause.install,
        number=ports.aggregates.reserve_number(cause.install),
        inbox=inbox,
        message=message,
        by=member(reaction.person, ports.settings.current()),
        emoji=reaction.emoji,
        author=reaction.author,
        thread=thread,
    )
    return change_ticket(
        ports.aggregates,
        ref,
        cause,
        lambda state: command if state is None else c.Follow(command.by, reaction.emoji),
    )


def _read(ports: TicketPorts, message: Thread) -> tuple[MessagePosted, ...] | None:
    """One try; a ticket does not wait for Slack (architecture.md, idea 5).

    None if Slack did not say, empty if there is no such message of a person's.
    """
    answer = ports.slack.read_thread(message)
    if isinstance(answer, Never) and answer.code in GONE:
        return ()
    if isinstance(answer, Later | Unknown | Never):
        return None
    return tuple(answer)


def _follow(ports: TicketPorts, ref: Ref, reaction: ReactionChanged, cause: Cause) -> Handled:
    command = c.Follow(member(reaction.person, ports.settings.current()), reaction.emoji)
    return change_ticket(ports.aggregates, ref, cause, lambda _: command)


def _cancel(ports: TicketPorts, ref: Ref, reaction: ReactionChanged, cause: Cause) -> Handled:
    desk = ports.settings.current()
    command = c.Cancel(member(reaction.person, desk), desk.undo_window.total_seconds())
    return change_ticket(ports.aggregates, ref, cause, lambda _: command)


def _act(
    ports: TicketPorts,
    ref: Ref,
    action: EmojiAction,
    reaction: ReactionChanged,
    cause: Cause,
) -> Handled:
    desk = ports.settings.current()
    who = member(reaction.person, desk)

    def command_for(state: Ticket | None) -> c.TicketCommand:
        match action:
            case EmojiAction.OPEN:
                return c.Follow(who, reaction.emoji)
            case EmojiAction.TAKE:
                return c.Take(who, emoji=reaction.emoji)
            case EmojiAction.SOLVE:
                return c.Solve(who, inbox_for(desk, state), emoji=reaction.emoji)
        assert_never(action)

    return change_ticket(ports.aggregates, ref, cause, command_for)
