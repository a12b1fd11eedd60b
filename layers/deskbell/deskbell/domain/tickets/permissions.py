"""Who may do what to a ticket: one function, deny by default (reliability.md 6.4).

Called by `decide` for every command of a person, whatever surface it came from.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from deskbell.domain.ids import InboxId, PersonId
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets.ticket import Ticket


class Action(StrEnum):
    """What a person can want of a ticket."""

    FOLLOW = "follow"
    COMMENT = "comment"
    TAKE = "take"
    SOLVE = "solve"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Member:
    """A person as the desk's settings know them; outsiders and guests have no role at all."""

    person: PersonId
    agent_of: frozenset[InboxId] = frozenset()
    lead_of: frozenset[InboxId] = frozenset()
    admin: bool = False


def member(person: PersonId, desk: Desk) -> Member:
    """The roles that the settings give this person."""
    inboxes = desk.inboxes.values()
    return Member(
        person=person,
        agent_of=frozenset(inbox.id for inbox in inboxes if person in inbox.agents),
        lead_of=frozenset(inbox.id for inbox in inboxes if person == inbox.lead),
        admin=person in desk.admins,
    )


def can(who: Member, action: Action, ticket: Ticket) -> bool:
    """Whether `who` may do `action` to `ticket` as it stands, apart from its status."""
    works_here = who.admin or ticket.inbox in who.agent_of | who.lead_of
    match action:
        case Action.FOLLOW | Action.COMMENT:
            return True
        case Action.TAKE:
            return works_here
        case Action.SOLVE:
            return works_here or who.person == ticket.requester
        case Action.CANCEL:
            return who.person == ticket.opener
    assert_never(action)
