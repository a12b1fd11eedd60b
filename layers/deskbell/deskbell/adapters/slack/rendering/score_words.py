"""How satisfied a ticket's requester is, as a small line on the cards of the team (A4-14)."""

from deskbell.adapters.slack.rendering.ticket_words import TicketWords
from deskbell.adapters.slack.rendering.words import one_line


def score_line(words: TicketWords) -> str:
    """What they said last, however often they were asked; empty while that is nothing."""
    answered = [one for one in words.ticket.surveys if one.score]
    if not answered:
        return ""
    last = answered[-1]
    said = words.text(f"card.csat_{last.score}", by=words.name(last.person))
    return f"{said} · {one_line(last.comment)}" if last.comment else said
