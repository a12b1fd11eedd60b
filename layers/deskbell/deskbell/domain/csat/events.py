"""What can have happened to somebody's turns to be asked; see tickets/events.py."""

from dataclasses import dataclass

from deskbell.domain.ids import PersonId, Ref


@dataclass(frozen=True, slots=True)
class PersonSurveyed:
    """Somebody is asked about this ticket, and about no other one for a while."""

    person: PersonId
    ticket: Ref
