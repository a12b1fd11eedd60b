"""What the table and its memory twin promise about praise and its round-up."""

from dataclasses import MISSING, fields

import pytest

from deskbell.domain.decision import Change, Decision
from deskbell.domain.errors import ConcurrentChangeError
from deskbell.domain.praise import events as e
from deskbell.domain.praise.praise import Praise
from deskbell.domain.praise.round_up import PraiseRound
from deskbell.domain.texts import Text
from tests.builders import BEN, a_cause
from tests.contracts.praise import a_full_praise, a_full_round
from tests.contracts.stores import Store
from tests.unit.praise.people import Praising


def put(store: Store, after: Praise | PraiseRound, key: str) -> None:
    event = e.PraiseActionRefused(BEN, "give", "yourself")
    change = Change(None, after, event, Text("test.changed"))
    store.aggregates.commit(Decision((change,)), a_cause(key))


def a_new_one() -> Praise:
    people = Praising()
    people.praises()
    return people.one


@pytest.mark.parametrize("full", [a_full_praise(), a_full_round()], ids=["praise", "round"])
def test_what_these_tests_keep_leaves_no_field_at_its_default(full: Praise | PraiseRound) -> None:
    at_default = {
        field.name
        for field in fields(full)
        if field.default is not MISSING and getattr(full, field.name) == field.default
    }
    assert at_default == set()


@pytest.mark.parametrize(
    "kept", [a_new_one(), a_full_praise(), a_full_round()], ids=["new", "praise", "round"]
)
def test_it_reads_back_as_it_was_committed(store: Store, kept: Praise | PraiseRound) -> None:
    put(store, kept, "first")
    assert store.aggregates.load(kept.ref) == kept


def test_one_form_makes_one_however_often_it_is_sent(store: Store) -> None:
    put(store, a_new_one(), "first")
    with pytest.raises(ConcurrentChangeError):
        put(store, a_new_one(), "second")
