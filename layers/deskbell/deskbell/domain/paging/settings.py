"""The `paging` of the settings: which policy each system has, and how each person is reached."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from deskbell.domain.folding import mentions, words_of
from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.paging.policy import (
    EscalationPolicy,
    Maintenance,
    Method,
    PolicyId,
    ServiceId,
)
from deskbell.domain.paging.sources import AlertSource, WatchedSystem

NO_POLICY = PolicyId("")
"""Of a system that no policy is for (any more): nobody is called for it but the fallback."""


@dataclass(frozen=True, slots=True)
class Service:
    """A system that outages are reported of; `names` has other languages' names for it."""

    name: str
    policy: PolicyId
    names: Mapping[str, str] = field(default_factory=dict)

    def named(self, language: str) -> str:
        return self.names.get(language, self.name)


@dataclass(frozen=True, slots=True)
class PagingSettings:
    """`channel` and `fallback` are for what no policy is for; a person without `contacts` is
    reached by direct message. `mail` is the address that pages by mail come from."""

    channel: ChannelId
    fallback: ChannelId
    policies: Mapping[PolicyId, EscalationPolicy] = field(default_factory=dict)
    services: Mapping[ServiceId, Service] = field(default_factory=dict)
    contacts: Mapping[PersonId, tuple[Method, ...]] = field(default_factory=dict)
    maintenance: tuple[Maintenance, ...] = ()
    sources: Mapping[str, AlertSource] = field(default_factory=dict)
    heartbeats: Mapping[str, WatchedSystem] = field(default_factory=dict)
    mail: str = ""

    def policy_for(self, service: ServiceId) -> EscalationPolicy:
        """One without levels, whose first step is the fallback, where the settings know no such
        system: a report of it is not lost."""
        known = self.services.get(service)
        if known and known.policy in self.policies:
            return self.policies[known.policy]
        return EscalationPolicy(NO_POLICY, service, self.channel, self.fallback, ())

    def service_in(self, words: str) -> ServiceId:
        """The system that is named there, else the first one."""
        said = words_of(words)
        for service, known in self.services.items():
            if any(mentions(said, name) for name in (known.name, *known.names.values())):
                return service
        return next(iter(self.services), ServiceId(""))

    def methods(self, person: PersonId) -> tuple[Method, ...]:
        """In the order in which they are tried."""
        return self.contacts.get(person, (Method.SLACK,))
