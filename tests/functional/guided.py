"""What the tests of guided requests share: a desk that offers workflows, and people who go through
them as a script says (domain/catalogue/script.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from deskbell.adapters.memory.workspace import Post
from deskbell.domain.approvals.approval import Approval
from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.fields import FieldKind
from deskbell.domain.catalogue.offered import offered
from deskbell.domain.catalogue.request import Request
from deskbell.domain.catalogue.script import Script, result_of
from deskbell.domain.catalogue.step_parts import Result
from deskbell.domain.catalogue.step_results import results
from deskbell.domain.catalogue.steps import Approval as ApprovalStep
from deskbell.domain.catalogue.steps import Checklist, Form, Reserve, Visit, Wait, WaitFor
from deskbell.domain.dialog_inputs import Dialog, DialogSubmitted
from deskbell.domain.effects import Place
from deskbell.domain.ids import ChannelId, InboxId, PersonId, Ts, stock_ref
from deskbell.domain.inputs import Button, ButtonPressed, InventoryImported, MessagePosted
from deskbell.domain.loans.inventory import Row
from deskbell.domain.loans.loan import Loan
from deskbell.domain.loans.office_days import free_slots
from deskbell.domain.loans.policy import OfficeId
from deskbell.domain.loans.stock import AssetId, AssetState, Stock
from deskbell.domain.loans.timers import hold_until
from deskbell.domain.oncall.schedule import Schedule
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.settings.desk import Choice
from deskbell.domain.tickets.ticket import Ticket
from tests.builders import (
    ANA,
    BEN,
    INSTALL,
    IT_HAPPENS,
    IT_TRIAGE,
    JIWOO,
    LENA,
    OLA,
    a_desk,
    an_inbox,
)
from tests.functional.memory_desk import MemoryDesk
from tests.memory_slack import buttons
from tests.unit.catalogue.test_shipped import catalogue
from tests.unit.loans.office import ANSWERS as LET_IN
from tests.unit.loans.office import POLICY

WARSAW = OfficeId("warsaw")
MANAGER = OLA
"""Whom forms name where they ask for a person."""
CATEGORIES = tuple(Choice(one, one.title()) for one in ("hardware", "software", "access"))


class Guided(MemoryDesk):
    """A desk that offers the shipped workflows, unless others are given."""

    def __init__(self, *definitions: Definition, schedules: Sequence[Schedule] = ()) -> None:
        chosen = definitions or tuple(catalogue().values())
        inbox = an_inbox(categories=CATEGORIES, triagers=(BEN,))
        people = {"lena": LENA, "ben": BEN}
        front = an_inbox(id=InboxId("frontline"), channels=(), triagers=(JIWOO,))
        inboxes = {inbox.id: inbox, front.id: front}
        lends = replace(POLICY, office=WARSAW, inbox=inbox.id, channel=IT_TRIAGE)
        rotas = {one.id: one for one in schedules}
        loans = {WARSAW: lends}
        super().__init__(a_desk(inboxes=inboxes, people=people, loans=loans, schedules=rotas))
        self.publish(*chosen)

    def lends(self, count: int) -> None:
        """So many laptops are in Warsaw."""
        ids = [AssetId(f"WA-{number}") for number in range(count)]
        rows = [
            Row(number, WARSAW, one, f"S{one}", "X1", AssetState.AVAILABLE)
            for number, one in enumerate(ids)
        ]
        self.give(InventoryImported(WARSAW, tuple(rows), "adam"))

    def publish(self, *definitions: Definition) -> None:
        """As `push` does; what was pushed before stays for those who began with it."""
        for one in definitions:
            self.settings.definitions[one.id, one.version] = one
        offers = tuple(map(offered, definitions))
        self.desk = self.settings.desk = replace(self.settings.desk, workflows=offers)

    # --- what people do -----------------------------------------------------------------------

    def ask(self, emoji: str, by: PersonId = ANA, text: str = "Please help") -> MessagePosted:
        """Somebody writes a message and puts the emoji on it."""
        self.asked = self.say(by, text)
        self.give(self.reaction(by, self.asked.ts, emoji))
        return self.asked

    def fill_in(self, values: Mapping[str, str], by: PersonId | None = None) -> None:
        """Whoever is asked sends the form that its button opens."""
        request = self.request
        post = self.asking(Button.REQUEST_FILL)
        [value] = {str(shown["value"]) for shown in buttons(post, Button.REQUEST_FILL)}
        who = by or request.asks[""]
        submitted = DialogSubmitted(
            Dialog.REQUEST_FORM, value, who, post.channel, post.thread_ts, values
        )
        self.give(submitted)

    def tick(self, item: str, by: PersonId | None = None) -> None:
        who = by or self.request.asks[item]
        value = f"{self.request.ref}|{self.request.course.generation}|{item}"
        post = self.asking(Button.REQUEST_TICK)
        at = IT_HAPPENS if by else post.channel
        self.give(ButtonPressed(Button.REQUEST_TICK, value, who, at, post.ts, None))

    def cancel(self, by: PersonId = ANA) -> None:
        value = str(self.requests[0].ref)
        self.give(ButtonPressed(Button.REQUEST_CANCEL, value, by, IT_HAPPENS, None, None))

    def decide(self, *, yes: bool) -> None:
        """As many as it takes."""
        for person in self.approval.waits_for:
            if self.approvals:
                self.vote(person, yes=yes)

    def vote(self, person: PersonId, *, yes: bool) -> None:
        value, card = f"{self.approval.ref}|{self.approval.version}", self.direct(person)[-1]
        if yes:
            self.give(ButtonPressed(Button.APPROVE, value, person, card.channel, card.ts, None))
        else:
            why = {"why": "Not now"}
            self.give(DialogSubmitted(Dialog.REJECT, value, person, card.channel, None, why))

    def solve_ticket(self) -> None:
        ticket = self.its_ticket
        work = next(one for one in ticket.cards if one.place in (Place.TRIAGE, Place.HANDLER))
        value = f"{ticket.ref}|{ticket.card_revision}"
        self.give(ButtonPressed(Button.SOLVE, value, LENA, work.channel, Ts("1.1"), None))

    def go_through(self, definition: Definition, script: Script) -> Request:
        """To its end, each as the script says; a laptop is there where it says so."""
        steps = [step.id for step in definition.steps if isinstance(step, Reserve)]
        self.lends(sum(Result.RESERVED in script.results.get(one, ()) for one in steps))
        for _ in range(100):
            request = self.requests[0]
            if not request.is_open:
                return request.course
            self._answer(definition, request, script)
        raise AssertionError(f"{definition.id} does not end: {self.requests[0].course}")

    def _answer(self, definition: Definition, request: GuidedRequest, script: Script) -> None:
        course = request.course
        step = definition.by_id[course.step]
        result = result_of(script, step, course)
        match step:
            case _ if result is Result.EXPIRED or isinstance(step, Wait):
                due = request.wakes_at or self.approval.due
                self.later(max(due - self.now, timedelta(0)))
            case Form():
                self.fill_in(answered(definition, script), request.asks[""])
            case ApprovalStep():
                self.decide(yes=result is results(step)[0])
            case Checklist():
                self.tick(next(one.id for one in step.items if one.id not in course.ticks))
            case WaitFor():
                self.solve_ticket()
            case Visit():
                self.visit(comes=result is Result.BOOKED)
            case _:
                raise AssertionError(f"nobody answers {step}")

    def visit(self, *, comes: bool) -> None:
        """They say when, or that they do not need it."""
        [loan] = [one for one in self.table.states.values() if isinstance(one, Loan)]
        stock, policy = self.aggregates.load(stock_ref(INSTALL, WARSAW)), self.desk.loans[WARSAW]
        assert isinstance(stock, Stock)
        who, at = loan.requester, ChannelId(IT_HAPPENS)
        if not comes:
            self.give(ButtonPressed(Button.LOAN_CANCEL, str(loan.ref), who, at, None, None))
            return
        until = hold_until(loan, policy)
        start = next(iter(free_slots(policy, stock, loan.ref, self.now, until)))
        value = f"{loan.ref}|{start.isoformat()}"
        self.give(DialogSubmitted(Dialog.LOAN_VISIT, value, who, at, None, LET_IN))

    # --- what there is to see -----------------------------------------------------------------

    @property
    def requests(self) -> list[GuidedRequest]:
        states = self.table.states.values()
        return [state for state in states if isinstance(state, GuidedRequest)]

    @property
    def request(self) -> GuidedRequest:
        return next(one for one in self.requests if one.is_open)

    @property
    def approvals(self) -> list[Approval]:
        """Those that somebody still has to decide."""
        states = self.table.states.values()
        return [one for one in states if isinstance(one, Approval) and one.is_open]

    @property
    def approval(self) -> Approval:
        [approval] = self.approvals
        return approval

    @property
    def its_ticket(self) -> Ticket:
        return next(one for one in self.tickets if one.ref == self.requests[0].ticket)

    def asking(self, button: Button) -> Post:
        """The message with that button, wherever it is."""
        return next(one for one in reversed(self.everything()) if any(buttons(one, button)))

    def everything(self) -> list[Post]:
        """All that the bot has posted, in whatever channel."""
        bot = self.desk.workspace.bot_user
        return [post for post in self.slack.posts.values() if post.author == bot]

    def heard(self, person: PersonId) -> str:
        return "\n".join(post.shown.text for post in self.direct(person))

    def thread_of(self, message: MessagePosted) -> str:
        channel = ChannelId(message.channel)
        return "\n".join(post.shown.text for post in self.ours(channel, message.ts))

    def whispered(self, person: PersonId) -> str:
        return "\n".join(one.shown.text for one in self.slack.whispers if one.person == person)


def answered(definition: Definition, script: Script) -> dict[str, str]:
    """Its answers, with a manager whom Slack knows."""
    fields = definition.fields
    return {
        name: MANAGER if fields[name].kind is FieldKind.PERSON else value
        for name, value in script.answers.items()
    }
