"""A second opinion on who is on call: the same schedules as iCalendar rules (RFC 5545).

python-dateutil expands the rules and knows the zones from a data base of its own; nothing of
Deskbell is asked. `make rotations` compares the two at as many instants as one likes, a test at
some.
"""

import argparse
import random
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import pairwise

from dateutil.rrule import DAILY, HOURLY, MONTHLY, WEEKLY, rrule
from dateutil.tz import resolve_imaginary
from dateutil.zoneinfo import get_zonefile_instance

from deskbell.domain.ids import PersonId
from deskbell.domain.oncall.on_call import on_call
from deskbell.domain.oncall.schedule import Layer, Rotation, Schedule, Window
from deskbell.domain.settings.hours import Weekday
from tests.unit.oncall.schedules import (
    ANA,
    BEN,
    JIWOO,
    LENA,
    NIGHTS,
    OLA,
    WEEKENDS,
    a_layer,
    a_schedule,
)

FIRST, LAST = datetime(2018, 1, 1, tzinfo=UTC), datetime(2021, 1, 1, tzinfo=UTC)
"""Three years, in which Brazil and Morocco, among others, changed the rules of their clocks."""
ZONES = (
    "Africa/Casablanca",
    "America/New_York",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Antarctica/Troll",
    "Asia/Kathmandu",
    "Asia/Seoul",
    "Australia/Lord_Howe",
    "Europe/Warsaw",
    "Pacific/Chatham",
)
_FREQUENCIES = {
    Rotation.HOURLY: HOURLY,
    Rotation.DAILY: DAILY,
    Rotation.WEEKLY: WEEKLY,
    Rotation.MONTHLY: MONTHLY,
}
_BEFORE = datetime(2017, 12, 1)  # noqa: DTZ001 (on the wall clock)
_UNTIL = datetime(2021, 1, 3)  # noqa: DTZ001
_DAY = timedelta(days=1)
_DAYS = tuple(Weekday)


def schedules(zone: str) -> tuple[Schedule, ...]:
    """Every kind of rotation, and layers with restrictions."""
    hourly, daily, monthly = Rotation.HOURLY, Rotation.DAILY, Rotation.MONTHLY
    nights = a_layer(ANA, BEN, JIWOO, starts="2017-12-04 09:00", only=(NIGHTS, WEEKENDS))
    days = a_layer(LENA, OLA, rotation=daily, starts="2017-12-04 02:15", named="below")
    alone = (
        a_layer(ANA, BEN, JIWOO, LENA, rotation=hourly, every=5, starts="2017-12-01 00:30"),
        a_layer(ANA, BEN, JIWOO, rotation=hourly, every=12, starts="2017-12-01 09:00"),
        a_layer(ANA, BEN, JIWOO, LENA, OLA, rotation=daily, starts="2017-12-01 02:30"),
        a_layer(ANA, BEN, JIWOO, rotation=daily, every=10, starts="2018-03-01 00:00"),
        a_layer(ANA, BEN, JIWOO, LENA, starts="2017-12-04 09:00"),
        a_layer(ANA, BEN, JIWOO, rotation=monthly, starts="2017-10-31 09:00"),
        nights,
    )
    return (
        *(a_schedule(layer, zone=zone) for layer in alone),
        a_schedule(days, nights, zone=zone),
    )


class Peer:
    """Expands a schedule's rules once, then answers."""

    def __init__(self, schedule: Schedule) -> None:
        zone = get_zonefile_instance().get(schedule.zone)
        self._layers = [
            (_turns(layer, zone), _open(layer, zone)) for layer in reversed(schedule.layers)
        ]

    def person_at(self, moment: datetime) -> PersonId | None:
        for turns, spans in self._layers:
            # Windows last a day at most, and there are two of them a day at most.
            near = spans[: bisect_right(spans, moment, key=lambda span: span[0])][-4:]
            begun = bisect_right(turns, moment, key=lambda turn: turn[0])
            if begun and any(moment < end for _, end in near):
                return turns[begun - 1][1]
        return None


