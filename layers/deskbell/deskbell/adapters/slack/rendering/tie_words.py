"""What a card says of the tickets that belong to its own, and does about them: the same request, or
one larger problem. `cards.py` calls it.

Numbers are enough: `/it find 12` leads to each, and whoever may not know of it finds nothing.
"""

from collections.abc import Sequence

from deskbell.adapters.slack.rendering import blocks
from deskbell.adapters.slack.rendering.blocks import Block
from deskbell.adapters.slack.rendering.ticket_words import TicketWords
from deskbell.domain.inputs import Button
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.domain.tickets.ties import Bulk

MOST_NUMBERS = 5


def tie_lines(words: TicketWords) -> str:
    """One line each, or nothing."""
    return "\n".join(_lines(words))


def _lines(words: TicketWords) -> list[str]:
    ties, said = words.ticket.ties, list[str]()
    if ties.duplicates:
        numbers = _numbers([one.number for one in ties.duplicates], words)
        said.append(words.text("card.ties.duplicates", numbers=numbers))
    if ties.parent:
        said.append(words.text("card.ties.parent", number=ties.parent.number))
    if ties.children:
        numbers = _numbers([one.number for one in ties.children], words)
        count = len(ties.children)
        said.append(words.text("card.ties.children", count=count, numbers=numbers))
    if ties.bulk and ties.children:
        key = _BULK[ties.bulk.bulk]
        done, total = ties.bulk.done, len(ties.children)
        by = words.name(ties.bulk.by)
        said.append(words.text(key, done=min(done, total), total=total, by=by))
    return said


_BULK = {
    Bulk.SOLVE: "card.ties.solving",
    Bulk.UNSOLVE: "card.ties.unsolving",
    Bulk.NOTIFY: "card.ties.telling",
}


def tie_buttons(words: TicketWords) -> list[Block]:
    """What can be done about them on the card itself."""
    ticket = words.ticket
    if ticket.before_merge:
        return [_button(Button.UNMERGE, "button.unmerge", "button.unmerge_label", words)]
    if has_open_parts(ticket):
        return [_button(Button.SOLVE_ALL, "button.solve_all", "button.solve_all_label", words)]
    return []


def has_open_parts(ticket: Ticket) -> bool:
    """As far as the ticket knows: parts that were not solved with it."""
    run, parts = ticket.ties.bulk, len(ticket.ties.children)
    solved = run.total if run and run.bulk is Bulk.SOLVE else 0
    return parts > solved and (ticket.is_open or ticket.status is Status.SOLVED)


def _button(button: Button, key: str, label: str, words: TicketWords) -> Block:
    ticket = words.ticket
    return blocks.button(
        button,
        words.text(key),
        words.text(label, number=ticket.number),
        f"{ticket.ref}|{ticket.card_revision}",
    )


def _numbers(numbers: Sequence[int], words: TicketWords) -> str:
    """The newest ones."""
    shown = ", ".join(f"#{number}" for number in numbers[-MOST_NUMBERS:])
    more = len(numbers) - MOST_NUMBERS
    return words.text("card.ties.more", numbers=shown, count=more) if more > 0 else shown
