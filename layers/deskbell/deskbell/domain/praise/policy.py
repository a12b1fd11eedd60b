"""Where people praise each other, and when the week's praise is told again (A1-21)."""

from collections.abc import Sequence
from dataclasses import dataclass

from deskbell.domain.id_types import ChannelId, PersonId
from deskbell.domain.settings.hours import Appointment, Weekday

ROUND_UP = Appointment(Weekday.FRI, Weekday.FRI, "15:00")
TEXT_LIMIT, MOST_PEOPLE = 300, 5
"""Of one praise."""


@dataclass(frozen=True, slots=True)
class PraiseSettings:
    """Each praise is posted in `channel`, and so is the `round_up`, once a week on the desk's
    clock."""

    channel: ChannelId
    round_up: Appointment = ROUND_UP


def begun(people: Sequence[PersonId], text: str) -> str:
    """The value of a form that knows this much already."""
    return f"{','.join(people[:MOST_PEOPLE])}|{text[:TEXT_LIMIT]}"
