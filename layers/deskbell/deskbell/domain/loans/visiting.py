"""How a laptop that is kept for somebody gets to them: the visit with its gate, or without one."""

from dataclasses import replace

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.effects import Effect, Whisper
from deskbell.domain.loans import commands as c
from deskbell.domain.loans import events as e
from deskbell.domain.loans.loan import Status
from deskbell.domain.loans.office_days import free_slots
from deskbell.domain.loans.permissions import LoanAction, can
from deskbell.domain.loans.policy import Delivery
from deskbell.domain.loans.telling import tell, tell_office
from deskbell.domain.loans.timers import hold_until
from deskbell.domain.loans.transition import Case, refuse, step, then
from deskbell.domain.loans.visit_gate import Validity, gate, validity
from deskbell.domain.loans.words import reason, whisper
from deskbell.domain.texts import Argument, Instant, Name

KEPT = (Status.RESERVED, Status.READY)
"""Of a laptop that waits to be handed over."""


def attest(case: Case, command: c.Attest) -> Decision:
    """They have answered (again); only what comes of it is kept. Who may not come has no time
    any more."""
    loan, by, channel = case.loan, command.by, command.channel
    if not can(by, LoanAction.ATTEST, loan, case.policy):
        return refuse(case, by, channel, LoanAction.ATTEST, "not_allowed")
    if loan.status not in KEPT:
        return refuse(case, by, channel, LoanAction.ATTEST, "stale")
    given = gate(case.policy.visit, command.answers, case.now)
    after = replace(loan, attestation=given)
    passed = "passed" if given.passed else "not_passed"
    if not given.passed and loan.slot is not None:
        after = replace(after, status=Status.RESERVED, slot=None)
    return step(
        case,
        after,
        e.VisitAttested(given.passed, given.version, given.expires),
        reason(f"attested_{passed}", until=Instant(given.expires)),
        effects=[Whisper(by.person, channel, None, whisper(passed))] if channel else [],
    )


def book(case: Case, command: c.BookVisit) -> Decision:
    """Whoever may come takes a time at which not too many others do; another one instead of the
    one before."""
    if command.answers is None:
        return _book(case, command)
    loan, by = case.loan, command.by
    passed = (
        can(by, LoanAction.ATTEST, loan, case.policy)
        and loan.status in KEPT
        and gate(case.policy.visit, command.answers, case.now).passed
    )
    told = None if passed else command.channel
    attested = attest(case, c.Attest(by, told, command.answers))
    if not passed:
        return attested
    booked = _book(then(case, attested), command)
    return Decision((*attested.changes, *booked.changes))


def _book(case: Case, command: c.BookVisit) -> Decision:
    loan, by, channel = case.loan, command.by, command.channel
    if not can(by, LoanAction.ARRANGE, loan, case.policy):
        return refuse(case, by, channel, LoanAction.ARRANGE, "not_allowed")
    if loan.status not in KEPT:
        return refuse(case, by, channel, LoanAction.ARRANGE, "stale")
    if command.start == loan.slot:
        return nothing("visit_booked_already")
    worth = validity(case.policy.visit, loan.attestation, case.now)
    if worth is not Validity.VALID:
        return refuse(case, by, channel, LoanAction.ARRANGE, f"visit_{worth}")
    until = hold_until(loan, case.policy)
    free = free_slots(case.policy, case.stock, loan.ref, case.now, until)
    if command.start not in free:
        why = "slot_taken" if free else "no_slot_left"
        return refuse(case, by, channel, LoanAction.ARRANGE, why)
    facts: dict[str, Argument] = {"start": Instant(command.start), "office": case.policy.name}
    who, asset = Name(loan.requester), loan.asset or ""
    return step(
        case,
        replace(loan, status=Status.READY, delivery=Delivery.PICK_UP, slot=command.start),
        e.VisitBooked(command.start),
        reason("visit_booked", by=Name(by.person), start=Instant(command.start)),
        effects=[
            tell(loan, case.policy, "visit_booked", **facts),
            tell_office(loan, case.policy, "visit_booked", person=who, asset=asset, **facts),
        ],
    )


def choose_delivery(case: Case, command: c.ChooseDelivery) -> Decision:
    """For whoever cannot come, or may not."""
    loan, by, channel, how = case.loan, command.by, command.channel, command.delivery
    if not can(by, LoanAction.ARRANGE, loan, case.policy):
        return refuse(case, by, channel, LoanAction.ARRANGE, "not_allowed")
    if loan.status not in KEPT:
        return refuse(case, by, channel, LoanAction.ARRANGE, "stale")
    if (loan.status, loan.delivery) == (Status.READY, how):
        return nothing("delivery_chosen_already")
    if how not in case.policy.visit.alternatives:
        return refuse(case, by, channel, LoanAction.ARRANGE, "no_such_delivery")
    return step(
        case,
        replace(loan, status=Status.READY, delivery=how, slot=None),
        e.DeliveryChosen(how),
        reason(f"delivery_{how}", by=Name(by.person)),
        effects=[
            tell(loan, case.policy, f"delivery_{how}"),
            to_send(case, how),
        ],
    )


def to_send(case: Case, how: Delivery) -> Effect:
    """What whoever hands laptops out has to do then."""
    loan, who = case.loan, Name(case.loan.requester)
    return tell_office(loan, case.policy, f"to_{how}", person=who, asset=loan.asset or "")
