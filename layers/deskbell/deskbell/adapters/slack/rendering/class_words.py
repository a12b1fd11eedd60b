"""How soon a ticket is needed, what it is about, who may know of it: a line of its card (A1-10)."""

from deskbell.adapters.slack.rendering.ticket_words import TicketWords
from deskbell.adapters.slack.rendering.words import one_line
from deskbell.domain.tickets.ticket import Priority, Privacy


def class_line(words: TicketWords) -> str:
    """Only what somebody has decided: most tickets are of normal priority and of no category."""
    ticket, said = words.ticket, []
    if ticket.priority is not Priority.NORMAL:
        priority = words.text(f"card.priority.{ticket.priority}")
        said.append(words.text("card.priority_is", priority=priority))
    if ticket.category:
        inbox = words.desk.inboxes.get(ticket.inbox)
        label = inbox.category_label(ticket.category) if inbox else None
        said.append(words.text("card.category_is", category=one_line(label or ticket.category)))
    if ticket.privacy is not Privacy.PUBLIC:
        said.append(words.text(f"card.privacy.{ticket.privacy}"))
    return " · ".join(said)
