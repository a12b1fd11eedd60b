"""What the table and its memory twin promise about dogfooding."""

from dataclasses import MISSING, fields

import pytest

from deskbell.domain.decision import Change, Decision
from deskbell.domain.dogfooding import events as e
from deskbell.domain.dogfooding.turn import DogfoodMonth, DogfoodTurn
from deskbell.domain.errors import ConcurrentChangeError
from deskbell.domain.ids import dogfood_ref
from deskbell.domain.texts import Text
from tests.builders import BEN, INSTALL, a_cause
from tests.contracts.dogfooding import MONTH, a_full_turn, a_month
from tests.contracts.stores import Store

NEW = DogfoodTurn(dogfood_ref(INSTALL, BEN, MONTH), INSTALL, 1, BEN, MONTH)


def put(store: Store, after: DogfoodTurn | DogfoodMonth, key: str) -> None:
    change = Change(None, after, e.DogfoodAsked(BEN, MONTH, False), Text("test.changed"))
    store.aggregates.commit(Decision((change,)), a_cause(key))


def test_what_these_tests_keep_leaves_no_field_at_its_default() -> None:
    full = a_full_turn()
    at_default = {
        field.name
        for field in fields(full)
        if field.default is not MISSING and getattr(full, field.name) == field.default
    }
    assert at_default == set()


@pytest.mark.parametrize("kept", [NEW, a_full_turn(), a_month()], ids=["new", "full", "month"])
def test_it_reads_back_as_it_was_committed(store: Store, kept: DogfoodTurn | DogfoodMonth) -> None:
    put(store, kept, "first")
    assert store.aggregates.load(kept.ref) == kept


def test_a_month_is_told_once_however_many_look(store: Store) -> None:
    put(store, a_month(), "first")
    with pytest.raises(ConcurrentChangeError):
        put(store, a_month(), "second")
