"""What tells of outages by itself, as an admin writes it down: alert sources and signs of life."""

from datetime import timedelta
from typing import Any

import pytest

from deskbell.adapters import wire
from deskbell.domain.ids import PersonId
from deskbell.domain.paging.policy import Method, ServiceId, Urgency
from deskbell.domain.paging.settings import PagingSettings
from deskbell.domain.paging.sources import AlertSource, Mapped, SourceKind, WatchedSystem
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.parse import parse
from tests.unit.settings.documents import changed
from tests.unit.settings.test_paging import SHORT, read

TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms"
PROMETHEUS: dict[str, Any] = {
    "name": "Prometheus",
    "kind": "alertmanager",
    "service": "vpn",
    "service_from": "job",
    "services": {"openvpn": "vpn"},
    "urgency_from": "severity",
    "urgencies": {"warning": "low", "critical": "high"},
}
GENERIC: dict[str, Any] = {
    "name": "Checks",
    "kind": "generic",
    "service": "vpn",
    "fields": {
        "title": "check.name",
        "key": "check.id",
        "status": "state",
        "over": ["ok"],
        "time": "since",
    },
}
BACKUP: dict[str, Any] = {"name": "Nightly backup", "service": "vpn", "interval": "1d"}


def test_a_source_says_which_system_and_urgency_its_words_mean() -> None:
    settings, faults = read("sources", {"prometheus": PROMETHEUS})
    assert faults == []
    source = settings.sources["prometheus"]
    assert source.kind is SourceKind.ALERTMANAGER
    assert source.service_of("openvpn") == source.service_of("unheard of") == ServiceId("vpn")
    assert [source.urgency_of(word) for word in ("warning", "critical", "")] == [
        Urgency.LOW,
        Urgency.HIGH,
        Urgency.HIGH,
    ]


def test_a_source_of_any_form_says_where_what_stands() -> None:
    settings, faults = read("sources", {"checks": GENERIC})
    assert faults == []
    assert settings.sources["checks"] == AlertSource(
        "Checks",
        SourceKind.GENERIC,
        ServiceId("vpn"),
        mapped=Mapped("check.name", "check.id", status="state", over=("ok",), time="since"),
    )


def test_a_sign_of_life_may_be_late_by_a_tenth_of_its_interval() -> None:
    settings, faults = read("heartbeats", {"backup": BACKUP, "quick": {**BACKUP, "interval": "2m"}})
    assert faults == []
    assert settings.heartbeats["backup"] == WatchedSystem(
        "Nightly backup", ServiceId("vpn"), timedelta(days=1), timedelta(hours=2, minutes=24)
    )
    assert settings.heartbeats["quick"].longest == timedelta(minutes=3)


def test_the_desk_with_sources_comes_back_the_same_from_the_table() -> None:
    sns = {"name": "AWS", "kind": "sns", "service": "vpn", "urgency": "low", "topics": [TOPIC]}
    document = {
        **SHORT,
        "sources": {"prometheus": PROMETHEUS, "checks": GENERIC, "aws": sns},
        "heartbeats": {"backup": {**BACKUP, "grace": "30m"}},
        "policies": {"it": {"name": "IT", "levels": [{"call": ["person ben"]}]}},
        "mail": "oncall@desk.example.com",
        "contacts": {"ben": ["mail"]},
    }
    desk = parse(changed("paging", document))
    assert wire.decode(wire.encode(desk), Desk) == desk
    assert isinstance(desk.paging, PagingSettings)
    assert desk.paging.sources["aws"].topics == (TOPIC,)
    assert desk.paging.methods(PersonId("U0BEN00001")) == (Method.MAIL,)


@pytest.mark.parametrize(
    ("place", "value", "fault"),
    [
        ("sources", {"a": PROMETHEUS, "b": PROMETHEUS}, "b: another source has this name"),
        ("sources", {"A B": PROMETHEUS}, "write this name in small letters"),
        ("sources", {"p": {**PROMETHEUS, "kind": "nagios"}}, '"nagios" is no kind of alerts'),
        ("sources", {"p": {**PROMETHEUS, "service": "fax"}}, '"fax" is no service'),
        ("sources", {"p": {**PROMETHEUS, "services": {"x": "fax"}}}, '"fax" is no service'),
        ("sources", {"p": {**PROMETHEUS, "urgencies": {"x": "hgih"}}}, '"hgih" is no urgency'),
        ("sources", {"p": {**PROMETHEUS, "urgency": "hgih"}}, '"hgih" is no urgency'),
        ("sources", {"p": {**PROMETHEUS, "topics": [TOPIC]}}, "there is no such setting"),
        ("sources", {"p": {**PROMETHEUS, "fields": {}}}, "there is no such setting"),
        (
            "sources",
            {"p": {"name": "P", "kind": "grafana", "service": "vpn", "services": {"a": "vpn"}}},
            "needs service_from",
        ),
        (
            "sources",
            {"p": {"name": "P", "kind": "grafana", "service": "vpn", "urgency_from": "level"}},
            "needs urgencies",
        ),
        ("sources", {"p": {"name": "P", "kind": "sns", "service": "vpn"}}, "topics: this setting"),
        (
            "sources",
            {"p": {"name": "P", "kind": "sns", "service": "vpn", "topics": ["alarms"]}},
            '"alarms" is not the ARN of a topic',
        ),
        ("sources", {"p": {"name": "P", "kind": "generic", "service": "vpn"}}, "fields: this"),
        ("sources", {"p": {**GENERIC, "fields": {"key": "id"}}}, "fields.title: this setting"),
        (
            "sources",
            {"p": {**GENERIC, "fields": {"title": "a..b"}}},
            '"a..b" is no path; write it as alert.labels.host',
        ),
        (
            "sources",
            {"p": {**GENERIC, "fields": {"title": "a", "over": ["ok"]}}},
            "fields.over: needs status",
        ),
        ("heartbeats", {"b": {**BACKUP, "interval": "30s"}}, "is not a time from 1m to 365d"),
        ("heartbeats", {"b": {**BACKUP, "service": "fax"}}, '"fax" is no service'),
        ("heartbeats", {"b": {**BACKUP, "graze": "1m"}}, "there is no such setting"),
        ("contacts", {"ben": ["mail"]}, "contacts.ben: needs mail"),
        ("mail", "On Call", "is not an address"),
    ],
)
def test_each_fault_is_named_with_its_place(place: str, value: object, fault: str) -> None:
    _, faults = read(place, value)
    assert any(one.startswith("paging.") and fault in one for one in faults), faults
