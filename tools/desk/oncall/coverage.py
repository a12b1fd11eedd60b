"""Refuses settings that leave somebody without anybody to page; `check` and `push` ask (D-7)."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from deskbell.domain.oncall.coverage import COVERED_FOR, first_gap
from deskbell.domain.oncall.schedule import Schedule
from deskbell.domain.oncall.shifts import Shift
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.faults import Fault
from tools.desk.settings_file import SettingsFileError
from tools.desk.yaml_source import load

MEND = "add a layer below the others, people or an override for that time"


def refuse_gaps(desk_file: Path, desk: Desk, now: datetime) -> None:
    """Raises SettingsFileError with the first gap of each schedule, at its line."""
    gaps = [(one, gap) for one in desk.schedules.values() if (gap := first_gap(one, now))]
    if not gaps:
        return
    source = load(desk_file)
    faults = [
        Fault(("schedules", schedule.id), _said(schedule, gap, now)) for schedule, gap in gaps
    ]
    lines = sorted((source.line(fault.path), str(fault)) for fault in faults)
    raise SettingsFileError("\n".join(f"{desk_file}:{line}: {fault}" for line, fault in lines))


def on_clocks(gap: Shift, zone: str) -> tuple[str, str]:
    """Its beginning and its end as they stand on clocks there."""
    start, end = (at.astimezone(ZoneInfo(zone)) for at in (gap.start, gap.end))
    return f"{start:%a %Y-%m-%d %H:%M}", f"{end:%a %Y-%m-%d %H:%M}"


def _said(schedule: Schedule, gap: Shift, now: datetime) -> str:
    start, end = on_clocks(gap, schedule.zone)
    until = "on" if gap.end == now + COVERED_FOR else f"to {end}"
    return f"nobody is on call from {start} {until} ({schedule.zone}); {MEND}"
