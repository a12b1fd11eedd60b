"""Who may do what to a ticket: one function over one table, deny by default (reliability.md 6.4).

Called by `decide` for every command of a person, whatever surface it came from.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from deskbell.domain.ids import InboxId, PersonId
from deskbell.domain.people import Standing
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets.ticket import Privacy, Ticket


class Action(StrEnum):
    """What a person can want of a ticket."""

    VIEW = "view"
    FOLLOW = "follow"
    COMMENT = "comment"
    NOTE = "note"
    """To read and write what is internal."""
    CANCEL = "cancel"
    TAKE = "take"
    HAND_OVER = "hand_over"
    PAUSE = "pause"
    """To wait for somebody, or until some time, and to end that."""
    ASK_APPROVAL = "ask_approval"
    """To make it wait for somebody's yes, and to do without."""
    SOLVE = "solve"
    HELP = "help"
    """To say that a colleague has solved what nobody works on yet."""
    REOPEN = "reopen"
    MOVE = "move"
    CLASSIFY = "classify"
    MERGE = "merge"
    DISMISS = "dismiss"
    """To say that it is no request."""
    CONCEAL = "conceal"
    """To let fewer people know of it."""
    REVEAL = "reveal"
    UNDO = "undo"
    FLAG = "flag"
    """To call the supervisor."""
    EDITS = "edits"
    """To read what was said before it was edited: somebody may have taken out what is not for
    everybody in the channel."""


class Surface(Enum):
    """Where somebody acts."""

    HELP = auto()
    TRIAGE = auto()
    DIRECT = auto()
    SHARED = auto()
    """A channel shared with another company."""


@dataclass(frozen=True, slots=True)
class Member:
    """A person as the desk's settings and Slack know them, where they act."""

    person: PersonId
    agent_of: frozenset[InboxId] = frozenset()
    lead_of: frozenset[InboxId] = frozenset()
    admin: bool = False
    standing: Standing = Standing.MEMBER
    at: Surface = Surface.HELP


class Relation(Enum):
    """What somebody is to one ticket; a person can be several."""

    ADMIN = auto()
    LEAD = auto()
    AGENT = auto()
    ASSIGNEE = auto()
    OTHER_AGENT = auto()
    REQUESTER = auto()
    OPENER = auto()
    MEMBER = auto()
    GUEST = auto()
    EXTERNAL = auto()


_STAFF = frozenset({Relation.ADMIN, Relation.LEAD, Relation.AGENT})
_ANYBODY = frozenset(Relation)
_RIGHTS: dict[Action, frozenset[Relation]] = {
    Action.VIEW: _ANYBODY,
    Action.FOLLOW: _ANYBODY,
    Action.COMMENT: _ANYBODY,
    Action.NOTE: _STAFF | {Relation.ASSIGNEE, Relation.OTHER_AGENT},
    Action.CANCEL: frozenset({Relation.OPENER}),
    Action.TAKE: _STAFF,
    Action.HAND_OVER: _STAFF,
    Action.PAUSE: _STAFF | {Relation.ASSIGNEE},
    Action.ASK_APPROVAL: _STAFF | {Relation.ASSIGNEE},
    Action.SOLVE: _STAFF | {Relation.ASSIGNEE, Relation.REQUESTER},
    Action.HELP: frozenset({Relation.REQUESTER, Relation.MEMBER, Relation.GUEST}),
    Action.REOPEN: _STAFF | {Relation.ASSIGNEE, Relation.REQUESTER},
    Action.MOVE: _STAFF | {Relation.OTHER_AGENT},
    Action.CLASSIFY: _STAFF | {Relation.ASSIGNEE},
    Action.MERGE: _STAFF,
    Action.DISMISS: _STAFF,
    Action.CONCEAL: _STAFF | {Relation.ASSIGNEE, Relation.REQUESTER},
    Action.REVEAL: frozenset({Relation.ADMIN, Relation.LEAD}),
    Action.UNDO: (
        _STAFF | {Relation.ASSIGNEE, Relation.OTHER_AGENT, Relation.REQUESTER, Relation.OPENER}
    ),
    Action.FLAG: _ANYBODY - {Relation.EXTERNAL},
    Action.EDITS: _STAFF | {Relation.ASSIGNEE, Relation.OTHER_AGENT, Relation.REQUESTER},
}
"""Who may, of those who may know of the ticket at all."""

