"""The question how satisfied somebody is, in their direct messages, as the relay brings it up to
date; `asks.py` calls it."""

from deskbell.domain.effects import ShowSurvey
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.outbox.kept_cards import post_kept, update_kept
from deskbell.usecases.outbox.posting import DONE, Ports, Result
from deskbell.usecases.ports import OutboxRow


def show_survey(row: OutboxRow, effect: ShowSurvey, ports: Ports) -> Result:
    """Each has a message of its own, and of an earlier one nothing is said any more. Nobody is
    asked about what is open again by the time that the question would come."""
    ticket, number = row.aggregate or ports.aggregates.load(row.ref), effect.number
    if not isinstance(ticket, Ticket) or not 0 < number <= len(ticket.surveys):
        return DONE
    asked = ports.aggregates.asked(row.ref, effect.person)
    if asked and asked.revision > number:
        return DONE
    reader = ports.people.get(row.install, effect.person)
    message = ports.renderer.survey(ticket, number, reader)
    if asked and asked.revision == number:
        return update_kept(asked, number, message, ports)
    survey = ticket.surveys[number - 1]
    return post_kept(
        *(row, effect.person, None, number, message, ports),
        is_wanted=not survey.is_over and survey.solved_at == ticket.solved_at,
        found_shows=number,
    )
