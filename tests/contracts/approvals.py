"""Approvals in every state, and everything that can be asked about them, for `everything_sent.py`
and `texts_decided.py`, which have all there is."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from deskbell.domain.approvals import commands as a
from deskbell.domain.approvals.approval import Approval
from deskbell.domain.approvals.counting import POLICIES, Policy, Seat, Vote
from deskbell.domain.approvals.decide import decide
from deskbell.domain.approvals.outcome import Outcome, Verdict
from deskbell.domain.caused_inputs import ApprovalSettled, ApprovalWentOn
from deskbell.domain.decision import Decision
from deskbell.domain.ids import PersonId, approval_ref
from deskbell.domain.people import Person, Standing
from deskbell.domain.settings.desk import Desk, Inbox
from deskbell.domain.texts import Argument, Instant, Name, Text, Worded
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.pause import Pause, PauseOn
from deskbell.domain.tickets.permissions import Member, Surface, member
from deskbell.domain.tickets.sought import Sought
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.usecases.slack_ports import Message, Renderer
from tests.builders import (
    ADAM,
    ANA,
    BEN,
    GUS,
    INSTALL,
    IT_TRIAGE,
    LENA,
    MINJUN,
    NOW,
    OLA,
    a_ticket,
)

DUE = NOW + timedelta(days=7)
MANY = tuple(PersonId(f"U{number:09}") for number in range(10))
APPROVAL = approval_ref(INSTALL, "any")


def an_approval(**changes: Any) -> Approval:
    """Ben asks Lena and Adam about Ana's ticket."""
    approval = Approval(
        ref=APPROVAL,
        install=INSTALL,
        version=1,
        subject=a_ticket().ref,
        label="#7",
        what="A new laptop",
        asker=BEN,
        requester=ANA,
        policy=POLICIES["all"],
        seats=(Seat(LENA), Seat(ADAM)),
        asked_at=NOW,
        due=DUE,
        remind_every=timedelta(days=1),
        remind_at=NOW + timedelta(days=1),
        asked=(LENA, ADAM),
    )
    return replace(approval, **changes)


def approvals(what: str, why: str) -> Iterator[Approval]:
    """Waited for, half decided, passed on, and over in each way."""
    first = an_approval(what=what)
    yes, no = Vote(Verdict.APPROVED, NOW), Vote(Verdict.REJECTED, NOW, why)
    yield first
    office: dict[str, Argument] = {"office": what[:40], "needed_by": Instant(DUE), "count": 7}
    yield replace(first, about=Text("card.asked.loan", office))
    said = Worded({"en": what}, {"requester": Name(ANA)})
    yield replace(first, what="", about=Text("card.request_asks", {"said": said}))
    yield replace(first, seats=(Seat(LENA),), asked=(LENA,), requester=None)
    yield replace(first, policy=POLICIES["sequence"], asked=(LENA,))
    yield replace(first, seats=(Seat(LENA, vote=yes), Seat(ADAM)))
    yield replace(first, seats=(Seat(OLA, (LENA,)), Seat(ADAM)), asked=(LENA, ADAM, OLA))
    yield replace(first, policy=POLICIES["any"], seats=(Seat(LENA, vote=no), Seat(ADAM)), asker=OLA)
    for outcome, vote in ((Outcome.APPROVED, yes), (Outcome.REJECTED, no)):
        seats = (Seat(LENA, vote=vote), Seat(ADAM, vote=vote))
        yield replace(first, seats=seats, outcome=outcome, settled_at=NOW, settled_by=ADAM)
    for outcome in (Outcome.EXPIRED, Outcome.WITHDRAWN):
        yield replace(first, outcome=outcome, settled_at=NOW)
    many = tuple(Seat(one, vote=no) for one in MANY)
    yield replace(first, seats=many, asked=MANY, outcome=Outcome.REJECTED, settled_at=NOW)
    waiting = tuple(Seat(one) for one in MANY)
    yield replace(first, policy=Policy(least=3), seats=waiting, asked=MANY)


