"""Puts the way of a ticket together: intake, relay, timers, events and workflows.

Called by their handlers; once a cold start, and only what the function needs. Here it is known
which adapter stands behind which port, and in `ingress.py`, `audit.py` and `backfill.py`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from deskbell.adapters.aws_http import HttpDeadLetters
from deskbell.adapters.dynamo import stream
from deskbell.adapters.dynamo.aggregates import DynamoAggregates
from deskbell.adapters.dynamo.group_rows import DynamoGroupRows
from deskbell.adapters.dynamo.outbox import DynamoOutbox
from deskbell.adapters.dynamo.parked import DynamoParked
from deskbell.adapters.dynamo.people_rows import DynamoPersonRows
from deskbell.adapters.dynamo.ticket_lists import DynamoTicketLists
from deskbell.adapters.dynamo.timers import DynamoTimers
from deskbell.adapters.dynamo.waits import DynamoWaits
from deskbell.adapters.groups import KnownGroups
from deskbell.adapters.people import KnownPeople
from deskbell.domain.errors import OutOfTimeError, QueueUnavailableError, told
from deskbell.domain.ids import InstallId, Ref
from deskbell.domain.inputs import Envelope
from deskbell.runtime import clock
from deskbell.runtime.outside import (
    SLACK_SECONDS,
    client,
    environment,
    inbox,
    now,
    settings,
    slack,
    sqs,
)
from deskbell.usecases.fire_timers import Fired, fire_timers
from deskbell.usecases.ports import AuditRow, Events, InputQueue, Settings, Wait

if TYPE_CHECKING:
    from deskbell.adapters.slack.web_api import SlackWorkspace
    from deskbell.adapters.stepfunctions import SfnExecutions
    from deskbell.runtime.relay import Relay
    from deskbell.usecases.change import Handled
    from deskbell.usecases.tickets.desk import TicketPorts

FAST_SLACK_SECONDS = 3
"""For one call of the intake's fast path, which has 10 s in all."""
READ_SECONDS = 2
"""For a reading that something waits for: a decision (architecture.md, idea 5), or a post, that
has to know who reads it."""
SLOW_CALL = 0.25
"""One of the table's calls on a bad day; usually it takes a fiftieth of that."""
TIME_TO_TAKE = 12 * SLOW_CALL
"""Of the intake's 10 s, what must be left to begin a message: to decide it, to commit it, and to
give back what the batch has written and nobody sends any more."""
TIME_TO_READ = 2 * READ_SECONDS + TIME_TO_TAKE
"""What must be left to begin a reading: it is two calls at most (the message, then the root of its
thread), and the next message is to be begun after it."""
LONGEST_ROW = READ_SECONDS + SLACK_SECONDS + 1.0
LONGEST_FAST_ROW = READ_SECONDS + FAST_SLACK_SECONDS + 1.0
"""Asking who reads it (after one such call without an answer, nobody is asked any more), the call
itself, and writing down its answer."""


# --- intake and relay -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Intake:
    """Decides and commits inputs; sends what they wrote."""

    ports: "TicketPorts"
    relay: "Relay"
    dead_letters: HttpDeadLetters

    def process(self, envelope: Envelope, seconds_left: Callable[[], float]) -> "Handled":
        """`seconds_left` is of the invocation. Raises StoreUnavailableError,
        QueueUnavailableError, SlackUnavailableError or OutOfTimeError: bring it again."""
        from deskbell.runtime.hasty_threads import HastyThreads
        from deskbell.usecases.process_input import process_input

        if seconds_left() < TIME_TO_TAKE:
            # A time-out would bring the whole batch again, and hold what it has written.
            raise OutOfTimeError(f"less than {TIME_TO_TAKE:.0f} s are left")
        slack = HastyThreads(self.ports.slack, seconds_left, TIME_TO_READ)
        return process_input(replace(self.ports, slack=slack), self.relay.ports, envelope)

    def give_up(self, body: str, group: str, message: str, fault: Exception) -> bool:
        """Puts a message of the inbox aside, for the operator; False if it must come again."""
        try:
            self.dead_letters.put(body, group, message, told(fault))
        except QueueUnavailableError:
            return False
        return True


@cache
def intake() -> Intake:
    """For `intake.process_input`."""
    from deskbell.adapters.groups import CachedGroups
    from deskbell.usecases.tickets.desk import TicketPorts

    sender = _relay(slack(FAST_SLACK_SECONDS), FAST_SLACK_SECONDS)
    return Intake(
        TicketPorts(
            settings=settings(),
            aggregates=sender.ports.aggregates,
            outbox=sender.ports.outbox,
            parked=sender.ports.parked,
            timers=DynamoTimers(),
            slack=_hasty_slack(),
            people=sender.ports.people,
            waits=DynamoWaits(),
            queue=sender.ports.queue,
            groups=CachedGroups(DynamoGroupRows(), _hasty_slack()),
            now=now,
        ),
        sender,
        HttpDeadLetters(sqs(), environment().dead_letters_url),
    )


@cache
def relay() -> "Relay":
    """For `relay.send_outbox` and `relay.sweep_outbox`, which have 20 s."""
    return _relay(slack(SLACK_SECONDS), SLACK_SECONDS)


