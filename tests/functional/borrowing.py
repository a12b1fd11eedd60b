"""What the tests of loans share: San Francisco and Austin lend laptops; who asks, comes, keeps and
brings back does it by what the app has said to them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from deskbell.adapters.memory.workspace import Post
from deskbell.domain.approvals.approval import Approval
from deskbell.domain.ids import ChannelId, InboxId, PersonId, Ref, stock_ref
from deskbell.domain.inputs import (
    Button,
    ButtonPressed,
    Dialog,
    DialogSubmitted,
    Input,
    InventoryImported,
)
from deskbell.domain.loans.inventory import Row
from deskbell.domain.loans.loan import Loan, Status
from deskbell.domain.loans.office_days import free_slots
from deskbell.domain.loans.policy import LoanPolicy, OfficeId
from deskbell.domain.loans.stock import AssetId, AssetState, Stock
from deskbell.domain.loans.timers import hold_until
from deskbell.domain.settings.desk import Desk
from tests.builders import BEN, INSTALL, IT_HAPPENS, IT_TRIAGE, LENA, a_desk
from tests.functional.memory_desk import MemoryDesk
from tests.memory_slack import buttons
from tests.unit.loans.office import ANSWERS, AUSTIN, DAY, POLICY, SF

WHY = "Getting a new loaner laptop within the next 48 hours please"
OPERATOR = "assumed-role/Admin/adam"
SOON = timedelta(hours=48)


def offices(**changes: object) -> Mapping[OfficeId, LoanPolicy]:
    """Both hand laptops out where IT triages; their managers do not have to approve."""
    here = replace(POLICY, inbox=InboxId("it"), channel=IT_TRIAGE, **changes)  # type: ignore[arg-type]
    return {SF: here, AUSTIN: replace(here, office=AUSTIN, name="Austin")}


def a_lending_desk(**changes: object) -> Desk:
    return a_desk(loans=offices(**changes))


class Borrowing(MemoryDesk):
    """A desk that lends; there is no laptop yet."""

    def brings(self, count: int, office: OfficeId = SF) -> None:
        """An operator's inventory of that office."""
        rows = tuple(
            Row(
                n + 1,
                office,
                AssetId(f"{office}-{n}"),
                f"{office}/{n}",
                "X1",
                AssetState.AVAILABLE,
            )
            for n in range(1, count + 1)
        )
        self.give(InventoryImported(office, rows, OPERATOR))

    # --- what people do -----------------------------------------------------------------------

    def ask(
        self,
        person: PersonId,
        *,
        needed_in: timedelta = SOON,
        whom: PersonId | None = None,
        **values: str,
    ) -> Loan:
        """The form, filled in; for `whom`, if not for themselves."""
        others = {"for": whom} if whom else {}
        self.give(self.request(person, needed_in, {**others, **values}))
        return self.loans[-1]

    def request(self, person: PersonId, needed_in: timedelta, values: Mapping[str, str]) -> Input:
        filled = {
            "office": SF,
            "needed_by": (self.now + needed_in).isoformat(),
            "days": "7",
            "why": WHY,
            **values,
        }
        return DialogSubmitted(Dialog.LOAN_REQUEST, "", person, IT_HAPPENS, None, filled)

    def tap(self, person: PersonId, button: Button) -> None:
        """The newest button of that kind that the app has sent them."""
        post, value = self.offered(person, button)
        self.give(ButtonPressed(button, value, person, post.channel, post.ts, None))

    def fill_in(self, person: PersonId, dialog: Dialog, **values: str) -> None:
        """The dialog behind the newest button of that kind."""
        post, value = self.offered(person, dialog)
        self.give(DialogSubmitted(dialog, value, person, post.channel, None, values))

    def offered(self, person: PersonId, action: Button | Dialog) -> tuple[Post, str]:
        posts = self.seen_by(person)
        [(post, value), *_] = [
            (post, str(shown["value"]))
            for post in reversed(posts)
            for shown in buttons(post, action)
        ]
        return post, value

    def seen_by(self, person: PersonId) -> list[Post]:
        """Technicians read the office's channel, too."""
        triage = self.ours(IT_TRIAGE) if person in (BEN, LENA) else []
        return sorted([*self.direct(person), *triage], key=lambda post: float(post.ts))

    def comes(
        self, loan: Loan, start: datetime | None = None, answers: Mapping[str, str] = ANSWERS
    ) -> None:
        """They choose a time, the first one unless told, and answer what the office asks."""
        at = start or self.times(loan)[0]
        value, visit = f"{loan.ref}|{at.isoformat()}", Dialog.LOAN_VISIT
        self.give(DialogSubmitted(visit, value, loan.requester, IT_HAPPENS, None, answers))

    def hands_out(self, loan: Loan, person: PersonId = BEN, serial: str = "") -> None:
        self._technician(loan, person, Dialog.LOAN_HAND_OUT, serial=serial or self.serial(loan))

    def inspects(self, loan: Loan, finding: str = "available", person: PersonId = BEN) -> None:
        serial = self.serial(loan)
        self._technician(loan, person, Dialog.LOAN_INSPECT, finding=finding, serial=serial)

    def _technician(self, loan: Loan, person: PersonId, dialog: Dialog, **values: str) -> None:
        self.give(DialogSubmitted(dialog, str(loan.ref), person, IT_TRIAGE, None, values))

    def lends(self, person: PersonId) -> Loan:
        """From the request to the laptop in their hands."""
        loan = self.ask(person)
        self.comes(loan)
        self.hands_out(loan)
        assert self.loan(loan.ref).status is Status.CHECKED_OUT
        return self.loan(loan.ref)

    # --- how it stands ------------------------------------------------------------------------

    @property
    def loans(self) -> list[Loan]:
        """In the order in which they were asked for."""
        found = [state for state in self.table.states.values() if isinstance(state, Loan)]
        return sorted(found, key=lambda loan: loan.number)

    def loan(self, ref: Ref) -> Loan:
        state = self.aggregates.load(ref)
        assert isinstance(state, Loan)
        return state

    def statuses(self) -> list[Status]:
        return [loan.status for loan in self.loans]

    def stock(self, office: OfficeId = SF) -> Stock:
        state = self.aggregates.load(stock_ref(INSTALL, office))
        assert isinstance(state, Stock)
        return state

    def free(self, office: OfficeId = SF) -> int:
        return len(self.stock(office).available)

    def serial(self, loan: Loan) -> str:
        asset = self.stock(self.loan(loan.ref).office).held_by(loan.ref)
        assert asset
        return asset.serial

    def times(self, loan: Loan) -> list[datetime]:
        policy, now = self.settings.desk.loans[loan.office], self.loan(loan.ref)
        until = hold_until(now, policy)
        return free_slots(policy, self.stock(loan.office), loan.ref, self.now, until)

    @property
    def approval(self) -> Approval:
        [approval] = [one for one in self.table.states.values() if isinstance(one, Approval)]
        return approval

    def heard(self, person: PersonId) -> list[str]:
        """What the app has said to somebody directly."""
        return [post.shown.text for post in self.direct(person)]

    def last_heard(self, person: PersonId) -> str:
        return self.heard(person)[-1]

    def office_heard(self, channel: ChannelId = IT_TRIAGE) -> list[str]:
        return [post.shown.text for post in self.ours(channel)]

    def whispered(self, person: PersonId) -> str:
        found = [one.shown.text for one in self.slack.whispers if one.person == person]
        return found[-1] if found else ""

    def until(self, at: datetime) -> None:
        """Time passes, a quarter of a day at a time, and each timer fires."""
        while self.now < at:
            self.later(min(DAY / 4, at - self.now))
