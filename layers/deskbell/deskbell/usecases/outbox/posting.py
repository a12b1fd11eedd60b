"""One post for one outbox row, however often it is tried; used by all that the relay carries out.

Slack has no idempotency key. A post carries its row's id instead, and is looked for before it
is repeated whenever an earlier attempt had no answer (reliability.md 2.4, slack.md 5.3).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.directs import person_of
from deskbell.domain.ids import EventKey, Ts
from deskbell.domain.inputs import Envelope, Input
from deskbell.usecases.hook_ports import Hooks
from deskbell.usecases.issue_ports import Issues
from deskbell.usecases.mail_ports import Letters, Mails
from deskbell.usecases.paging.contact_ports import Alarm, ContactMethods
from deskbell.usecases.ports import (
    Aggregates,
    Asked,
    Copied,
    InputQueue,
    Outbox,
    OutboxRow,
    Parked,
    Posted,
    Settings,
    TicketLists,
)
from deskbell.usecases.slack_ports import (
    Message,
    Never,
    Outcome,
    People,
    Renderer,
    Sent,
    Undelivered,
    Workspace,
)

CLOCKS_APART = 90.0
"""Seconds that Slack's clock may be behind that of whoever committed a row. To look further back
costs nothing; to miss the post is a second one."""


@dataclass(frozen=True, slots=True)
class Ports:
    """What the relay reaches. `wall` is in epoch seconds, `now` in the domain's time."""

    settings: Settings
    outbox: Outbox
    aggregates: Aggregates
    lists: TicketLists
    workspace: Workspace
    people: People
    parked: Parked
    queue: InputQueue
    renderer: Renderer
    letters: Letters
    mails: Mails
    hooks: Hooks
    issues: Issues
    contacts: ContactMethods
    alarm: Alarm
    wall: Callable[[], float]
    now: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it; `posted` is the card or the copy that shows something else now.

    `dropped` is Slack's code where it said no and nobody minds.
    """

    outcome: Outcome
    posted: Posted | Copied | Asked | None = None
    dropped: str = ""


DONE = Result(Sent())


def read_back(row: OutboxRow, channel: str, thread_ts: Ts | None, ports: Ports) -> Result | None:
    """None: there is nothing of an earlier attempt, post. Else its post, or why nobody knows.

    The lease has ended before this runs, so an earlier call has either arrived or never will
    (reliability.md 2.4). Given a person, Slack finds their direct messages to post there, but not
    to look there: those must be opened.
    """
    if not row.doubtful:
        return None
    if person := person_of(channel):
        opened = ports.workspace.direct_channel(person)
        if not isinstance(opened, str):
            return Result(opened)
        channel = opened
    since = row.created - CLOCKS_APART
    earlier = ports.workspace.find_post(channel, thread_ts, row.id, since)
    return None if earlier is None else Result(earlier)


def post(
    row: OutboxRow, channel: str, thread_ts: Ts | None, message: Message, ports: Ports
) -> Result:
    outcome = or_plain(
        message, lambda shown: ports.workspace.post(channel, thread_ts, shown, row.id)
    )
    return Result(outcome)


def tell_inbox(row: OutboxRow, key: str, group: str, told: Input, ports: Ports) -> None:
    """One more input, caused by this row. Raises QueueUnavailableError."""
    now = ports.now()
    ports.queue.put(
        Envelope(
            key=EventKey(key),
            install=row.install,
            group=f"{row.install}:{group}",
            occurred_at=now,
            received_at=now,
            input=told,
            hops=row.hops + 1,
        )
    )


def or_plain(message: Message, say: Callable[[Message], Outcome]) -> Outcome:
    """Says it; if Slack finds our blocks wrong, says the bare text instead (bad input 107)."""
    outcome = say(message)
    match outcome:
        case Never(why=Undelivered.REJECTED):
            return say(Message(message.text, []))
        case _:
            return outcome
