"""The decision function of a stand-up: pure, exhaustive, each answer with its reason.

    (nothing) ── an hour before ──▶ open ── each on their clock: asked ── time is over ──▶ closed
                                      └ answered, and answered otherwise ┘

A blocker becomes its ticket in the same transaction, so that there is exactly one.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import assert_never

from deskbell.domain.decision import CancelTimer, Change, Decision, Event, SetTimer, nothing
from deskbell.domain.effects import Effect, SendNotice, Whisper
from deskbell.domain.ids import InstallId, PersonId, Ref
from deskbell.domain.standups import commands as c
from deskbell.domain.standups import events as e
from deskbell.domain.standups import telling
from deskbell.domain.standups.dates import Meeting, stand_ups
from deskbell.domain.standups.plan import StandUpPlan
from deskbell.domain.standups.stand_up import Attendee, Blocked, StandUp
from deskbell.domain.texts import Name, Text
from deskbell.domain.tickets.decide import decide as decide_ticket

TIMER = "standup"
AHEAD = timedelta(hours=1)
"""It is opened so long before the first of them is asked: as often as somebody looks."""


@dataclass(frozen=True, slots=True)
class Around:
    """`zone` is the desk's, for whoever has none in Slack."""

    install: InstallId
    plan: StandUpPlan
    day: date
    zone: str
    now: datetime


def decide(ref: Ref, state: StandUp | None, command: c.StandUpCommand, around: Around) -> Decision:
    """`ref` is what the stand-up is called, whether there is one or not."""
    if state is not None and state.install != around.install:
        return nothing("no_such_standup")
    match command:
        case c.Look():
            return _look(state, command, around) if state else _open(ref, command, around)
        case c.Answer():
            return _answer(state, command, around) if state else nothing("no_such_standup")
    assert_never(command)


def _open(ref: Ref, command: c.Look, around: Around) -> Decision:
    plan, day = around.plan, around.day
    meeting = next(stand_ups(plan, day, day), None)
    if meeting is None:
        return nothing("standup_not_on_this_day")
    attendees = tuple(
        Attendee(person, of.name, _due(meeting, person, command, around))
        for of, person in plan.people
    )
    due = [one.due for one in attendees]
    closes = max(due) + plan.close_after
    if around.now < min(due) - AHEAD:
        return nothing("standup_not_yet")
    if around.now >= closes:
        return nothing("standup_over")
    after = StandUp(ref, around.install, 1, plan.id, day.isoformat(), closes, attendees)
    event = e.StandUpOpened(plan.id, after.day, tuple(one.person for one in attendees), closes)
    why = telling.reason("opened", name=plan.name, day=after.day)
    return Decision((Change(None, after, event, why, timers=_next(after)),))


def _due(meeting: Meeting, person: PersonId, command: c.Look, around: Around) -> datetime:
    return meeting.begins(around.plan.zone or command.zones.get(person, around.zone))


def _look(standup: StandUp, command: c.Look, around: Around) -> Decision:
    """The timer is only a hint; so is the hour."""
    if standup.closed_at is not None:
        return nothing("timer_stale")
    if around.now >= standup.closes:
        return _close(standup, around)
    due = {one.person for one in standup.attendees if one.waits and one.due <= around.now}
    return _ask(standup, due, command, around) if due else nothing("timer_stale")


def _ask(standup: StandUp, due: set[PersonId], command: c.Look, around: Around) -> Decision:
    attendees = tuple(
        one
        if one.person not in due
        else replace(one, absent=True)
        if one.person in command.absent
        else replace(one, asked_at=around.now)
        for one in standup.attendees
    )
    called = [one for one in attendees if one.person in due]
    asked = tuple(one.person for one in called if not one.absent)
    absent = tuple(one.person for one in called if one.absent)
    after = replace(standup, version=standup.version + 1, attendees=attendees)
    return _changed(
        standup,
        after,
        e.StandUpAsked(standup.plan, asked, absent),
        telling.reason("asked", asked=len(asked), absent=len(absent)),
        *(telling.prompt(after, around.plan, person) for person in asked),
    )


