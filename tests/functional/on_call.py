"""A desk whose people take turns at being on call, and what they do about it."""

from datetime import datetime, timedelta
from typing import Any

from deskbell.domain.ids import PersonId, Ref, rota_ref
from deskbell.domain.inputs import Button, ButtonPressed, Dialog, DialogSubmitted, Input
from deskbell.domain.oncall.schedule import (
    Layer,
    LayerId,
    Member,
    Rotation,
    Schedule,
    ScheduleId,
    WallTime,
)
from deskbell.domain.search_inputs import SearchAsked, Sought
from deskbell.usecases.oncall.look_at_schedules import look_at_schedules
from tests.builders import BEN, INSTALL, IT_HAPPENS, IT_ONCALL, JIWOO, LENA, a_desk
from tests.functional.memory_desk import MemoryDesk

IT = ScheduleId("it")
ROTA: Ref = rota_ref(INSTALL, IT)


def daily(*people: PersonId, **changes: Any) -> Schedule:
    """A day each from 09:00 (UTC) on; on Monday, when the tests begin, the second one has it."""
    layer = Layer(
        LayerId("days"),
        Rotation.DAILY,
        1,
        WallTime("2026-11-01 09:00"),
        tuple(Member(one) for one in people or (BEN, JIWOO, LENA)),
    )
    of = {"channel": IT_ONCALL} | changes
    return Schedule(id=IT, name="IT on call", zone="UTC", layers=(layer,), **of)


class OnCallDesk(MemoryDesk):
    """Monday, 09:00: Jiwoo has it, then Lena, then Ben."""

    def __init__(self, *schedules: Schedule, **changes: Any) -> None:
        rotas = {one.id: one for one in schedules or (daily(),)}
        super().__init__(a_desk(schedules=rotas, **changes))

    def look(self) -> None:
        """The hour's rule."""
        look_at_schedules(self.settings, self.queue, self.now)
        self.settle()

    def until(self, day: int, hour: int, minute: int = 0) -> None:
        """Of this November; the minute's rule fires then."""
        self.later(datetime(2026, 11, day, hour, minute, tzinfo=self.now.tzinfo) - self.now)

    def asks(self, who: PersonId, to: PersonId, **values: object) -> None:
        """With the dialog, from a help channel; unless they say otherwise, for four hours."""
        given = {"until": self.now + timedelta(hours=4), "substitute": to, "schedule": IT} | values
        shown = {
            name: str(int(one.timestamp())) if isinstance(one, datetime) else str(one)
            for name, one in given.items()
        }
        self.give(DialogSubmitted(Dialog.ONCALL_COVER, "", who, IT_HAPPENS, None, shown))

    def presses(self, who: PersonId, button: Button) -> None:
        """Below the newest message that has it."""
        [post] = [one for one in self.direct(who) if _has(one.shown.blocks, button)][-1:]
        self.give(self.press(who, button, post))

    def claims(self, who: PersonId, button: Button, value: str) -> None:
        self.give(ButtonPressed(button, value, who, IT_HAPPENS, None, None))

    def asks_who(self, who: PersonId, query: str = "") -> str:
        """`/oncall`, and what they see."""
        self.give(_asked(who, query))
        return self.slack.whispers[-1].shown.text

    def heard(self, who: PersonId) -> list[str]:
        """In their direct messages."""
        return [one.shown.text for one in self.direct(who)]

    @property
    def channel(self) -> list[str]:
        return [one.shown.text for one in self.ours(IT_ONCALL)]

    @property
    def whispered(self) -> str:
        return self.slack.whispers[-1].shown.text


def _asked(who: PersonId, query: str) -> Input:
    return SearchAsked(who, IT_HAPPENS, query, Sought.ON_CALL)


def _has(blocks: list[dict[str, Any]], button: Button) -> bool:
    elements = (one for block in blocks for one in block.get("elements", ()))
    return any(one.get("action_id") == button for one in elements)