def shown(renderer: Renderer, text: str, locale: str) -> Iterator[tuple[str, Message]]:
    """Each as each of those sees it who are asked."""
    for number, approval in enumerate(approvals(text[:1_000] or "x", text[:500] or "x")):
        for person in approval.asked:
            reader = Person(person, "Reader", locale, "Asia/Seoul", Standing.MEMBER)
            message = renderer.asked(approval, reader)
            yield f"approval {number} for {person}", message


def tickets(ticket: Ticket) -> Iterator[Ticket]:
    """While it waits for one, and with what came of it."""
    waiting = Sought(APPROVAL, 10, MANY)
    paused = replace(
        ticket,
        status=Status.WAITING,
        assignee=BEN,
        pause=Pause(PauseOn.APPROVAL, NOW),
        approval=waiting,
    )
    yield paused
    yield replace(paused, status=Status.NEW, pause=None)
    for outcome in Outcome:
        answered = replace(waiting, outcome=outcome, by=LENA, waits_for=())
        yield replace(paused, status=Status.ASSIGNED, pause=None, approval=answered)


def commands(
    ticket: Ticket, by: Member, at: c.Pressed, inbox: Inbox, desk: Desk
) -> Iterator[c.TicketCommand]:
    """Asked for of anybody, withdrawn, and heard of."""
    lena, adam = (member(one, desk, at=Surface.DIRECT) for one in (LENA, ADAM))
    own = (member(by.person, desk), member(ticket.requester or ANA, desk))
    guest = replace(lena, person=GUS, standing=Standing.GUEST)
    what = ticket.text or "x"
    for people in ((lena,), (lena, adam), own, (guest,), (lena,) * 11):
        yield c.AskApproval(by, at, inbox, what, POLICIES["all"], people)
    yield c.AskApproval(by, at, inbox, what, POLICIES["any"], (lena,), NOW)
    yield c.RecallApproval(by, at)
    yield c.HearOfApproval(ApprovalWentOn(ticket.ref, APPROVAL, 2, 1, (LENA,)))
    for outcome in Outcome:
        told = ApprovalSettled(ticket.ref, APPROVAL, outcome, LENA, what)
        yield c.HearOfApproval(told)
        yield c.HearOfApproval(told, overheard=True)


def decisions(text: str) -> Iterator[Decision]:
    """Everything that can be asked of an approval in every state, by everybody."""
    late = DUE + timedelta(days=1)
    for approval in approvals(text or "x", text or "x"):
        for by in (LENA, ADAM, OLA, MINJUN):
            yield decide(approval, a.Approve(by, IT_TRIAGE), NOW)
            yield decide(approval, a.Reject(by, IT_TRIAGE, text or "x"), NOW)
            for to, standing in (
                (ANA, Standing.MEMBER),
                (ADAM, Standing.MEMBER),
                (OLA, Standing.MEMBER),
                (GUS, Standing.GUEST),
            ):
                yield decide(approval, a.Delegate(by, IT_TRIAGE, to, standing), NOW)
        yield decide(approval, a.RecordUnreached(LENA, "x" * 250), NOW)
        yield decide(approval, a.PartWith(LENA), NOW)
        yield decide(replace(approval, version=2), a.Withdraw(), NOW)
        yield decide(approval, a.Remind(), late)
        yield decide(approval, a.Expire(), late)


def wrong_answers() -> Iterator[dict[str, Any]]:
    """What the dialog sends back: too many people, and fewer than have to approve."""
    what = {"value": {"value": "A laptop"}}
    two = {"value": {"selected_option": {"value": "two"}}}
    yield {"what": what, "approvers": {"value": {"selected_users": [*MANY, LENA]}}}
    yield {"what": what, "approvers": {"value": {"selected_users": [LENA]}}, "policy": two}
