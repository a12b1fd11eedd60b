"""An emoji makes a ticket a request of another type, of its team or of another (A1-29, A5-14)."""

from dataclasses import replace

import pytest

from deskbell.domain.ids import InboxId, PersonId
from deskbell.domain.settings.desk import Choice, EmojiAction
from tests.builders import ANA, BEN, IT_TRIAGE, X_TEAM_COMMS, a_desk, two_inboxes
from tests.functional.states import MINUTE, Ticketed

IT, X = InboxId("it"), InboxId("x-team")


@pytest.fixture
def desk() -> Ticketed:
    """🔑 is about access, with IT; 🚚 about goods, with the X-Team."""
    boxes = two_inboxes()
    boxes[IT] = replace(boxes[IT], categories=(Choice("access", "Access"),))
    boxes[X] = replace(boxes[X], categories=(Choice("goods", "Goods"),))
    emoji = {**a_desk().emoji, "truck": EmojiAction.MOVE, "key": EmojiAction.MOVE}
    return Ticketed(
        a_desk(
            inboxes=boxes,
            emoji=emoji,
            redirects={"truck": X, "key": IT},
            request_types={"truck": "goods", "key": "access"},
        )
    )


def put(desk: Ticketed, name: str, *, by: PersonId = BEN, added: bool = True) -> None:
    desk.give(desk.reaction(by, desk.root, name, added=added))


def test_with_its_team_it_is_another_type_from_then_on_and_every_card_shows_it(
    desk: Ticketed,
) -> None:
    put(desk, "key")
    assert (desk.asked().inbox, desk.asked().category) == (IT, "access")
    assert "Access" in desk.shown()
    assert "Access" in str(desk.ours(IT_TRIAGE)[0].shown.blocks)
    last = desk.history(desk.first)[-1]
    assert (last.event, last.detail["category"]) == ("TicketClassified", "access")
    assert last.reason.key == "reason.retyped"


def test_with_another_team_it_moves_there_as_that_type(desk: Ticketed) -> None:
    put(desk, "key")
    put(desk, "truck")
    assert (desk.asked().inbox, desk.asked().category) == (X, "goods")
    [card] = desk.ours(X_TEAM_COMMS)
    assert "Goods" in str(card.shown.blocks)
    moved = [row.detail for row in desk.history(desk.first) if row.event == "TicketMoved"]
    assert [(one["to"], one["category"]) for one in moved] == [("x-team", "goods")]


def test_taken_off_in_time_it_is_what_it_was(desk: Ticketed) -> None:
    put(desk, "key")
    desk.now += MINUTE
    put(desk, "key", added=False)
    assert (desk.asked().inbox, desk.asked().category) == (IT, None)
    put(desk, "key")
    put(desk, "truck")
    put(desk, "truck", added=False)
    assert (desk.asked().inbox, desk.asked().category) == (IT, "access")


def test_who_only_asks_makes_nothing_of_it(desk: Ticketed) -> None:
    put(desk, "key", by=ANA)
    assert desk.asked().category is None
    assert desk.events(desk.first)[-1] == "ActionRefused"


def test_the_same_type_once_more_changes_nothing(desk: Ticketed) -> None:
    put(desk, "key")
    before = desk.events(desk.first)
    put(desk, "key")
    assert desk.events(desk.first) == before
