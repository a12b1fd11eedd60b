"""What the table and its memory twin promise about scores, the cases of low ones, and turns."""

from dataclasses import MISSING, fields, replace

import pytest

from deskbell.domain.decision import Change, Decision, Event, Link, State
from deskbell.domain.errors import ConcurrentChangeError
from deskbell.domain.nps import events as e
from deskbell.domain.nps.case import Case
from deskbell.domain.nps.response import Response
from deskbell.domain.nps.steps import case_link
from deskbell.domain.texts import Text
from tests.builders import BEN, INSTALL, a_cause
from tests.contracts.nps import (
    a_first_case,
    a_full_case,
    a_full_response,
    a_told_week,
    a_turn,
)
from tests.contracts.stores import Store

WHY = Text("test.changed")
ALL = [a_first_case(), a_full_case(), a_full_response(), a_turn(), a_told_week()]


def put(store: Store, before: State | None, after: State, *links: Link) -> None:
    event: Event = e.NpsCaseTaken(BEN, None)
    change = Change(before, after, event, WHY, rows=links)
    store.aggregates.commit(Decision((change,)), a_cause(f"{after.ref} {after.version}"))


@pytest.mark.parametrize("full", ALL[1:3], ids=lambda one: type(one).__name__)
def test_what_these_tests_keep_leaves_no_field_at_its_default(full: Case | Response) -> None:
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


def test_two_low_scores_at_once_do_not_open_two_cases_of_one_member(store: Store) -> None:
    """I15: the second commit is refused, and decides again with the case of the first one."""
    first = a_first_case()
    link = Link(case_link(INSTALL, first.member), first.ref, newest=True)
    put(store, None, first, link)
    second = Change(None, replace(first, owner=None), e.NpsCaseTaken(BEN, None), WHY)
    with pytest.raises(ConcurrentChangeError):
        store.aggregates.commit(Decision((second,)), a_cause("the second score"))
    found = store.aggregates.find(case_link(INSTALL, first.member))
    assert found
    assert found.ref == first.ref
