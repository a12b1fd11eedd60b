"""An emoji as a control: 🎫 opens, 👀 takes, ✅ solves, as `desk.yaml` maps them (A5-02, A5-09)."""

from typing import Literal, assert_never

from deskbell.domain.decision import Cause, message_link
from deskbell.domain.ids import ChannelId, Ref, Thread, Ts, ticket_ref
from deskbell.domain.inputs import Envelope, MessagePosted, ReactionChanged
from deskbell.domain.people import Standing
from deskbell.domain.settings.desk import Desk, EmojiAction, Inbox
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.permissions import Action, Member
from deskbell.domain.tickets.ticket import Ticket
from deskbell.domain.tickets.undoing import EMOJI_DID_NOTHING, can_undo
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.tickets.acting import acting
from deskbell.usecases.tickets.ask_peers import solve_untracked, solved_by_peer
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.consult_rules import consult_rules
from deskbell.usecases.tickets.desk import TicketPorts, going_on, hosts_tickets, inbox_for
from deskbell.usecases.tickets.flag_by_emoji import flag_by_emoji
from deskbell.usecases.tickets.move_by_emoji import move_by_emoji
from deskbell.usecases.tickets.park_input import PATIENCE, park_input
from deskbell.usecases.tickets.publish_note import publish_note
from deskbell.usecases.tickets.reading import read_now
from deskbell.usecases.tickets.visit_of import visit_of

TicketEmoji = Literal[
    EmojiAction.OPEN, EmojiAction.TAKE, EmojiAction.SOLVE, EmojiAction.NOT_A_TICKET
]
"""What an emoji does to a ticket as a whole."""


def react_to_emoji(
    ports: TicketPorts, envelope: Envelope, reaction: ReactionChanged, cause: Cause
) -> Handled:
    """Unmapped emoji cost nothing: not even a read."""
    action = ports.settings.current().emoji.get(reaction.emoji)
    match action:
        case None:
            return ignored("emoji_not_mapped")
        case EmojiAction.PUBLISH:
            return publish_note(ports, envelope, reaction, cause)
        case EmojiAction.OPEN if reaction.added:
            return _open_or_follow(ports, reaction, cause)
        case EmojiAction.NOT_A_TICKET if not reaction.added:
            return ignored("emoji_removed")
        case _:
            return _on_ticket(ports, envelope, action, reaction, cause)


def _open_or_follow(ports: TicketPorts, reaction: ReactionChanged, cause: Cause) -> Handled:
    message = Thread(reaction.channel, reaction.ts)
    link = ports.aggregates.find(message_link(cause.install, message))
    if link is None:
        return _open(ports, message, reaction, cause)
    if link.place is not None:
        return ignored("card")
    return _follow(ports, link.ref, reaction, cause)


def _on_ticket(
    ports: TicketPorts,
    envelope: Envelope,
    action: EmojiAction,
    reaction: ReactionChanged,
    cause: Cause,
) -> Handled:
    """What is done to the ticket of the message's thread, or waits for it."""
    message = Thread(reaction.channel, reaction.ts)
    link = ports.aggregates.find(message_link(cause.install, message))
    if link is None:
        if not hosts_tickets(ports.settings.current(), reaction.channel):
            return ignored("not_a_help_channel")
        message = _thread_of(ports, message)
        link = ports.aggregates.find(message_link(cause.install, message))
    elif link.place is not None and action in (EmojiAction.OPEN, EmojiAction.NOT_A_TICKET):
        return ignored("card")
    if link is None and (solved := _solved_untracked(ports, message, action, reaction, cause)):
        return solved
    link = link or park_input(ports, message, envelope)
    if link is None:
        return ignored("parked")
    match action:
        case EmojiAction.FLAG:
            return flag_by_emoji(ports, link.ref, message, reaction, cause)
        case EmojiAction.MOVE:
            return move_by_emoji(ports, link.ref, reaction, cause)
        case EmojiAction.PUBLISH:
            raise AssertionError("published elsewhere")
        case _:
            return _as_meant(ports, envelope, link.ref, action, reaction, cause)


def _as_meant(
    ports: TicketPorts,
    envelope: Envelope,
    ref: Ref,
    action: TicketEmoji,
    reaction: ReactionChanged,
    cause: Cause,
) -> Handled:
    """Whichever of putting it on and taking it off came later by Slack's time, counts."""
    on = Thread(reaction.channel, reaction.ts)
    if reaction.added and _taken_off_since(ports, on, reaction, cause):
        return ignored("emoji_taken_off")
    handled = _act(ports, ref, action, reaction, cause)
    if handled.ignored == EMOJI_DID_NOTHING:  # it may come on later than it came off
        ports.parked.park(on, envelope, envelope.received_at + PATIENCE)
    return handled


def _solved_untracked(
    ports: TicketPorts,
    message: Thread,
    action: EmojiAction,
    reaction: ReactionChanged,
    cause: Cause,
) -> Handled | None:
    """Somebody marks as solved what nobody has tracked (A5-04)."""
    if action is not EmojiAction.SOLVE or not reaction.added:
        return None
    thread = read_now(ports, message) if _may_be_peers(ports.settings.current(), reaction) else None
    return solve_untracked(ports, message, thread, reaction, cause) if thread else None


