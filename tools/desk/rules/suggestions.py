"""`./deskbell rules suggest`: what people did by hand, found in the desk's books, as rules to paste
into desk.yaml."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from deskbell.domain.rules.matching import unmet
from deskbell.domain.rules.rule import Rule
from deskbell.domain.rules.suggest import Outcome, Seen, Suggestion
from deskbell.domain.settings.desk import Desk, Inbox
from deskbell.domain.tickets.places import is_private
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.audit.books import Books
from deskbell.usecases.ports import AuditRow
from tools.desk.rules.history import came_to, facts_at_opening

_BY_HAND = "person:"
_SHOWN = 20
"""Numbers of tickets; a line stays readable."""


def seen(books: Books, desk: Desk) -> list[Seen]:
    """All requests that came to a channel, but those that few may know of: their words are not for
    a file of settings. What a rule of today does already is nobody's work any more."""
    tickets = (state for state in books.states.values() if isinstance(state, Ticket))
    return [
        found
        for ticket in sorted(tickets, key=lambda ticket: ticket.number)
        if (found := _seen(ticket, books.audit.get(ticket.ref, ()), desk))
    ]


def _seen(ticket: Ticket, history: Sequence[AuditRow], desk: Desk) -> Seen | None:
    inbox = came_to(ticket, desk)
    if inbox is None or is_private(ticket.privacy):
        return None
    facts = facts_at_opening(ticket, desk, inbox, None)
    outcome = _outcome(ticket, history, desk, inbox)
    if outcome and any(_does(rule, outcome) and not unmet(rule.when, facts) for rule in desk.rules):
        outcome = None
    return Seen(ticket.number, facts.channel, facts.text, outcome)


def _outcome(
    ticket: Ticket, history: Sequence[AuditRow], desk: Desk, came_to: Inbox
) -> Outcome | None:
    """As it stands now, as far as people have said so."""
    by_hand = {row.event for row in history if row.actor.startswith(_BY_HAND)}
    moved = "TicketMoved" in by_hand and ticket.inbox != came_to.id and ticket.inbox in desk.inboxes
    inbox = ticket.inbox if moved else None
    of = desk.inboxes[inbox] if inbox else came_to
    classed = "TicketClassified" in by_hand and ticket.category is not None
    category = ticket.category if classed and of.category_label(ticket.category or "") else None
    return Outcome(inbox, category) if inbox or category else None


def _does(rule: Rule, outcome: Outcome) -> bool:
    return (outcome.inbox in (None, rule.then.inbox)) and (
        outcome.category in (None, rule.then.category)
    )


def as_yaml(suggestions: Sequence[Suggestion], names: Mapping[str, str], desk: Desk) -> str:
    """Rules for desk.yaml, each with why; who chooses it, the push says. `names` are the channels'
    by id."""
    if not suggestions:
        return "# nobody has done the same by hand so often that a rule would help"
    known = {rule.id for rule in desk.rules}
    lines = ["rules:"]
    for one in suggestions:
        name = next(found for found in _names(one.outcome) if found not in known)
        known.add(name)
        lines += [
            *([f"  # it would take as well: {_numbers(one.others)}"] if one.others else []),
            f"  - id: {name}",
            f'    why: "People do so by hand: {_numbers(one.by_hand)}"',
            "    when:",
            f"      channels: [{names.get(one.channel, one.channel)}]",
            *([f"      words: {json.dumps(one.words, ensure_ascii=False)}"] if one.words else []),
            "    then:",
            *([f"      inbox: {one.outcome.inbox}"] if one.outcome.inbox else []),
            *([f"      category: {one.outcome.category}"] if one.outcome.category else []),
        ]
    return "\n".join(lines)


def as_json(suggestions: Sequence[Suggestion]) -> str:
    told = {"suggestions": [asdict(one) for one in suggestions]}
    return json.dumps(told, indent=2, ensure_ascii=False)


def _names(outcome: Outcome) -> Iterator[str]:
    """Ids for the rule, the first of them the plainest."""
    name = (outcome.category or f"to-{outcome.inbox}")[:36]
    yield name
    number = 2
    while True:
        yield f"{name}-{number}"
        number += 1


def _numbers(tickets: Sequence[int]) -> str:
    shown = ", ".join(f"#{number}" for number in tickets[:_SHOWN])
    more = len(tickets) - _SHOWN
    return f"{shown} and {more} more" if more > 0 else shown
