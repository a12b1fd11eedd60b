"""A stand-up from its opening to its summary (A3-05)."""

from dataclasses import replace

import pytest

from deskbell.domain.decision import CancelTimer, SetTimer
from deskbell.domain.deliveries.retry import RetryDelivery, retried
from deskbell.domain.effects import SendDirect, SendNotice, Whisper
from deskbell.domain.ids import InstallId, PersonId
from deskbell.domain.standups.events import StandUpAnswered, StandUpClosed
from deskbell.domain.standups.stand_up import Said
from deskbell.domain.texts import Text
from deskbell.domain.tickets.ticket import Ticket
from tests.builders import ANA, BEN, JIWOO, LENA, OLA
from tests.unit.standups.people import Meeting, a_plan, at

STUCK = Said("Nothing", "The printers", "No toner")


def asked(meeting: Meeting) -> list[str]:
    return [
        one.person for one in meeting.effects(SendDirect) if one.text.key == "dm.standup_prompt"
    ]


def timer(meeting: Meeting) -> object:
    [found] = meeting.changes[-1].timers
    return found.due if isinstance(found, SetTimer) else found


def test_it_is_opened_an_hour_before_the_first_of_them_is_asked() -> None:
    meeting = Meeting()
    assert meeting.look(at(23, 29, 23)).ignored == "standup_not_yet"
    meeting.look(at(23, 30, 23))
    assert meeting.events() == ["StandUpOpened"]
    assert timer(meeting) == at(0, 30)
    assert asked(meeting) == []


def test_everybody_is_asked_on_their_own_clock_and_the_desks_where_they_have_none() -> None:
    meeting = Meeting()
    meeting.passes(at(0), at(0, 30))
    assert asked(meeting) == [JIWOO]
    assert timer(meeting) == at(8, 30)
    meeting.look(at(8, 30))
    assert asked(meeting)[1:] == [OLA, LENA]
    meeting.look(at(14, 30))
    assert asked(meeting)[3:] == [BEN]
    assert timer(meeting) == at(18, 30)


def test_on_one_clock_all_are_asked_at_once() -> None:
    meeting = Meeting(a_plan(zone="UTC"))
    meeting.passes(at(9), at(9, 30))
    assert sorted(asked(meeting)) == sorted([BEN, JIWOO, OLA, LENA])


def test_nobody_is_asked_twice_however_often_somebody_looks() -> None:
    meeting = Meeting()
    meeting.passes(*(at(hour, minute) for hour in range(24) for minute in (0, 30)))
    assert sorted(asked(meeting)) == sorted([BEN, JIWOO, OLA, LENA])
    assert meeting.events().count("StandUpClosed") == 1
    assert len(meeting.effects(SendNotice)) == 1


def test_on_another_day_and_when_it_is_over_there_is_none() -> None:
    wednesday = Meeting(day=at(0, day=25).date())
    assert wednesday.look(at(9, day=25)).ignored == "standup_not_on_this_day"
    assert Meeting().look(at(18, 30)).ignored == "standup_over"


def test_who_is_away_or_has_left_is_not_asked_and_is_told_of_kindly() -> None:
    meeting = Meeting(absent=frozenset({JIWOO}))
    meeting.passes(at(0), at(0, 30), at(8, 30), at(14, 30), at(18, 30))
    assert JIWOO not in asked(meeting)
    assert [one.person for one in meeting.standup.away] == [JIWOO]
    assert {one.person for one in meeting.standup.silent} == {BEN, OLA, LENA}


def test_an_answer_counts_until_it_is_over_and_the_last_one_is_the_one() -> None:
    meeting = Meeting()
    meeting.passes(at(0), at(0, 30))
    meeting.answers(JIWOO)
    assert meeting.answers(JIWOO).ignored == "standup_answered_already"
    other = Said("Slept", "The printers")
    meeting.answers(JIWOO, other)
    [mine] = meeting.standup.answered
    assert mine.said == other
    assert meeting.events()[-2:] == ["StandUpAnswered"] * 2
    assert [one.text.key for one in meeting.effects(Whisper)] == ["whisper.standup_changed"]


