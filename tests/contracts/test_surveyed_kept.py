"""What the table and its memory twin keep of when somebody was asked last (A4-14, C-24)."""

from datetime import timedelta

import pytest

from deskbell.domain.csat.surveyed import surveyed
from deskbell.domain.decision import Decision
from deskbell.domain.errors import ConcurrentChangeError
from deskbell.domain.ids import surveyed_ref
from tests.builders import ANA, INSTALL, NOW, a_cause, a_request, a_ticket
from tests.contracts.stores import Store

WEEK = timedelta(days=7)
FIRST = surveyed(None, INSTALL, ANA, a_ticket().ref, 7, NOW)


def test_it_comes_back_as_it_was(store: Store) -> None:
    store.aggregates.commit(Decision((FIRST,)), a_cause("first"))
    assert store.aggregates.load(surveyed_ref(INSTALL, ANA)) == FIRST.after


def test_of_two_tickets_that_ask_at_the_same_time_one_has_to_look_again(store: Store) -> None:
    """Both have read that nobody has asked them yet."""
    store.aggregates.commit(Decision((FIRST,)), a_cause("first"))
    second = surveyed(None, INSTALL, ANA, a_request().ref, 8, NOW)
    with pytest.raises(ConcurrentChangeError):
        store.aggregates.commit(Decision((second,)), a_cause("second"))
