"""Who may do what to an incident: the whole table."""

import pytest

from deskbell.domain.ids import InboxId
from deskbell.domain.paging import commands as c
from deskbell.domain.paging.incident import IncidentRole
from deskbell.domain.paging.permissions import IncidentAction, can
from deskbell.domain.people import Standing
from deskbell.domain.tickets.permissions import Member, Surface
from tests.builders import ADAM, ANA, BEN, CORA, GUS, LENA, XENA
from tests.unit.paging.night import BEN_HERE, HERE, a_night

IT = frozenset({InboxId("it")})
EVERYTHING = frozenset(IncidentAction)
LOOK = frozenset({IncidentAction.VIEW})
NOTHING = frozenset[IncidentAction]()


@pytest.mark.parametrize(
    ("who", "rights"),
    [
        (Member(ADAM, admin=True), EVERYTHING),
        (Member(LENA, agent_of=IT), EVERYTHING),
        (Member(LENA, lead_of=IT), EVERYTHING),
        (Member(BEN), EVERYTHING),
        (Member(CORA), EVERYTHING),
        (Member(ANA), LOOK),
        (Member(XENA), NOTHING),
        (Member(GUS, standing=Standing.GUEST), NOTHING),
        (Member(GUS, agent_of=IT, standing=Standing.GUEST), NOTHING),
        (Member(BEN, agent_of=IT, standing=Standing.EXTERNAL), NOTHING),
        (Member(BEN, admin=True, standing=Standing.BOT), NOTHING),
        (Member(BEN, agent_of=IT, at=Surface.SHARED), NOTHING),
    ],
)
def test_agents_and_whoever_is_called_do_everything_reporters_look_and_nobody_else_knows(
    who: Member, rights: frozenset[IncidentAction]
) -> None:
    night = a_night()
    night.do(c.AssignRole(BEN_HERE, HERE, IncidentRole.LEAD, CORA))
    assert {action for action in IncidentAction if can(who, action, night.incident())} == rights
