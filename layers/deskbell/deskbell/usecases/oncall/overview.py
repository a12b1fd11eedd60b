"""Who is on call now, next and this week, for whoever asks with `/oncall`; and somebody's own duty,
for their Home tab. The relay asks when it shows them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from deskbell.domain.effects import Offer
from deskbell.domain.ids import PersonId, Ref, rota_ref
from deskbell.domain.inputs import Button, Dialog
from deskbell.domain.oncall.rota import Ask, Current, Rota, current
from deskbell.domain.oncall.schedule import Schedule
from deskbell.domain.oncall.shifts import Shift, next_shift, shifts, week
from deskbell.domain.oncall.telling import ask_value
from deskbell.domain.oncall.words import line, lines, why
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Instant, Name, Text
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.ports import Aggregates

MOST_LINES = 20
"""Of all schedules together: a message has room for no more."""
MOST_SCHEDULES = 5
MOST_ASKS = 3
LOOKED_AHEAD = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class OnCallSeen:
    """What is said, and what they can do about it."""

    text: Text
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    ref: Ref
    schedule: Schedule
    rota: Rota | None

    @property
    def current(self) -> Current:
        return current(self.schedule, self.rota)


def who_is_on_call(
    query: str, reader: PersonId, desk: Desk, aggregates: Aggregates, now: datetime
) -> OnCallSeen:
    """`query` is a schedule's name, or a part of it; empty: all of them."""
    if not desk.schedules:
        return OnCallSeen(Text("duty.not_set_up"))
    wanted = query.casefold()
    found = [one for one in desk.schedules.values() if _is_meant(one, wanted)]
    if not found:
        names = ", ".join(one.name for one in islice(desk.schedules.values(), MOST_SCHEDULES))
        return OnCallSeen(Text("duty.no_such", {"query": query, "names": names}))
    shown = [_read(one, desk, aggregates) for one in found[:MOST_SCHEDULES]]
    each = max(MOST_LINES // len(shown), 2)
    told = [text for one in shown for text in _told(one, now, each)]
    if len(found) > len(shown):
        told.append(Text("duty.more", {"more": len(found) - len(shown)}))
    only = shown[0].schedule.id if len(shown) == 1 else ""
    cover = Offer(Dialog.ONCALL_COVER, only, Text("button.oncall_cover"))
    return OnCallSeen(lines(told), (cover, *_offers(shown, reader)))


def _is_meant(schedule: Schedule, wanted: str) -> bool:
    return wanted in schedule.name.casefold() or wanted == schedule.id


def duty_of(person: PersonId, desk: Desk, aggregates: Aggregates, now: datetime) -> Sequence[Text]:
    """A line for each schedule in which they are on call, or will be."""
    return [
        text
        for schedule in desk.schedules.values()
        if (text := _duty(_read(schedule, desk, aggregates), person, now))
    ]


def _duty(read: _Read, person: PersonId, now: datetime) -> Text | None:
    here, name = read.current, read.schedule.name
    if person not in here.schedule.people | {one.person for one in here.schedule.overrides}:
        return None
    ahead = shifts(here.schedule, now, now + LOOKED_AHEAD, here.gone)
    found = next((one for one in ahead if one.person == person), None)
    if found is None:
        return None
    start, end = Instant(found.start), _end(found, now + LOOKED_AHEAD)
    if found.start == now:
        return Text("duty.you_have_it", {"schedule": name, "until": end})
    return Text("duty.you_are_next", {"schedule": name, "start": start, "until": end})


def _read(schedule: Schedule, desk: Desk, aggregates: Aggregates) -> _Read:
    ref = rota_ref(desk.workspace.install, schedule.id)
    return _Read(ref, schedule, of_kind(Rota, aggregates.load(ref)))


def _told(read: _Read, now: datetime, most: int) -> Iterator[Text]:
    here, schedule = read.current, read.schedule
    yield Text("duty.schedule", {"schedule": schedule.name, "zone": schedule.zone})
    end = now + LOOKED_AHEAD
    shift = next(shifts(here.schedule, now, end, here.gone))
    found = here.on_call(now)
    until = _end(shift, end)
    if found:
        because = why(schedule, read.rota, found)
        facts = {"person": Name(found.person), "until": until, "why": because}
        yield Text("duty.now", facts)
    else:
        yield Text("duty.now_nobody", {"until": until})
    following = next_shift(here.schedule, now, here.gone)
    if following and following.person:
        start, ends = Instant(following.start), _end(following, end)
        facts = {"person": Name(following.person), "start": start, "until": ends}
        yield Text("duty.next", facts)
    yield Text("duty.week")
    yield from map(line, islice(week(here.schedule, now, here.gone), most))
    for ask in _open(read)[:MOST_ASKS]:
        yield Text(
            "duty.waits",
            {
                "asked": Name(ask.asked),
                "absent": Name(ask.absent),
                "other": Name(ask.substitute),
                "start": Instant(ask.start),
                "end": Instant(ask.end),
            },
        )


def _offers(shown: Sequence[_Read], reader: PersonId) -> Iterator[Offer]:
    """What waits for their answer, and what they can take back: of each the first, as no two
    buttons of a message may be the same. The others are in their direct messages."""
    asks = [(read, ask) for read in shown for ask in _open(read)]
    for read, ask in islice((one for one in asks if one[1].asked == reader), 1):
        value = ask_value(read.ref, ask)
        yield Offer(Button.ONCALL_ACCEPT, value, Text("button.oncall_accept"))
        yield Offer(Button.ONCALL_DECLINE, value, Text("button.oncall_decline"))
    for read, ask in islice((one for one in asks if one[1].asker == reader), 1):
        value = ask_value(read.ref, ask)
        yield Offer(Button.ONCALL_WITHDRAW, value, Text("button.oncall_withdraw"))


def _open(read: _Read) -> Sequence[Ask]:
    return read.rota.open_asks if read.rota else ()


def _end(shift: Shift, looked_to: datetime) -> Instant | Text:
    return Instant(shift.end) if shift.end < looked_to else Text("duty.no_end")
