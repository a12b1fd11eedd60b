"""Laptops as people see them in Slack, in every state and with the worst in it, for
`everything_sent.py`."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from deskbell.adapters.slack.dialogs.readings import Origin
from deskbell.domain.decision import Decision
from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.effects import Offer
from deskbell.domain.home.decide import OfferLoanForm, decide
from deskbell.domain.ids import InboxId, Thread, Ts, home_ref
from deskbell.domain.inputs import Button
from deskbell.domain.loans.asset import AssetState
from deskbell.domain.loans.loan import Status
from deskbell.domain.loans.lookup import Lookup, Topic
from deskbell.domain.loans.policy import Delivery, Question
from deskbell.domain.loans.telling import offers_now
from deskbell.domain.loans.visit_claim import VisitClaim, VisitTimes
from deskbell.domain.settings.desk import Desk
from deskbell.usecases.home.content import Borrowed
from deskbell.usecases.loans.looked_up import Lent, LookedUp, OfficeStock
from tests.builders import ANA, BEN, INSTALL, IT_HAPPENS, IT_TRIAGE, LENA, NOW
from tests.contracts.loans import a_full_loan, a_full_stock
from tests.unit.loans.office import AUSTIN, POLICY, SF

IT = InboxId("it")
NAME_LIMIT, QUESTION_LIMIT = 40, 150
"""What the settings take."""
HALF = timedelta(minutes=30)


def lending_desk(desk: Desk, words: str) -> Desk:
    """Two offices, one of which wants an approval; `words` are their names, and what they ask."""
    questions = (Question("healthy", "yes", {"en": words[:QUESTION_LIMIT] or "Well?"}),)
    here = replace(
        POLICY,
        inbox=IT,
        channel=IT_TRIAGE,
        name=words[:NAME_LIMIT] or "SF",
        visit=replace(POLICY.visit, questions=questions),
    )
    there = replace(here, office=AUSTIN, needs_approval=True)
    return replace(desk, loans={SF: here, AUSTIN: there})


def with_times(offers: Sequence[Offer]) -> list[Offer | VisitTimes]:
    """As the relay shows them: with as many times as there can be, or none."""
    found: list[Offer | VisitTimes] = []
    for offer in offers:
        found.append(_times(100) if offer.button is Button.LOAN_SLOT else offer)
    return found


def _times(count: int) -> VisitTimes:
    loan = str(a_full_loan().ref)
    claims = (VisitClaim(loan, NOW + n * HALF, SF) for n in range(count))
    return VisitTimes(tuple(claims), HALF)


def borrowed(desk: Desk) -> list[Borrowed]:
    """A loan in every status, and in each way to get one."""
    policy = desk.loans[SF]
    loans = [replace(a_full_loan(), status=status) for status in Status]
    loans += [replace(a_full_loan(), status=Status.READY, delivery=how) for how in Delivery]
    loans = [replace(loan, number=number) for number, loan in enumerate(loans)]
    shown = [
        Borrowed(loan, policy.name, with_times(offers_now(loan, policy, NOW))) for loan in loans
    ]
    none_free = replace(loans[0], number=len(loans), status=Status.RESERVED)
    return [*shown, Borrowed(none_free, policy.name, [_times(0)])]


def looked_up(desk: Desk, words: str) -> Iterator[LookedUp]:
    """Nothing, something, too much of it, and what is not for them."""
    office = desk.loans[SF].name
    assets = a_full_stock().assets
    lent = [Lent(asset, office, 7, ANA) for asset in assets for _ in range(2)][:15]
    counts = Counter(asset.state for asset in assets)
    stocks = [OfficeStock(office, counts, 3), OfficeStock(office, {}, 0)]
    for topic in (None, *Topic):
        asked = Lookup(topic, words)
        yield LookedUp(asked)
        yield LookedUp(asked, refused=True)
    yield LookedUp(Lookup(Topic.STOCK), stocks, total=2)
    yield LookedUp(Lookup(Topic.DUE), lent=lent, total=500)
    yield LookedUp(Lookup(Topic.ASSET), lent=lent[:1], total=1)
    yield LookedUp(Lookup(Topic.MINE), mine=borrowed(desk)[:5], total=5)


def origin_of(dialog: Dialog, words: str) -> Origin | None:
    """What opens one of a loan; None for the others."""
    if not dialog.startswith("loan."):
        return None
    value = str(a_full_loan().ref)
    if dialog is Dialog.LOAN_REQUEST:
        value = words[:500]
    if dialog is Dialog.LOAN_VISIT:
        value = VisitClaim(value, NOW, SF).written()
    return Origin.of_value(value, IT_HAPPENS)


def wrong_answers(dialog: Dialog) -> Iterator[Mapping[str, Any]]:
    """Good one by one, but not together."""
    match dialog:
        case Dialog.LOAN_REQUEST:
            yield _wish(NOW - HALF, "400", LENA)
            yield _wish(NOW + timedelta(days=500), "some", BEN)
            yield _wish(NOW + timedelta(days=2), "1", None)
        case Dialog.LOAN_EXTEND:
            yield {"days": {"value": {"value": "some"}}}
        case Dialog.LOAN_INSPECT:
            fine = {"selected_option": {"value": AssetState.AVAILABLE}}
            yield {"finding": {"value": fine}, "serial": {"value": {"value": ""}}}
        case _:
            return


def _wish(needed_by: datetime, days: str, manager: str | None) -> Mapping[str, Any]:
    elements = {
        "office": {"selected_option": {"value": AUSTIN}},
        "needed_by": {"selected_date_time": int(needed_by.timestamp())},
        "days": {"value": days},
        "why": {"value": "Mine is broken"},
        "manager": {"selected_user": manager},
    }
    return {name: {"value": element} for name, element in elements.items()}


def form_offered(words: str) -> Decision:
    """Somebody put the emoji for a laptop on that message."""
    said = Thread(IT_HAPPENS, Ts("1.1"))
    ref = home_ref(INSTALL, ANA)
    return decide(None, OfferLoanForm(ref, INSTALL, ANA, BEN, said, words[:500]))
