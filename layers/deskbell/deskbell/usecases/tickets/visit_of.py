"""Whether a message is of somebody of another company, and of which (reliability.md 6.3)."""

from deskbell.domain.ids import InstallId
from deskbell.domain.inputs import MessagePosted
from deskbell.domain.people import Standing
from deskbell.domain.pleasantries import is_pleasantry
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets.visits import Visit
from deskbell.usecases.tickets.acting import acting
from deskbell.usecases.tickets.desk import TicketPorts


def visit_of(ports: TicketPorts, install: InstallId, message: MessagePosted) -> Visit | None:
    """The author's workspace is what Slack says with the message: their name proves nothing. A
    colleague of another workspace of our own organisation is no visitor."""
    desk, author, team = ports.settings.current(), message.author, message.team
    partners = desk.partners_in(message.channel)
    if not partners or author is None or team is None or team == desk.workspace.team:
        return None
    partner = next((one for one in partners if one.team == team), None)
    if partner is None:
        who = acting(ports, install, author, message.channel, shared=message.shared)
        if who.standing is not Standing.EXTERNAL:
            return None
    told = (partner or partners[0]).looked_after_by(desk.away)
    return Visit(message.channel, author, team, partner, told)


def is_of_auto_partner(desk: Desk, message: MessagePosted) -> bool:
    """Whether the company is one whose every message is a ticket; a greeting alone is none."""
    if is_pleasantry(message.text) and not message.files:
        return False
    partners = desk.partners_in(message.channel)
    return any(one.auto and one.team == message.team for one in partners)
