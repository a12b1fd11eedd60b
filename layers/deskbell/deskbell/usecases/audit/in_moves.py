"""I23: who has a moved ticket sees it, and its history has every inbox it was in (A1-29, A5-14);
`invariants.py` lists both."""

from collections.abc import Iterator

from deskbell.domain.effects import Place
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.audit.books import Books, Violation
from deskbell.usecases.ports import RowState

MOVES = {"TicketOpened": "inbox", "RuleApplied": "inbox", "TicketMoved": "to"}
"""The events after which a ticket is in an inbox, and the field that names it."""


def i23_the_history_has_every_inbox(books: Books) -> Iterator[Violation]:
    """Each move begins where the one before it ended, the first where the ticket was opened, and
    the last ends where it is."""
    for ref, state in books.states.items():
        if not isinstance(state, Ticket):
            continue
        rows = sorted(books.audit.get(ref, ()), key=lambda row: row.version)
        if len(rows) < state.version:
            continue  # its history has a hole, and I4 tells of that
        inbox: object = None
        for row in rows:
            if row.event == "TicketMoved" and row.detail.get("from_") != inbox:
                yield Violation("I23", str(ref), f"version {row.version} left no inbox it was in")
            if row.event in MOVES:
                inbox = row.detail.get(MOVES[row.event])
        if inbox != state.inbox:
            yield Violation("I23", str(ref), f"is in {state.inbox}, which no audit row says")


def i23_the_team_that_has_it_has_its_card(books: Books) -> Iterator[Violation]:
    """In its own triage channel, not where the ticket came from; unless that is on its way, or
    stands parked."""
    excused = {
        (row.ref, row.lane)
        for row in books.outbox
        if row.state in (RowState.PENDING, RowState.PARKED)
    }
    for ref, state in books.states.items():
        posted = books.posted.get((ref, Place.TRIAGE))
        if not isinstance(state, Ticket) or posted is None or (ref, Place.TRIAGE) in excused:
            continue
        for card in state.cards:
            if card.place is Place.TRIAGE and card.channel != posted.channel:
                yield Violation("I23", str(ref), f"has its card in {posted.channel} still")
