"""What the table and its memory twin promise about the notice of a change."""

from dataclasses import MISSING, fields

import pytest

from deskbell.domain.decision import Change, Decision
from deskbell.domain.errors import ConcurrentChangeError
from deskbell.domain.rationale import events as e
from deskbell.domain.rationale.notice import ChangeNotice
from deskbell.domain.texts import Text
from tests.builders import a_cause
from tests.contracts.rationale import a_full_notice
from tests.contracts.stores import Store
from tests.unit.rationale.notices import a_notice


def put(store: Store, after: ChangeNotice, key: str) -> None:
    change = Change(None, after, e.ChangeCommented(1), Text("test.changed"))
    store.aggregates.commit(Decision((change,)), a_cause(key))


def test_what_these_tests_keep_leaves_no_field_at_its_default() -> None:
    full = a_full_notice()
    at_default = {
        field.name
        for field in fields(full)
        if field.default is not MISSING and getattr(full, field.name) == field.default
    }
    assert at_default == set()
    assert full.votes


@pytest.mark.parametrize("kept", [a_notice(), a_full_notice()], ids=["new", "full"])
def test_it_reads_back_as_it_was_committed(store: Store, kept: ChangeNotice) -> None:
    put(store, kept, "first")
    assert store.aggregates.load(kept.ref) == kept


def test_a_version_is_told_once_however_many_look(store: Store) -> None:
    put(store, a_notice(), "first")
    with pytest.raises(ConcurrentChangeError):
        put(store, a_notice(), "second")