def test_who_answers_before_being_asked_is_not_asked() -> None:
    meeting = Meeting()
    meeting.look(at(0))
    meeting.answers(BEN)
    meeting.passes(at(0, 30), at(8, 30), at(14, 30))
    assert BEN not in asked(meeting)


def test_a_blocker_is_one_ticket_whatever_is_said_of_it_later() -> None:
    meeting = Meeting()
    meeting.passes(at(0), at(0, 30))
    meeting.answers(JIWOO, STUCK)
    meeting.answers(JIWOO, Said("Nothing", "The printers", "No paper either"))
    meeting.answers(JIWOO, Said("Nothing", "The printers"))
    [ticket] = [one for one in meeting.states.values() if isinstance(one, Ticket)]
    assert (ticket.requester, ticket.text) == (JIWOO, "No toner")
    answers = [one.event for one in meeting.changes if isinstance(one.event, StandUpAnswered)]
    assert [one.ticket for one in answers] == [ticket.ref, None, None]
    assert [one.again for one in answers] == [False, True, True]
    [mine] = meeting.standup.answered
    assert mine.blocked
    assert mine.blocked.number == ticket.number


def test_a_blocker_may_come_with_a_later_answer() -> None:
    meeting = Meeting()
    meeting.passes(at(0), at(0, 30))
    meeting.answers(JIWOO)
    meeting.answers(JIWOO, STUCK)
    assert len([one for one in meeting.states.values() if isinstance(one, Ticket)]) == 1


@pytest.mark.parametrize(("who", "why"), [(JIWOO, "over"), (ANA, "not_yours")])
def test_what_comes_too_late_or_from_somebody_else_changes_nothing_and_they_hear_why(
    who: PersonId, why: str
) -> None:
    meeting = Meeting()
    meeting.passes(at(0), at(0, 30), at(18, 30))
    before = meeting.standup.attendees
    meeting.answers(who, STUCK)
    assert meeting.standup.attendees == before
    [whisper] = meeting.effects(Whisper)
    assert whisper.text == Text(f"whisper.standup_{why}")
    assert [one for one in meeting.states.values() if isinstance(one, Ticket)] == []


def test_a_late_summary_takes_no_late_answer() -> None:
    """Its time is over, though nobody has looked yet."""
    meeting = Meeting()
    meeting.look(at(0))
    meeting.now = at(18, 30)
    meeting.answers(JIWOO)
    assert meeting.events()[-1] == "StandUpAnswerRefused"


def test_the_end_tells_the_channel_once_who_answered() -> None:
    meeting = Meeting()
    meeting.passes(at(0), at(0, 30), at(8, 30))
    meeting.answers(OLA, STUCK)
    meeting.look(at(18, 30))
    event = meeting.changes[-1].event
    assert isinstance(event, StandUpClosed)
    assert (event.answered, set(event.silent)) == ((OLA,), {BEN, JIWOO, LENA})
    assert len(event.blockers) == 1
    assert meeting.changes[-1].timers == (CancelTimer("standup"),)
    assert meeting.look(at(19)).ignored == "timer_stale"


def test_of_another_workspace_there_is_none() -> None:
    meeting = Meeting()
    meeting.look(at(0))
    meeting.states[meeting.ref] = replace(meeting.standup, install=InstallId("T0OTHER001"))
    assert meeting.answers(JIWOO).ignored == "no_such_standup"


def test_a_post_that_an_operator_tries_again_is_sent_again() -> None:
    meeting = Meeting()
    meeting.look(at(0))
    effect = SendDirect(JIWOO, Text("dm.standup_prompt"))
    [change] = retried(meeting.standup, RetryDelivery("x/1/0", effect, "code")).changes
    assert change.effects == (effect,)
