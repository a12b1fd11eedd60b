"""What the table and its memory twin promise about feedback, its themes and its digest."""

from dataclasses import MISSING, fields, replace

import pytest

from deskbell.domain.decision import Change, Decision, Link, State
from deskbell.domain.errors import ConcurrentChangeError
from deskbell.domain.feedback import events as e
from deskbell.domain.feedback.digest import FeedbackDigest
from deskbell.domain.feedback.item import FeedbackItem
from deskbell.domain.ids import feedback_ref
from deskbell.domain.texts import Text
from deskbell.domain.themes.theme import Theme
from tests.builders import BEN, INSTALL, a_cause
from tests.contracts.feedback import a_digest, a_full_item, an_item
from tests.contracts.stores import Store
from tests.contracts.themes import a_full_theme

WHY = Text("test.changed")


def put(store: Store, after: State, *links: Link) -> None:
    change = Change(None, after, e.FeedbackWithheld(BEN), WHY, rows=links)
    store.aggregates.commit(Decision((change,)), a_cause(f"{after.ref} {after.version}"))


@pytest.mark.parametrize(
    "full", [a_full_item(), a_digest(), a_full_theme()], ids=lambda one: type(one).__name__
)
def test_what_these_tests_keep_leaves_no_field_at_its_default(
    full: FeedbackItem | FeedbackDigest | Theme,
) -> None:
    at_default = {
        field.name
        for field in fields(full)
        if field.default is not MISSING and getattr(full, field.name) == field.default
    }
    assert at_default == set()


@pytest.mark.parametrize(
    "kept",
    [an_item(), a_full_item(), a_digest(), a_full_theme()],
    ids=["first", "full", "digest", "theme"],
)
def test_it_reads_back_as_it_was_committed(store: Store, kept: State) -> None:
    put(store, kept)
    assert store.aggregates.load(kept.ref) == kept


def test_the_same_event_of_a_source_in_other_words_at_once_is_refused(store: Store) -> None:
    """The second one decides again, and finds that it is known."""
    first = an_item()
    other = replace(first, ref=feedback_ref(INSTALL, "2026-11", "other words"))
    put(store, first, Link("feedback#event", first.ref))
    with pytest.raises(ConcurrentChangeError):
        put(store, other, Link("feedback#event", other.ref))
