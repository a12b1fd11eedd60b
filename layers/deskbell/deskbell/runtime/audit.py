"""Puts the auditor together, for `audit.audit_desk`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from deskbell.adapters.dynamo.audits import DynamoAudits
from deskbell.adapters.dynamo.books import dynamo_books
from deskbell.adapters.dynamo.outbox import DynamoOutbox
from deskbell.adapters.heartbeat import send_heartbeat
from deskbell.adapters.queue_depths import queue_depths
from deskbell.runtime import clock
from deskbell.runtime.outside import environment, settings, slack_secret, sqs
from deskbell.usecases.audit.audit_desk import Audited, AuditPorts, audit_desk


@dataclass(frozen=True, slots=True)
class Auditor:
    """Looks whether all holds, and tells somebody outside if it does."""

    ports: AuditPorts
    heartbeat_url: Callable[[], str | None]

    def audit(self) -> Audited:
        """Raises StoreUnavailableError or QueueUnavailableError."""
        return audit_desk(self.ports)

    def beat(self) -> None:
        """Where somebody outside waits for it. Raises HeartbeatError, SettingsError or
        SecretUnavailableError."""
        if url := self.heartbeat_url():
            send_heartbeat(url)


@cache
def auditor() -> Auditor:
    env, bot = environment(), settings().current().workspace.bot_user
    return Auditor(
        AuditPorts(
            read=lambda: dynamo_books(clock.wall(), bot),
            outbox=DynamoOutbox(),
            audits=DynamoAudits(),
            given_up=lambda: queue_depths(sqs(), env.given_up_urls.split(",")),
            wall=clock.wall,
        ),
        lambda: slack_secret()().heartbeat_url,
    )
