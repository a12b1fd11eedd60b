"""Signs of life of outside systems: the settings name who has to give one, their calls are heard,
and one that stays out is an outage (D-13). process_input, follow_up and registry.py call these.

Once an hour each of them is looked at, whatever became of its timer: so a new one begins, and other
settings, or a lost timer, are noticed.
"""

from datetime import datetime

from deskbell.domain.decision import Cause, Decision, State
from deskbell.domain.ids import InstallId, heartbeat_ref
from deskbell.domain.inputs import (
    HeartbeatChanged,
    HeartbeatHeard,
    HeartbeatPauseWanted,
    TimerDue,
)
from deskbell.domain.paging.commands import EndAlert
from deskbell.domain.paging.heartbeat import (
    MISSED,
    Beat,
    Heartbeat,
    HeartbeatCommand,
    Miss,
    Pause,
    Unwatch,
    Watch,
    decide_heartbeat,
)
from deskbell.domain.paging.sources import WatchedSystem
from deskbell.domain.settings.desk import Desk
from deskbell.usecases.change import Handled, change, ignored
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.looks import look_at
from deskbell.usecases.paging.hear_alert import over, report_of
from deskbell.usecases.paging.raise_incident import raise_incident
from deskbell.usecases.ports import InputQueue, Settings
from deskbell.usecases.tickets.desk import TicketPorts

SOURCE = "heartbeat"
"""Of the incident that a missed one is."""


def look_at_heartbeats(settings: Settings, queue: InputQueue, now: datetime) -> int:
    """How many there are; `now` is the scheduled event's time. Raises QueueUnavailableError."""
    desk = settings.current()
    watched = desk.paging.heartbeats if desk.paging else {}
    for system in watched:
        ref = heartbeat_ref(desk.workspace.install, system)
        queue.put(look_at(ref, MISSED, desk.workspace.install, now))
    return len(watched)


def hear_heartbeat(ports: TicketPorts, heard: HeartbeatHeard, cause: Cause) -> Handled:
    return _change(ports, cause.install, heard.system, Beat(), cause)


def pause_heartbeat(ports: TicketPorts, wanted: HeartbeatPauseWanted, cause: Cause) -> Handled:
    pause = Pause(wanted.by, wanted.until)

    def decided(state: State | None) -> Decision:
        return decide_heartbeat(of_kind(Heartbeat, state), pause, cause.at)

    ref = heartbeat_ref(cause.install, wanted.system)
    return change(ports.aggregates, ref, cause, decided)


def expire_heartbeat(ports: TicketPorts, timer: TimerDue, cause: Cause) -> Handled:
    system = timer.ref.id.removeprefix(f"{cause.install}.")
    return _change(ports, cause.install, system, Miss(), cause)


def report_heartbeat(ports: TicketPorts, changed: HeartbeatChanged, cause: Cause) -> Handled:
    """Missed, it is an outage like any other; back, it is over."""
    desk = ports.settings.current()
    beat = of_kind(Heartbeat, ports.aggregates.load(changed.heartbeat))
    watched = _watched(desk, changed.system)
    if desk.paging is None or beat is None:
        return ignored("paging_not_set_up")
    if not changed.missed:
        return over(ports, EndAlert(beat.key, SOURCE), cause)
    if watched is None:
        return ignored("heartbeat_not_watched")
    report = report_of(
        desk.paging, beat.key, SOURCE, watched.service, watched.name, watched.urgency
    )
    return raise_incident(ports, report, cause)


def _change(
    ports: TicketPorts, install: InstallId, system: str, given: Beat | Miss, cause: Cause
) -> Handled:
    """As the settings want it, first of all."""
    watched = _watched(ports.settings.current(), system)

    def decided(state: State | None) -> Decision:
        beat = of_kind(Heartbeat, state)
        return decide_heartbeat(beat, _command(install, system, beat, watched, given), cause.at)

    return change(ports.aggregates, heartbeat_ref(install, system), cause, decided)


def _command(
    install: InstallId,
    system: str,
    beat: Heartbeat | None,
    watched: WatchedSystem | None,
    given: Beat | Miss,
) -> HeartbeatCommand:
    if watched is None:
        return Unwatch()
    if beat is None or beat.interval != watched.longest or beat.is_unwatched:
        return Watch(install, system, watched.longest)
    return given


def _watched(desk: Desk, system: str) -> WatchedSystem | None:
    return desk.paging.heartbeats.get(system) if desk.paging else None
