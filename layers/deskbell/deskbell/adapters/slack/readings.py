"""What a signed request from Slack turned out to be, before anything is done about it.

`inbound.py` makes these, `reception.py` acts on them. Named tuples, as in the ingress's other
modules: to make a dataclass takes half a millisecond of each cold start.
"""

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from deskbell.adapters.slack.form_readings import FormReading
    from deskbell.domain.envelope import Envelope


class Ignored(NamedTuple):
    """Acknowledged and counted, nothing else."""

    reason: str


class Challenged(NamedTuple):
    """Slack checks that this URL is ours; the answer is the challenge."""

    challenge: str


Reading: TypeAlias = "Envelope | Ignored | Challenged | FormReading"
