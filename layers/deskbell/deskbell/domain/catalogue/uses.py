"""Where a workflow uses what it knows: its fields, its steps' results, its ticket.

`lint_uses.py` asks whether each is known by then, and which fields nobody uses.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from deskbell.domain.catalogue.conditions import Condition
from deskbell.domain.catalogue.flow import KEPT, Place
from deskbell.domain.catalogue.step_parts import Event, Who, WhoKind
from deskbell.domain.catalogue.steps import (
    Approval,
    Assign,
    Branch,
    Call,
    Checklist,
    DirectMessage,
    Form,
    Remind,
    Reserve,
    Step,
    Ticket,
    Visit,
    Wait,
    WaitFor,
    Webhook,
)
from deskbell.domain.catalogue.texts_of import texts_of
from deskbell.domain.catalogue.wording import TICKET, placeholders


class As(Enum):
    """What for."""

    SHOWN = auto()
    """In a text; what nobody answered is a dash there."""
    TESTED = auto()
    """By a condition, which does not hold for what nobody answered."""
    HANDED_ON = auto()
    """To agents, another workflow or a hook, if it was answered."""
    PERSON = auto()
    DAY = auto()
    OFFICE = auto()
    """These three have to be there."""
    WORKED_ON = auto()
    """The ticket, or what is kept for them, which has to be there too."""


@dataclass(frozen=True, slots=True)
class Use:
    """`condition` is there if it is tested by one."""

    name: str
    kind: As
    place: Place
    condition: Condition | None = None


def uses(step: Step, place: Place) -> Iterator[Use]:
    """All of a step, which stands at `place`; what its fields depend on is `tested`'s."""
    yield from _people(step, place)
    yield from _texts(step, place)
    yield from _things(step, place)
    yield from _days(step, place)


def named(step: Step) -> Iterator[tuple[Who, Place]]:
    """Everybody whom it asks or tells, and where it says so, seen from the step."""
    match step:
        case Form(who=who) | DirectMessage(who=who) | Remind(who=who):
            yield who, ("who",)
        case Assign(to=who):
            yield who, ("to",)
        case Approval():
            for index, who in enumerate(step.ask):
                yield who, ("ask", f"[{index}]")
        case Checklist():
            for index, item in enumerate(step.items):
                yield item.who, ("items", f"[{index}]", "who")


def _people(step: Step, place: Place) -> Iterator[Use]:
    for who, where in named(step):
        if who.kind is WhoKind.FIELD:
            yield Use(who.name, As.PERSON, (*place, *where))
    if isinstance(step, Reserve) and step.manager is not None:
        yield Use(step.manager, As.PERSON, (*place, "manager"))


def _texts(step: Step, place: Place) -> Iterator[Use]:
    for wording, where in texts_of(step):
        for language, text in wording.items():
            for name in sorted(placeholders(text)):
                yield Use(name, As.SHOWN, (*place, *where, language))


def _things(step: Step, place: Place) -> Iterator[Use]:
    match step:
        case Visit() | WaitFor(event=Event.LAPTOP_RETURNED):
            yield Use(KEPT, As.WORKED_ON, place)
        case Assign() | WaitFor():
            yield Use(TICKET, As.WORKED_ON, place)
        case Ticket(fields=names):
            yield from _handed_on(names, (*place, "fields"))
        case Webhook(send=names):
            yield from _handed_on(names, (*place, "send"))
        case Call():
            for theirs, ours in step.answers.items():
                yield Use(ours, As.HANDED_ON, (*place, "answers", theirs))
        case Reserve(office=office):
            yield Use(office, As.OFFICE, (*place, "office"))
        case Branch():
            for index, case in enumerate(step.cases):
                yield from tested(case.when, (*place, "cases", f"[{index}]", "when"))


def _days(step: Step, place: Place) -> Iterator[Use]:
    days: Mapping[Place, str | None] = {}
    match step:
        case Reserve():
            days = {("from",): step.start, ("until",): step.end}
        case Wait(until=moment) | Remind(at=moment):
            days = {("date",): moment.date}
        case Checklist():
            days = {
                ("items", f"[{index}]", "due", "date"): item.due.date
                for index, item in enumerate(step.items)
                if item.due
            }
    for where, name in days.items():
        if name is not None:
            yield Use(name, As.DAY, (*place, *where))


def tested(conditions: Iterable[Condition], place: Place) -> Iterator[Use]:
    """What conditions ask for."""
    for condition in conditions:
        yield Use(condition.fact, As.TESTED, (*place, condition.fact), condition)


def _handed_on(names: Iterable[str], place: Place) -> Iterator[Use]:
    for index, name in enumerate(names):
        yield Use(name, As.HANDED_ON, (*place, f"[{index}]"))
