"""Who may do what: the whole matrix, deny by default (reliability.md 6.4)."""

import pytest

from deskbell.domain.ids import InboxId, PersonId
from deskbell.domain.tickets.permissions import Action, Member, can
from tests.builders import ADAM, ANA, BEN, CORA, GUS, LENA, MINJUN, a_ticket, as_member

XENA = Member(PersonId("U0XENA0001"), agent_of=frozenset({InboxId("x-team")}))
EVERYTHING = {Action.FOLLOW, Action.COMMENT, Action.TAKE, Action.SOLVE}

ALLOWED = {
    "agent of the inbox": (as_member(BEN), EVERYTHING),
    "lead of the inbox": (as_member(LENA), EVERYTHING),
    "admin": (as_member(ADAM), EVERYTHING),
    "requester": (as_member(ANA), {Action.FOLLOW, Action.COMMENT, Action.SOLVE}),
    "opener": (as_member(MINJUN), {Action.FOLLOW, Action.COMMENT, Action.CANCEL}),
    "agent of another inbox": (XENA, {Action.FOLLOW, Action.COMMENT}),
    "guest": (as_member(GUS), {Action.FOLLOW, Action.COMMENT}),
    "external person": (as_member(CORA), {Action.FOLLOW, Action.COMMENT}),
}


@pytest.mark.parametrize("who", ALLOWED)
@pytest.mark.parametrize("action", Action)
def test_everybody_may_do_what_their_role_allows_and_nothing_else(who: str, action: Action) -> None:
    person, allowed = ALLOWED[who]
    assert can(person, action, a_ticket()) == (action in allowed)
