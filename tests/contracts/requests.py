"""Guided requests with nothing left at its default, and all that can be asked about them, for the
contract tests and `texts_decided.py`."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from deskbell.domain.approvals.outcome import Outcome
from deskbell.domain.catalogue.definition import Definition, WorkflowId
from deskbell.domain.catalogue.request import Request, Tick
from deskbell.domain.catalogue.step_parts import Ending, Event, Result, StepId
from deskbell.domain.catalogue.steps import Finish, Message, Step, Visit
from deskbell.domain.caused_inputs import ApprovalSettled, TicketWanted
from deskbell.domain.decision import Decision
from deskbell.domain.effects import SendDirect, ShowTask
from deskbell.domain.ids import (
    PersonId,
    Thread,
    Ts,
    approval_ref,
    loan_ref,
    request_ref,
    ticket_ref,
)
from deskbell.domain.loans.standing import Stands
from deskbell.domain.requests import commands as c
from deskbell.domain.requests.around import Around
from deskbell.domain.requests.decide import decide
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.requests.succeeds import Succeeds
from deskbell.domain.requests.words import said_to_all
from deskbell.domain.settings.desk import Desk, Inbox
from deskbell.domain.texts import LANGUAGES, Name, Text
from deskbell.domain.tickets.classification import Priority, Privacy
from deskbell.domain.tickets.permissions import Member, member
from deskbell.domain.tickets.request_commands import OpenFromRequest
from deskbell.domain.tickets.ticket import Ticket
from tests.builders import ANA, BEN, INSTALL, IT_HAPPENS, LENA, MINJUN, NOW, OLA
from tests.unit.catalogue.definitions import (
    a_definition,
    a_field,
    a_finish,
    a_form,
    a_ticket,
    say,
)

CHAIR, DETAILS = WorkflowId("new_chair"), StepId("details")


def a_first_request() -> GuidedRequest:
    """As it begins by a form of the catalogue."""
    return GuidedRequest(
        ref=request_ref(INSTALL, "form", "V0000001"),
        install=INSTALL,
        version=1,
        number=7,
        title={"en": "A new chair", "pl": "Nowe krzesło"},
        opener=ANA,
        opened_at=NOW,
        course=Request(CHAIR, "4152af3d2f6d", ANA, "Europe/Warsaw", DETAILS, NOW),
    )


def a_full_request() -> GuidedRequest:
    message = Thread(IT_HAPPENS, Ts("1795424400.000300"))
    course = Request(
        workflow=CHAIR,
        workflow_version="0000000000c1",
        requester=ANA,
        zone="Asia/Seoul",
        step=StepId("ready"),
        entered_at=NOW,
        generation=4,
        begun=True,
        answers={"wish": "A chair, <please> & soon", "manager": OLA},
        results={DETAILS: Result.SUBMITTED},
        done=(DETAILS,),
        ticks={"order": Tick(LENA, NOW)},
        reminders={"later": NOW + timedelta(days=2)},
        happened=frozenset({Event.TICKET_SOLVED}),
        ending=Ending.REFUSED,
    )
    return GuidedRequest(
        ref=request_ref(INSTALL, IT_HAPPENS, "1795424400.000300", "new_chair", "0"),
        install=INSTALL,
        version=5,
        number=8,
        title={"en": "A new chair"},
        opener=BEN,
        opened_at=NOW,
        course=course,
        privacy=Privacy.TEAM,
        thread=Thread(IT_HAPPENS, Ts("1795424400.000100")),
        message=message,
        text="My back hurts",
        emoji="chair",
        emoji_ts=Ts("1795424401.000000"),
        followers=(MINJUN,),
        kind="checklist",
        asks={"order": LENA, "build": BEN},
        ticket=ticket_ref(INSTALL, "of", "it"),
        ticket_number=8,
        spare_number=9,
        approval=approval_ref(INSTALL, "of", "it"),
        loan=loan_ref(INSTALL, "of", "it"),
        loan_stands=Stands.KEPT,
        wakes_at=NOW + timedelta(days=2),
        generation=2,
        carried={"office": "warsaw"},
        succeeds=Succeeds(ticket_ref(INSTALL, "was", "it"), 6, NOW, 2),
    )


def definitions(text: str) -> Iterator[Definition]:
    """Whose words are `text`; each has other steps."""
    form = a_form("details", a_field("wish"), a_field("boss", "person"), within="3d")
    approval = {"id": "agrees", "do": "approval", "ask": ["field boss"], "text": say("{wish}")}
    checked = [{"id": "done_so", "text": say("Done"), "who": "lead it", "due": {"in": "1d"}}]
    message = {"id": "note", "do": "message", "text": say("{wish} {requester} {message}")}
    steps = (
        form,
        {**approval, "if_rejected": "no", "if_expired": "no"},
        message,
        a_ticket(),
        {"id": "list", "do": "checklist", "title": say("Steps"), "items": checked},
        a_finish("yes"),
        a_finish("no", "refused"),
    )
    read = a_definition(*steps)
    yield read
    words = dict.fromkeys(LANGUAGES, text)
    yield replace(read, title=dict.fromkeys(LANGUAGES, text[:75]), steps=tuple(_said(read, words)))


def _said(definition: Definition, words: Mapping[str, str]) -> Iterator[Step]:
    for step in definition.steps:
        match step:
            case Message() | Visit() | Finish():
                yield replace(step, text=words)
            case _:
                yield step


def decisions(text: str, desk: Desk) -> Iterator[Decision]:
    """Everything that can be asked of a guided request in every state, by everybody."""
    yield from _outside(text or "x", desk)
    for definition in definitions(text or "x"):
        around = Around(definition, desk, NOW)
        begun = decide(None, _beginning(text or "x"), around)
        yield begun
        request = _after(begun)
        late = replace(around, now=NOW + timedelta(days=4))
        yield decide(request, c.CarryOn(), late)
        for boss in (OLA, ANA):
            values = {"wish": text or "x", "boss": boss}
            filled = decide(request, _filling(request, values), around)
            yield filled
            yield decide(replace(request, thread=None), _filling(request, values), around)
        yield from _refused(request, around)
        waiting = _after(decide(request, _filling(request, {"wish": "x", "boss": OLA}), around))
        for outcome in (Outcome.APPROVED, Outcome.REJECTED, Outcome.EXPIRED):
            told = ApprovalSettled(waiting.ref, waiting.approval or waiting.ref, outcome, OLA, "")
            heard = decide(waiting, c.HearOfApproval(told), around)
            yield heard
            yield decide(_after(heard), c.CarryOn(), replace(around, now=NOW + timedelta(days=2)))
            yield decide(replace(waiting, thread=None), c.HearOfApproval(told), around)


def outside(text: str) -> Iterator[Definition]:
    """What asks several people, a system outside, and an office."""
    agrees = {"id": "agree", "do": "approval", "ask": ["lead it", "person ben"], "text": say("So")}
    no = {"if_rejected": "no", "if_expired": "no"}
    tell = {"id": "tell", "do": "webhook", "hook": "hr_system", "if_failed": "no"}
    keep = {"id": "keep", "do": "reserve", "asset": "laptop", "office": "office"}
    visit = {"id": "come", "do": "visit", "text": say("When"), "if_refused": "no"}
    form = a_form("ask", a_field("office", "choice", options={"here": say("Here")}))
    ends = (a_finish("yes"), a_finish("no", "refused"))
    read = a_definition(form, {**agrees, **no}, {**keep, "if_unavailable": "no"}, visit, *ends)
    yield replace(read, steps=tuple(_said(read, dict.fromkeys(LANGUAGES, text))))
    yield a_definition(tell, *ends)


def _outside(text: str, desk: Desk) -> Iterator[Decision]:
    keeps, tells = outside(text)
    desk = replace(desk, people={"ben": BEN})
    around = Around(keeps, desk, NOW)
    begun = _after(decide(None, _beginning(text), around))
    filled = decide(begun, _filling(begun, {"office": "here"}), around)
    yield filled
    agreed = _after(filled)
    told = ApprovalSettled(agreed.ref, agreed.approval or agreed.ref, Outcome.APPROVED, OLA, "")
    asked = _after(decide(agreed, c.HearOfApproval(told), around))
    yield from (decide(asked, c.HearOfLoan(asked.loan or asked.ref, one), around) for one in Stands)
    around = Around(tells, desk, NOW)
    calling = _after(decide(None, _beginning(text), around))
    for taken in (True, False):
        heard = c.HearOfHook(calling.course.generation, taken, "x" * 50)
        yield decide(calling, heard, around)


def _refused(request: GuidedRequest, around: Around) -> Iterator[Decision]:
    desk = around.desk
    over = replace(request, course=replace(request.course, ending=Ending.DONE))
    for person in (ANA, MINJUN, LENA):
        by = member(person, desk)
        for one in (request, over):
            yield decide(one, c.CancelRequest(by, IT_HAPPENS), around)
            yield decide(one, c.Withdraw(person), around)
            yield decide(one, c.TickItem(by, IT_HAPPENS, 1, "list"), around)
            yield decide(one, _filling(one, {}, person), around)
            yield decide(one, replace(_filling(one, {}, person), generation=9), around)
            off = Ts("1795428000.000000")
            yield decide(one, c.TakeOff(by, IT_HAPPENS, off, timedelta(minutes=2)), around)
    for effect in (
        said_to_all(request, Text("notice.request_expired")),
        ShowTask(IT_HAPPENS, None, DETAILS, 1),
        SendDirect(ANA, Text("notice.request_expired")),
    ):
        yield decide(request, c.RecordUndelivered(effect, "x" * 250), around)


def _beginning(text: str) -> c.BeginRequest:
    return c.BeginRequest(
        ref=request_ref(INSTALL, "one"),
        install=INSTALL,
        number=7,
        by=Member(ANA),
        requester=ANA,
        zone="Europe/Warsaw",
        reason=Text("reason.request_begun_by_form", {"by": Name(ANA)}),
        thread=Thread(IT_HAPPENS, Ts("1795424400.000100")),
        text=text,
        emoji="chair",
        emoji_ts=Ts("1795424401.000000"),
    )


def _filling(request: GuidedRequest, values: Mapping[str, str], by: PersonId = ANA) -> c.FillForm:
    course = request.course
    return c.FillForm(Member(by), IT_HAPPENS, course.step, course.generation, values)


def _after(decision: Decision) -> GuidedRequest:
    after = decision.changes[0].after
    assert isinstance(after, GuidedRequest)
    return after


def ticket_opening(ticket: Ticket, inbox: Inbox) -> OpenFromRequest:
    """A step of a request opens the ticket."""
    wanted = TicketWanted(
        ticket=ticket.ref,
        request=request_ref(INSTALL, "opens it"),
        number=ticket.number,
        inbox=inbox.id,
        requester=ANA,
        opener=BEN,
        text=ticket.text or "",
        category=None,
        priority=Priority.NORMAL,
        privacy=Privacy.PUBLIC,
        succeeds=Succeeds(ticket_ref(INSTALL, "was", "it"), 6, NOW, 2),
    )
    return OpenFromRequest(INSTALL, wanted, inbox)