def _turns(layer: Layer, zone: tzinfo) -> list[tuple[datetime, PersonId]]:
    """The beginning of each, in order, and whose it is."""
    start = datetime.fromisoformat(layer.starts)
    # The last day of a month that is too short: the last of the days that it has.
    days = {"bymonthday": range(28, start.day + 1), "bysetpos": -1} if start.day > 28 else {}
    people = len(layer.members)
    found = list[tuple[datetime, int, PersonId]]()
    rule = rrule(
        _FREQUENCIES[layer.rotation],
        dtstart=start,
        interval=layer.every,
        until=_UNTIL,
        **(days if layer.rotation is Rotation.MONTHLY else {}),
    )
    for number, wall in enumerate(rule):
        found.append((_instant(wall, zone), number, layer.members[number % people].person))
    # Of two turns that begin at once, as the first of them has no time of its own, the later.
    return [(begins, person) for begins, _, person in sorted(found)]


def _open(layer: Layer, zone: tzinfo) -> list[tuple[datetime, datetime]]:
    if not layer.only:
        return [(FIRST, LAST)]
    return sorted(span for window in layer.only for span in _spans(window, zone))


def _spans(window: Window, zone: tzinfo) -> Iterator[tuple[datetime, datetime]]:
    opens, closes = _clock(window.opens), _clock(window.closes)
    length = (closes - opens) % _DAY or _DAY
    days = [*range(_DAYS.index(window.first), _DAYS.index(window.last) + 1)]
    for wall in rrule(DAILY, dtstart=_BEFORE + opens, until=_UNTIL, byweekday=days):
        yield _instant(wall, zone), _instant(wall + length, zone)


def _clock(text: str) -> timedelta:
    hours, minutes = text.split(":")
    return timedelta(hours=int(hours), minutes=int(minutes))


def _instant(wall: datetime, zone: tzinfo) -> datetime:
    there: datetime = resolve_imaginary(wall.replace(tzinfo=zone))
    return there.astimezone(UTC)


def disagreements(instants: int, seed: int, zones: Sequence[str] = ZONES) -> Iterator[str]:
    """Compares at so many random instants, as many in each zone: a third of them around changes of
    the clocks, and half of them on the quarter of an hour, where hand-offs are."""
    chance = random.Random(seed)
    for name in zones:
        changes = _changes(get_zonefile_instance().get(name))
        pairs = [(schedule, Peer(schedule)) for schedule in schedules(name)]
        for _ in range(instants // len(zones)):
            moment = FIRST + (LAST - FIRST) * chance.random()
            if changes and chance.random() < 1 / 3:
                moment = chance.choice(changes) + timedelta(hours=chance.uniform(-3, 3))
            if chance.random() < 1 / 2:
                moment = moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)
            schedule, peer = chance.choice(pairs)
            ours = on_call(schedule, moment)
            person = ours.person if ours else None
            if person != (theirs := peer.person_at(moment)):
                layers = [layer.id for layer in schedule.layers]
                yield f"{name} {layers} {moment}: {person}, by iCalendar {theirs}"


def _changes(zone: tzinfo) -> list[datetime]:
    """Of the clocks, to the hour."""
    return [
        hour
        for day in _steps(zone, FIRST, LAST, _DAY)
        for hour in _steps(zone, day, day + _DAY, timedelta(hours=1))
    ]


def _steps(zone: tzinfo, start: datetime, end: datetime, step: timedelta) -> list[datetime]:
    """At whose end the clocks show something else than so much more."""
    begins = [start + number * step for number in range((end - start) // step)]
    offsets = [(one.astimezone(zone).utcoffset(), one) for one in (*begins, end)]
    return [at for (offset, at), (after, _) in pairwise(offsets) if offset != after]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="make rotations", description=__doc__)
    parser.add_argument("--instants", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    found = list(disagreements(chosen.instants, chosen.seed))
    print("\n".join(found[:20]))
    print(
        f"{chosen.instants} instants in {len(ZONES)} zones, {FIRST:%Y} to 2020: {len(found)} apart"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
