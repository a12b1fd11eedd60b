"""What an emoji does to a ticket that is there: 👀 takes, ✅ solves, the ticket emoji taken off
cancels; `react_to_emoji.py` asks (A5-02, A5-09)."""

from typing import Literal, assert_never

from deskbell.domain.decision import Cause
from deskbell.domain.ids import ChannelId, Ref, Ts
from deskbell.domain.inputs import ReactionChanged
from deskbell.domain.people import Standing
from deskbell.domain.settings.desk import EmojiAction
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.permissions import Action, Member
from deskbell.domain.tickets.ticket import Ticket
from deskbell.domain.tickets.undoing import can_undo
from deskbell.usecases.change import Handled
from deskbell.usecases.tickets.acting import reacting
from deskbell.usecases.tickets.ask_peers import solved_by_peer
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.desk import TicketPorts, going_on, inbox_for

TicketEmoji = Literal[
    EmojiAction.OPEN, EmojiAction.TAKE, EmojiAction.SOLVE, EmojiAction.NOT_A_TICKET
]
"""What an emoji does to a ticket as a whole."""


def unfollow_by_emoji(
    ports: TicketPorts, ref: Ref, reaction: ReactionChanged, cause: Cause
) -> Handled:
    """Of a message that only goes with the ticket's: that the ticket is none, it does not say."""
    command = c.Unfollow(reacting(ports, reaction, cause.install), reaction.emoji)
    return change_ticket(ports.aggregates, ref, cause, lambda _: command)


def _worked_on(ports: TicketPorts, ref: Ref, action: TicketEmoji) -> Ref:
    """Who takes or solves what is in a thread means the ticket that goes on there."""
    if action not in (EmojiAction.TAKE, EmojiAction.SOLVE):
        return ref
    ticket = going_on(ports.aggregates, ref)
    return ticket.ref if ticket else ref


def act_by_emoji(  # noqa: C901 - one line an emoji
    ports: TicketPorts,
    ref: Ref,
    action: TicketEmoji,
    reaction: ReactionChanged,
    cause: Cause,
) -> Handled:
    """What an emoji does to a ticket that is there; the ticket emoji, when it is taken off."""
    desk = ports.settings.current()
    who = reacting(ports, reaction, cause.install)

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
