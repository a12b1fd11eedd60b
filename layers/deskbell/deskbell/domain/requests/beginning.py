"""A guided request begins, and goes on as far as it can (A1-06)."""

from dataclasses import replace

from deskbell.domain.catalogue.advance import advance
from deskbell.domain.catalogue.answers import Accepted, check
from deskbell.domain.catalogue.carried import fitting
from deskbell.domain.catalogue.inputs import FormSubmitted, StepCarriedOut
from deskbell.domain.catalogue.moves import start
from deskbell.domain.catalogue.steps import Form
from deskbell.domain.decision import Decision, nothing
from deskbell.domain.requests import commands as c
from deskbell.domain.requests.around import Around
from deskbell.domain.requests.filling import today
from deskbell.domain.requests.going_on import go_on
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.requests.permissions import is_private, may_begin
from deskbell.domain.requests.transition import begin


def begin_request(command: c.BeginRequest, around: Around) -> Decision:
    """What few may know of is talked about by direct message, wherever it began."""
    if not may_begin(command.by):
        return nothing("request_not_allowed")
    definition = around.definition
    privacy = definition.privacy.stricter(command.privacy)
    request = GuidedRequest(
        ref=command.ref,
        install=command.install,
        version=0,
        number=command.number,
        title=definition.title,
        opener=command.by.person,
        opened_at=around.now,
        course=start(definition, command.requester, command.zone, around.now, command.answers),
        privacy=privacy,
        thread=None if is_private(privacy) else command.thread,
        message=command.message,
        text=command.text,
        emoji=command.emoji,
        emoji_ts=command.emoji_ts,
        spare_number=command.number,
        followers=command.followers,
        succeeds=command.succeeds,
    )
    known = fitting(definition, command.known, around.desk.lists, today(request, around))
    request = replace(request, carried=known)
    if command.submitted is not None:
        filled = _filled(request, command, around)
        if filled is None:
            return nothing("request_not_filled_in")
        request = filled
    return begin(go_on(request, around), command.reason, around)


def _filled(
    request: GuidedRequest, command: c.BeginRequest, around: Around
) -> GuidedRequest | None:
    """With the first form's answers; None where that is not its first step, or they are wrong: the
    dialog has said so."""
    form, course, desk = around.definition.steps[0], request.course, around.desk
    if not isinstance(form, Form) or course.step != form.id:
        return None
    checked = check(form, command.submitted or {}, course.facts, desk.lists, today(request, around))
    if not isinstance(checked, Accepted):
        return None
    for what in (
        StepCarriedOut(form.id, course.generation),
        FormSubmitted(course.generation, checked.answers),
    ):
        course = advance(around.definition, course, what, around.now).request
    return replace(request, course=course)
