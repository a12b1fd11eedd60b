"""Who may do what to a guided request: one table, deny by default. Called by `decide` for every
person."""

from collections.abc import Iterator
from enum import Enum, StrEnum, auto

from deskbell.domain.people import Standing
from deskbell.domain.requests.around import Around, answers_for, owners_inbox
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.tickets.classification import Privacy
from deskbell.domain.tickets.permissions import Member, Surface, may_show


class RequestAction(StrEnum):
    """What a person can want of a guided request."""

    VIEW = "view"
    FILL = "fill"
    """To send the form that somebody is asked for."""
    TICK = "tick"
    CANCEL = "cancel"
    UNDO = "undo"
    """To take it back with the emoji that it began with."""
    FOLLOW = "follow"


class Relation(Enum):
    """What somebody is to one request; a person can be several."""

    OWNER = auto()
    """Whoever answers for the workflow, and the admins: they stand in for whoever is asked."""
    REQUESTER = auto()
    OPENER = auto()
    ASKED = auto()
    """Who is to answer the step that it stands at."""
    COLLEAGUE = auto()


_ANSWERS = frozenset({Relation.ASKED, Relation.OWNER})
_RIGHTS: dict[RequestAction, frozenset[Relation]] = {
    RequestAction.VIEW: frozenset(Relation) - {Relation.COLLEAGUE},
    RequestAction.FILL: _ANSWERS,
    RequestAction.TICK: _ANSWERS,
    RequestAction.CANCEL: frozenset({Relation.REQUESTER, Relation.OPENER, Relation.OWNER}),
    RequestAction.UNDO: frozenset({Relation.OPENER}),
    RequestAction.FOLLOW: frozenset({Relation.COLLEAGUE}),
}


def can(
    who: Member, action: RequestAction, request: GuidedRequest, around: Around, item: str = ""
) -> bool:
    """Whether `who` may do `action`, apart from how the request stands; `item` is the one that they
    want to tick. What few may know of, colleagues do not follow."""
    held = frozenset(_relations(who, request, around, item))
    if request.privacy.rank > Privacy.TEAM.rank:
        held -= {Relation.COLLEAGUE}
    return bool(held & _RIGHTS[action])


def may_begin(who: Member) -> bool:
    """People of other companies, and apps, ask by ticket."""
    return who.standing in (Standing.MEMBER, Standing.GUEST) and who.at is not Surface.SHARED


def is_private(privacy: Privacy) -> bool:
    """Whether it is talked about by direct message alone."""
    return not may_show(privacy, Surface.HELP)


def _relations(
    who: Member, request: GuidedRequest, around: Around, item: str
) -> Iterator[Relation]:
    person, is_member = who.person, who.standing is Standing.MEMBER
    if is_member and (who.admin or person in (answers_for(around), owners_inbox(around).lead)):
        yield Relation.OWNER
    if person == request.requester:
        yield Relation.REQUESTER
    if person == request.opener:
        yield Relation.OPENER
    if person == request.asks.get(item):
        yield Relation.ASKED
    if who.standing in (Standing.MEMBER, Standing.GUEST):
        yield Relation.COLLEAGUE
