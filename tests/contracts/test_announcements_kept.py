"""What the table and its memory twin promise about announcements."""

from dataclasses import MISSING, fields

import pytest

from deskbell.domain.announcements import events as e
from deskbell.domain.announcements.announcement import Announcement
from deskbell.domain.decision import Change, Decision
from deskbell.domain.errors import ConcurrentChangeError
from deskbell.domain.texts import Text
from tests.builders import BEN, a_cause
from tests.contracts.announcements import a_full_announcement
from tests.contracts.stores import Store
from tests.unit.announcements.people import Announcing

WHY = Text("test.changed")


def put(store: Store, after: Announcement, key: str) -> None:
    change = Change(None, after, e.AnnouncementActionRefused(BEN, "rewrite", "posted"), WHY)
    store.aggregates.commit(Decision((change,)), a_cause(key))


def a_new_one() -> Announcement:
    people = Announcing()
    people.announces()
    return people.one


def test_what_these_tests_keep_leaves_no_field_at_its_default() -> None:
    full = a_full_announcement()
    at_default = {
        field.name
        for field in fields(full)
        if field.default is not MISSING and getattr(full, field.name) == field.default
    }
    assert at_default == set()


@pytest.mark.parametrize("kept", [a_new_one(), a_full_announcement()], ids=["new", "full"])
def test_it_reads_back_as_it_was_committed(store: Store, kept: Announcement) -> None:
    put(store, kept, "first")
    assert store.aggregates.load(kept.ref) == kept


def test_one_form_makes_one_however_often_it_is_sent(store: Store) -> None:
    put(store, a_new_one(), "first")
    with pytest.raises(ConcurrentChangeError):
        put(store, a_new_one(), "second")
