"""An emoji as a control: 🎫 opens, 👀 takes, ✅ solves, as `desk.yaml` maps them (A5-02, A5-09)."""

from typing import assert_never

from deskbell.domain.decision import Cause, message_link
from deskbell.domain.ids import Ref, Thread, ticket_ref
from deskbell.domain.inputs import Envelope, MessagePosted, ReactionChanged
from deskbell.domain.settings.desk import EmojiAction, Inbox
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.permissions import member
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.slack_ports import Later, Never, Unknown
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.desk import TicketPorts, hosts_tickets, inbox_for
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
    if action is EmojiAction.OPEN and link is not None and link.place is not None:
        return ignored("card")
    if action is EmojiAction.OPEN and reaction.added:
        if link is not None:
            return _follow(ports, link.ref, reaction, cause)
        return _open(ports, message, reaction, cause)
    if action is not EmojiAction.OPEN and not reaction.added:
        return ignored("emoji_removed")
    if link is None and not hosts_tickets(desk, reaction.channel):
        return ignored("not_a_help_channel")
    if link is None:
        message = _thread_of(ports, message)
        link = ports.aggregates.find(message_link(cause.install, message))
    if link is None:
        link = park_input(ports, message, envelope)
    if link is None:
        return ignored("parked")
    return _act(ports, link.ref, action, reaction, cause)


def _open(ports: TicketPorts, message: Thread, reaction: ReactionChanged, cause: Cause) -> Handled:
    desk = ports.settings.current()
    inbox = desk.inbox_of(reaction.channel)
    if inbox is None:
        return ignored("not_a_help_channel")
    if reaction.author == desk.workspace.bot_user:
        return ignored("own_message")
    if _taken_off_since(ports, message, reaction, cause):
        return ignored("emoji_taken_off")
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


def _taken_off_since(
    ports: TicketPorts, message: Thread, reaction: ReactionChanged, cause: Cause
) -> bool:
    """Taking the emoji off may arrive before putting it on; the later of the two by Slack's time
    counts (bad_inputs.md 57), so one that waits here and is the earlier counts no more."""
    for waiting in ports.parked.waiting(cause.install, message, cause.at.timestamp()):
        match waiting.input:
            case ReactionChanged(added=False, person=reaction.person, emoji=reaction.emoji) as off:
                if off.event_ts > reaction.event_ts:
                    return True
                ports.parked.drop(cause.install, message, waiting.key)
            case _:
                pass
    return False


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
    who = member(reaction.person, ports.settings.current())

    def command_for(state: Ticket | None) -> c.TicketCommand:
        if state is not None:
            return c.Follow(who, reaction.emoji)
        return c.OpenFromMessage(
            ref=ref,
            install=cause.install,
            number=ports.aggregates.reserve_number(cause.install),
            inbox=inbox,
            message=message,
            by=who,
            emoji=reaction.emoji,
            author=reaction.author,
            thread=thread,
        )

    return change_ticket(ports.aggregates, ref, cause, command_for, is_new=True)


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


def _thread_of(ports: TicketPorts, message: Thread) -> Thread:
    """A reaction does not say whether its message is a reply (slack.md 7); Slack is asked."""
    thread = _read(ports, message)
    root = thread[0].thread_ts if thread else None
    return Thread(message.channel, root) if root else message


def _follow(ports: TicketPorts, ref: Ref, reaction: ReactionChanged, cause: Cause) -> Handled:
    command = c.Follow(member(reaction.person, ports.settings.current()), reaction.emoji)
    return change_ticket(ports.aggregates, ref, cause, lambda _: command)


def _act(
    ports: TicketPorts,
    ref: Ref,
    action: EmojiAction,
    reaction: ReactionChanged,
    cause: Cause,
) -> Handled:
    """What an emoji does to a ticket that is there; the ticket emoji, when it is taken off."""
    desk = ports.settings.current()
    who = member(reaction.person, desk)

    def command_for(state: Ticket | None) -> c.TicketCommand:
        match action:
            case EmojiAction.OPEN:
                if state and state.opener != who.person:
                    return c.Unfollow(who, reaction.emoji)
                return c.Cancel(who, desk.undo_window.total_seconds())
            case EmojiAction.TAKE:
                return c.Take(who, emoji=reaction.emoji)
            case EmojiAction.SOLVE:
                return c.Solve(who, inbox_for(desk, state), emoji=reaction.emoji)
        assert_never(action)

    return change_ticket(ports.aggregates, ref, cause, command_for)
