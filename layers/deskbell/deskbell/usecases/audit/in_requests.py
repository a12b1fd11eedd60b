"""I33: a guided request does each of its steps once, in order, and ends once (A1-06).
`invariants.py` lists them."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from deskbell.domain.catalogue.definition import WorkflowId
from deskbell.domain.directs import is_direct
from deskbell.domain.effects import CallHook, SendNotice, ShowTask
from deskbell.domain.ids import Ref, Thread
from deskbell.domain.loans.loan import BEFOREHAND, Loan
from deskbell.domain.requests.awaiting import Awaits
from deskbell.domain.requests.events import RequestBegun, RequestEnded, RequestWentOn
from deskbell.domain.requests.guided_request import GuidedRequest, turn_of
from deskbell.domain.tickets.places import is_private
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.audit.books import Books, Violation
from deskbell.usecases.ports import OutboxRow, RowState

GOING = (RequestBegun.__name__, RequestWentOn.__name__, RequestEnded.__name__)


def i33_each_step_is_done_once(books: Books) -> Iterator[Violation]:
    """What its history tells of the steps behind it is what it knows itself."""
    for request in _requests(books):
        rows = books.audit.get(request.ref, ())
        told = [step for row in rows if row.event in GOING for step in _passed(row.detail)]
        if told != list(request.course.done):
            yield Violation("I33", str(request.ref), "has done other steps than it tells of")


def i33_a_request_ends_once(books: Books) -> Iterator[Violation]:
    """Exactly if it is over by what it knows itself."""
    for request in _requests(books):
        rows = books.audit.get(request.ref, ())
        ends = sum(row.event == RequestEnded.__name__ for row in rows)
        if ends != int(not request.is_open):
            yield Violation("I33", str(request.ref), f"has ended {ends} times")


def i33_nobody_waits_for_nothing(books: Books) -> Iterator[Violation]:
    """Somebody, an approval, time, a laptop or a call goes on with it; what is over waits for
    nothing."""
    calls = {row.ref for row in books.outbox if _is_due(row)}
    for request in _requests(books):
        waits = bool(request.asks or request.approval or request.wakes_at)
        waits = waits or request.ref in calls or _comes(request, books)
        if request.is_open and not waits:
            yield Violation("I33", str(request.ref), "waits for nobody and nothing")
        if not request.is_open and (request.asks or request.wakes_at):
            yield Violation("I33", str(request.ref), "is over, and waits")


def i33_each_ticket_is_opened_once(books: Books) -> Iterator[Violation]:
    """A ticket that a request opened has a number that no other ticket has."""
    numbers = Counter(one.number for one in books.states.values() if isinstance(one, Ticket))
    for request in _requests(books):
        number = request.ticket_number
        if number is not None and numbers[number] > 1:
            yield Violation("I33", str(request.ref), f"{numbers[number]} tickets are #{number}")


def i33_one_message_begins_one(books: Books) -> Iterator[Violation]:
    """Of each workflow, however many people put its emoji on it, as long as that goes on: the
    next one has the next turn's id (usecases/requests/begin_by_emoji.py), and an emoji may be
    hours on its way, so no clock tells which came first."""
    begun = defaultdict[tuple[Thread, WorkflowId], dict[Ref, GuidedRequest]](dict)
    for request in _requests(books):
        if request.emoji and request.message:
            begun[request.message, request.course.workflow][request.ref] = request
    for (message, workflow), of_one in begun.items():
        install = next(iter(of_one.values())).install
        turns = [turn_of(install, message, workflow, turn) for turn in range(len(of_one))]
        for ref in of_one.keys() - set(turns):
            yield Violation("I33", str(ref), "has begun out of turn")
        for ref in turns[:-1]:
            if ref in of_one and of_one[ref].is_open:
                yield Violation("I33", str(ref), "goes on, and another has begun")


def i33_what_few_may_know_is_said_to_them_alone(books: Books) -> Iterator[Violation]:
    """By direct message; whatever began it."""
    private = {one.ref for one in _requests(books) if is_private(one.privacy)}
    for row in books.outbox:
        match row.effect:
            case SendNotice(channel=channel) | ShowTask(channel=channel):
                if row.ref in private and not is_direct(channel):
                    yield Violation("I33", row.id, f"is said in {channel}")
            case _:
                pass


def _requests(books: Books) -> Iterator[GuidedRequest]:
    return (state for state in books.states.values() if isinstance(state, GuidedRequest))


def _passed(detail: dict[str, object]) -> list[object]:
    passed = detail["passed"]
    return passed if isinstance(passed, list) else []


def _is_due(row: OutboxRow) -> bool:
    return isinstance(row.effect, CallHook) and row.state is RowState.PENDING


def _comes(request: GuidedRequest, books: Books) -> bool:
    """Whether the laptop that it waits for may still come."""
    loan = books.states.get(request.loan) if request.loan else None
    waits = request.kind in (Awaits.ASSET, Awaits.VISIT)
    return waits and isinstance(loan, Loan) and loan.status in BEFOREHAND
