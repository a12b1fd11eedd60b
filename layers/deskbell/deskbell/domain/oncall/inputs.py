"""What a decision about a schedule causes, as an input (`domain/inputs.py` has them all)."""

from dataclasses import dataclass

from deskbell.domain.oncall.schedule import ScheduleId


@dataclass(frozen=True, slots=True)
class DrillWanted:
    """Whoever is on call is to be paged to see that it works; `key` is this drill's alone."""

    schedule: ScheduleId
    key: str
