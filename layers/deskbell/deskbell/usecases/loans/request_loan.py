"""Somebody asks for a laptop (A1-07): the form that the ingress found valid becomes a loan."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from deskbell.domain.approvals.commands import Ask
from deskbell.domain.approvals.counting import POLICIES
from deskbell.domain.decision import Cause, Decision, State, nothing
from deskbell.domain.ids import PersonId, Ref, approval_ref, loan_ref
from deskbell.domain.inputs import DialogSubmitted
from deskbell.domain.instants import instant_in
from deskbell.domain.loans.commands import RequestLoan
from deskbell.domain.loans.decide import decide
from deskbell.domain.loans.permissions import is_staff
from deskbell.domain.loans.policy import LoanPolicy, OfficeId
from deskbell.domain.loans.wish import read_days
from deskbell.domain.people import Standing
from deskbell.domain.texts import Argument, Instant, Text
from deskbell.domain.tickets.permissions import Member
from deskbell.usecases.change import Handled, change, ignored
from deskbell.usecases.loans.offices import borrower, elsewhere, stock_of
from deskbell.usecases.tickets.desk import TicketPorts


def request_loan(ports: TicketPorts, submitted: DialogSubmitted, cause: Cause) -> Handled:
    """The loan's id derives from the input's key, and that from the form's view: a form that comes
    twice is one loan."""
    desk, values = ports.settings.current(), submitted.values
    policy = desk.loans.get(OfficeId(values.get("office", "")))
    if policy is None:
        return ignored("no_such_office")
    needed_by, days = instant_in(values.get("needed_by", "")), read_days(values.get("days", ""))
    if needed_by is None or days is None:
        return ignored("dialog_unreadable")
    by = borrower(ports, cause, submitted.person)
    wanted = Wanted(
        by=by,
        requester=_requester(values, by, policy),
        manager=_manager(ports, cause, values),
        needed_by=needed_by,
        days=days,
        why=values.get("why", ""),
    )
    return open_loan(ports, loan_ref(cause.install, cause.key), policy, wanted, cause)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What `by` asks for, and for whom; `request` is the guided one that it is for."""

    by: Member
    requester: PersonId
    manager: Member | None
    needed_by: datetime
    days: int
    why: str
    request: Ref | None = None


def open_loan(
    ports: TicketPorts, ref: Ref, policy: LoanPolicy, wanted: Wanted, cause: Cause
) -> Handled:
    """The same one twice is one loan."""

    def decided(state: State | None) -> Decision:
        if state is not None:
            return nothing("loan_exists")
        stock = stock_of(ports.aggregates, cause.install, policy.office)
        wish = RequestLoan(
            ref=ref,
            install=cause.install,
            number=ports.aggregates.reserve_number(cause.install),
            by=wanted.by,
            requester=wanted.requester,
            manager=wanted.manager.person if wanted.manager else None,
            needed_by=wanted.needed_by,
            days=wanted.days,
            why=wanted.why,
            others=elsewhere(ports, cause.install, stock, ports.settings.current()),
            request=wanted.request,
        )
        ask = _ask(ports, wish, wanted.manager, policy, cause.at)
        return decide(None, stock, policy, replace(wish, ask=ask), cause.at)

    return change(ports.aggregates, ref, cause, decided)


def _requester(values: Mapping[str, str], by: Member, policy: LoanPolicy) -> PersonId:
    """Only who works there asks for somebody else."""
    wanted = values.get("for", "")
    return PersonId(wanted) if wanted and is_staff(by, policy) else by.person


def _manager(ports: TicketPorts, cause: Cause, values: Mapping[str, str]) -> Member | None:
    named = values.get("manager", "")
    return borrower(ports, cause, PersonId(named)) if named else None


def _ask(
    ports: TicketPorts, wish: RequestLoan, manager: Member | None, policy: LoanPolicy, now: datetime
) -> Ask | None:
    """Where the office wants a yes, it is the manager's; nobody from outside gives it."""
    if not policy.needs_approval or manager is None or manager.standing is not Standing.MEMBER:
        return None
    inbox = ports.settings.current().inboxes[policy.inbox]
    about: dict[str, Argument] = {
        "office": policy.name,
        "needed_by": Instant(wish.needed_by),
        "count": wish.days,
    }
    return Ask(
        ref=approval_ref(wish.install, str(wish.ref)),
        install=wish.install,
        subject=wish.ref,
        label=f"#{wish.number}",
        what=wish.why,
        asker=wish.by.person,
        requester=wish.requester,
        policy=POLICIES["all"],
        approvers=(manager.person,),
        due=now + inbox.approval_ends_after,
        remind_every=inbox.approval_remind_after,
        about=Text("card.asked.loan", about),
    )