_KNOWN_TO: dict[Privacy, frozenset[Relation]] = {
    Privacy.PUBLIC: _ANYBODY,
    Privacy.TEAM: _ANYBODY - {Relation.EXTERNAL},
    Privacy.PRIVATE: _STAFF | {Relation.ASSIGNEE, Relation.REQUESTER, Relation.OPENER},
    Privacy.RESTRICTED: frozenset(
        {Relation.ADMIN, Relation.LEAD, Relation.ASSIGNEE, Relation.REQUESTER}
    ),
}

_SHOWN_AT: dict[Surface, Privacy] = {
    Surface.SHARED: Privacy.PUBLIC,
    Surface.HELP: Privacy.TEAM,
    Surface.TRIAGE: Privacy.PRIVATE,
    Surface.DIRECT: Privacy.RESTRICTED,
}
"""The highest class that may be shown, and acted on, at each surface."""

_OF_OURS_ALONE = _STAFF | {Relation.ASSIGNEE, Relation.OTHER_AGENT, Relation.MEMBER}


def member(
    person: PersonId,
    desk: Desk,
    standing: Standing = Standing.MEMBER,
    at: Surface = Surface.HELP,
) -> Member:
    """The roles that the settings give this person."""
    inboxes = desk.inboxes.values()
    return Member(
        person=person,
        agent_of=frozenset(inbox.id for inbox in inboxes if person in inbox.agents),
        lead_of=frozenset(inbox.id for inbox in inboxes if person == inbox.lead),
        admin=person in desk.admins,
        standing=standing,
        at=at,
    )


def works_in(who: Member, inbox: InboxId) -> bool:
    """Whether they may file for somebody else there (A4-03)."""
    return who.admin or inbox in who.agent_of | who.lead_of


def relations(who: Member, ticket: Ticket) -> frozenset[Relation]:
    """Guests and other companies' people have no role, whatever the settings say."""
    found = frozenset(_relations(who, ticket))
    return found if who.standing is Standing.MEMBER else found - _OF_OURS_ALONE


def _relations(who: Member, ticket: Ticket) -> Iterator[Relation]:
    person = who.person
    held = {
        Relation.ADMIN: who.admin,
        Relation.LEAD: ticket.inbox in who.lead_of,
        Relation.AGENT: ticket.inbox in who.agent_of,
        Relation.ASSIGNEE: person == ticket.assignee,
        Relation.OTHER_AGENT: bool((who.agent_of | who.lead_of) - {ticket.inbox}),
        Relation.REQUESTER: person == ticket.requester,
        Relation.OPENER: person == ticket.opener,
        Relation.MEMBER: who.standing is Standing.MEMBER,
        Relation.GUEST: who.standing is Standing.GUEST,
        Relation.EXTERNAL: who.standing is Standing.EXTERNAL,
    }
    return (relation for relation, is_held in held.items() if is_held)


def can(who: Member, action: Action, ticket: Ticket) -> bool:
    """Whether `who` may do `action` to `ticket` where they are, apart from its status."""
    held = relations(who, ticket)
    return (
        bool(held & _KNOWN_TO[ticket.privacy])
        and bool(held & _RIGHTS[action])
        and may_show(ticket.privacy, who.at)
    )


def may_show(privacy: Privacy, at: Surface) -> bool:
    """Whether anything of a ticket of that class may appear there (D-12)."""
    return privacy.rank <= _SHOWN_AT[at].rank
