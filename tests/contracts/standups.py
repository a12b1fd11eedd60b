"""Stand-ups as people see them in Slack, with the worst in them, for `everything_sent.py`; and one
with nothing left at its default."""

from collections.abc import Iterator
from dataclasses import replace

from deskbell.adapters.slack.dialogs.readings import Origin
from deskbell.adapters.slack.dialogs.standup_answer import ANSWER_LIMIT
from deskbell.domain.decision import Decision
from deskbell.domain.deliveries.retry import RetryDelivery, retried
from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.effects import SendDirect
from deskbell.domain.ids import PersonId, Ref, standup_ref, ticket_ref
from deskbell.domain.settings.desk import Desk, Inbox
from deskbell.domain.standups.plan import MOST_PEOPLE, Department, StandUpPlan
from deskbell.domain.standups.stand_up import Attendee, Blocked, Said, StandUp
from deskbell.domain.texts import Text
from deskbell.domain.tickets.commands import OpenFromStandUp
from deskbell.domain.tickets.ticket import Ticket
from tests.builders import ANA, BEN, INSTALL, IT_HAPPENS, JIWOO, LENA, NOW, OLA
from tests.unit.standups.people import DAY, ROUND, Meeting, a_plan, at

REF: Ref = standup_ref(INSTALL, ROUND, DAY.isoformat())


def standup_desk(desk: Desk, words: str) -> Desk:
    """With as long words as an admin can write; what it has no questions for is asked in ours."""
    plan = a_plan(name=words[:40], why=words[:200])
    return replace(desk, standups={ROUND: plan})


def origin_of(dialog: Dialog) -> Origin | None:
    """What opens the form of one; None for the others."""
    if dialog is not Dialog.STANDUP_ANSWER:
        return None
    return Origin.of_value(str(REF), IT_HAPPENS)


def ticket_opening(ticket: Ticket, inbox: Inbox) -> OpenFromStandUp:
    return OpenFromStandUp(
        ref=ticket_ref(INSTALL, str(REF), ANA),
        install=INSTALL,
        number=ticket.number,
        inbox=inbox,
        by=ANA,
        text=ticket.text or "",
        standup="Round, 2026-11-24",
    )


def decisions(words: str) -> Iterator[Decision]:
    """All that is said of it, by few people and by as many as there can be."""
    said = Said(*(words[:ANSWER_LIMIT] or "-" for _ in range(3)))
    crowd = tuple(PersonId(f"U0CROWD{n:03}") for n in range(MOST_PEOPLE - 2))
    for few in (True, False):
        departments = (
            Department(words[:40] or "-", (BEN, *(() if few else crowd))),
            Department("X-Team", (LENA,)),
        )
        plan = a_plan(zone="UTC", name=words[:40], why=words[:200], departments=departments)
        meeting = Meeting(plan, absent=frozenset({LENA}))
        meeting.look(at(8, 30))
        yield meeting.look(at(9, 30))
        yield _unheard(plan)
        for person in (BEN, *(() if few else crowd)):
            yield meeting.answers(person, said)
        yield meeting.answers(BEN, replace(said, blocker=""))
        yield meeting.answers(ANA, said)
        yield meeting.look(at(13, 30))
        yield meeting.answers(BEN, said)
        yield retried(
            meeting.standup, RetryDelivery(f"{meeting.ref}/1/0", SendDirect(BEN, Text("x")), "code")
        )
    yield from _others(said)


def _unheard(plan: StandUpPlan) -> Decision:
    """Nobody says a word."""
    meeting = Meeting(plan)
    meeting.look(at(8, 30))
    return meeting.look(at(13, 30))


def _others(said: Said) -> Iterator[Decision]:
    """Nobody is stuck, nobody is there, nobody says anything."""
    for absent in (frozenset(), frozenset({BEN, JIWOO, OLA, LENA})):
        meeting = Meeting(a_plan(zone="UTC"), absent=absent)
        meeting.look(at(8, 30))
        yield meeting.look(at(9, 30))
        yield meeting.look(at(13, 30))
    meeting = Meeting(a_plan(zone="UTC"))
    meeting.look(at(8, 30))
    yield meeting.answers(OLA, replace(said, blocker=""))
    yield meeting.answers(OLA, replace(said, next="Else", blocker=""))
    yield meeting.answers(BEN, replace(said, blocker="Stuck"))
    yield meeting.answers(BEN, replace(said, blocker=""))
    yield meeting.look(at(13, 30))


def a_full_standup() -> StandUp:
    """It has been everything; no such one can be."""
    ticket = ticket_ref(INSTALL, str(REF), BEN)
    attendee = Attendee(
        person=BEN,
        department="IT",
        due=NOW,
        asked_at=NOW,
        absent=True,
        said=Said("a", "b", "c"),
        blocked=Blocked(ticket, 7),
    )
    return StandUp(REF, INSTALL, 5, ROUND, DAY.isoformat(), NOW, (attendee,), NOW)
