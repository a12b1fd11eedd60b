"""Who may do what to an incident: one table, deny by default. Called by `decide` for every
person."""

from collections.abc import Iterator
from enum import Enum, StrEnum, auto

from deskbell.domain.paging.incident import Incident
from deskbell.domain.people import Standing
from deskbell.domain.tickets.permissions import Member, Surface


class IncidentAction(StrEnum):
    """What a person can want of an incident."""

    VIEW = "view"
    ACKNOWLEDGE = "acknowledge"
    ESCALATE = "escalate"
    REASSIGN = "reassign"
    SNOOZE = "snooze"
    SET_URGENCY = "set_urgency"
    RESOLVE = "resolve"
    UPDATE = "update"
    ASSIGN_ROLE = "assign_role"
    MERGE = "merge"
    REVIEW = "review"
    OPEN_CHANNEL = "open_channel"


class Relation(Enum):
    """What somebody is to one incident; a person can be several."""

    AGENT = auto()
    """Of any inbox, and the admins: whoever happens to see it may see to it."""
    RESPONDER = auto()
    """Who has been called, or has a role in it."""
    FOLLOWER = auto()


_OURS = frozenset({Relation.AGENT, Relation.RESPONDER})
_RIGHTS: dict[IncidentAction, frozenset[Relation]] = {
    **dict.fromkeys(IncidentAction, _OURS),
    IncidentAction.VIEW: frozenset(Relation),
}


def can(who: Member, action: IncidentAction, incident: Incident) -> bool:
    """Whether `who` may do `action`, apart from how the incident stands."""
    return bool(_RIGHTS[action] & frozenset(_relations(who, incident)))


def may_raise(who: Member) -> bool:
    """Nobody from outside wakes anybody."""
    return who.standing in (Standing.MEMBER, Standing.GUEST) and who.at is not Surface.SHARED


def _relations(who: Member, incident: Incident) -> Iterator[Relation]:
    if not may_raise(who):
        return
    is_agent = bool(who.admin or who.agent_of or who.lead_of)
    if is_agent and who.standing is Standing.MEMBER:
        yield Relation.AGENT
    if who.person in incident.called or who.person in incident.roles.values():
        yield Relation.RESPONDER
    if who.person in incident.followers:
        yield Relation.FOLLOWER
