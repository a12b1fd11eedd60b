"""A ticket that somebody is asked to take over; part of a `Ticket` until they answer."""

from dataclasses import dataclass

from deskbell.domain.ids import PersonId


@dataclass(frozen=True, slots=True)
class HandOver:
    """`by` asks `to`; until they accept, it stays with whoever has it."""

    to: PersonId
    by: PersonId
