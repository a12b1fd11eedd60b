"""The `paging` of the settings: who is called for which system's outages, and how."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.paging.policy import (
    MINUTE,
    EscalationPolicy,
    Level,
    Maintenance,
    Method,
    PolicyId,
    ServiceId,
    Target,
    TargetKind,
)
from deskbell.domain.paging.policy_lint import lint
from deskbell.domain.paging.settings import PagingSettings, Service
from deskbell.domain.settings import values
from deskbell.domain.settings.faults import one_of
from deskbell.domain.settings.own_channels import channel_at
from deskbell.domain.settings.read_sources import read_heartbeats, read_sources
from deskbell.domain.settings.section import Section
from deskbell.domain.texts import LANGUAGES

_NAME_LIMIT = 40
_DELAYS = (5 * MINUTE, 10 * MINUTE, 15 * MINUTE)
"""Of the first, the second and each further level, where none is written."""
_GROUP = re.compile(r"S[A-Z0-9]{2,20}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
_WAYS = tuple(method for method in Method if method is not Method.CHANNEL)


@dataclass(frozen=True, slots=True)
class Names:
    """What the rest of the document may call people, channels and schedules; `zone` is the
    desk's."""

    people: Mapping[str, str]
    channels: Mapping[str, str]
    schedules: Collection[str]
    zone: str


def read_paging(part: Section, fallback: ChannelId, names: Names) -> PagingSettings:
    """What a policy leaves out is as docs/settings.md says."""
    channel = channel_at(part, "channel", names.channels)
    fallback = channel_at(part, "fallback", names.channels) if part.has("fallback") else fallback
    written = part.section("policies")
    values.names(written)
    policies = {
        PolicyId(key): _policy(key, one, channel, fallback, names)
        for key, one in written.sections()
    }
    services = part.section("services")
    values.names(services)
    settings = PagingSettings(
        channel=channel,
        fallback=fallback,
        policies=policies,
        services={ServiceId(key): _service(one, policies) for key, one in services.sections()},
        contacts=dict(_contacts(part.section("contacts"), names)) if part.has("contacts") else {},
        maintenance=tuple(
            _window(one, services.values, names.zone) for one in part.items("maintenance")
        )
        if part.has("maintenance")
        else (),
        sources=read_sources(part.section("sources"), services.values)
        if part.has("sources")
        else {},
        heartbeats=read_heartbeats(part.section("heartbeats"), services.values)
        if part.has("heartbeats")
        else {},
        mail=(values.mail_address(part, "mail") or "") if part.has("mail") else "",
    )
    for name, person in names.people.items():
        if Method.MAIL in settings.contacts.get(PersonId(person), ()) and not settings.mail:
            part.fault("needs mail, the address that pages by mail come from", "contacts", name)
    part.end()
    return settings


def _service(part: Section, policies: Mapping[PolicyId, EscalationPolicy]) -> Service:
    service = Service(
        name=values.short_text(part, "name", _NAME_LIMIT),
        policy=PolicyId(part.choose(part.text("policy"), policies, "no policy", "policy")),
        names=_names(part.section("names")) if part.has("names") else {},
    )
    part.end()
    return service


def _names(part: Section) -> Mapping[str, str]:
    """By language."""
    names = {
        language: values.short_text(part, language, _NAME_LIMIT)
        for language in LANGUAGES
        if part.has(language)
    }
    part.end()
    return names


def _policy(
    key: str, part: Section, channel: ChannelId, fallback: ChannelId, names: Names
) -> EscalationPolicy:
    faults = len(part.faults)
    sound = EscalationPolicy(PolicyId(key), "", channel, fallback, ())
    policy = EscalationPolicy(
        id=sound.id,
        name=values.short_text(part, "name", _NAME_LIMIT),
        channel=channel_at(part, "channel", names.channels) if part.has("channel") else channel,
        fallback=channel_at(part, "fallback", names.channels) if part.has("fallback") else fallback,
        levels=tuple(_levels(part, names)),
        loops=values.whole_or(part, "loops", sound.loops),
        patience=values.duration_or(part, "patience", sound.patience),
        silence=values.duration_or(part, "silence", sound.silence),
        reopen_within=values.duration_or(part, "reopen_within", sound.reopen_within),
        hold_down=values.duration_or(part, "hold_down", sound.hold_down),
        quiet=values.quiet_hours(part, "quiet"),
        zone=names.zone,
        own_channel=values.says_yes(part, "own_channel"),
    )
    part.end()
    if len(part.faults) == faults:
        for place, wrong in lint(policy):
            part.fault(wrong, *place.split("."))
    return policy


def _levels(part: Section, names: Names) -> Iterator[Level]:
    for number, one in enumerate(part.items("levels")):
        yield Level(
            targets=tuple(_targets(one, names)),
            delay=values.duration_or(one, "within", _DELAYS[min(number, len(_DELAYS) - 1)]),
            everyone=values.says_yes(one, "everyone"),
        )
        one.end()


def _targets(part: Section, names: Names) -> Iterator[Target]:
    """Such as `schedule it`, `person ben`, `group S0ONCALL01`, `channel it-triage`."""
    known: Mapping[str, Collection[str]] = {
        TargetKind.PERSON: names.people,
        TargetKind.CHANNEL: names.channels,
        TargetKind.SCHEDULE: names.schedules,
    }
    for where, text in part.texts("call"):
        kind, _, name = text.partition(" ")
        kind = part.choose(kind, TargetKind, "nobody who can be called", *where)
        if kind == TargetKind.GROUP and not _GROUP.fullmatch(name):
            part.fault(f'"{name}" is not the id of a user group; it starts with S', *where)
        elif kind and kind != TargetKind.GROUP and name not in known[kind]:
            part.fault(f'"{name}" is no {kind}; {one_of(known[kind], name)}', *where)
        elif kind:
            ids = {**names.people, **names.channels}
            is_named = kind in (TargetKind.PERSON, TargetKind.CHANNEL)
            yield Target(TargetKind(kind), ids[name] if is_named else name)


def _contacts(part: Section, names: Names) -> Iterator[tuple[PersonId, tuple[Method, ...]]]:
    for name in part.values:
        person = part.choose(name, names.people, "nobody in people", name)
        ways = [
            part.choose(way, _WAYS, "no way to reach anybody", *at) for at, way in part.texts(name)
        ]
        if len(set(ways)) < len(ways):
            part.fault("a way is there twice", name)
        if person:
            yield (
                PersonId(names.people[person]),
                tuple(Method(way) for way in ways if way),
            )


def _window(part: Section, services: Collection[str], zone: str) -> Maintenance:
    name = part.text("service") if part.has("service") else ""
    service = part.choose(name, services, "no service", "service")
    start, end = _moment(part, "from", zone), _moment(part, "until", zone)
    if start and end and end <= start:
        part.fault("is not after from", "until")
    part.end()
    nowhen = datetime.min.replace(tzinfo=UTC)
    return Maintenance(ServiceId(service) if service else None, start or nowhen, end or nowhen)


def _moment(part: Section, key: str, zone: str) -> datetime | None:
    """On the clock of the desk, as an instant."""
    text = part.text(key)
    try:
        if _MOMENT.fullmatch(text):
            return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    except (ValueError, LookupError, OSError):
        pass  # said below, or of the zone itself
    if text:
        part.fault(f'"{text}" is not a day and a time; write it as 2026-12-24 18:00', key)
    return None