def _relay(workspace: "SlackWorkspace", seconds: float) -> "Relay":
    """`seconds` bound a call of a hook, too."""
    from deskbell.adapters.mail.letters import CatalogueLetters
    from deskbell.adapters.people import CachedPeople
    from deskbell.adapters.slack.rendering.renderer import CatalogueRenderer
    from deskbell.runtime.alarms import CountedAlarm
    from deskbell.runtime.contacts import LateContacts
    from deskbell.runtime.hooks import LateHooks
    from deskbell.runtime.issues import LateIssues
    from deskbell.runtime.mails import LateMails
    from deskbell.runtime.redaction import LateRedaction
    from deskbell.runtime.relay import Relay
    from deskbell.usecases.outbox.posting import Ports
    from deskbell.usecases.outbox.send_outbox import LEASE

    people = CachedPeople(DynamoPersonRows(), _hasty_slack())
    return Relay(
        Ports(
            settings=settings(),
            outbox=DynamoOutbox(),
            aggregates=DynamoAggregates(held=LEASE),
            lists=DynamoTicketLists(),
            workspace=workspace,
            people=people,
            parked=DynamoParked(),
            queue=inbox(),
            renderer=CatalogueRenderer(settings(), people, LateRedaction()),
            letters=CatalogueLetters(settings(), people),
            mails=LateMails(),
            contacts=LateContacts(),
            alarm=CountedAlarm(),
            hooks=LateHooks(seconds),
            issues=LateIssues(people, seconds),
            wall=clock.wall,
            now=now,
        )
    )


@cache
def _hasty_slack() -> "SlackWorkspace":
    return slack(READ_SECONDS, most_pages=1)


# --- timers and events ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Timekeeper:
    """Turns due timers into inputs."""

    timers: DynamoTimers
    queue: InputQueue

    def fire(self, time: str) -> Fired:
        """As of the scheduled event's `time`, moved by the local clock's offset."""
        as_of = datetime.fromisoformat(time) + clock.offset(environment().clock_file)
        return fire_timers(self.timers, self.queue, as_of)


@cache
def timekeeper() -> Timekeeper:
    """For `timers.fire_timers`."""
    return Timekeeper(DynamoTimers(), inbox())


@dataclass(frozen=True, slots=True)
class Publisher:
    """Audit rows from the stream to the bus."""

    events: Events

    def read(self, image: stream.Image) -> AuditRow:
        """A stream record's `NewImage`."""
        return stream.audit_row(image)

    def publish(self, rows: Sequence[AuditRow]) -> Sequence[AuditRow]:
        """Returns what the bus did not take."""
        return self.events.publish(rows)


@cache
def publisher() -> Publisher:
    """For `publish.publish_audit`."""
    from deskbell.adapters.eventbridge import BusEvents

    return Publisher(BusEvents(client("events"), environment().bus))


# --- workflows --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Workflow:
    """The tasks of the state machines."""

    settings: Settings
    aggregates: DynamoAggregates
    people: KnownPeople
    groups: KnownGroups
    waits: DynamoWaits
    now: Callable[[], datetime]

    def claim(self, event: Mapping[str, str | int]) -> dict[str, str]:
        """`claimed` or `already_running`."""
        ref, generation = Ref.parse(str(event["ref"])), int(event["generation"])
        mine = self.waits.claim(ref, generation, str(event["execution"]))
        return {"outcome": "claimed" if mine else "already_running"}

    def advance(self, step: str, event: Mapping[str, str | int]) -> dict[str, str]:
        """`done`, or why the step had nothing to do."""
        from deskbell.usecases.tickets.advance_request import advance_request

        handled = advance_request(
            self.settings,
            self.aggregates,
            step=step,
            ref=Ref.parse(str(event["ref"])),
            install=InstallId(str(event["install"])),
            generation=int(event["generation"]),
            now=self.now(),
        )
        return {"outcome": handled.ignored or "done"}

    def carry_on(self, event: Mapping[str, str | int]) -> dict[str, str | int]:
        """What the aggregate waits for once all is done that is due, or how it has ended; and for
        how long, before it is asked again."""
        from deskbell.usecases.workflows.carry_on import carry_on

        ref, install = Ref.parse(str(event["ref"])), InstallId(str(event["install"]))
        at = self.now()
        standing = carry_on(self, ref, install, int(event["generation"]), at)
        return {
            "outcome": standing.outcome,
            "wait": standing.wait,
            "seconds": standing.seconds(at),
        }

    def wait(self, event: Mapping[str, str | int]) -> int:
        """Keeps the token; returns how many waits could be answered at once."""
        from deskbell.usecases.workflows.await_outcome import await_outcome

        wait = Wait(Ref.parse(str(event["ref"])), str(event["wait"]), str(event["token"]))
        return await_outcome(self.aggregates, self.waits, _executions(), wait)

    def resume(self, ref: Ref) -> int:
        """Answers what waits for this aggregate, as it stands now."""
        from deskbell.usecases.workflows.await_outcome import resume_executions

        return resume_executions(self.aggregates, self.waits, _executions(), ref)


@cache
def workflow() -> Workflow:
    """For the tasks in `it_form/` and `executions/`, and for `resume.resume_execution`."""
    return Workflow(
        settings(),
        DynamoAggregates(),
        KnownPeople(DynamoPersonRows()),
        KnownGroups(DynamoGroupRows()),
        DynamoWaits(),
        now,
    )


@cache
def _executions() -> "SfnExecutions":
    from deskbell.adapters.stepfunctions import SfnExecutions

    return SfnExecutions(client("stepfunctions"))
