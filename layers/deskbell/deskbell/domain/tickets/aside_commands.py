"""What is asked and answered aside; `commands.py` has all there is to ask."""

from dataclasses import dataclass

from deskbell.domain.ids import PersonId, Thread
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.tickets.permissions import Member
from deskbell.domain.tickets.pressed import Pressed
from deskbell.domain.tickets.saying_commands import Heard


@dataclass(frozen=True, slots=True)
class AskAside:
    """Ask `to`, or the `team`; the question is a note of the ticket's, the comment `message`."""

    by: Member
    at: Pressed
    to: PersonId | None
    team: Inbox | None
    message: Thread
    text: str
    heard: Heard


@dataclass(frozen=True, slots=True)
class AnswerAside:
    """Somebody answers the question `number`, as it stands below that: a note as well."""

    by: Member
    at: Pressed
    number: int
    message: Thread
    text: str
    heard: Heard


AsideCommand = AskAside | AnswerAside
