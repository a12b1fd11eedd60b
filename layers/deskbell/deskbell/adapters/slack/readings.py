"""What a signed request from Slack turned out to be, before anything is done about it.

`inbound.py` makes these, `reception.py` acts on them.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from deskbell.domain.errors import InputError

if TYPE_CHECKING:
    from deskbell.adapters.slack.form_readings import FormReading
    from deskbell.domain.envelope import Envelope


class Refused(InputError):
    """Answered with an HTTP error; `reason` is a metric's dimension and never tells the body."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Ignored:
    """Acknowledged and counted, nothing else."""

    reason: str


@dataclass(frozen=True, slots=True)
class Challenged:
    """Slack checks that this URL is ours; the answer is the challenge."""

    challenge: str


Reading: TypeAlias = "Envelope | Ignored | Challenged | FormReading"
