"""The time has come to ask a ticket's requester how satisfied they are, and what they answer;
expire_ticket.py, press_button.py and use_dialog.py call these (A4-14)."""

from deskbell.domain.csat.surveyed import Surveyed
from deskbell.domain.ids import InstallId, PersonId, surveyed_ref
from deskbell.domain.inputs import Button
from deskbell.domain.mail.addresses import address_of
from deskbell.domain.people import Person, Standing
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.survey import Score
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.slack_ports import Never
from deskbell.usecases.tickets.desk import TicketPorts, inbox_for

SCORES = {Button.CSAT_GOOD: Score.GOOD, Button.CSAT_BAD: Score.BAD}


def ask_requester(
    ports: TicketPorts, install: InstallId, desk: Desk, ticket: Ticket | None
) -> c.AskRequester:
    """Read anew for each attempt: whoever was faster about the same person has changed it."""
    person, surveyed = ticket.requester if ticket else None, None
    if person:
        found = ports.aggregates.load(surveyed_ref(install, person))
        surveyed = of_kind(Surveyed, found)
    reachable = person is not None and _is_reachable(ports, install, person)
    return c.AskRequester(inbox_for(desk, ticket), surveyed, desk.csat_every, reachable)


def _is_reachable(ports: TicketPorts, install: InstallId, person: PersonId) -> bool:
    """While Slack does not say who they are, they may be: a post that it refuses is told of."""
    if address_of(person):
        return False
    found = ports.people.known(install, person) or ports.people.ask(install, person)
    if isinstance(found, Person):
        is_ours = found.standing in (Standing.MEMBER, Standing.GUEST)
        return is_ours and not found.deactivated
    return not isinstance(found, Never)
