"""What the table and its memory twin promise about incidents, pagers and heartbeats."""

from dataclasses import MISSING, fields, replace

import pytest

from deskbell.domain.decision import Change, Decision, Event, Link, Role, SetTimer, State
from deskbell.domain.errors import ConcurrentChangeError
from deskbell.domain.ids import PersonId
from deskbell.domain.paging import events as e
from deskbell.domain.paging.heartbeat import Heartbeat
from deskbell.domain.paging.incident import Call, Incident, Status
from deskbell.domain.paging.page import Rung
from deskbell.domain.paging.pager import Pager
from deskbell.domain.paging.policy import Method
from deskbell.domain.paging.steps import STEP, incident_link
from deskbell.domain.texts import Text
from deskbell.usecases.paging.incidents import going_on, newest_of
from tests.builders import BEN, INSTALL, LENA, NOW, a_cause
from tests.contracts.paging import (
    KEY,
    a_first_incident,
    a_full_heartbeat,
    a_full_incident,
    a_full_pager,
)
from tests.contracts.stores import Store

WHY = Text("test.changed")
ALL = [a_first_incident(), a_full_incident(), a_full_pager(), a_full_heartbeat()]


def put(store: Store, before: State | None, after: State, *links: Link) -> None:
    event: Event = e.IncidentUpdated(BEN)
    timer = SetTimer(f"{STEP}{Rung(0, 0, -1)}", after.version, NOW)
    change = Change(before, after, event, WHY, timers=(timer,), rows=links)
    store.aggregates.commit(Decision((change,)), a_cause(f"{after.ref} {after.version}"))


@pytest.mark.parametrize("full", ALL[1:], ids=lambda one: type(one).__name__)
def test_what_these_tests_keep_leaves_no_field_at_its_default(
    full: Incident | Pager | Heartbeat,
) -> None:
    at_default = [
        field.name
        for field in fields(full)
        if field.default is not MISSING and getattr(full, field.name) == field.default
    ]
    assert at_default == []


@pytest.mark.parametrize("kept", ALL, ids=lambda one: type(one).__name__)
def test_it_reads_back_as_it_was_committed(store: Store, kept: State) -> None:
    put(store, None, kept)
    assert store.aggregates.load(kept.ref) == kept


def test_two_who_report_the_same_outage_at_once_do_not_make_two_of_it(store: Store) -> None:
    put(store, None, a_first_incident())
    second = replace(a_first_incident(), number=58, impact="the same")
    change = Change(None, second, e.IncidentUpdated(BEN), WHY)
    with pytest.raises(ConcurrentChangeError):
        store.aggregates.commit(Decision((change,)), a_cause("the second report"))


def test_the_newest_of_a_key_is_found_and_followed_to_where_it_was_merged(store: Store) -> None:
    first = a_first_incident()
    link = Link(incident_link(INSTALL, KEY), first.ref, newest=True)
    put(store, None, first, link)
    merged = replace(a_full_incident(), version=2)
    assert merged.merged_into
    other = replace(first, ref=merged.merged_into, number=3)
    put(store, first, merged)
    put(store, None, other)
    assert newest_of(store.aggregates, INSTALL, KEY) == merged
    assert going_on(store.aggregates, merged.ref) == other


def test_the_timer_of_a_rung_is_due_by_its_name(store: Store) -> None:
    incident = a_first_incident()
    put(store, None, incident)
    [(_, timer)] = store.timers.due(NOW, 10)
    assert (timer.ref, Rung.parse(timer.name.removeprefix(STEP))) == (incident.ref, incident.rung)


def test_whoever_is_called_and_the_channel_have_it_on_their_lists_until_it_is_over(
    store: Store,
) -> None:
    incident = replace(a_first_incident(), calls=(Call(LENA, (Method.SLACK,)),))
    everybody = (LENA, PersonId(incident.policy.channel))
    put(store, None, incident)
    for person in everybody:
        assert store.lists.of_person(INSTALL, person, Role.RESPONDER) == [incident.ref]
    seen = replace(incident, version=2, calls=(), acknowledged_by=BEN)
    put(store, incident, seen)
    assert store.lists.of_person(INSTALL, LENA, Role.RESPONDER) == []
    assert store.lists.of_person(INSTALL, BEN, Role.RESPONDER) == [incident.ref]
    put(store, seen, replace(seen, version=3, status=Status.RESOLVED))
    for person in (*everybody, BEN):
        assert store.lists.of_person(INSTALL, person, Role.RESPONDER) == []
