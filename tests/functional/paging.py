"""A desk whose outages are paged, for the scenarios: who is called, in which order, and by what."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from deskbell.adapters.memory.workspace import Post
from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.inputs import (
    AlertReceived,
    Button,
    ButtonPressed,
    Dialog,
    DialogSubmitted,
    HeartbeatHeard,
    Input,
)
from deskbell.domain.oncall.schedule import (
    Layer,
    LayerId,
    Member,
    Rotation,
    Schedule,
    ScheduleId,
    WallTime,
)
from deskbell.domain.paging.effects import SendPages
from deskbell.domain.paging.incident import Incident, Status
from deskbell.domain.paging.policy import (
    EscalationPolicy,
    Level,
    Method,
    PolicyId,
    ServiceId,
    Target,
    TargetKind,
    Urgency,
)
from deskbell.domain.paging.settings import PagingSettings, Service
from deskbell.domain.settings.desk import Desk
from deskbell.usecases.ports import OutboxRow
from tests.builders import BEN, IT_ONCALL, IT_TRIAGE, LENA, a_desk
from tests.functional.memory_desk import MemoryDesk

MINUTE = timedelta(minutes=1)
VPN = ServiceId("vpn")
BOTH = (Method.SLACK, Method.SMS)


def a_rotation(name: str, *people: PersonId) -> Schedule:
    """Each of them for a week; the first one from long ago on."""
    layer = Layer(
        LayerId("weekly"),
        Rotation.WEEKLY,
        1,
        WallTime("2020-01-06 09:00"),
        tuple(map(Member, people)),
    )
    return Schedule(ScheduleId(name), name, "UTC", (layer,))


IT = EscalationPolicy(
    id=PolicyId("it"),
    name="IT outages",
    channel=IT_TRIAGE,
    fallback=IT_ONCALL,
    levels=(
        Level((Target(TargetKind.SCHEDULE, "first"),), 5 * MINUTE),
        Level((Target(TargetKind.PERSON, LENA),), 10 * MINUTE),
    ),
    loops=2,
)
PAGING = PagingSettings(
    channel=IT_TRIAGE,
    fallback=IT_ONCALL,
    policies={IT.id: IT},
    services={VPN: Service("VPN", IT.id)},
    contacts={BEN: BOTH},
)


def a_paged_desk(**changes: Any) -> Desk:
    """Ben is on call, then Lena is asked; `changes` are of the paging's settings."""
    schedules = {ScheduleId("first"): a_rotation("first", BEN)}
    return a_desk(schedules=schedules, paging=replace(PAGING, **changes))


@dataclass
class PagedDesk(MemoryDesk):
    """What people do about outages there."""

    desk: Desk = field(default_factory=a_paged_desk)

    def report(self, person: PersonId, service: str = VPN, **values: str) -> Input:
        said = {"service": service, "impact": "Nobody can connect", **values}
        return DialogSubmitted(Dialog.INCIDENT_RAISE, "", person, None, None, said)

    def alert(
        self,
        key: str = "disk",
        *,
        firing: bool = True,
        service: str = VPN,
        source: str = "prometheus",
        began: datetime | None = None,
        ended: datetime | None = None,
    ) -> Input:
        return AlertReceived(
            source,
            key,
            firing,
            ServiceId(service),
            "Disk full",
            "",
            "",
            Urgency.HIGH,
            began,
            ended,
        )

    def beat(self, system: str = "backup") -> Input:
        return HeartbeatHeard(system)

    def acknowledge(self, person: PersonId, generation: int | None = None) -> Input:
        now = self.incident.rung.generation if generation is None else generation
        return self.press_incident(person, Button.INCIDENT_ACKNOWLEDGE, str(now))

    def press_incident(self, person: PersonId, button: Button, seen: str = "") -> Input:
        value = f"{self.incident.ref}|{seen}" if seen else str(self.incident.ref)
        return ButtonPressed(button, value, person, IT_TRIAGE, None, None)

    def choose_of_incident(self, by: PersonId, dialog: Dialog, **values: str) -> Input:
        return self.of_incident(by, self.incident, dialog, **values)

    def of_incident(self, by: PersonId, incident: Incident, dialog: Dialog, **values: str) -> Input:
        return DialogSubmitted(dialog, str(incident.ref), by, IT_TRIAGE, None, values)

    @property
    def incidents(self) -> list[Incident]:
        found = (state for state in self.table.states.values() if isinstance(state, Incident))
        return sorted(found, key=lambda one: one.number)

    @property
    def incident(self) -> Incident:
        [incident] = self.incidents
        return incident

    def status(self) -> Status:
        return self.incident.status

    def minutes(self, number: int) -> None:
        """Time passes, minute by minute, as the rule fires."""
        for _ in range(number):
            self.later(MINUTE)

    def pages(self, person: PersonId) -> list[Post]:
        """The direct messages that call somebody: they have a button to acknowledge."""
        if self.slack.people[person].deactivated:
            return []
        return [post for post in self.direct(person) if Button.INCIDENT_ACKNOWLEDGE in str(post)]


def rows_of(desk: MemoryDesk, method: Method) -> list[OutboxRow]:
    rows = desk.table.outbox.values()
    return [
        row for row in rows if isinstance(row.effect, SendPages) and row.effect.method is method
    ]


def pages_of(row: OutboxRow) -> Sequence[object]:
    assert isinstance(row.effect, SendPages)
    return row.effect.pages


def direct_of(desk: MemoryDesk, person: PersonId) -> ChannelId:
    channel = desk.slack.direct_channel(person)
    assert isinstance(channel, str)
    return ChannelId(channel)
