"""The decisions about dogfooding: pure, each with its reason. A person's month, and its report."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import assert_never

from deskbell.domain.decision import Change, Decision, Event, nothing
from deskbell.domain.dogfooding import commands as c
from deskbell.domain.dogfooding import events as e
from deskbell.domain.dogfooding import telling
from deskbell.domain.dogfooding.obligation import Owes, is_overdue, last_day, owes
from deskbell.domain.dogfooding.plan import DogfoodingPlan
from deskbell.domain.dogfooding.turn import DogfoodMonth, DogfoodTurn
from deskbell.domain.effects import Effect, FollowUp
from deskbell.domain.feedback.inputs import SLACK, FeedbackGiven
from deskbell.domain.ids import EventKey, InstallId, PersonId, Ref
from deskbell.domain.inputs import Envelope
from deskbell.domain.texts import Name, Text

TIMER = "dogfood"
REMIND_BEFORE = timedelta(days=7)
"""The month's end."""


@dataclass(frozen=True, slots=True)
class Around:
    """Of which `person` in which `month`; `today` is on the desk's clock."""

    install: InstallId
    plan: DogfoodingPlan
    person: PersonId
    month: str
    today: date
    now: datetime


def decide(
    ref: Ref, state: DogfoodTurn | None, command: c.DogfoodCommand, around: Around
) -> Decision:
    """`ref` is what the month of theirs is called, whether there is anything of it or not."""
    before = state or DogfoodTurn(ref, around.install, 0, around.person, around.month)
    match command:
        case c.Look():
            return _look(state, before, command, around)
        case c.Say():
            return _say(state, before, command, around)
    assert_never(command)


def _look(
    state: DogfoodTurn | None, before: DogfoodTurn, command: c.Look, around: Around
) -> Decision:
    """Once they hear of it, and once they are reminded, if they have not done it by then."""
    if owes(around.plan, around.person, around.month) is not Owes.DUE:
        return nothing("dogfood_not_due")
    if before.done or command.is_away or around.month != f"{around.today:%Y-%m}":
        return nothing("dogfood_nothing_to_say")
    again = before.invited_at is not None
    is_near = around.today >= last_day(around.month) - REMIND_BEFORE
    if again and (before.reminded_at or not is_near):
        return nothing("dogfood_nothing_to_say")
    after = replace(
        before,
        version=before.version + 1,
        invited_at=before.invited_at or around.now,
        reminded_at=around.now if again or is_near else None,
    )
    event = e.DogfoodAsked(around.person, around.month, again)
    why = telling.reason("reminded" if again else "invited", person=Name(around.person))
    return _changed(state, after, event, why, telling.ask(after, around.plan, again=again))


def _say(
    state: DogfoodTurn | None, before: DogfoodTurn, command: c.Say, around: Around
) -> Decision:
    version, person = before.version + 1, around.person
    if command.did or command.findings:
        after = replace(
            before,
            version=version,
            done=(*before.done, around.now),
            did=command.did,
            findings=before.findings + len(command.findings),
        )
        event: Event = e.DogfoodDone(person, around.month, len(after.done), len(command.findings))
        why = telling.reason("done", person=Name(person), findings=len(command.findings))
        shared = _shared(after, command, around)
        return _changed(state, after, event, why, telling.thanks(after, command), *shared)
    if command.slot is None or command.slot == before.slot:
        return nothing("dogfood_nothing_new")
    after = replace(before, version=version, slot=command.slot)
    event = e.DogfoodSlotChosen(person, around.month, command.slot)
    why = telling.reason("slot", person=Name(person))
    return _changed(state, after, event, why, telling.signed_up(after, command.slot))


def _shared(turn: DogfoodTurn, command: c.Say, around: Around) -> tuple[Effect, ...]:
    """Each finding is said as anybody's feedback is, once."""
    named = [f"{turn.ref}:{turn.version}:{n}" for n in range(len(command.findings))]
    return tuple(
        FollowUp(
            Envelope(
                key=EventKey(f"dogfood:{name}"),
                install=around.install,
                group=f"{around.install}:feedback:{around.person}",
                occurred_at=around.now,
                received_at=around.now,
                input=FeedbackGiven(
                    SLACK, name, text, theme=around.plan.name, person=around.person
                ),
            )
        )
        for name, text in zip(named, command.findings, strict=True)
    )


def report(
    ref: Ref,
    state: DogfoodMonth | None,
    turns: Mapping[PersonId, DogfoodTurn],
    around: Around,
) -> Decision:
    """A month that is over is told once; `turns` are those of its people, where there are any. Of
    one in which nobody was asked, such as the last one before all this, nobody is late."""
    if state is not None:
        return nothing("dogfood_told_already")
    plan, month = around.plan, around.month
    if around.today <= last_day(month):
        return nothing("dogfood_not_over")
    if not turns:
        return nothing("dogfood_nobody_asked")
    did = {person for person, turn in turns.items() if turn.done}
    late = tuple(
        one for one in plan.people if is_overdue(plan, one, month, around.today, done=one in did)
    )
    done = tuple(one for one in plan.people if one in did)
    excused = tuple(one for one in plan.people if one not in did and one not in late)
    after = DogfoodMonth(ref, around.install, 1, month, around.now)
    event = e.DogfoodMonthTold(month, done, late, excused)
    told = telling.report(plan, month, did, set(late))
    why = telling.reason("told", month=month, done=len(done), overdue=len(late))
    return _changed(None, after, event, why, *told)


def _changed(
    before: DogfoodTurn | DogfoodMonth | None,
    after: DogfoodTurn | DogfoodMonth,
    event: Event,
    why: Text,
    *effects: Effect,
) -> Decision:
    return Decision((Change(before, after, event, why, effects=effects),))
