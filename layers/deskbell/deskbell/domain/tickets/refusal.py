"""What somebody gets who wants what they may not do, or what is no longer to be done."""

from collections.abc import Mapping

from deskbell.domain.decision import Decision
from deskbell.domain.effects import Effect, Whisper
from deskbell.domain.ids import ChannelId, PersonId, Ts
from deskbell.domain.texts import Argument, Name, Text
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.permissions import Action, Member
from deskbell.domain.tickets.pressed import Pressed
from deskbell.domain.tickets.ticket import Ticket
from deskbell.domain.tickets.transition import show_cards, step


def refuse(
    ticket: Ticket,
    who: PersonId,
    action: Action,
    why: str,
    *,
    channel: ChannelId | None = None,
    thread_ts: Ts | None = None,
    args: Mapping[str, Argument] | None = None,
) -> Decision:
    """They are told why where they acted (`whisper.<why>` with the number and `args`), and the
    cards show how the ticket stands; the history says who wanted what."""
    effects: list[Effect] = [*show_cards(ticket, refresh=True)]
    if channel is not None:
        text = Text(f"whisper.{why}", {"number": ticket.number, **(args or {})})
        effects.append(Whisper(who, channel, thread_ts, text))
    return step(
        ticket,
        ticket,
        e.ActionRefused(who, str(action), why),
        Text(f"reason.refused_{why}", {"by": Name(who)}),
        effects=effects,
    )


def refuse_press(
    ticket: Ticket, by: Member, at: Pressed, action: Action, why: str, **args: Argument
) -> Decision:
    """As `refuse`, of a button or a dialog."""
    return refuse(
        ticket, by.person, action, why, channel=at.channel, thread_ts=at.thread_ts, args=args
    )
