"""Whom the targets of a policy mean just now: who is on call, who is in a group, and how each of
them is reached. Every decision about an incident asks."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Protocol

from deskbell.domain.ids import InstallId, PersonId
from deskbell.domain.oncall.on_call import on_call
from deskbell.domain.oncall.schedule import ScheduleId
from deskbell.domain.paging.policy import Target, TargetKind
from deskbell.domain.paging.roster import Roster
from deskbell.domain.paging.settings import PagingSettings
from deskbell.domain.people import Person
from deskbell.usecases.oncall.schedules import schedule_of
from deskbell.usecases.paging.contact_ports import Groups
from deskbell.usecases.ports import Changing


class Known(Protocol):
    """Who somebody is, as far as that is known; slack_ports.People does it, too."""

    def get(self, install: InstallId, person: PersonId) -> Person: ...


class Calling(Changing, Protocol):
    """The ports of a change that may call people."""

    @property
    def people(self) -> Known: ...
    @property
    def groups(self) -> Groups: ...
    @property
    def now(self) -> Callable[[], datetime]:
        """In the domain's time."""
        ...


def roster_of(
    ports: Calling,
    install: InstallId,
    paging: PagingSettings,
    targets: Iterable[Target],
    at: datetime,
) -> Roster:
    """Whoever has left the workspace is nobody's to call, and never on call."""
    wanted = sorted(set(targets))
    found = {target: tuple(_people(ports, install, target, at)) for target in wanted}
    methods = {
        person: paging.methods(person)
        for people in found.values()
        for person in people
        if not _has_left(ports, install, person)
    }
    asked = (TargetKind.SCHEDULE, TargetKind.GROUP)
    return Roster({one: people for one, people in found.items() if one.kind in asked}, methods)


def _people(ports: Calling, install: InstallId, target: Target, at: datetime) -> Iterator[PersonId]:
    match target.kind:
        case TargetKind.PERSON:
            yield PersonId(target.id)
        case TargetKind.SCHEDULE:
            yield from _on_call(ports, install, ScheduleId(target.id), at)
        case TargetKind.GROUP:
            yield from ports.groups.members(install, target.id)
        case TargetKind.CHANNEL:
            return


def _on_call(
    ports: Calling, install: InstallId, name: ScheduleId, at: datetime
) -> Iterator[PersonId]:
    """Asked again without them as long as it is somebody who has left: mostly it is nobody."""
    schedule, gone = schedule_of(ports, name), set[PersonId]()
    while schedule and (found := on_call(schedule, at, gone)):
        if not _has_left(ports, install, found.person):
            yield found.person
            return
        gone.add(found.person)


def _has_left(ports: Calling, install: InstallId, person: PersonId) -> bool:
    """What is known; somebody of whom nothing is, is called."""
    return ports.people.get(install, person).deactivated
