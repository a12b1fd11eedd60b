"""Incidents, pagers and heartbeats with nothing left at its default, for the contract tests."""

from dataclasses import replace
from datetime import timedelta

from deskbell.domain.ids import PersonId, heartbeat_ref, incident_ref, pager_ref, ticket_ref
from deskbell.domain.paging.alerted import Alerted
from deskbell.domain.paging.dedup import DedupKey
from deskbell.domain.paging.heartbeat import Heartbeat
from deskbell.domain.paging.incident import (
    Call,
    Held,
    Incident,
    IncidentRole,
    News,
    Status,
)
from deskbell.domain.paging.page import Page, Receipt, Rung
from deskbell.domain.paging.pager import Pager
from deskbell.domain.paging.policy import Method, ServiceId, Urgency
from deskbell.domain.settings.hours import QuietHours
from deskbell.domain.texts import Argument, Name, Passage, Text
from tests.builders import ANA, BEN, INSTALL, IT_ONCALL, LENA, MINJUN, NOW
from tests.functional.paging import IT, MINUTE

KEY = DedupKey("prometheus:disk")


def a_first_incident() -> Incident:
    """As an alert source raises it."""
    return Incident(
        ref=incident_ref(INSTALL, KEY, 1),
        install=INSTALL,
        version=1,
        number=57,
        key=KEY,
        ordinal=1,
        service=ServiceId("vpn"),
        system="VPN",
        impact="",
        urgency=Urgency.HIGH,
        policy=IT,
        opener=None,
        raised_at=NOW,
        since=NOW,
    )


def a_full_incident() -> Incident:
    rung = Rung(1, 1, 0)
    said: dict[str, Argument] = {
        "number": 57,
        "system": "VPN",
        "by": Name(LENA),
        "said": Passage("Soon\nbetter"),
    }
    return replace(
        a_first_incident(),
        version=9,
        impact="Nobody can connect",
        policy=replace(IT, quiet=QuietHours("22:00", "07:00"), zone="Asia/Seoul", own_channel=True),
        opener=ANA,
        affected="Everybody in Warsaw",
        source="prometheus",
        drill=True,
        status=Status.MERGED,
        rung=rung,
        due=NOW + MINUTE,
        held=Held.FLAPPING,
        calls=(
            Call(BEN, (Method.SLACK, Method.SMS), 1, NOW, Receipt.DELIVERED, answered=True),
            Call(IT_ONCALL, (Method.CHANNEL,)),
        ),
        called={BEN: NOW, IT_ONCALL: NOW + MINUTE},
        acknowledged_by=BEN,
        reports=50,
        flaps=2,
        followers=(ANA, MINJUN),
        roles={IncidentRole.SCRIBE: LENA},
        news=News(3, Text("dm.incident_update", said), LENA, told=1),
        told_afterwards=frozenset({PersonId(LENA)}),
        merged_into=incident_ref(INSTALL, "vpn", 2),
        tickets=(ticket_ref(INSTALL, "a message"),),
        wants_channel=True,
        own_channel=IT_ONCALL,
        channel_for=frozenset({LENA}),
        reviewed=True,
        alerts={KEY: Alerted("prometheus", 3, NOW, NOW + MINUTE, over=True, noticed=NOW)},
        generation=2,
    )


def a_full_pager() -> Pager:
    page = Page(incident_ref(INSTALL, KEY, 1), Rung(1, 0, 2), BEN, Method.SMS, is_new=True)
    ref = pager_ref(INSTALL, BEN, Method.SMS)
    return Pager(ref, INSTALL, 4, BEN, Method.SMS, (NOW, NOW + MINUTE), (page,), NOW + 2 * MINUTE)


def a_full_heartbeat() -> Heartbeat:
    ref = heartbeat_ref(INSTALL, "backup")
    return Heartbeat(
        ref, INSTALL, 5, "backup", timedelta(hours=25), NOW, NOW, missed=True, paused=NOW + MINUTE
    )
