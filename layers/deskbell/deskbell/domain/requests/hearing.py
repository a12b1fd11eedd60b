"""What comes back to a guided request of what it has asked for: a hook's answer, and how the
laptop stands that is to be kept for its requester (A1-06, A1-07).
"""

from dataclasses import replace

from deskbell.domain.catalogue.advance import Why, advance
from deskbell.domain.catalogue.inputs import (
    AssetReserved,
    LaptopReturned,
    RequestInput,
    VisitSettled,
    WebhookAnswered,
)
from deskbell.domain.catalogue.steps import Reserve, Step, Visit, Webhook
from deskbell.domain.decision import Decision, nothing
from deskbell.domain.effects import Effect
from deskbell.domain.loans.standing import Stands
from deskbell.domain.requests import commands as c
from deskbell.domain.requests.around import Around, answers_for
from deskbell.domain.requests.going_on import Went, at, go_on
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.requests.transition import moved
from deskbell.domain.requests.words import said_to
from deskbell.domain.texts import Argument, Text


def hear_of_hook(request: GuidedRequest, command: c.HearOfHook, around: Around) -> Decision:
    """Whoever answers for the workflow is told of a call that failed: they can mend it."""
    step = around.definition.by_id[request.course.step]
    told = WebhookAnswered(command.generation, command.taken)
    answered = advance(around.definition, request.course, told, around.now)
    if answered.why is not Why.MOVED or not isinstance(step, Webhook):
        return nothing("hook_not_awaited")
    facts: dict[str, Argument] = {"hook": step.hook}
    effects: list[Effect] = []
    if not command.taken:
        facts["code"] = command.code
        failed = Text("notice.request_hook_failed", facts)
        effects.append(said_to(answers_for(around), request, failed))
    came = "taken" if command.taken else "failed"
    return moved(
        request,
        go_on(at(request, answered), around),
        Text(f"reason.request_hook_{came}", facts),
        around,
        effects=effects,
    )


def hear_of_loan(request: GuidedRequest, command: c.HearOfLoan, around: Around) -> Decision:
    """The last one that it has asked for counts; where it does not wait for that, it remembers how
    it stands."""
    if request.loan != command.loan or not request.is_open:
        return nothing("not_its_loan")
    heard = replace(request, loan_stands=command.stands)
    step, generation = around.definition.by_id[request.course.step], request.course.generation
    went, told = Went(heard), _answer(step, command.stands, generation)
    if told is not None:
        answered = advance(around.definition, request.course, told, around.now)
        if answered.why in (Why.MOVED, Why.NOTED):
            went = go_on(at(heard, answered), around)
    return moved(request, went, Text(f"reason.request_loan_{command.stands}"), around)


def _answer(step: Step, stands: Stands, generation: int) -> RequestInput | None:
    """What that is to the step; a laptop that is waited for is none for this request."""
    match step, stands:
        case _, Stands.RETURNED:
            return LaptopReturned()
        case Reserve(), Stands.KEPT | Stands.ARRANGED:
            return AssetReserved(generation, reserved=True)
        case Reserve(), Stands.WAITING | Stands.GONE:
            return AssetReserved(generation, reserved=False)
        case Visit(), Stands.ARRANGED:
            return VisitSettled(generation, booked=True)
        case Visit(), Stands.GONE:
            return VisitSettled(generation, booked=False)
    return None
