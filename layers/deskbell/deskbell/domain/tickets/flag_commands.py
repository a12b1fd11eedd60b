"""What can be asked about a call for the supervisor; `commands.py` has all commands."""

from dataclasses import dataclass
from datetime import timedelta

from deskbell.domain.ids import PersonId, Thread
from deskbell.domain.tickets.permissions import Member
from deskbell.domain.tickets.pressed import Pressed


@dataclass(frozen=True, slots=True)
class Duty:
    """Whom a flag calls, one after the other, `patience` apart; in the end all admins."""

    supervisors: tuple[Member, ...]
    admins: tuple[Member, ...]
    patience: timedelta


@dataclass(frozen=True, slots=True)
class RaiseFlag:
    """Call the supervisor; `message` is where that was done, if it was in the thread."""

    by: Member
    at: Pressed
    duty: Duty
    message: Thread | None = None


@dataclass(frozen=True, slots=True)
class PassFlagOn:
    """Nobody has answered the flag in time."""

    duty: Duty


@dataclass(frozen=True, slots=True)
class AnswerFlag:
    """One of those who were called has it; `at`: by the button, and not by a word in the thread."""

    by: PersonId
    at: Pressed | None = None


@dataclass(frozen=True, slots=True)
class LowerFlag:
    """Whoever called needs nobody any more."""

    by: PersonId


FlagCommand = RaiseFlag | PassFlagOn | AnswerFlag | LowerFlag
