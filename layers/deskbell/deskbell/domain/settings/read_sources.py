"""The `sources` and `heartbeats` of the settings' `paging`: what tells of outages by itself."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from deskbell.domain.paging.policy import MINUTE, ServiceId, Urgency
from deskbell.domain.paging.sources import AlertSource, Mapped, SourceKind, WatchedSystem
from deskbell.domain.settings import values
from deskbell.domain.settings.section import Section

_NAME_LIMIT = 40
_PATH_LIMIT = 200
_WORD_LIMIT = 200
_PATH = re.compile(r"[^\s.]+(\.[^\s.]+)*")
_TOPIC = re.compile(r"arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}(\.fifo)?")


def read_sources(part: Section, services: Collection[str]) -> Mapping[str, AlertSource]:
    """By name, which is in the address that its alerts come to."""
    values.names(part)
    sources = {key: _source(one, services) for key, one in part.sections()}
    names = [source.name for source in sources.values()]
    for key, source in sources.items():
        if source.name and names.count(source.name) > 1:
            part.fault("another source has this name; their alerts would be taken for one", key)
    return sources


def read_heartbeats(part: Section, services: Collection[str]) -> Mapping[str, WatchedSystem]:
    values.names(part)
    return {key: _watched(one, services) for key, one in part.sections()}


def _source(part: Section, services: Collection[str]) -> AlertSource:
    written = part.choose(part.text("kind"), SourceKind, "no kind of alerts", "kind")
    kind = SourceKind(written) if written else None
    source = AlertSource(
        name=values.short_text(part, "name", _NAME_LIMIT),
        kind=kind or SourceKind.GENERIC,
        service=_service(part, services),
        service_from=read_path(part, "service_from") if part.has("service_from") else "",
        services={
            word: ServiceId(name) for word, name in _words(part, "services", services, "no service")
        },
        urgency=_urgency(part),
        urgency_from=read_path(part, "urgency_from") if part.has("urgency_from") else "",
        urgencies={
            word: Urgency(name)
            for word, name in _words(part, "urgencies", tuple(Urgency), "no urgency")
        },
        topics=_topics(part) if kind is SourceKind.SNS else (),
        mapped=_mapped(part) if kind is SourceKind.GENERIC else None,
    )
    for words, place in (("services", "service_from"), ("urgencies", "urgency_from")):
        if part.has(words) and not part.has(place):
            part.fault(f"needs {place}, which says where these words stand in an alert", words)
        if part.has(place) and not part.has(words):
            part.fault(f"needs {words}, which says what the words that stand there mean", place)
    part.end()
    return source


def _watched(part: Section, services: Collection[str]) -> WatchedSystem:
    interval = values.duration(part, "interval")
    watched = WatchedSystem(
        name=values.short_text(part, "name", _NAME_LIMIT),
        service=_service(part, services),
        interval=interval,
        grace=values.duration_or(part, "grace", max(MINUTE, interval / 10)),
        urgency=_urgency(part),
    )
    part.end()
    return watched


def _service(part: Section, services: Collection[str]) -> ServiceId:
    return ServiceId(part.choose(part.text("service"), services, "no service", "service"))


def _urgency(part: Section) -> Urgency:
    if not part.has("urgency"):
        return Urgency.HIGH
    name = part.choose(part.text("urgency"), Urgency, "no urgency", "urgency")
    return Urgency(name) if name else Urgency.HIGH


def _words(part: Section, key: str, known: Collection[str], none: str) -> list[tuple[str, str]]:
    """Words of the source's own, and what each of them is here."""
    if not part.has(key):
        return []
    written = part.section(key)
    found = []
    for word in written.values:
        if len(word) > _WORD_LIMIT:
            written.fault(f"too long; at most {_WORD_LIMIT} characters", word)
        if name := written.choose(written.text(word), known, none, word):
            found.append((word, name))
    return found


def _mapped(part: Section) -> Mapped:
    written = part.section("fields")

    def place(name: str) -> str:
        return read_path(written, name) if written.has(name) else ""

    mapped = Mapped(
        title=read_path(written, "title"),
        key=place("key"),
        text=place("text"),
        url=place("url"),
        status=place("status"),
        alerts=place("alerts"),
        time=place("time"),
    )
    if written.has("over"):
        mapped = replace(mapped, over=tuple(word for _, word in written.texts("over")))
        if not mapped.status:
            written.fault("needs status, which says where these words stand in an alert", "over")
    written.end()
    return mapped


def read_path(part: Section, key: str) -> str:
    """The way to a value in what a source sends."""
    path = values.short_text(part, key, _PATH_LIMIT)
    if path and not _PATH.fullmatch(path):
        part.fault(f'"{path}" is no path; write it as alert.labels.host', key)
    return path


def _topics(part: Section) -> tuple[str, ...]:
    topics = []
    for place, arn in part.texts("topics"):
        if arn and not _TOPIC.fullmatch(arn):
            part.fault(f'"{arn}" is not the ARN of a topic; it starts with arn:aws:sns:', *place)
        topics.append(arn)
    return tuple(topics)
