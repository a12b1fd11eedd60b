"""Puts the pieces together, once a cold start and only what the function needs.

The one place that knows which adapter stands behind which port; called by the handlers. The
ingress has its own, without botocore and slack_sdk (`ingress.py`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from time import sleep
from typing import TYPE_CHECKING, Any

from botocore.config import Config

from deskbell.adapters.aws_http import AwsCall, AwsJsonService, HttpDeadLetters, HttpInputQueue
from deskbell.adapters.dynamo import stream
from deskbell.adapters.dynamo.aggregates import DynamoAggregates
from deskbell.adapters.dynamo.outbox import DynamoOutbox
from deskbell.adapters.dynamo.parked import DynamoParked
from deskbell.adapters.dynamo.people_rows import DynamoPersonRows
from deskbell.adapters.dynamo.settings_rows import DynamoSettings
from deskbell.adapters.dynamo.table import bind, connection
from deskbell.adapters.dynamo.ticket_lists import DynamoTicketLists
from deskbell.adapters.dynamo.timers import DynamoTimers
from deskbell.adapters.dynamo.waits import DynamoWaits
from deskbell.adapters.patient_aws import TIMEOUTS, patiently
from deskbell.adapters.slack.secret import SlackSecret
from deskbell.domain.errors import OutOfTimeError, QueueUnavailableError, told
from deskbell.domain.ids import InstallId, Ref
from deskbell.domain.inputs import Envelope
from deskbell.runtime import clock
from deskbell.runtime.kept import Kept, kept_secret
from deskbell.runtime.settings import Environment, credentials
from deskbell.usecases.fire_timers import Fired, fire_timers
from deskbell.usecases.ports import AuditRow, Events, InputQueue, Wait

if TYPE_CHECKING:
    from deskbell.adapters.slack.web_api import SlackWorkspace
    from deskbell.adapters.stepfunctions import SfnExecutions
    from deskbell.runtime.relay import Relay
    from deskbell.usecases.audit.audit_desk import Audited, AuditPorts
    from deskbell.usecases.backfill.capture_missed import BackfillPorts
    from deskbell.usecases.change import Handled
    from deskbell.usecases.tickets.desk import TicketPorts

SLACK_SECONDS = 8
"""For one call of the relay's; its lease is much longer (reliability.md 2.4)."""
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

LONGEST_THREAD = 5
"""Answers of Slack's that the back-fill reads of one thread: a thousand replies."""
TIME_TO_LOOK = LONGEST_THREAD * SLACK_SECONDS + 5.0
"""Of the back-fill's time, what must be left to begin a question to Slack."""

CALLS = Config(connect_timeout=1, read_timeout=3, retries={"total_max_attempts": 3})


@cache
def environment() -> Environment:
    """The function's environment; the table is bound as soon as it is known."""
    env = Environment.from_env("DESK_TABLE")
    bind(env.table, env.region, env.endpoint)
    return env


def _client(service: str) -> Any:  # noqa: ANN401 - botocore makes the types at run time
    """From the table's session: boto3 has one of its own, which reads all of botocore's data once
    more. That and importing boto3 are two empty cold starts (performance.md)."""
    region = environment().region
    return connection().session.create_client(service, region, config=CALLS)


def _call(service: str, json_version: str = "1.0") -> AwsCall:
    """Without botocore: each client of it takes a quarter of an empty cold start to make
    (performance.md)."""
    env = environment()
    made = AwsJsonService(
        service,
        region=env.region,
        credentials=credentials(),
        endpoint=env.endpoint,
        json_version=json_version,
        timeouts=TIMEOUTS,
    )
    return patiently(made.call)


def now() -> datetime:
    """The domain's time."""
    return clock.now(environment().clock_file)


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
    from deskbell.usecases.tickets.desk import TicketPorts

    sender = _relay(_slack(FAST_SLACK_SECONDS))
    return Intake(
        TicketPorts(
            settings=settings(),
            aggregates=sender.ports.aggregates,
            outbox=sender.ports.outbox,
            parked=sender.ports.parked,
            timers=DynamoTimers(),
            slack=_hasty_slack(),
        ),
        sender,
        HttpDeadLetters(_sqs(), environment().dead_letters_url),
    )


@cache
def settings() -> DynamoSettings:
    """The desk's settings, cached between invocations."""
    environment()
    return DynamoSettings()


@cache
def relay() -> "Relay":
    """For `relay.send_outbox` and `relay.sweep_outbox`, which have 20 s."""
    return _relay(_slack(SLACK_SECONDS))


def _relay(workspace: "SlackWorkspace") -> "Relay":
    from deskbell.adapters.people import CachedPeople
    from deskbell.adapters.slack.rendering.renderer import CatalogueRenderer
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
            queue=_inbox(),
            renderer=CatalogueRenderer(settings(), people),
            wall=clock.wall,
            now=now,
        )
    )


@cache
def _hasty_slack() -> "SlackWorkspace":
    return _slack(READ_SECONDS, most_pages=1)


