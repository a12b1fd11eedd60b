"""The words for an approval: one line of its ticket's cards, and the names of many people."""

from collections.abc import Callable, Iterable

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.rendering.ticket_words import TicketWords
from deskbell.domain.ids import PersonId

MOST_NAMES = 3


def approval_line(words: TicketWords) -> str:
    """How far it is, or what came of it; nothing of a ticket that is over."""
    ticket, sought = words.ticket, words.ticket.approval
    if sought is None or not ticket.is_open:
        return ""
    if sought.outcome is not None:
        return words.text(f"card.approval.{sought.outcome}", by=words.name(sought.by))
    names = some_names(sought.waits_for, words.name, words.language)
    return words.text(
        "card.approval.waiting", approved=sought.approved, needed=sought.needed, names=names
    )


def some_names(people: Iterable[PersonId], name: Callable[[PersonId], str], language: str) -> str:
    """The first ones, and how many more there are: a phone shows no ten."""
    names = [name(person) for person in people]
    shown, more = ", ".join(names[:MOST_NAMES]), len(names) - MOST_NAMES
    if more <= 0:
        return shown
    return translate("card.approval.more", language, names=shown, count=more)
