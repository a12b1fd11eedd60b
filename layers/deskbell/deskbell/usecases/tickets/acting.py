"""Who somebody is where they act: the roles of the settings, and what Slack says they are (C-21).

Every use case that asks for a person's rights begins here (reliability.md 6.3).
"""

from dataclasses import replace

from deskbell.domain.ids import ChannelId, InstallId, PersonId
from deskbell.domain.inputs import ReactionChanged
from deskbell.domain.people import Person, Standing
from deskbell.domain.tickets.permissions import Member, Surface, member
from deskbell.domain.tickets.places import surface_of
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.slack_ports import Later, Never, Unknown
from deskbell.usecases.tickets.desk import TicketPorts

OURS = frozenset({Surface.HELP, Surface.TRIAGE})
"""Where only people of our own company, and its guests, can be."""


def acting(
    ports: TicketPorts,
    install: InstallId,
    person: PersonId,
    channel: ChannelId | None,
    *,
    shared: bool = False,
) -> Member:
    """Nobody is looked up whose standing changes nothing: who has no role may do the same as a
    guest in a channel of ours. `shared`: Slack says that other companies are in it."""
    desk = ports.settings.current()
    at = surface_of(desk, channel, shared=shared) if channel else Surface.HELP
    who = member(person, desk, at=at)
    if at in OURS and not (who.agent_of or who.lead_of or who.admin):
        return who
    found = ports.people.known(install, person) or ports.people.ask(install, person)
    who = member(person, desk, _standing(found, at), at)
    return _without_roles(who) if isinstance(found, Person) and found.deactivated else who


def reacting(ports: TicketPorts, reaction: ReactionChanged, install: InstallId) -> Member:
    """Whoever put an emoji on a message, or took it off."""
    return acting(ports, install, reaction.person, reaction.channel, shared=reaction.shared)


def acting_on(
    ports: TicketPorts,
    install: InstallId,
    person: PersonId,
    channel: ChannelId | None,
    ticket: Ticket | None,
) -> Member:
    """As `acting`, where only the ticket tells whether other companies are in the channel."""
    shared = ticket is not None and channel in ticket.shared
    return acting(ports, install, person, channel, shared=shared)


def _without_roles(who: Member) -> Member:
    """What comes late of somebody who has left gives them nothing any more (bad_inputs.md 61)."""
    return replace(who, agent_of=frozenset(), lead_of=frozenset(), admin=False)


def _standing(found: Person | Later | Unknown | Never, at: Surface) -> Standing:
    """Of somebody whom nobody knows while Slack does not answer: in a channel of ours the settings
    are believed, elsewhere they may be of another company."""
    if isinstance(found, Person):
        return found.standing
    return Standing.MEMBER if at in OURS else Standing.EXTERNAL
