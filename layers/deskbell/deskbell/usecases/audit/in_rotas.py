"""I36: nobody is on call instead of somebody else without their yes, and an ask ends once (C-15).
`invariants.py` lists them."""

from collections.abc import Iterator, Sequence

from deskbell.domain.decision import ActorKind
from deskbell.domain.oncall.events import CoverAccepted, CoverAsked, CoverDeclined, CoverExpired
from deskbell.domain.oncall.rota import Ask, Rota
from deskbell.usecases.audit.books import Books, Violation
from deskbell.usecases.ports import AuditRow

ASKED, ACCEPTED = CoverAsked.__name__, CoverAccepted.__name__
ENDS = {ACCEPTED, CoverDeclined.__name__, CoverExpired.__name__}


def i36_nobody_stands_in_without_their_yes(books: Books) -> Iterator[Violation]:
    """Whoever was asked has accepted it themselves."""
    for rota in _rotas(books):
        rows = books.audit.get(rota.ref, ())
        for ask in rota.asks:
            yes = [row for row in _of(rows, ask) if row.event == ACCEPTED]
            if ask.overrides and not any(_is_by(row, ask) for row in yes):
                yield Violation("I36", str(rota.ref), f"{ask.id} counts, and nobody said yes")


def i36_an_ask_ends_once(books: Books) -> Iterator[Violation]:
    """And no other thing is answered than was asked."""
    for rota in _rotas(books):
        rows = books.audit.get(rota.ref, ())
        for ask in rota.asks:
            events = [row.event for row in _of(rows, ask)]
            if events.count(ASKED) != 1 or sum(event in ENDS for event in events) > 1:
                yield Violation("I36", str(rota.ref), f"{ask.id} was asked or answered twice")


def _rotas(books: Books) -> list[Rota]:
    return [state for state in books.states.values() if isinstance(state, Rota)]


def _of(rows: Sequence[AuditRow], ask: Ask) -> list[AuditRow]:
    return [row for row in rows if row.detail.get("ask") == ask.id]


def _is_by(row: AuditRow, ask: Ask) -> bool:
    return row.actor == f"{ActorKind.PERSON}:{ask.asked}"
