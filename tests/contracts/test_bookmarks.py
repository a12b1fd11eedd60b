"""ports.Bookmarks: the table and its memory twin keep the same."""

import pytest

from deskbell.adapters.dynamo.bookmarks import DynamoBookmarks
from deskbell.adapters.memory.store import MemoryBookmarks, MemoryTable
from deskbell.domain.ids import Ts, ticket_ref
from deskbell.usecases.ports import Bookmark, Bookmarks
from tests.builders import INSTALL, IT_HAPPENS, IT_TRIAGE

BEGUN = Ts("1795420800.000000")


@pytest.fixture(params=["memory", "dynamo"])
def bookmarks(request: pytest.FixtureRequest) -> Bookmarks:
    if request.param == "memory":
        return MemoryBookmarks(MemoryTable())
    request.getfixturevalue("dynamo_store")
    return DynamoBookmarks()


@pytest.mark.parametrize(
    "bookmark",
    [
        Bookmark(BEGUN, BEGUN),
        Bookmark(
            begun=BEGUN,
            seen=Ts("1795424400.000100"),
            until=Ts("1795424500.000100"),
            down_to=Ts("1795424450.000100"),
            looked_at=Ts("1795424600.000000"),
        ),
    ],
)
def test_a_bookmark_is_kept_a_channel(bookmarks: Bookmarks, bookmark: Bookmark) -> None:
    bookmarks.keep_channel(INSTALL, IT_HAPPENS, Bookmark(BEGUN, Ts("1795424300.000100")))
    bookmarks.keep_channel(INSTALL, IT_HAPPENS, bookmark)

    assert bookmarks.channel(INSTALL, IT_HAPPENS) == bookmark
    assert bookmarks.channel(INSTALL, IT_TRIAGE) is None


def test_whose_turn_it_was_is_kept(bookmarks: Bookmarks) -> None:
    ref = ticket_ref(INSTALL, "view", "V1")
    assert bookmarks.last_ticket(INSTALL) is None
    bookmarks.keep_last_ticket(INSTALL, ref)

    assert bookmarks.last_ticket(INSTALL) == ref