def _close(standup: StandUp, around: Around) -> Decision:
    plan = around.plan
    after = replace(standup, version=standup.version + 1, closed_at=around.now)
    event = e.StandUpClosed(
        standup.plan,
        standup.day,
        answered=tuple(one.person for one in standup.answered),
        silent=tuple(one.person for one in standup.silent),
        absent=tuple(one.person for one in standup.away),
        blockers=tuple(one.blocked.ticket for one in standup.attendees if one.blocked),
    )
    why = telling.reason("closed", answered=len(event.answered), silent=len(event.silent))
    summary = SendNotice(plan.channel, telling.summary(after, plan))
    return _changed(standup, after, event, why, summary)


def _answer(standup: StandUp, command: c.Answer, around: Around) -> Decision:
    before = next((one for one in standup.attendees if one.person == command.by), None)
    if before is None:
        return _refuse(standup, command, "not_yours")
    if standup.closed_at is not None or around.now >= standup.closes:
        return _refuse(standup, command, "over")
    if before.said == command.said:
        return nothing("standup_answered_already")
    opened = _blocker(before, command, around)
    blocked = before.blocked
    if opened and command.opening:
        blocked = Blocked(command.opening.ref, command.opening.number)
    mine = replace(before, said=command.said, blocked=blocked)
    others = tuple(mine if one is before else one for one in standup.attendees)
    after = replace(standup, version=standup.version + 1, attendees=others)
    again = before.said is not None
    changed = _changed(
        standup,
        after,
        e.StandUpAnswered(
            standup.plan,
            command.by,
            again,
            mine.blocked.ticket if opened and mine.blocked else None,
        ),
        telling.reason("changed" if again else "answered", by=Name(command.by)),
        *_thanks(after, mine, command, around, again=again),
    )
    return Decision((*changed.changes, *(opened.changes if opened else ())))


def _blocker(before: Attendee, command: c.Answer, around: Around) -> Decision | None:
    """What they say of a blocker later, they say in its ticket."""
    if before.blocked or command.opening is None or not command.said.blocker:
        return None
    return decide_ticket(None, command.opening, around.now)


def _thanks(
    standup: StandUp, mine: Attendee, command: c.Answer, around: Around, *, again: bool
) -> tuple[Effect, ...]:
    """The first time where it stays; then where they just were."""
    if not again:
        return (telling.thanks(standup, around.plan, mine),)
    if command.channel is None:
        return ()
    return (Whisper(mine.person, command.channel, None, telling.changed(mine)),)


def _refuse(standup: StandUp, command: c.Answer, why: str) -> Decision:
    """Nothing changes; they are told why, and the history knows who wanted what."""
    after = replace(standup, version=standup.version + 1)
    told: tuple[Effect, ...] = ()
    if command.channel:
        told = (Whisper(command.by, command.channel, None, Text(f"whisper.standup_{why}")),)
    event = e.StandUpAnswerRefused(standup.plan, command.by, why)
    reason = telling.reason(f"refused_{why}", by=Name(command.by))
    return Decision((Change(standup, after, event, reason, effects=told),))


def _changed(
    before: StandUp, after: StandUp, event: Event, why: Text, *effects: Effect
) -> Decision:
    change = Change(before, after, event, why, effects=effects, timers=_next(after))
    return Decision((change,))


def _next(standup: StandUp) -> tuple[SetTimer | CancelTimer, ...]:
    """When the next of them is asked, else when it closes."""
    if standup.closed_at is not None:
        return (CancelTimer(TIMER),)
    waits = [one.due for one in standup.attendees if one.waits]
    return (SetTimer(TIMER, standup.version, min([*waits, standup.closes])),)
