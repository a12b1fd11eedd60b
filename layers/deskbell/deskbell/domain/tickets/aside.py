"""A question that somebody of the desk asks aside, of a person or a team; part of a `Ticket`."""

from dataclasses import dataclass

from deskbell.domain.ids import InboxId, PersonId


@dataclass(frozen=True, slots=True)
class Aside:
    """`by` asked `to`, or whoever works in the inbox `team`; `answered_by` answered last."""

    by: PersonId
    to: PersonId | None = None
    team: InboxId | None = None
    answered_by: PersonId | None = None
