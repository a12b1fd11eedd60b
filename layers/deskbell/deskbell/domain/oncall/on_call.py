"""Who is on call: the one resolver that pages, notices and commands all ask.

Pure: of the same schedule it says the same of an instant, whenever it is asked.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.ids import PersonId
from deskbell.domain.oncall.restrictions import is_open
from deskbell.domain.oncall.roster import whose_turn
from deskbell.domain.oncall.schedule import LayerId, OverrideId, Schedule


@dataclass(frozen=True, slots=True)
class OnCall:
    """Somebody, and why they are: by an override or by their turn in a layer."""

    person: PersonId
    by: OverrideId | LayerId


def on_call(
    schedule: Schedule, at: datetime, deactivated: Collection[PersonId] = ()
) -> OnCall | None:
    """None: nobody, a gap. Of overrides the latest created counts, of layers the highest that has
    somebody (on-call rules R5 and R6). Nobody of `deactivated` is ever on call."""
    # Equal ids are equal overrides: ids settle what was created in the same instant.
    for override in sorted(schedule.overrides, key=lambda one: (one.created, one.id), reverse=True):
        if override.start <= at < override.end and override.person not in deactivated:
            return OnCall(override.person, override.id)
    for layer in reversed(schedule.layers):
        if not is_open(layer, schedule, at):
            continue
        if person := whose_turn(layer, schedule.zone, at, deactivated):
            return OnCall(person, layer.id)
    return None
