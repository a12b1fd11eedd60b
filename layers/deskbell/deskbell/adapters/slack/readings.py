"""What a signed request from Slack turned out to be, before anything is done about it.

`inbound.py` makes these, `reception.py` acts on them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from deskbell.domain.errors import InputError
from deskbell.domain.ids import InstallId, PersonId
from deskbell.domain.inputs import Envelope
from deskbell.domain.settings.desk import FormSettings


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


@dataclass(frozen=True, slots=True)
class FormWanted:
    """Somebody wants a form; `trigger` opens it within 3 s. `in_words`: we can answer with text."""

    form: FormSettings
    install: InstallId
    person: PersonId
    trigger: str
    in_words: bool


@dataclass(frozen=True, slots=True)
class HelpWanted:
    """A slash command with words behind it."""

    form: FormSettings
    install: InstallId
    person: PersonId


@dataclass(frozen=True, slots=True)
class FormFilled:
    """A submitted form, not judged yet. `form` is None if the desk has no such form any more.

    `blocks` are the view's input blocks, where errors can be shown; `stale` is one of them if
    the view is not the form as we build it today.
    """

    form: FormSettings | None
    install: InstallId
    person: PersonId
    view_id: str
    view_hash: str
    answers: Mapping[str, str]
    blocks: tuple[str, ...]
    stale: str | None


Reading = Envelope | Ignored | Challenged | FormWanted | HelpWanted | FormFilled
