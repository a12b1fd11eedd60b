"""Incidents, pagers and heartbeats as items, and back; `states.py` lists them with the others.

Each is stored as a whole: nothing looks for a part of one.
"""

from typing import TypeVar

from deskbell.adapters import wire
from deskbell.adapters.dynamo import keys
from deskbell.adapters.dynamo.paging_items import HeartbeatItem, IncidentItem, PagerItem
from deskbell.domain.paging.heartbeat import Heartbeat
from deskbell.domain.paging.incident import Incident
from deskbell.domain.paging.pager import Pager

Item = TypeVar("Item", IncidentItem, PagerItem, HeartbeatItem)


def _whole(item: type[Item], state: Incident | Pager | Heartbeat) -> Item:
    return item(
        *keys.state(state.ref),
        install=state.install,
        version=state.version,
        state=wire.encode(state),
    )


def incident_to_item(incident: Incident) -> IncidentItem:
    return _whole(IncidentItem, incident)


def incident_from_item(item: IncidentItem) -> Incident:
    return wire.decode(item.state, Incident)


def pager_to_item(pager: Pager) -> PagerItem:
    return _whole(PagerItem, pager)


def pager_from_item(item: PagerItem) -> Pager:
    return wire.decode(item.state, Pager)


def heartbeat_to_item(heartbeat: Heartbeat) -> HeartbeatItem:
    return _whole(HeartbeatItem, heartbeat)


def heartbeat_from_item(item: HeartbeatItem) -> Heartbeat:
    return wire.decode(item.state, Heartbeat)
