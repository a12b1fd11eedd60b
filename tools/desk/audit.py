"""`./deskbell audit`: every invariant that the table can tell of, as the auditor asks them."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

from deskbell.adapters.dynamo.books import dynamo_books
from deskbell.domain.ids import Kind
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.audit.audit_desk import given_up, look_twice
from deskbell.usecases.audit.books import Violation
from tools.desk.bound_table import pushed_desk, reading
from tools.desk.deployment import Account, Stack

_WAITS = (
    'see "When Slack is down" in docs/operations.md; ./deskbell doctor tells whether it is sent'
)
_GIVEN_UP = 'find out why and redrive them: docs/operations.md, "Dead letters"'
_OVERDUE = (
    'if it is an outage, see to it that somebody is called now; then "TimersLateAlarm" in '
    "docs/operations.md"
)
_BUG = "this is a fault of Deskbell's: please report it, with this line"
_EXPLAINABLE = tuple(f"{kind}#" for kind in (Kind.TICKET, Kind.INCIDENT))
_EXPLAINED = f'{_BUG} and what ./deskbell explain {{option}} "{{subject}}" says'


@dataclass(frozen=True, slots=True)
class Done:
    """What was read, and all that does not hold."""

    broken: tuple[Violation, ...]
    tickets: int
    rows: int


def audit_books(dead_letters: Mapping[str, int], wall: Callable[[], float]) -> Done:
    """Of the bound table; `dead_letters` counts messages by queue. Raises OperatorError."""
    bot = pushed_desk().workspace.bot_user
    with reading():
        books, broken = look_twice(lambda: dynamo_books(wall(), bot))
    tickets = sum(isinstance(state, Ticket) for state in books.states.values())
    return Done((*broken, *given_up(dead_letters)), tickets, books.rows)


def dead_letters(account: Account, stack: Stack) -> dict[str, int]:
    """How many messages each queue of dead letters holds."""
    sqs = account.client("sqs")
    count = "ApproximateNumberOfMessages"
    return {
        queue.logical_id: int(
            sqs.get_queue_attributes(QueueUrl=queue.physical_id, AttributeNames=[count])[
                "Attributes"
            ][count]
        )
        for queue in stack.of_kind("AWS::SQS::Queue")
        if "DeadLetters" in queue.logical_id
    }


def as_text(done: Done, option: str) -> str:
    """`option` is how another command reaches the same desk."""
    lines = []
    for one in done.broken:
        lines.append(f"{one.invariant}  {one.subject} {one.what}")
        lines.append(f"     mend: {_mend(one, option)}")
    wrong = f"{len(done.broken)} things are wrong" if done.broken else "nothing is wrong"
    return "\n".join([*lines, f"{wrong}: {done.tickets} tickets, {done.rows} rows read"])


def as_json(done: Done) -> str:
    told = {
        "tickets": done.tickets,
        "rows": done.rows,
        "broken": [asdict(one) for one in done.broken],
    }
    return json.dumps(told, indent=2)


def _mend(violation: Violation, option: str) -> str:
    match violation.invariant:
        case "I10":
            return _WAITS
        case "I11":
            return _GIVEN_UP
        case "I5":
            return _OVERDUE
        case _ if violation.subject.startswith(_EXPLAINABLE):
            ref = violation.subject.partition("/")[0]
            return _EXPLAINED.format(option=option, subject=ref)
        case _:
            return _BUG
