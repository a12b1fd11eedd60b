"""What a decision about a guided request goes by: its workflow, and the desk of the day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.step_parts import Who, WhoKind
from deskbell.domain.ids import InboxId, PersonId
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.settings.desk import Desk, Inbox
from deskbell.domain.tickets.triage_duty import triager_on_duty


@dataclass(frozen=True, slots=True)
class Around:
    """`definition` is of the version that the request began with, `desk` is today's; `now` is aware
    and in UTC. `number` is one that nothing is called by yet, where a ticket may need it; `on_call`
    are those who have the shift now of the schedules that the definition names."""

    definition: Definition
    desk: Desk
    now: datetime
    number: int | None = None
    on_call: Mapping[str, PersonId] = field(default_factory=dict)


def whom(who: Who, request: GuidedRequest, around: Around) -> PersonId | None:
    """The person behind a name of the definition; None where the desk knows nobody by it (any
    more), or the form was not asked."""
    desk = around.desk
    match who.kind:
        case WhoKind.REQUESTER:
            return request.requester
        case WhoKind.FIELD:
            answer = request.course.answers.get(who.name)
            return PersonId(answer) if answer else None
        case WhoKind.PERSON:
            return desk.people.get(who.name)
        case WhoKind.LEAD:
            inbox = desk.inboxes.get(InboxId(who.name))
            return inbox.lead if inbox else None
        case WhoKind.ON_CALL:
            return around.on_call.get(who.name)
        case WhoKind.ROTA:
            inbox = desk.inboxes.get(InboxId(who.name))
            return triager_on_duty(desk, inbox, around.now) or inbox.lead if inbox else None


def somebody(who: Who, request: GuidedRequest, around: Around) -> PersonId:
    """As `whom`; where that is nobody, whoever answers for the workflow: nothing waits for no
    one."""
    return whom(who, request, around) or answers_for(around)


def answers_for(around: Around) -> PersonId:
    """The workflow's owner, in person."""
    person = around.desk.people.get(around.definition.owner)
    return person or owners_inbox(around).lead


def owners_inbox(around: Around) -> Inbox:
    """The inbox that owns the workflow; where a person does, or it is gone, the desk's first."""
    inboxes = around.desk.inboxes
    return inboxes.get(InboxId(around.definition.owner), next(iter(inboxes.values())))
