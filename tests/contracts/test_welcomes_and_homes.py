"""What the table and its memory twin promise about welcomes, Home tabs and chosen languages."""

from collections.abc import Mapping
from dataclasses import replace

import boto3
import pytest

from deskbell.adapters.person_language import PersonLanguage
from deskbell.domain.decision import Change, Decision, Event, State
from deskbell.domain.errors import ConcurrentChangeError
from deskbell.domain.home.events import HomePageTurned, HomeShown
from deskbell.domain.home.home import Home, HomeList
from deskbell.domain.ids import InboxId, home_ref, install_ref, welcome_ref
from deskbell.domain.install.events import EventsDropped
from deskbell.domain.install.install import Install
from deskbell.domain.texts import Text
from deskbell.domain.welcome.events import MemberUnknown, MemberWelcomed
from deskbell.domain.welcome.welcome import Welcome
from tests.builders import ANA, INSTALL, IT_HAPPENS, MINUTE, NOW, a_cause
from tests.contracts.changes import a_language_chosen
from tests.contracts.stores import REGION, TABLE, Store
from tests.ingress import MemoryModals

WELCOME = Welcome(welcome_ref(INSTALL, IT_HAPPENS, ANA), INSTALL, 1, IT_HAPPENS, ANA, InboxId("it"))
HOME = Home(home_ref(INSTALL, ANA), INSTALL, 1, ANA)
INSTALLED = Install(install_ref(INSTALL), INSTALL, 1)


def put(store: Store, before: State | None, after: State, event: Event) -> None:
    """One change, under a key of its own."""
    change = Change(before, after, event, Text("test.changed"))
    store.aggregates.commit(Decision((change,)), a_cause(f"{after.ref} {after.version}"))


class PlainRows:
    """The table as the ingress reads it: text attributes by name."""

    def row(self, pk: str, sk: str) -> Mapping[str, str] | None:
        found = boto3.client("dynamodb", REGION).get_item(
            TableName=TABLE, Key={"pk": {"S": pk}, "sk": {"S": sk}}
        )
        item = found.get("Item")
        return {name: value["S"] for name, value in item.items() if "S" in value} if item else None


def test_what_somebody_was_told_is_kept(store: Store) -> None:
    told = replace(WELCOME, version=2, guide=3)
    put(store, None, WELCOME, MemberUnknown(ANA, IT_HAPPENS))
    put(store, WELCOME, told, MemberWelcomed(ANA, IT_HAPPENS, 3))

    assert store.aggregates.load(WELCOME.ref) == told
    rows = store.aggregates.history(WELCOME.ref)
    assert [row.event for row in rows] == ["MemberUnknown", "MemberWelcomed"]
    assert rows[1].detail == {"person": ANA, "channel": IT_HAPPENS, "guide": 3}
    assert (rows[1].routing.inbox, rows[1].routing.workflow) == ("it", None)


def test_pages_and_language_of_a_tab_are_kept(store: Store) -> None:
    turned = replace(
        HOME, version=2, language="ko", pages={HomeList.QUEUE: 13, HomeList.REQUESTS: 1}
    )
    put(store, None, HOME, HomeShown(ANA))
    put(store, HOME, turned, HomePageTurned(ANA, HomeList.QUEUE, 13))

    assert store.aggregates.load(HOME.ref) == turned
    [_, row] = store.aggregates.history(HOME.ref)
    assert row.detail == {"person": ANA, "list": "queue", "page": 13}
    assert row.routing.inbox is None


def test_what_slack_tells_of_the_install_is_kept(store: Store) -> None:
    again = replace(INSTALLED, version=2)
    put(store, None, INSTALLED, EventsDropped(NOW))
    put(store, INSTALLED, again, EventsDropped(NOW + MINUTE))

    assert store.aggregates.load(INSTALLED.ref) == again
    rows = store.aggregates.history(INSTALLED.ref)
    assert [row.detail["minute"] for row in rows] == [
        NOW.isoformat(),
        (NOW + MINUTE).isoformat(),
    ]


@pytest.mark.parametrize("state", [WELCOME, HOME, INSTALLED])
def test_of_two_first_happenings_at_once_one_is_refused(state: State, store: Store) -> None:
    event = HomeShown(ANA)
    store.aggregates.commit(
        Decision((Change(None, state, event, Text("test.changed")),)), a_cause("one")
    )

    with pytest.raises(ConcurrentChangeError):
        store.aggregates.commit(
            Decision((Change(None, state, event, Text("test.changed")),)), a_cause("two")
        )


def test_the_next_form_is_in_the_language_that_was_chosen(dynamo_store: Store) -> None:
    dynamo_store.aggregates.commit(a_language_chosen(ANA, "pl"), a_cause("chosen"))
    language = PersonLanguage(PlainRows(), MemoryModals(), lambda: "en")

    assert language(INSTALL, ANA) == "pl"
