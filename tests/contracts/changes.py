"""Small decisions for the contract tests of the stores."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from deskbell.domain.decision import Change, Decision, ReadingLanguage, Row, TimerChange
from deskbell.domain.effects import Effect
from deskbell.domain.home.events import LanguageChosen
from deskbell.domain.home.home import Home
from deskbell.domain.ids import PersonId, home_ref
from deskbell.domain.texts import Name, Text
from deskbell.domain.tickets.events import TicketAssigned, TicketOpened
from deskbell.domain.tickets.ticket import Status, Ticket
from tests.builders import BEN, INSTALL


def opening(
    ticket: Ticket,
    effects: Sequence[Effect] = (),
    timers: Sequence[TimerChange] = (),
    rows: Sequence[Row] = (),
) -> Decision:
    """`ticket` is new."""
    event = TicketOpened(ticket.number, ticket.inbox, ticket.requester, message=ticket.message)
    reason = Text("test.opened", {"by": Name(ticket.opener)})
    return Decision(
        (Change(None, ticket, event, reason, tuple(effects), tuple(timers), tuple(rows)),)
    )


def taking(
    ticket: Ticket,
    effects: Sequence[Effect] = (),
    timers: Sequence[TimerChange] = (),
    rows: Sequence[Row] = (),
    **changes: Any,
) -> Decision:
    """Ben takes `ticket` (with these further changes of its fields)."""
    fields = {"assignee": BEN, "status": Status.ASSIGNED, **changes}
    after = replace(ticket, version=ticket.version + 1, **fields)
    reason = Text("test.taken", {"by": Name(BEN)})
    change = Change(
        ticket, after, TicketAssigned(BEN), reason, tuple(effects), tuple(timers), tuple(rows)
    )
    return Decision((change,))


def a_language_chosen(person: PersonId, language: str | None, version: int = 1) -> Decision:
    """Somebody chose a language on their Home tab, in its next version."""
    ref = home_ref(INSTALL, person)
    before = Home(ref, INSTALL, version - 1, person) if version > 1 else None
    change = Change(
        before,
        Home(ref, INSTALL, version, person, language),
        LanguageChosen(person, language),
        Text("test.chosen"),
        rows=(ReadingLanguage(INSTALL, person, language),),
    )
    return Decision((change,))
