"""Puts the way in for mail together, for `mail.receive_mail`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from deskbell.adapters.mail.incoming import LONGEST, identity, read
from deskbell.adapters.s3 import KeptFiles
from deskbell.adapters.wire import fifo_id
from deskbell.domain.ids import EventKey
from deskbell.domain.inputs import Envelope, MailSort
from deskbell.runtime.outside import client, inbox, now, settings
from deskbell.usecases.ports import InputQueue, Settings


@dataclass(frozen=True, slots=True)
class Taken:
    """A mail that is on the inbox."""

    key: EventKey
    sort: MailSort


@dataclass(frozen=True, slots=True)
class MailDesk:
    """Turns mails into inputs."""

    settings: Settings
    files: KeptFiles
    queue: InputQueue
    now: Callable[[], datetime]

    def take(self, bucket: str, name: str, region: str) -> Taken:
        """Raises FileUnavailableError or QueueUnavailableError. The mails of one sender are in
        order."""
        raw = self.files.beginning(bucket, name, LONGEST)
        mail = read(raw, name, self.files.address(bucket, name, region))
        install = self.settings.current().workspace.install
        key, now = EventKey(f"mail:{identity(mail, raw)}"), self.now()
        self.queue.put(
            Envelope(
                key=key,
                install=install,
                group=f"{install}:mail:{fifo_id(mail.sender or name)[:16]}",
                occurred_at=now,
                received_at=now,
                input=mail,
            )
        )
        return Taken(key, mail.sort)


@cache
def desk() -> MailDesk:
    return MailDesk(settings(), KeptFiles(client("s3")), inbox(), now)
