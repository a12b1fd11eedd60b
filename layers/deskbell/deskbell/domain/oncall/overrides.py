"""Overrides as people agree on them: somebody stands in for a while; two who swap do so for each
other.

They hold fixed instants, which later hand-offs do not move. Who may ask, and whether the other
one has accepted, `asking.py` settles.
"""

from collections.abc import Collection

from deskbell.domain.ids import PersonId
from deskbell.domain.oncall.schedule import Override, OverrideId, Schedule
from deskbell.domain.oncall.shifts import shifts


def stand_in(
    schedule: Schedule, absent: PersonId, wanted: Override, deactivated: Collection[PersonId] = ()
) -> tuple[Override, ...]:
    """`wanted` for the shifts of `absent` alone, one each: others keep theirs."""
    found = shifts(schedule, wanted.start, wanted.end, deactivated)
    return tuple(
        Override(
            OverrideId(f"{wanted.id}.{number}"), wanted.person, one.start, one.end, wanted.created
        )
        for number, one in enumerate(one for one in found if one.person == absent)
    )
