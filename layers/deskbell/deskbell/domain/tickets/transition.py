"""One step of a ticket: its first or next version with everything that follows from that itself.

Every branch of `decide` ends here, so a card, a reaction, a number and a version can never be
forgotten.
"""

from collections.abc import Sequence
from dataclasses import replace

from deskbell.domain.decision import (
    Change,
    Decision,
    Event,
    Link,
    Row,
    TimerChange,
    number_link,
)
from deskbell.domain.effects import Effect, ShowCard, ShowStatus
from deskbell.domain.texts import Text
from deskbell.domain.tickets.events import TicketOpened
from deskbell.domain.tickets.ticket import Status, Ticket

STATUS_EMOJI = {
    Status.ASSIGNED: "eyes",
    Status.SOLVED: "white_check_mark",
    Status.CLOSED: "white_check_mark",
}
"""The bot's own one reaction in each state (A5-09); none in the others."""


def begin(
    ticket: Ticket,
    reason: Text,
    *,
    effects: Sequence[Effect],
    timers: Sequence[TimerChange] = (),
    rows: Sequence[Row] = (),
) -> Decision:
    """`ticket` is there from now on, and its number finds it."""
    change = Change(
        before=None,
        after=ticket,
        event=TicketOpened(
            number=ticket.number,
            inbox=ticket.inbox,
            requester=ticket.requester,
            form=ticket.answers.form if ticket.answers else None,
            message=ticket.message,
            backfilled=ticket.comments,
        ),
        reason=reason,
        effects=tuple(effects),
        timers=tuple(timers),
        rows=(Link(number_link(ticket.install, ticket.number), ticket.ref), *rows),
    )
    return Decision(changes=(change,))


def step(
    before: Ticket,
    after: Ticket,
    event: Event,
    reason: Text,
    *,
    effects: Sequence[Effect] = (),
    timers: Sequence[TimerChange] = (),
    rows: Sequence[Row] = (),
    shown: bool = False,
) -> Decision:
    """`before` becomes `after` (its version and card revision are set here).

    `shown` means that what the cards show has changed: they are updated, and buttons pressed
    on the older ones are stale.
    """
    after = replace(
        after,
        version=before.version + 1,
        card_revision=before.card_revision + (1 if shown else 0),
    )
    visible = [*show_cards(after), *_show_status(before, after)] if shown else []
    change = Change(
        before=before,
        after=after,
        event=event,
        reason=reason,
        effects=(*visible, *effects),
        timers=tuple(timers),
        rows=tuple(rows),
    )
    return Decision(changes=(change,))


def show_cards(ticket: Ticket, *, refresh: bool = False) -> list[ShowCard]:
    """Every card of the ticket shows its current state."""
    return [ShowCard(card.place, card.channel, card.thread_ts, refresh) for card in ticket.cards]


def _show_status(before: Ticket, after: Ticket) -> list[Effect]:
    replaces, emoji = STATUS_EMOJI.get(before.status), STATUS_EMOJI.get(after.status)
    if replaces == emoji:
        return []
    return [ShowStatus(after.home.place, after.message, emoji, replaces)]