def _may_be_peers(desk: Desk, reaction: ReactionChanged) -> bool:
    """Asked before Slack is."""
    inbox = desk.inbox_of(reaction.channel)
    return inbox is not None and inbox.peers_help and reaction.person not in inbox.agents


def _open(ports: TicketPorts, message: Thread, reaction: ReactionChanged, cause: Cause) -> Handled:
    desk = ports.settings.current()
    inbox = desk.inbox_of(reaction.channel)
    if inbox is None:
        return ignored("not_a_help_channel")
    if reaction.author == desk.workspace.bot_user:
        return ignored("own_message")
    if _taken_off_since(ports, message, reaction, cause):
        return ignored("emoji_taken_off")
    thread = read_now(ports, message)
    if thread == ():
        return ignored("no_such_message")
    root = thread[0].thread_ts if thread else None
    if root is not None and root != message.ts:
        message = Thread(message.channel, root)
        link = ports.aggregates.find(message_link(cause.install, message))
        if link is not None:
            return _follow(ports, link.ref, reaction, cause)
        thread = read_now(ports, message) or None
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
    who = acting(ports, cause.install, reaction.person, reaction.channel)
    root = thread[0] if thread else None
    asker = (root.author if root else reaction.author) or reaction.person
    said = root.text if root else ""
    consulted = consult_rules(ports, inbox, message.channel, asker, said, cause.at)

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
            emoji_ts=reaction.event_ts,
            author=reaction.author,
            thread=thread,
            consulted=consulted,
            visit=visit_of(ports, cause.install, root) if root else None,
        )

    return change_ticket(ports.aggregates, ref, cause, command_for, is_new=True)


def _thread_of(ports: TicketPorts, message: Thread) -> Thread:
    """A reaction does not say whether its message is a reply (slack.md 7); Slack is asked."""
    thread = read_now(ports, message)
    root = thread[0].thread_ts if thread else None
    return Thread(message.channel, root) if root else message


def _follow(ports: TicketPorts, ref: Ref, reaction: ReactionChanged, cause: Cause) -> Handled:
    """Of a merged ticket, the one as which it goes on."""
    who = acting(ports, cause.install, reaction.person, reaction.channel)
    command = c.Follow(who, reaction.emoji)
    ticket = going_on(ports.aggregates, ref)
    return change_ticket(ports.aggregates, ticket.ref if ticket else ref, cause, lambda _: command)


def _worked_on(ports: TicketPorts, ref: Ref, action: TicketEmoji) -> Ref:
    """Who takes or solves what is in a thread means the ticket that goes on there."""
    if action not in (EmojiAction.TAKE, EmojiAction.SOLVE):
        return ref
    ticket = going_on(ports.aggregates, ref)
    return ticket.ref if ticket else ref


def _act(  # noqa: C901 - one line an emoji
    ports: TicketPorts,
    ref: Ref,
    action: TicketEmoji,
    reaction: ReactionChanged,
    cause: Cause,
) -> Handled:
    """What an emoji does to a ticket that is there; the ticket emoji, when it is taken off."""
    desk = ports.settings.current()
    who = acting(ports, cause.install, reaction.person, reaction.channel)

    def command_for(state: Ticket | None) -> c.TicketCommand:
        inbox = inbox_for(desk, state)
        match action:
            case EmojiAction.OPEN:
                if state and state.opener != who.person:
                    return c.Unfollow(who, reaction.emoji)
                window = desk.undo_window.total_seconds()
                return c.Cancel(who, window, off_ts=reaction.event_ts)
            case EmojiAction.NOT_A_TICKET:
                return c.Cancel(who, desk.undo_window.total_seconds(), reaction.emoji)
            case EmojiAction.TAKE if reaction.added:
                channel, thread_ts = _told_at(who, reaction, state)
                return c.Take(
                    *(who, channel, thread_ts),
                    emoji=reaction.emoji,
                    undo_window=desk.undo_window,
                )
            case EmojiAction.TAKE:
                return c.TakeBack(who, inbox, Action.TAKE, reaction.emoji)
            case EmojiAction.SOLVE if reaction.added:
                if state and (by_peer := solved_by_peer(ports, state, inbox, reaction)):
                    return by_peer
                channel, thread_ts = _told_at(who, reaction, state)
                return c.Solve(
                    *(who, inbox, channel, thread_ts),
                    emoji=reaction.emoji,
                    undo_window=desk.undo_window,
                )
            case EmojiAction.SOLVE if state and state.peer and not can_undo(state, who, cause.at):
                return c.DisputePeer(who, inbox, reaction.emoji)
            case EmojiAction.SOLVE:
                return c.TakeBack(who, inbox, Action.SOLVE, reaction.emoji)
        assert_never(action)

    ref = _worked_on(ports, ref, action)
    return change_ticket(ports.aggregates, ref, cause, command_for)


def _told_at(
    who: Member, reaction: ReactionChanged, ticket: Ticket | None
) -> tuple[ChannelId | None, Ts | None]:
    """Where somebody of another company is told that this is not theirs to do (C-21)."""
    if who.standing is not Standing.EXTERNAL:
        return None, None
    message = ticket.message if ticket else None
    in_thread = message is not None and message.channel == reaction.channel
    return reaction.channel, message.ts if message and in_thread else None
