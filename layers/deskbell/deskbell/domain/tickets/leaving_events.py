"""What happens to a ticket when somebody leaves; see events.py."""

from dataclasses import dataclass

from deskbell.domain.ids import PersonId


@dataclass(frozen=True, slots=True)
class AssigneeLeft:
    """Whoever had it has left the workspace: it is anybody's again."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class RequesterLeft:
    """Whoever asked for it has left the workspace: nobody waits for their answer."""

    person: PersonId
