"""An operator has tried again what Slack refused for good, once its cause is mended."""

import pytest

from deskbell.adapters.memory.books import memory_books
from deskbell.adapters.memory.workspace import Fault, Post
from deskbell.domain.ids import home_ref, welcome_ref
from deskbell.domain.inputs import RetryRequested
from deskbell.domain.tickets.ticket import Status
from deskbell.usecases.audit.invariants import broken
from deskbell.usecases.change import Handled
from deskbell.usecases.ports import OutboxRow, RowState
from deskbell.usecases.slack_ports import Never, Undelivered
from tests.builders import (
    ANA,
    BEN,
    BOT,
    INSTALL,
    IT_HAPPENS,
    IT_ONCALL,
    IT_TRIAGE,
    MINJUN,
    OLA,
    a_desk,
    two_inboxes,
)
from tests.functional.memory_desk import MemoryDesk

REVOKED = Fault(Never(Undelivered.INSTALL_BROKEN, "token_revoked"))


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


def with_an_archived_triage(desk: MemoryDesk) -> OutboxRow:
    """Ana's message is a ticket, whose card the triage channel refuses; the row of that card."""
    desk.slack.archived.add(IT_TRIAGE)
    message = desk.say(ANA, "My laptop does not start")
    desk.give(desk.reaction(MINJUN, message.ts, "ticket"))
    return parked(desk)


def parked(desk: MemoryDesk) -> OutboxRow:
    [row] = [row for row in desk.table.outbox.values() if row.state is RowState.PARKED]
    return row


def retry(desk: MemoryDesk, row: OutboxRow, key: str = "") -> Handled:
    wanted = RetryRequested(row.ref, row.id, "assumed-role/Admin/adam")
    [handled] = desk.give(wanted, key=key or f"retry:{row.id}")
    return handled


def cards(desk: MemoryDesk) -> list[Post]:
    return desk.ours(IT_TRIAGE)


def test_a_card_comes_back_to_the_channel_that_takes_it_again_and_follows_its_ticket(
    desk: MemoryDesk,
) -> None:
    row = with_an_archived_triage(desk)
    assert (row.code, cards(desk)) == ("is_archived", [])

    desk.slack.archived.clear()
    retry(desk, row)

    assert len(cards(desk)) == 1
    assert broken(memory_books(desk.table, desk.wall(), BOT)) == []
    desk.give(desk.reaction(BEN, desk.ticket.message.ts, "white_check_mark"))  # type: ignore[union-attr]
    assert desk.ticket.status is Status.SOLVED
    for channel in (IT_TRIAGE, IT_ONCALL):
        assert "Solved" in str(desk.ours(channel)[0].shown.blocks)


def test_the_history_says_who_had_it_tried_again_and_why_it_had_been_refused(
    desk: MemoryDesk,
) -> None:
    row = with_an_archived_triage(desk)
    desk.slack.archived.clear()
    retry(desk, row)

    told = desk.history(desk.ticket.ref)[-1]
    assert (told.event, told.actor) == ("DeliveryRetried", "operator:assumed-role/Admin/adam")
    assert told.detail == {"effect": "ShowCard", "code": "is_archived", "row": row.id}
    assert told.reason.key == "reason.delivery_retried"
    assert told.cause == f"retry:{row.id}"


def test_a_row_is_retried_once_however_often_it_is_asked_for(desk: MemoryDesk) -> None:
    row = with_an_archived_triage(desk)
    desk.slack.archived.clear()

    assert retry(desk, row).ignored is None
    assert retry(desk, row).ignored in ("not_parked", "duplicate")
    assert retry(desk, row, key="another").ignored == "not_parked"
    assert len(cards(desk)) == 1
    assert desk.table.outbox.get(row.id) is None


def test_what_is_refused_again_waits_again_and_the_admins_hear_of_it_again(
    desk: MemoryDesk,
) -> None:
    row = with_an_archived_triage(desk)
    retry(desk, row)

    assert parked(desk).id != row.id
    assert parked(desk).code == "is_archived"
    assert desk.events(desk.ticket.ref)[-2:] == ["DeliveryRetried", "CardMoved"]


def test_a_row_that_waits_or_is_sent_cannot_be_retried(desk: MemoryDesk) -> None:
    with_an_archived_triage(desk)
    for row in list(desk.table.outbox.values()):
        if row.state is not RowState.PARKED:
            assert retry(desk, row).ignored == "not_parked"


def test_a_guide_that_slack_refused_is_sent_to_whoever_joined() -> None:
    desk = MemoryDesk(desk=a_desk(inboxes=two_inboxes()))
    desk.slack.fail("chat.postMessage", REVOKED)
    desk.receive(desk.join(OLA))
    assert desk.direct(OLA) == []

    retry(desk, parked(desk))

    assert len(desk.direct(OLA)) == 1
    assert desk.events(welcome_ref(INSTALL, IT_HAPPENS, OLA))[-1] == "DeliveryRetried"
    desk.receive(desk.join(OLA))
    assert len(desk.direct(OLA)) == 1


def test_a_home_tab_that_slack_refused_is_shown(desk: MemoryDesk) -> None:
    desk.slack.fail("views.publish", REVOKED)
    desk.receive(desk.open_home(OLA))
    assert OLA not in desk.slack.homes

    retry(desk, parked(desk))

    assert OLA in desk.slack.homes
    assert desk.events(home_ref(INSTALL, OLA)) == ["HomeShown", "DeliveryRetried"]
