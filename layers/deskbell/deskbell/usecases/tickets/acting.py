"""Who somebody is where they act: the roles of the settings, and what Slack says they are (C-21).

Every use case that asks for a person's rights begins here (reliability.md 6.3).
"""

from deskbell.domain.ids import ChannelId, InstallId, PersonId
from deskbell.domain.people import Person, Standing
from deskbell.domain.tickets.permissions import Member, Surface, member
from deskbell.domain.tickets.places import surface_of
from deskbell.usecases.slack_ports import People
from deskbell.usecases.tickets.desk import TicketPorts

OURS = frozenset({Surface.HELP, Surface.TRIAGE})
"""Where only people of our own company, and its guests, can be."""


def acting(
    ports: TicketPorts, install: InstallId, person: PersonId, channel: ChannelId | None
) -> Member:
    """Nobody is looked up whose standing changes nothing: who has no role may do the same as a
    guest in a channel of ours."""
    desk = ports.settings.current()
    at = surface_of(desk, channel) if channel else Surface.HELP
    who = member(person, desk, at=at)
    if at in OURS and not (who.agent_of or who.lead_of or who.admin):
        return who
    return member(person, desk, _standing(ports.people, install, person, at), at)


def _standing(people: People, install: InstallId, person: PersonId, at: Surface) -> Standing:
    """Of somebody whom nobody knows while Slack does not answer: in a channel of ours the settings
    are believed, elsewhere they may be of another company."""
    found = people.known(install, person) or people.ask(install, person)
    if isinstance(found, Person):
        return found.standing
    return Standing.MEMBER if at in OURS else Standing.EXTERNAL
