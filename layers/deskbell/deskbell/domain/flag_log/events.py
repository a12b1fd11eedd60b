"""What can have happened to the log of calls for a supervisor; see tickets/events.py."""

from dataclasses import dataclass

from deskbell.domain.ids import InboxId, PersonId, Ref


@dataclass(frozen=True, slots=True)
class FlagLogged:
    """Somebody called a supervisor: the inbox's next digest tells of it."""

    inbox: InboxId
    ticket: Ref
    person: PersonId


@dataclass(frozen=True, slots=True)
class FlagsDigested:
    """The inbox's lead was told of `count` calls."""

    inbox: InboxId
    lead: PersonId
    count: int
