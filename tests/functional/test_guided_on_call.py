"""A workflow asks whoever is on call when it comes to the step (A1-06, A1-05)."""

from dataclasses import replace
from datetime import timedelta

from deskbell.domain.catalogue.step_parts import Ending
from deskbell.domain.oncall.schedule import ScheduleId
from tests.builders import ANA, BEN, JIWOO, LENA
from tests.functional.guided import Guided
from tests.functional.on_call import daily
from tests.unit.catalogue.definitions import a_definition, a_finish, a_ticket, say

NIGHTS = replace(daily(), id=ScheduleId("nights"), name="Nights")
TELLS = {"id": "tell", "do": "dm", "who": "on_call nights", "text": say("Have a look, please.")}
LATER = {"id": "later", "do": "wait", "in": "1d"}
AGREES = {
    **{"id": "agrees", "do": "approval", "ask": ["on_call nights"], "text": say("May they?")},
    **{"if_rejected": "no", "if_expired": "no"},
}
ENDS = (a_finish(), a_finish("no", "refused"))


def test_whoever_has_the_shift_when_the_step_is_come_to_is_asked() -> None:
    desk = Guided(a_definition(TELLS, LATER, AGREES, *ENDS), schedules=[NIGHTS])
    desk.ask("key")
    assert "Have a look" in desk.heard(JIWOO), "it is Jiwoo's day"
    desk.later(timedelta(days=1))
    assert desk.approval.waits_for == (LENA,), "the next day is Lena's"
    desk.vote(LENA, yes=True)
    assert desk.requests[0].course.ending is Ending.DONE


def test_a_ticket_becomes_theirs() -> None:
    steps = (a_ticket(), {"id": "theirs", "do": "assign", "to": "on_call nights"}, a_finish())
    desk = Guided(a_definition(*steps), schedules=[replace(NIGHTS, layers=daily(BEN).layers)])
    desk.ask("key")
    assert desk.ticket.assignee == BEN


def test_where_nobody_has_the_shift_the_owner_is_told_and_nobody_agrees() -> None:
    gap = replace(NIGHTS, layers=())
    desk = Guided(a_definition(TELLS, AGREES, *ENDS), schedules=[gap])
    desk.ask("key")
    assert "Have a look" in desk.heard(LENA), "the lead of the inbox that owns it"
    assert "nobody is left who may give it" in desk.heard(ANA)
    assert desk.requests[0].course.ending is Ending.REFUSED
