"""The systems outside that say what is wrong, as the settings have them: which of our systems each
alert is about, how urgent it is, and where in it that stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from deskbell.domain.paging.policy import ServiceId, Urgency


class SourceKind(StrEnum):
    """In whose form the alerts of a source come."""

    GENERIC = "generic"
    """JSON of any form; the source's `Mapped` says where what stands."""
    ALERTMANAGER = "alertmanager"
    GRAFANA = "grafana"
    SNS = "sns"
    """Alarms of CloudWatch, or any text, through a topic of Amazon SNS."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """Where what stands in an alert of no known form: paths such as `alert.labels.host` or
    `items.0.name`, from an alert; `alerts` is that of the list that they are in, from the top, and
    empty where one comes at a time. `over`: what `status` says of one that is over. `time`: since
    when it is as it says."""

    title: str
    key: str = ""
    text: str = ""
    url: str = ""
    status: str = ""
    over: tuple[str, ...] = ("resolved",)
    alerts: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class AlertSource:
    """`service` is the system of an alert that names none of `services`, by what stands at
    `service_from`: the name of a label, for the generic form and SNS a path. So with urgencies.

    `topics` are those whose messages count, of SNS alone; `mapped` is of the generic form alone.
    """

    name: str
    kind: SourceKind
    service: ServiceId
    service_from: str = ""
    services: Mapping[str, ServiceId] = field(default_factory=dict)
    urgency: Urgency = Urgency.HIGH
    urgency_from: str = ""
    urgencies: Mapping[str, Urgency] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    mapped: Mapped | None = None

    def service_of(self, said: str) -> ServiceId:
        return self.services.get(said, self.service)

    def urgency_of(self, said: str) -> Urgency:
        return self.urgencies.get(said, self.urgency)


@dataclass(frozen=True, slots=True)
class WatchedSystem:
    """A system that gives a sign of life each `interval`, or at most `grace` later; where it does
    not, that is an outage of `service`."""

    name: str
    service: ServiceId
    interval: timedelta
    grace: timedelta
    urgency: Urgency = Urgency.HIGH

    @property
    def longest(self) -> timedelta:
        """How long it may be silent."""
        return self.interval + self.grace
