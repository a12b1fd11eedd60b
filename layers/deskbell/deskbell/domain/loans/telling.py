"""What people are told of a loan, with the buttons for what they can do about it.

Called by every step of a loan; the texts are `words.py`'s.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from deskbell.domain.effects import Offer, SendDirect, SendNotice, Whisper
from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.inputs import Button, Dialog
from deskbell.domain.loans.loan import Loan, Status
from deskbell.domain.loans.outlook import Elsewhere
from deskbell.domain.loans.policy import Delivery, LoanPolicy
from deskbell.domain.loans.words import direct, notice, whisper
from deskbell.domain.texts import Argument, Text

_CANCEL = (Button.LOAN_CANCEL,)
_ARRANGE = (Button.LOAN_SLOT, Button.LOAN_SHIP, Button.LOAN_DESKSIDE, Button.LOAN_CANCEL)
_OUT = (Dialog.LOAN_EXTEND, Button.LOAN_RETURN)

_THEIRS: Mapping[str, tuple[Button | Dialog, ...]] = {
    **dict.fromkeys(("asked_now", "asked_in_time", "asked_elsewhere", "asked_wait"), _CANCEL),
    **dict.fromkeys(("queued_in_time", "queued_elsewhere", "queued_wait"), _CANCEL),
    "still_waiting": _CANCEL,
    "offered": (Button.LOAN_ACCEPT, Button.LOAN_CANCEL),
    **dict.fromkeys(("reserved", "hold_ends", "visit_booked", "visit_soon"), _ARRANGE),
    **dict.fromkeys(("attest_again", "delivery_ship", "delivery_deskside"), _ARRANGE),
    **dict.fromkeys(("turned_away_missing", "turned_away_refused"), _ARRANGE),
    **dict.fromkeys(("turned_away_changed", "turned_away_expired"), _ARRANGE),
    "shipped": (Button.LOAN_RECEIVED,),
    **dict.fromkeys(("checked_out", "extended", "due_soon", "due_now", "overdue"), _OUT),
    **dict.fromkeys(("return_reported", "no_show"), (Button.LOAN_UNDO,)),
}
_OF_THE_OFFICE: Mapping[str, tuple[Button | Dialog, ...]] = {
    **dict.fromkeys(("visit_booked", "to_ship", "to_deskside"), (Dialog.LOAN_HAND_OUT,)),
    **dict.fromkeys(("to_inspect", "escalated", "holder_left"), (Dialog.LOAN_INSPECT,)),
    "not_reached": _CANCEL,
}


_NOW: Mapping[Status, tuple[Button | Dialog, ...]] = {
    **dict.fromkeys((Status.REQUESTED, Status.WAITLISTED), _CANCEL),
    Status.OFFERED: (Button.LOAN_ACCEPT, Button.LOAN_CANCEL),
    **dict.fromkeys((Status.RESERVED, Status.READY), _ARRANGE),
    Status.SHIPPED: (Button.LOAN_RECEIVED,),
    **dict.fromkeys((Status.CHECKED_OUT, Status.OVERDUE), _OUT),
    Status.PENDING_RETURN: (Button.LOAN_UNDO,),
}


def offers_now(loan: Loan, policy: LoanPolicy, now: datetime) -> tuple[Offer, ...]:
    """What whoever it is lent to can do, as it stands."""
    wanted = _NOW.get(loan.status, ())
    last = loan.undo
    if Button.LOAN_UNDO in wanted and (last is None or now > last.until):
        return ()
    return _offers(loan, policy, wanted)


def tell(loan: Loan, policy: LoanPolicy, what: str, **args: Argument) -> SendDirect:
    """To whom it is lent."""
    text = direct(what, number=loan.number, **args)
    return SendDirect(loan.requester, text, _offers(loan, policy, _THEIRS.get(what, ())))


def tell_of_others(
    loan: Loan, policy: LoanPolicy, what: str, others: Iterable[Elsewhere], **args: Argument
) -> SendDirect:
    """As `tell`, with a button for each of the `others` that have a laptop."""
    told = tell(loan, policy, what, **args)
    moves = tuple(
        Offer(
            Button.LOAN_ELSEWHERE,
            f"{loan.ref}|{one.stock.office}",
            Text("button.loan_elsewhere", {"office": one.name}),
        )
        for one in others
    )
    return SendDirect(told.person, told.text, (*moves, *told.offers))


def tell_office(loan: Loan, policy: LoanPolicy, what: str, **args: Argument) -> SendNotice:
    """To whoever hands laptops out."""
    text = notice(what, number=loan.number, **args)
    offers = _offers(loan, policy, _OF_THE_OFFICE.get(what, ()))
    return SendNotice(policy.channel, text, offers=offers)


def tell_technician(
    loan: Loan, policy: LoanPolicy, person: PersonId, channel: ChannelId | None, what: str
) -> tuple[Whisper, ...]:
    """Where they pressed, that it is done; and how it is taken back."""
    if channel is None:
        return ()
    offers = _offers(loan, policy, (Button.LOAN_UNDO,))
    return (Whisper(person, channel, None, whisper(what, number=loan.number), offers),)


def _offers(loan: Loan, policy: LoanPolicy, wanted: Iterable[Button | Dialog]) -> tuple[Offer, ...]:
    possible = (one for one in wanted if _is_possible(one, loan, policy))
    return tuple(Offer(one, str(loan.ref), _label(one)) for one in possible)


def _is_possible(wanted: Button | Dialog, loan: Loan, policy: LoanPolicy) -> bool:
    """What the office does not do is not offered."""
    match wanted:
        case Button.LOAN_SHIP:
            return Delivery.SHIP in policy.visit.alternatives
        case Button.LOAN_DESKSIDE:
            return Delivery.DESKSIDE in policy.visit.alternatives
        case Button.LOAN_UNDO:
            return bool(policy.undo_window)
        case Dialog.LOAN_EXTEND:
            return loan.extensions < policy.extensions
        case _:
            return True


def _label(wanted: Button | Dialog) -> Text:
    name = wanted.removeprefix("loan.")
    return Text(f"button.loan_{name}")
