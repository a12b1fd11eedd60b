"""One step of a ticket: its first or next version with everything that follows from that itself.

Every branch of `decide` ends here, so a card, a reaction, a number and a version can never be
forgotten.
"""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime, timedelta

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
from deskbell.domain.ids import PersonId
from deskbell.domain.texts import Text
from deskbell.domain.tickets.events import TicketOpened
from deskbell.domain.tickets.issue_effects import issue_shown
from deskbell.domain.tickets.mail_notices import status_by_mail
from deskbell.domain.tickets.places import shows_its_status
from deskbell.domain.tickets.ticket import Snapshot, Status, Ticket, Undo

STATUS_EMOJI = {
    Status.ASSIGNED: "eyes",
    Status.WAITING: "hourglass_flowing_sand",
    Status.SNOOZED: "zzz",
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
    first: Sequence[Effect] = (),
    effects: Sequence[Effect] = (),
    timers: Sequence[TimerChange] = (),
    rows: Sequence[Row] = (),
    shown: bool = False,
    undo: Undo | None = None,
) -> Decision:
    """`before` becomes `after` (its version and card revision are set here).

    `shown` means that what the cards show has changed: they are updated, and buttons pressed
    on the older ones are stale; what comes `first` is done before that. `undo` takes it back, until
    the next such change.
    """
    revision = before.card_revision + (1 if shown else 0)
    is_closer = after.privacy.rank > before.privacy.rank or bool(after.shared - before.shared)
    after = replace(
        after,
        version=before.version + 1,
        card_revision=revision,
        private_since=revision if is_closer else before.private_since,
        undo=undo if shown else before.undo,
    )
    visible: list[Effect] = [*show_cards(after), *show_status(before, after)] if shown else []
    visible += status_by_mail(before, after) if shown else []
    visible += issue_shown(before, after, event, rows)
    change = Change(
        before=before,
        after=after,
        event=event,
        reason=reason,
        effects=(*first, *visible, *effects),
        timers=tuple(timers),
        rows=tuple(rows),
    )
    return Decision(changes=(change,))


def undoable(
    who: PersonId, action: str, before: Ticket, now: datetime, window: timedelta
) -> Undo | None:
    """What `step` keeps of a one-tap action, so that it can be undone for the desk's window."""
    return Undo(who, action, now + window, snapshot_of(before)) if window else None


def snapshot_of(ticket: Ticket) -> Snapshot:
    """What has to be kept of it to bring it back to where it stands."""
    return Snapshot(**{field.name: getattr(ticket, field.name) for field in fields(Snapshot)})


def brought_back(ticket: Ticket, was: Snapshot) -> Ticket:
    """The ticket as it stood then."""
    return replace(ticket, **{field.name: getattr(was, field.name) for field in fields(Snapshot)})


def show_cards(ticket: Ticket, *, refresh: bool = False) -> list[ShowCard]:
    """Every card of the ticket shows its current state."""
    return [ShowCard(card.place, card.channel, card.thread_ts, refresh) for card in ticket.cards]


def show_status(before: Ticket, after: Ticket) -> list[Effect]:
    """The bot's own reaction, where the two have different ones."""
    replaces, emoji = _status_emoji(before), _status_emoji(after)
    if replaces == emoji:
        return []
    return [ShowStatus(after.home.place, after.message, emoji, replaces)]


def _status_emoji(ticket: Ticket) -> str | None:
    return STATUS_EMOJI.get(ticket.status) if shows_its_status(ticket) else None
