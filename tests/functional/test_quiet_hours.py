"""What can wait comes in the morning of whoever it is for (A5-06)."""

from datetime import UTC, datetime

import pytest

from deskbell.domain.inputs import Button
from deskbell.domain.settings.hours import QuietHours
from deskbell.usecases.audit.in_the_table import overdue
from deskbell.usecases.outbox.send_outbox import longest_unsent
from tests.builders import BEN, IT_HAPPENS, LENA, OLA, a_desk
from tests.functional.memory_desk import MemoryDesk
from tests.functional.states import HOUR, MINUTE

NIGHT = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)
"""In UTC, where everybody here lives."""


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk(a_desk(quiet_hours=QuietHours("20:00", "08:00")), now=NIGHT)


def heard(desk: MemoryDesk) -> str:
    return "\n".join(post.shown.text for post in desk.direct(OLA))


def taken(desk: MemoryDesk) -> None:
    desk.give(desk.form(OLA))
    [card] = desk.ours(IT_HAPPENS)
    desk.give(desk.press(BEN, Button.TAKE, card))


def test_that_it_was_taken_is_told_in_the_morning(desk: MemoryDesk) -> None:
    taken(desk)
    assert "Ben Carter" not in heard(desk)
    desk.later(9 * HOUR + 59 * MINUTE)
    assert "Ben Carter" not in heard(desk)
    desk.later(MINUTE)
    assert heard(desk).count("Ben Carter") == 1


def test_the_card_shows_it_at_once(desk: MemoryDesk) -> None:
    taken(desk)
    [card] = desk.ours(IT_HAPPENS)
    assert "Ben Carter" in str(card.shown.blocks)


def test_by_day_it_is_told_at_once(desk: MemoryDesk) -> None:
    desk.now = NIGHT.replace(hour=12)
    taken(desk)
    assert "Ben Carter" in heard(desk)


def test_without_quiet_hours_it_is_told_at_once() -> None:
    desk = MemoryDesk(now=NIGHT)
    taken(desk)
    assert "Ben Carter" in heard(desk)


def test_a_call_for_the_supervisor_wakes_them(desk: MemoryDesk) -> None:
    message = desk.say(OLA, "The vault is open")
    desk.give(desk.reaction(OLA, message.ts, "ticket"))
    desk.give(desk.reaction(BEN, message.ts, "raising_hand"))
    assert "🙋" in "\n".join(post.shown.text for post in desk.direct(LENA))


def test_what_waits_for_the_morning_is_not_late(desk: MemoryDesk) -> None:
    taken(desk)
    desk.later(HOUR)
    assert longest_unsent(desk.relay) == 0
    desk.now += 8 * HOUR + 55 * MINUTE
    assert longest_unsent(desk.relay) <= 0
    assert [v for row in desk.table.outbox.values() for v in overdue(row, desk.wall())] == []
