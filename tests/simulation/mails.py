"""Mail in virtual time: people write it, the mail service takes ours, both with its troubles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from deskbell.adapters.mail.letters import ROW_HEADER
from deskbell.usecases.mail_ports import Letter
from deskbell.usecases.slack_ports import Later, Outcome, Sent, Unknown
from tests.simulation.faults import Fault
from tests.simulation.scheduler import Killed
from tests.simulation.world import AWS_TIMEOUT, World

OURS = "it@desk.example.com"
ADA, EVE = "ada@example.org", "eve@example.org"
FUNCTION = "ReceiveMailFunction"


class SimulatedMails:
    """mail_ports.Mails: SES. `sent` is what has gone out, in doubt or not."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.sent: list[Letter] = []

    def send(self, letter: Letter) -> Outcome:
        world = self._world
        fault = world.give_way()
        world.note("ses.send", fault or "")
        if fault is Fault.CRASH_BEFORE:
            raise Killed
        if fault is Fault.REFUSED:
            return Later(None, "TooManyRequestsException")
        if fault is not Fault.LOST:
            self.sent.append(letter)
        if fault is None:
            return Sent()
        if fault is Fault.CRASH_AFTER:
            raise Killed
        world.scheduler.sleep(AWS_TIMEOUT)
        return Unknown("ReadTimeoutError")

    def rows(self) -> set[str]:
        """The outbox rows that have gone out."""
        return {letter.headers[ROW_HEADER] for letter in self.sent}


@dataclass
class Post:
    """What people write, and the bucket that it is kept in; `written` has the texts."""

    world: World
    fire: Callable[[str, Any, int], None]
    mails: SimulatedMails
    written: list[str] = field(default_factory=list)
    _kept: dict[str, bytes] = field(default_factory=dict)

    def write(self, random: Random, sender: str, text: str) -> None:
        self._deliver(random, sender, "A mail", text, "")

    def answer(self, random: Random, sender: str, text: str) -> bool:
        """The last mail that they got, with the references that it has."""
        mine = [letter for letter in self.mails.sent if letter.to == sender]
        if not mine:
            return False
        letter = random.choice(mine[-3:])
        references = letter.headers["References"] if random.random() < 0.8 else ""
        self._deliver(random, sender, f"Re: {letter.subject}", text, references)
        return True

    def _deliver(
        self, random: Random, sender: str, subject: str, text: str, references: str
    ) -> None:
        """Once, or as a copy again: whoever sends mail may do that."""
        number = len(self.written) + 1
        text = f"{text}, mail {number}"  # two at once would say the same
        self.written.append(text)
        for copy in range(2 if random.random() < 0.3 else 1):
            name = f"in/{number}.{copy}"
            self._kept[name] = (
                f"Received: from x by y with id {copy} for {OURS}; now\r\n"
                f"From: {sender}\r\nTo: {OURS}\r\nSubject: {subject}\r\n"
                f"Message-ID: <{number}@example.org>\r\nReferences: {references}\r\n\r\n{text}"
            ).encode()
            kept = {"bucket": {"name": "desk-mail"}, "object": {"key": name}}
            event = {"Records": [{"awsRegion": "eu-west-1", "s3": kept}]}
            # Three times on AWS, and then whatever an operator does with the dead letters.
            self.world.scheduler.after(0.5 + copy, lambda e=event: self.fire(FUNCTION, e, 500))  # type: ignore[misc]

    # --- adapters.s3.KeptFiles ----------------------------------------------------------------

    def beginning(self, _bucket: str, name: str, length: int) -> bytes:
        return self._kept[name][:length]

    def address(self, bucket: str, name: str, _region: str) -> str:
        return f"https://{bucket}/{name}"
