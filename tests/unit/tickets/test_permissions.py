"""Who may do what, where, to a ticket of which class: the whole matrix (reliability.md 6.4).

The expectation is written by person, the code's table by action: who changes one has to change the
other, and sees what that means for everybody.
"""

from dataclasses import replace
from itertools import product

import pytest

from deskbell.domain.ids import InboxId, PersonId
from deskbell.domain.people import Standing
from deskbell.domain.tickets.permissions import Action, Member, Surface, can
from deskbell.domain.tickets.ticket import Privacy
from tests.builders import ADAM, ANA, BEN, CORA, GUS, JIWOO, LENA, MINJUN, OLA, a_ticket, as_member

XENA = Member(PersonId("U0XENA0001"), agent_of=frozenset({InboxId("x-team")}))
HELPER = PersonId("U0HELPER01")
TICKET = replace(a_ticket(), assignee=HELPER)

ANYBODY = {Action.VIEW, Action.FOLLOW, Action.COMMENT}
COLLEAGUE = ANYBODY | {Action.FLAG, Action.HELP}
WORK = COLLEAGUE | {
    *(Action.NOTE, Action.TAKE, Action.HAND_OVER, Action.PAUSE, Action.SOLVE, Action.REOPEN),
    *(Action.MOVE, Action.CLASSIFY, Action.MERGE, Action.DISMISS, Action.CONCEAL, Action.UNDO),
    *(Action.ASK_APPROVAL, Action.EDITS),
}
ELSEWHERE = {Action.NOTE, Action.MOVE, Action.UNDO, Action.EDITS}
MAY = {
    "agent of the inbox": (as_member(BEN), WORK),
    "lead of the inbox": (as_member(LENA), WORK | {Action.REVEAL}),
    "admin": (as_member(ADAM), WORK | {Action.REVEAL}),
    "assignee from elsewhere": (
        as_member(HELPER),
        COLLEAGUE
        | {Action.NOTE, Action.PAUSE, Action.SOLVE, Action.REOPEN}
        | {Action.CLASSIFY, Action.CONCEAL, Action.UNDO, Action.ASK_APPROVAL, Action.EDITS},
    ),
    "requester": (
        as_member(ANA),
        COLLEAGUE | {Action.SOLVE, Action.REOPEN, Action.CONCEAL, Action.UNDO, Action.EDITS},
    ),
    "opener": (as_member(MINJUN), COLLEAGUE | {Action.CANCEL, Action.UNDO}),
    "agent of another inbox": (XENA, COLLEAGUE | ELSEWHERE),
    "colleague": (as_member(OLA), COLLEAGUE),
    "guest": (replace(as_member(GUS), standing=Standing.GUEST), COLLEAGUE),
    "external person": (replace(as_member(CORA), standing=Standing.EXTERNAL), ANYBODY),
    "bot": (Member(PersonId("U0BOTHER01"), standing=Standing.BOT), set[Action]()),
}

STAFF = {"agent of the inbox", "lead of the inbox", "admin"}
KNOW = {
    Privacy.PUBLIC: set(MAY) - {"bot"},
    Privacy.TEAM: set(MAY) - {"bot", "external person"},
    Privacy.PRIVATE: STAFF | {"assignee from elsewhere", "requester", "opener"},
    Privacy.RESTRICTED: {"lead of the inbox", "admin", "assignee from elsewhere", "requester"},
}
SEEN_IN = {
    Surface.SHARED: {Privacy.PUBLIC},
    Surface.HELP: {Privacy.PUBLIC, Privacy.TEAM},
    Surface.TRIAGE: {Privacy.PUBLIC, Privacy.TEAM, Privacy.PRIVATE},
    Surface.DIRECT: set(Privacy),
}


@pytest.mark.parametrize("who", MAY)
@pytest.mark.parametrize("action", Action)
def test_everybody_may_do_what_their_role_allows_and_nothing_else(who: str, action: Action) -> None:
    person, allowed = MAY[who]
    for privacy, surface in product(Privacy, Surface):
        expected = action in allowed and who in KNOW[privacy] and privacy in SEEN_IN[surface]
        found = can(replace(person, at=surface), action, replace(TICKET, privacy=privacy))
        assert found == expected, (privacy, surface)


@pytest.mark.parametrize("standing", sorted(set(Standing) - {Standing.MEMBER}))
@pytest.mark.parametrize("person", [BEN, LENA, ADAM, JIWOO])
def test_a_guest_or_a_stranger_has_no_role_whatever_the_settings_say(
    person: PersonId, standing: Standing
) -> None:
    who = replace(as_member(person), standing=standing)
    assert not any(can(who, action, TICKET) for action in set(Action) - COLLEAGUE)


def test_an_external_person_sees_their_own_private_ticket() -> None:
    who = replace(as_member(CORA), standing=Standing.EXTERNAL, at=Surface.DIRECT)
    theirs = replace(TICKET, requester=CORA, privacy=Privacy.PRIVATE)
    assert can(who, Action.COMMENT, theirs)
    assert not can(who, Action.NOTE, theirs)
