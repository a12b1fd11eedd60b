"""Being on call as people see it in Slack, with the worst in it, for `everything_sent.py`; and a
rota with nothing left at its default."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from deskbell.adapters.memory.aggregates import MemoryAggregates
from deskbell.adapters.memory.store import MemoryTable
from deskbell.adapters.slack.rendering.renderer import CatalogueRenderer
from deskbell.domain.decision import Cause, Decision
from deskbell.domain.deliveries.retry import RetryDelivery, retried
from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.effects import SendDirect
from deskbell.domain.home.decide import Search
from deskbell.domain.home.decide import decide as decide_home
from deskbell.domain.ids import PersonId, home_ref, rota_ref
from deskbell.domain.oncall import commands as c
from deskbell.domain.oncall.asking import LONGEST, MOST_OPEN, decide
from deskbell.domain.oncall.rota import Ask, AskId, AskState, Rota, Watched, new_rota
from deskbell.domain.oncall.schedule import GroupId, Override, OverrideId, Schedule, ScheduleId
from deskbell.domain.oncall.shifts import Shift
from deskbell.domain.oncall.transition import Answered, Case, People
from deskbell.domain.oncall.watch import goes_on, watch
from deskbell.domain.people import Person
from deskbell.domain.search_inputs import Sought
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text
from deskbell.domain.tickets.permissions import member
from deskbell.usecases.oncall.overview import MOST_SCHEDULES, duty_of, who_is_on_call
from deskbell.usecases.slack_ports import Message
from tests.builders import (
    ADAM,
    ANA,
    BEN,
    INSTALL,
    IT_HAPPENS,
    JIWOO,
    LENA,
    NOW,
    a_cause,
)
from tests.functional.on_call import IT, daily
from tests.functional.states import DAY, HOUR

NAME_LIMIT = 40


def a_full_rota() -> Rota:
    """An ask in every state, a swap, somebody who has left, and all that was told."""
    override = Override(OverrideId("ask.2.0"), LENA, NOW, NOW + HOUR, NOW)
    ask = Ask(AskId("2"), ADAM, JIWOO, LENA, NOW, NOW + HOUR, NOW, overrides=(override,))
    asks = [replace(ask, id=AskId(f"{n}"), state=state) for n, state in enumerate(AskState)]
    asks.append(replace(ask, id=AskId("9"), in_return=Shift(NOW + DAY, NOW + 2 * DAY, LENA)))
    return Rota(
        ref=rota_ref(INSTALL, IT),
        install=INSTALL,
        version=9,
        schedule=IT,
        asks=tuple(asks),
        gone=frozenset({BEN, ANA}),
        watched=Watched(
            holder=JIWOO,
            summary=NOW + DAY,
            check=NOW + HOUR,
            reminded={LENA: "2026-11-24"},
            group=f"S0ONCALL01:{JIWOO}",
            drill=NOW + 2 * DAY,
            drilled="drill:it:2026-W48",
            report=NOW + DAY,
        ),
        due=NOW + HOUR,
    )


Answer = type[c.AcceptCover] | type[c.DeclineCover] | type[c.WithdrawCover]


@dataclass
class _World:
    """One rota through time."""

    schedule: Schedule
    desk: Desk
    gone: frozenset[PersonId] = frozenset()
    now: timedelta = timedelta()

    def __post_init__(self) -> None:
        self.rota = new_rota(INSTALL, self.schedule.id)

    @property
    def case(self) -> Case:
        return Case(self.rota, self.schedule, self.desk, People({}, self.gone), NOW + self.now)

    def did(self, decision: Decision) -> Decision:
        for change in decision.changes:
            assert isinstance(change.after, Rota)
            self.rota = change.after
        return decision

    def later(self, by: timedelta) -> Decision:
        self.now += by
        return self.did(watch(self.case))

    def asks(self, who: PersonId, to: PersonId, **more: Any) -> Decision:
        at = self.case.now
        wanted = c.AskForCover(member(who, self.desk), IT_HAPPENS, who, to, at, at + 4 * HOUR)
        return self.wants(replace(wanted, **more))

    def answers(self, command: Answer, who: PersonId) -> Decision:
        ask = self.rota.asks[-1].id if self.rota.asks else "0"
        return self.wants(command(member(who, self.desk), IT_HAPPENS, ask))

    def wants(self, command: c.RotaCommand) -> Decision:
        case = self.case
        return self.did(goes_on(case, [decide(case, command)]))


def rota_desk(desk: Desk, words: str) -> Desk:
    """With a schedule whose name has these words."""
    return replace(desk, schedules={IT: _schedule(words)})


def _schedule(words: str) -> Schedule:
    return replace(daily(), name=words[:NAME_LIMIT] or "IT", group=GroupId("S0ONCALL01"))


def decisions(words: str, desk: Desk) -> Iterator[Decision]:
    """Everything that is said: asked and answered in every way, refused, and as time goes by."""
    desk = rota_desk(desk, words)
    yield from _asked(desk)
    yield from _refused(desk)
    yield from _in_time(desk)
    search = Search(home_ref(INSTALL, ANA), INSTALL, ANA, IT_HAPPENS, words, Sought.ON_CALL)
    yield decide_home(None, search)
    again = RetryDelivery("row", SendDirect(BEN, Text("whisper.oncall_settled")), "is_archived")
    yield retried(a_full_rota(), again)


def _world(desk: Desk, **of: Any) -> _World:
    return _World(desk.schedules[IT], desk, **of)


def _asked(desk: Desk) -> Iterator[Decision]:
    swap = NOW + DAY + HOUR
    for who, to, more in (
        (JIWOO, LENA, {}),
        (JIWOO, LENA, {"in_return": swap}),
        (BEN, BEN, {"absent": JIWOO}),
        (ADAM, LENA, {"absent": JIWOO}),
    ):
        for answer in (c.AcceptCover, c.DeclineCover, None):
            world = _world(desk)
            yield world.later(timedelta())
            yield world.asks(who, to, **more)
            asked = world.rota.asks[-1].asked
            yield world.answers(answer, asked) if answer else world.later(HOUR)
            yield world.asks(ADAM, LENA, absent=JIWOO)
            yield world.answers(c.WithdrawCover, ADAM)
    world = _world(desk)
    yield world.asks(JIWOO, LENA)
    yield world.answers(c.AcceptCover, LENA)
    yield world.answers(c.WithdrawCover, JIWOO)


def _refused(desk: Desk) -> Iterator[Decision]:
    world = _world(desk)
    yield world.asks(ANA, LENA, absent=JIWOO)
    yield world.asks(JIWOO, JIWOO)
    yield world.asks(JIWOO, ANA)
    yield world.asks(JIWOO, LENA, end=NOW)
    yield world.asks(JIWOO, LENA, end=NOW + LONGEST + DAY)
    yield world.asks(BEN, LENA)
    yield world.asks(JIWOO, LENA, in_return=NOW + 2 * DAY + HOUR)
    yield world.answers(c.AcceptCover, LENA)
    yield world.asks(JIWOO, LENA)
    yield world.answers(c.AcceptCover, BEN)
    for _ in range(MOST_OPEN):
        yield world.asks(JIWOO, LENA, channel=None)


def _in_time(desk: Desk) -> Iterator[Decision]:
    world = _world(desk, gone=frozenset({LENA}))
    for hours in (0, 10, 14, 24, 6 * 24):
        yield world.later(hours * HOUR)
    schedule = desk.schedules[IT]
    [layer] = schedule.layers
    members = tuple(replace(one, until=NOW + DAY) for one in layer.members)
    ending = replace(schedule, layers=(replace(layer, members=members),))
    world = _World(ending, replace(desk, schedules={IT: ending}))
    for days in range(3):
        yield world.later(days * DAY)
    held = replace(a_full_rota(), version=1)
    told = replace(held, watched=replace(held.watched or Watched(None, NOW, NOW), report=NOW))
    for answered in (None, Answered(LENA, HOUR)):
        case = Case(told, schedule, desk, People({}), NOW, answered)
        yield watch(case)
    one = replace(schedule, layers=(replace(layer, members=layer.members[:1]),))
    yield _World(one, replace(desk, schedules={IT: one})).later(DAY)


def shown(
    renderer: CatalogueRenderer, desk: Desk, words: str, reader: Person
) -> Iterator[tuple[str, Message]]:
    """The answers to `/oncall`: nothing set up, one schedule, too many of them, no such one."""
    aggregates, one = _with_asks(desk, words), rota_desk(desk, words)
    schedule = one.schedules[IT]
    many = {
        ScheduleId(f"s{n}"): replace(schedule, id=ScheduleId(f"s{n}"))
        for n in range(MOST_SCHEDULES + 2)
    }
    nobody = replace(schedule, layers=())
    override = Override(OverrideId("o" * NAME_LIMIT), LENA, NOW, NOW + HOUR, NOW)
    overridden = replace(schedule, overrides=(override,))
    for what, settings, query in (
        ("nothing", desk, ""),
        ("one", one, ""),
        ("many", replace(desk, schedules=many), ""),
        ("nobody", replace(desk, schedules={IT: nobody}), ""),
        ("an override", replace(desk, schedules={IT: overridden}), ""),
        ("no such", one, f"{words}?"),
    ):
        for who in (JIWOO, LENA):
            seen = who_is_on_call(query, who, settings, aggregates, NOW)
            text = renderer.text(seen.text, reader.locale, reader.zone, seen.offers)
            yield f"{what} of who is on call, to {who}", text


def _with_asks(desk: Desk, words: str) -> MemoryAggregates:
    """With an ask that waits."""
    world = _world(rota_desk(desk, words))
    aggregates = MemoryAggregates(MemoryTable(NOW.timestamp))
    cause: Cause = a_cause("asked")
    aggregates.commit(world.asks(JIWOO, LENA, in_return=NOW + DAY + HOUR), cause)
    return aggregates


def duty(desk: Desk, words: str) -> Sequence[Text]:
    """Of somebody who has it now, and of one who is next."""
    desk = rota_desk(desk, words)
    aggregates = _with_asks(desk, words)
    people = (JIWOO, LENA)
    return [text for one in people for text in duty_of(one, desk, aggregates, NOW)]


def wrong_answers(dialog: Dialog) -> Iterator[Mapping[str, Any]]:
    """An end before the beginning, one that is over, and somebody who would stand in for
    themselves."""
    if dialog is not Dialog.ONCALL_COVER:
        return
    soon, late = (int((NOW + by).timestamp()) for by in (HOUR, DAY))
    yield _state(LENA, **{"from": late, "until": soon})
    yield _state(LENA, until=int((NOW - HOUR).timestamp()))
    yield _state(BEN, until=late)


def _state(substitute: PersonId, **times: int) -> Mapping[str, Any]:
    return {
        "schedule": {"value": {"selected_option": {"value": IT}}},
        "substitute": {"value": {"selected_user": substitute}},
        **{name: {"value": {"selected_date_time": at}} for name, at in times.items()},
    }
