"""A form of a guided request was sent (A1-06): checked once more, by the request's own version."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from deskbell.domain.catalogue.advance import advance
from deskbell.domain.catalogue.answers import Refused, check
from deskbell.domain.catalogue.carried import completed, left_to_ask, without
from deskbell.domain.catalogue.inputs import FormSubmitted
from deskbell.domain.catalogue.steps import Form
from deskbell.domain.decision import Decision
from deskbell.domain.effects import TaskOver
from deskbell.domain.requests import commands as c
from deskbell.domain.requests.around import Around
from deskbell.domain.requests.going_on import at, go_on
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.requests.permissions import RequestAction, can
from deskbell.domain.requests.refusal import refuse
from deskbell.domain.requests.transition import moved
from deskbell.domain.texts import Name, Text


def fill_form(request: GuidedRequest, command: c.FillForm, around: Around) -> Decision:
    """By whoever is asked, or stands in for them; the second one to send it comes too late."""
    by, course = command.by, request.course
    if why := _wrong(request, command, around):
        return refuse(request, by.person, command.channel, why)
    form = around.definition.by_id[course.step]
    if not isinstance(form, Form):
        return refuse(request, by.person, command.channel, "stale")
    carried, lists = request.carried, around.desk.lists
    left, facts = left_to_ask(form, carried), {**course.facts, **carried}
    checked = check(left, command.values, facts, lists, today(request, around))
    if isinstance(checked, Refused):
        return refuse(request, by.person, command.channel, "not_filled_in")
    answers = completed(form, checked.answers, course.facts, carried)
    sent = FormSubmitted(course.generation, answers)
    answered = advance(around.definition, course, sent, around.now)
    after = replace(at(request, answered), carried=without(carried, form))
    return moved(
        request,
        go_on(after, around),
        Text("reason.request_filled", {"by": Name(by.person)}),
        around,
        over=TaskOver.SENT,
    )


def today(request: GuidedRequest, around: Around) -> date:
    """Where its requester is."""
    return around.now.astimezone(ZoneInfo(request.course.zone)).date()


def _wrong(request: GuidedRequest, command: c.FillForm, around: Around) -> str | None:
    if not request.is_open:
        return "over"
    course = request.course
    if (command.generation, command.step) != (course.generation, course.step):
        return "stale"
    if not request.asks:
        return "stale"
    return None if can(command.by, RequestAction.FILL, request, around) else "not_theirs"
