"""From a laptop that is kept to one that they have: the gate once more, and the serial number."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.effects import Effect, Whisper
from deskbell.domain.ids import PersonId
from deskbell.domain.loans import commands as c
from deskbell.domain.loans import events as e
from deskbell.domain.loans.loan import OUT, Status, Undo
from deskbell.domain.loans.office_days import closing_after
from deskbell.domain.loans.permissions import LoanAction, can
from deskbell.domain.loans.policy import Delivery
from deskbell.domain.loans.stock import Asset, AssetId, AssetState
from deskbell.domain.loans.telling import tell, tell_technician
from deskbell.domain.loans.transition import Case, refuse, step, undoable
from deskbell.domain.loans.visit_gate import Validity, validity
from deskbell.domain.loans.visiting import KEPT
from deskbell.domain.loans.words import reason, whisper
from deskbell.domain.texts import Argument, Instant, Name, Text


def hand_out(case: Case, command: c.HandOut) -> Decision:
    """The laptop that is kept for them and no other; scanned twice is harmless. Whoever comes for
    it has to be allowed in at this moment."""
    loan, by, channel = case.loan, command.by, command.channel
    if not can(by, LoanAction.HAND_OUT, loan, case.policy):
        return refuse(case, by, channel, LoanAction.HAND_OUT, "not_allowed")
    asset = case.stock.held_by(loan.ref)
    if asset is None or loan.status not in (*KEPT, *OUT):
        return refuse(case, by, channel, LoanAction.HAND_OUT, "stale")
    if not same_serial(asset.serial, command.serial):
        return other_serial(case, command, LoanAction.HAND_OUT, asset)
    if loan.status in OUT:
        return nothing("handed_out_already")
    if loan.delivery is Delivery.PICK_UP:
        worth = validity(case.policy.visit, loan.attestation, case.now)
        if worth is not Validity.VALID:
            return _turned_away(case, command, worth)
    undo = undoable(case, by.person, LoanAction.HAND_OUT, AssetState.RESERVED)
    if loan.delivery is Delivery.SHIP:
        return step(
            case,
            replace(loan, status=Status.SHIPPED),
            e.LaptopShipped(asset.id, by.person),
            reason("shipped", by=Name(by.person), serial=asset.serial),
            effects=[
                tell(loan, case.policy, "shipped"),
                *tell_technician(loan, case.policy, by.person, channel, "handed_out"),
            ],
            undo=undo,
        )
    why = reason("checked_out", by=Name(by.person), serial=asset.serial)
    done = tell_technician(loan, case.policy, by.person, channel, "handed_out")
    return _checked_out(case, asset.id, by.person, why, undo, done)


def confirm_receipt(case: Case, command: c.ConfirmReceipt) -> Decision:
    """The days count from here."""
    loan, by, channel = case.loan, command.by, command.channel
    if not can(by, LoanAction.ARRANGE, loan, case.policy):
        return refuse(case, by, channel, LoanAction.ARRANGE, "not_allowed")
    if loan.status is not Status.SHIPPED or loan.asset is None:
        return refuse(case, by, channel, LoanAction.ARRANGE, "stale")
    return _checked_out(case, loan.asset, by.person, reason("received", by=Name(by.person)))


def assume_receipt(case: Case) -> Decision:
    """Nobody has said anything for as long as a parcel takes."""
    loan = case.loan
    if loan.status is not Status.SHIPPED or loan.asset is None:
        return nothing("timer_stale")
    return _checked_out(case, loan.asset, None, reason("receipt_assumed"))


def same_serial(one: str, other: str) -> bool:
    """Whatever the scanner makes of case and blanks."""
    return one.strip().casefold() == other.strip().casefold()


def other_serial(
    case: Case, command: c.HandOut | c.Inspect, action: LoanAction, asset: Asset
) -> Decision:
    """Some other laptop was scanned."""
    return refuse(
        case,
        command.by,
        command.channel,
        action,
        "other_serial",
        expected=asset.serial,
        scanned=command.serial,
    )


def _checked_out(
    case: Case,
    asset: AssetId,
    by: PersonId | None,
    why: Text,
    undo: Undo | None = None,
    effects: Sequence[Effect] = (),
) -> Decision:
    """Until the office closes on the last of the days."""
    loan = case.loan
    due = closing_after(case.policy, case.now + timedelta(days=loan.days))
    facts: dict[str, Argument] = {"due": Instant(due), "office": case.policy.name}
    return step(
        case,
        replace(loan, status=Status.CHECKED_OUT, due=due),
        e.LaptopCheckedOut(asset, by, due),
        why,
        effects=[tell(loan, case.policy, "checked_out", **facts), *effects],
        undo=undo,
    )


def _turned_away(case: Case, command: c.HandOut, worth: Validity) -> Decision:
    """They keep the laptop, but have to answer and to choose a time again."""
    loan, by, channel = case.loan, command.by, command.channel
    if loan.status is Status.RESERVED:
        return refuse(case, by, channel, LoanAction.HAND_OUT, f"visit_{worth}")
    effects: list[Effect] = [tell(loan, case.policy, f"turned_away_{worth}")]
    if channel:
        effects.append(Whisper(by.person, channel, None, whisper(f"visit_{worth}")))
    return step(
        case,
        replace(loan, status=Status.RESERVED, slot=None),
        e.VisitRefused(str(worth)),
        reason(f"turned_away_{worth}", by=Name(by.person)),
        effects=effects,
    )