def _slack(timeout: int, **limits: Any) -> "SlackWorkspace":  # noqa: ANN401 - its own
    from deskbell.adapters.slack.web_api import SlackWorkspace

    env, install = environment(), settings().current().workspace
    secret = _secret()
    return SlackWorkspace(install, env.slack_api_url, lambda: secret().bot_token, timeout, **limits)


@cache
def _secret() -> Kept[SlackSecret]:
    return kept_secret(_call("secretsmanager", "1.1"), environment().secret, clock.wall)


@cache
def _sqs() -> AwsCall:
    return _call("sqs")


def _inbox() -> HttpInputQueue:
    return HttpInputQueue(_sqs(), environment().inbox_url)


# --- the auditor ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Auditor:
    """Looks whether all holds, and tells somebody outside if it does."""

    ports: "AuditPorts"
    heartbeat_url: Callable[[], str | None]

    def audit(self) -> "Audited":
        """Raises StoreUnavailableError or QueueUnavailableError."""
        from deskbell.usecases.audit.audit_desk import audit_desk

        return audit_desk(self.ports)

    def beat(self) -> None:
        """Where somebody outside waits for it. Raises HeartbeatError, SettingsError or
        SecretUnavailableError."""
        from deskbell.adapters.heartbeat import send_heartbeat

        if url := self.heartbeat_url():
            send_heartbeat(url)


@cache
def auditor() -> Auditor:
    """For `audit.audit_desk`."""
    from deskbell.adapters.dynamo.audits import DynamoAudits
    from deskbell.adapters.dynamo.books import dynamo_books
    from deskbell.adapters.queue_depths import queue_depths
    from deskbell.usecases.audit.audit_desk import AuditPorts

    env, bot = environment(), settings().current().workspace.bot_user
    return Auditor(
        AuditPorts(
            read=lambda: dynamo_books(clock.wall(), bot),
            outbox=DynamoOutbox(),
            audits=DynamoAudits(),
            given_up=lambda: queue_depths(_sqs(), env.given_up_urls.split(",")),
            wall=clock.wall,
        ),
        lambda: _secret()().heartbeat_url,
    )


# --- the back-fill ----------------------------------------------------------------------------


@cache
def backfill() -> "BackfillPorts":
    """For `backfill.capture_missed`."""
    from deskbell.adapters.dynamo.bookmarks import DynamoBookmarks
    from deskbell.adapters.slack.pace import UNHURRIED, Pace
    from deskbell.usecases.backfill.capture_missed import BackfillPorts

    return BackfillPorts(
        settings=settings(),
        aggregates=DynamoAggregates(),
        lists=DynamoTicketLists(),
        bookmarks=DynamoBookmarks(),
        history=_slack(SLACK_SECONDS, most_pages=LONGEST_THREAD, pace=Pace(most=UNHURRIED)),
        queue=_inbox(),
        wall=clock.wall,
        now=now,
        pause=sleep,
    )


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
    return Timekeeper(DynamoTimers(), _inbox())


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

    return Publisher(BusEvents(_client("events"), environment().bus))


# --- workflows --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Workflow:
    """The tasks of a form request's state machine."""

    aggregates: DynamoAggregates
    waits: DynamoWaits

    def claim(self, event: Mapping[str, str | int]) -> dict[str, str]:
        """`claimed` or `already_running`."""
        ref, generation = Ref.parse(str(event["ref"])), int(event["generation"])
        mine = self.waits.claim(ref, generation, str(event["execution"]))
        return {"outcome": "claimed" if mine else "already_running"}

    def advance(self, step: str, event: Mapping[str, str | int]) -> dict[str, str]:
        """`done`, or why the step had nothing to do."""
        from deskbell.usecases.tickets.advance_request import advance_request

        handled = advance_request(
            settings(),
            self.aggregates,
            step=step,
            ref=Ref.parse(str(event["ref"])),
            install=InstallId(str(event["install"])),
            generation=int(event["generation"]),
            now=now(),
        )
        return {"outcome": handled.ignored or "done"}

    def wait(self, event: Mapping[str, str | int]) -> int:
        """Keeps the token; returns how many waits could be answered at once."""
        from deskbell.usecases.tickets.await_outcome import await_outcome

        wait = Wait(Ref.parse(str(event["ref"])), str(event["wait"]), str(event["token"]))
        return await_outcome(self.aggregates, self.waits, _executions(), wait)

    def resume(self, ref: Ref) -> int:
        """Answers what waits for this aggregate, as it stands now."""
        from deskbell.usecases.tickets.await_outcome import resume_executions

        return resume_executions(self.aggregates, self.waits, _executions(), ref)


@cache
def workflow() -> Workflow:
    """For the tasks in `it_form/` and for `resume.resume_execution`."""
    environment()
    return Workflow(DynamoAggregates(), DynamoWaits())


@cache
def _executions() -> "SfnExecutions":
    from deskbell.adapters.stepfunctions import SfnExecutions

    return SfnExecutions(_client("stepfunctions"))
