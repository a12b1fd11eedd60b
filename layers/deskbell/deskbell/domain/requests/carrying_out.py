"""What each step of a workflow does in the world, as effects; `going_on.py` asks for each.

Nothing waits here: what answers a step comes back as a command.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import cast

from deskbell.domain.approvals.approval import Approval as Asked
from deskbell.domain.approvals.asking import ask
from deskbell.domain.approvals.commands import Ask
from deskbell.domain.approvals.outcome import Outcome
from deskbell.domain.catalogue import steps as s
from deskbell.domain.catalogue.answers import shown
from deskbell.domain.catalogue.carried import completed, left_to_ask, without
from deskbell.domain.catalogue.definition import WorkflowId
from deskbell.domain.catalogue.inputs import ApprovalSettled, FormSubmitted
from deskbell.domain.caused_inputs import AssigneeWanted, TicketWanted, WorkflowCalled
from deskbell.domain.directs import direct_to
from deskbell.domain.effects import CallHook, Place, ShowStatus, ShowTask
from deskbell.domain.ids import (
    ChannelId,
    InboxId,
    PersonId,
    Ts,
    approval_ref,
    request_ref,
    ticket_ref,
)
from deskbell.domain.requests.around import Around, owners_inbox, somebody, whom
from deskbell.domain.requests.awaiting import awaited_at
from deskbell.domain.requests.carried_out import Carried, causing
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.requests.reserving import reserving, visiting
from deskbell.domain.requests.ticket_text import ticket_text
from deskbell.domain.requests.words import said_to, said_to_all, worded
from deskbell.domain.texts import Name, Text


def carry_out(  # noqa: C901 - one line a step
    request: GuidedRequest, step: s.Step, around: Around, caused_before: int
) -> Carried:
    """`caused_before`: how many inputs this decision causes already."""
    generation = request.course.generation
    if not isinstance(step, s.Remind):
        request = replace(request, kind=awaited_at(step))
    match step:
        case s.Form():
            return _form(request, step, around)
        case s.Checklist():
            people = {item.id: somebody(item.who, request, around) for item in step.items}
            return _asking(request, step, people)
        case s.Message(text=text):
            return Carried(request, (said_to_all(request, worded(text, request, around)),))
        case s.DirectMessage(who=who, text=text) | s.Remind(who=who, text=text):
            said = worded(text, request, around)
            return Carried(request, (said_to(somebody(who, request, around), request, said),))
        case s.Ticket():
            return _opening(request, step, around, caused_before)
        case s.Assign(to=to):
            if request.ticket is None:
                return Carried(request)
            wanted = AssigneeWanted(request.ticket, request.ref, somebody(to, request, around))
            return causing(request, request.ticket, wanted, around.now, caused_before)
        case s.Approval():
            return _approval(request, step, around)
        case s.Emoji(name=name):
            if request.message is None:
                return Carried(request)
            return Carried(request, (ShowStatus(Place.THREAD, request.message, name, None),))
        case s.Call():
            return _calling(request, step, around.now, caused_before)
        case s.Reserve():
            return reserving(request, step, around, caused_before)
        case s.Visit():
            return visiting(request, step, around)
        case s.Webhook():
            known = request.course.answers
            sent = {name: known[name] for name in step.send if known.get(name)}
            called = CallHook(step.hook, step.id, generation, step.tries, sent)
            return Carried(request, (called,))
    return Carried(request)


def task_places(
    request: GuidedRequest, asks: Mapping[str, PersonId]
) -> list[tuple[ChannelId, Ts | None]]:
    """Where those who are asked are asked: a form of the requester's in the thread, as a message of
    it; all else, and whatever few may know of, by direct message."""
    thread = request.thread
    if set(asks) == {""} and asks[""] == request.requester and thread is not None:
        return [(thread.channel, thread.ts)]
    return [(direct_to(person), None) for person in dict.fromkeys(asks.values())]


def _form(request: GuidedRequest, step: s.Form, around: Around) -> Carried:
    """Nobody is asked for what has come along."""
    carried, facts = request.carried, request.course.facts
    if carried and not shown(left_to_ask(step, carried), {}, {**facts, **carried}):
        answers = completed(step, {}, facts, carried)
        filled = FormSubmitted(request.course.generation, answers)
        return Carried(replace(request, carried=without(carried, step)), answer=filled)
    return _asking(request, step, {"": somebody(step.who, request, around)})


def _asking(
    request: GuidedRequest, step: s.Form | s.Checklist, asks: Mapping[str, PersonId]
) -> Carried:
    request = replace(request, asks=asks)
    places = task_places(request, asks)
    generation = request.course.generation
    tasks = (ShowTask(channel, ts, step.id, generation) for channel, ts in places)
    return Carried(request, tuple(tasks))


def _opening(request: GuidedRequest, step: s.Ticket, around: Around, caused_before: int) -> Carried:
    """Its number is known at once, so that what is said next can name it."""
    if request.spare_number is None:
        raise AssertionError("it goes on when it has a number")
    number = request.spare_number
    ref = ticket_ref(request.install, str(request.ref), str(request.course.generation))
    inbox = around.desk.inboxes.get(InboxId(step.inbox), owners_inbox(around))
    wanted = TicketWanted(
        ticket=ref,
        request=request.ref,
        number=number,
        inbox=inbox.id,
        requester=request.requester,
        opener=request.opener,
        text=ticket_text(step, request, around),
        category=step.category,
        priority=step.priority,
        privacy=request.privacy,
        succeeds=request.succeeds if request.ticket is None else None,
    )
    opened = replace(request, ticket=ref, ticket_number=number, spare_number=None)
    return causing(opened, ref, wanted, around.now, caused_before)


def _approval(request: GuidedRequest, step: s.Approval, around: Around) -> Carried:
    """Where nobody is left who may decide, there is no yes, and the requester hears why."""
    now, generation = around.now, request.course.generation
    found = (whom(who, request, around) for who in step.ask)
    command = Ask(
        ref=approval_ref(request.install, str(request.ref), str(generation)),
        install=request.install,
        subject=request.ref,
        label=f"#{request.number}",
        what="",
        about=Text("card.request_asks", {"said": worded(step.text, request, around)}),
        asker=request.requester,
        requester=request.requester,
        policy=step.policy,
        approvers=tuple(person for person in found if person),
        due=now + step.within,
        remind_every=step.remind,
    )
    wanted = ask(command, now)
    if wanted is None:
        told = said_to(request.requester, request, Text("notice.request_nobody_decides"))
        return Carried(request, (told,), answer=ApprovalSettled(generation, Outcome.REJECTED))
    asked = cast("Asked", wanted.after)
    said = said_to_all(request, _waits_for(asked))
    return Carried(replace(request, approval=asked.ref), (said,), changes=(wanted,))


def _waits_for(asked: Asked) -> Text:
    """Whose yes, or whose first."""
    first, *others = asked.waits_for
    if not others:
        return Text("notice.request_waits_for", {"person": Name(first)})
    return Text("notice.request_waits_for_some", {"person": Name(first), "count": len(others)})


def _calling(request: GuidedRequest, step: s.Call, now: datetime, caused_before: int) -> Carried:
    ours = request.course.answers
    generation = str(request.course.generation)
    called = WorkflowCalled(
        request=request_ref(request.install, str(request.ref), generation),
        caller=request.ref,
        workflow=WorkflowId(step.workflow),
        requester=request.requester,
        answers={theirs: ours[name] for theirs, name in step.answers.items() if ours.get(name)},
        thread=request.thread,
        message=request.message,
        text=request.text,
    )
    return causing(request, called.request, called, now, caused_before)
