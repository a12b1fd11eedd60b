"""What the table and its memory twin promise about stand-ups."""

from dataclasses import MISSING, fields

import pytest

from deskbell.domain.decision import Change, Decision
from deskbell.domain.errors import ConcurrentChangeError
from deskbell.domain.standups import events as e
from deskbell.domain.standups.stand_up import Attendee, StandUp
from deskbell.domain.texts import Text
from tests.builders import BEN, a_cause
from tests.contracts.standups import a_full_standup
from tests.contracts.stores import Store
from tests.unit.standups.people import Meeting, at

WHY = Text("test.changed")


def put(store: Store, after: StandUp, key: str) -> None:
    change = Change(None, after, e.StandUpAnswerRefused(after.plan, BEN, "over"), WHY)
    store.aggregates.commit(Decision((change,)), a_cause(key))


def an_open_one() -> StandUp:
    meeting = Meeting()
    meeting.look(at(0))
    return meeting.standup


def test_what_these_tests_keep_leaves_no_field_at_its_default() -> None:
    full = a_full_standup()
    of: list[StandUp | Attendee] = [full, *full.attendees]
    at_default = {
        field.name
        for one in of
        for field in fields(one)
        if field.default is not MISSING and getattr(one, field.name) == field.default
    }
    assert at_default == set()


@pytest.mark.parametrize("kept", [an_open_one(), a_full_standup()], ids=["open", "full"])
def test_it_reads_back_as_it_was_committed(store: Store, kept: StandUp) -> None:
    put(store, kept, "first")
    assert store.aggregates.load(kept.ref) == kept


def test_one_day_has_one_however_many_open_it(store: Store) -> None:
    put(store, an_open_one(), "first")
    with pytest.raises(ConcurrentChangeError):
        put(store, an_open_one(), "second")
