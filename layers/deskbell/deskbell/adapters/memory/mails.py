"""A mail service in memory (mail_ports.Mails) for tests, with faults to inject."""

from collections import deque
from dataclasses import dataclass, field

from deskbell.usecases.mail_ports import Letter
from deskbell.usecases.slack_ports import Outcome, Sent


@dataclass(slots=True)
class MemoryMails:
    """`sent` is what has gone out; `faults` are the answers to the next mails, which do not."""

    sent: list[Letter] = field(default_factory=list)
    faults: deque[Outcome] = field(default_factory=deque)

    def send(self, letter: Letter) -> Outcome:
        if self.faults:
            return self.faults.popleft()
        self.sent.append(letter)
        return Sent()
