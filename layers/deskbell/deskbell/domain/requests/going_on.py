"""A guided request goes on by itself as far as it can, in one decision.

The workflow says what is next (domain/catalogue/next_step.py), `carrying_out.py` what that is in
the world; then the workflow hears that it is done. It stops where somebody, or time, has to answer.
"""

from dataclasses import dataclass, field, replace

from deskbell.domain.catalogue.advance import Advance, advance
from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.flow import reached, ways
from deskbell.domain.catalogue.inputs import StepCarriedOut
from deskbell.domain.catalogue.next_step import Act, Finished, ItemDue, Waits, next_step
from deskbell.domain.catalogue.step_parts import Item
from deskbell.domain.catalogue.steps import Ticket
from deskbell.domain.catalogue.wording import Wording
from deskbell.domain.decision import Change
from deskbell.domain.effects import Effect, FollowUp
from deskbell.domain.requests.around import Around, somebody
from deskbell.domain.requests.carrying_out import carry_out
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.requests.permissions import is_private
from deskbell.domain.requests.words import said_to, said_to_all, worded
from deskbell.domain.texts import Text

MOST_STEPS = 25
"""Carried out in one decision: a transaction has room for so much. A timer sees to the rest."""


@dataclass(frozen=True, slots=True)
class Went:
    """As far as it came: `is_short` where it stopped only for want of room."""

    request: GuidedRequest
    effects: tuple[Effect, ...] = ()
    changes: tuple[Change, ...] = field(default=())
    is_short: bool = False


def go_on(request: GuidedRequest, around: Around) -> Went:
    """`request` has not ended before this decision."""
    definition, now = around.definition, around.now
    effects, changes = list[Effect](), list[Change]()
    request = replace(request, spare_number=request.spare_number or around.number)
    for _ in range(MOST_STEPS):
        match next_step(definition, request.course, now):
            case Waits():
                return Went(request, tuple(effects), tuple(changes))
            case Finished(text=text):
                effects += _told_of_end(request, text, around)
                return Went(request, tuple(effects), tuple(changes))
            case ItemDue(item=item, name=name):
                effects.append(_overdue(request, item, around))
                done = StepCarriedOut(name, request.course.generation)
                request = replace(
                    request, course=advance(definition, request.course, done, now).request
                )
            case Act(step=Ticket()) if request.spare_number is None:
                return Went(request, tuple(effects), tuple(changes), is_short=True)
            case Act(step=step):
                number = sum(isinstance(effect, FollowUp) for effect in effects)
                carried = carry_out(request, step, around, number)
                effects += carried.effects
                changes += carried.changes
                done = StepCarriedOut(step.id, request.course.generation)
                course = advance(definition, request.course, done, now).request
                if carried.answer:
                    course = advance(definition, course, carried.answer, now).request
                request = replace(carried.request, course=course)
    return Went(request, tuple(effects), tuple(changes), is_short=True)


def _overdue(request: GuidedRequest, item: Item, around: Around) -> Effect:
    """Whoever was asked for it is told, and may say so to the others."""
    person = request.asks.get(item.id) or somebody(item.who, request, around)
    said = Text("notice.request_item_due", {"said": worded(item.text, request, around)})
    return said_to(person, request, said)


def needs_number(request: GuidedRequest, definition: Definition) -> bool:
    """Whether it may still open a ticket, and has no number for that."""
    if request.spare_number is not None or not request.is_open:
        return False
    ahead = reached(ways(definition), request.course.step)
    return any(isinstance(definition.by_id[step], Ticket) for step in ahead)


def at(request: GuidedRequest, answered: Advance) -> GuidedRequest:
    """Where something has brought it; nobody is asked any more where it stood, if it has left
    that."""
    course = answered.request
    is_left = course.generation != request.course.generation or course.ending is not None
    return replace(request, course=course, asks={} if is_left else request.asks)


def _told_of_end(request: GuidedRequest, text: Wording | None, around: Around) -> list[Effect]:
    """Its requester, and who follows it; where the workflow has no words for it, nobody has
    answered in time."""
    said = worded(text, request, around) if text else Text("notice.request_expired")
    followers = () if is_private(request.privacy) else request.followers
    told = [said_to(person, request, said) for person in followers if person != request.requester]
    return [said_to_all(request, said), *told]
