"""Shifts as a calendar to subscribe to: the answer to a request for one, and its secret address.

A calendar cannot sign in, so whoever knows the address sees the calendar. The number in the
settings is part of what proves an address: another number, and the old addresses know nothing.
`functions/oncall` calls it; `./deskbell oncall --feed` prints addresses.
"""

import hashlib
import hmac
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from http import HTTPStatus

from deskbell.adapters import http_events
from deskbell.adapters.icalendar import Entry, as_icalendar
from deskbell.domain.ids import InstallId, PersonId
from deskbell.domain.oncall.rota import Current
from deskbell.domain.oncall.schedule import Schedule, ScheduleId
from deskbell.domain.oncall.shifts import Shift, shifts
from deskbell.domain.settings.desk import Desk
from deskbell.usecases.oncall.schedules import current_schedule
from deskbell.usecases.ports import Aggregates

ALL = "all"
"""Instead of a person: everybody's shifts."""
SUFFIX = ".ics"
BACK, AHEAD = timedelta(days=31), timedelta(days=90)
FRESH_FOR = timedelta(minutes=15)
_PROOF = 32

Answer = dict[str, object]


def address(key: str, install: InstallId, schedule: Schedule, who: str = ALL) -> str:
    """The path of the calendar of a schedule, or of one person's shifts in it."""
    return f"/calendar/{schedule.id}/{who}.{_proof(key, install, schedule, who)}{SUFFIX}"


def _proof(key: str, install: InstallId, schedule: Schedule, who: str) -> str:
    told = "\x1f".join(("calendar", install, schedule.id, str(schedule.feed), who))
    return hmac.digest(key.encode(), told.encode(), "sha256").hex()[:_PROOF]


class CalendarFeed:
    """`name` says how somebody is called."""

    def __init__(
        self,
        *,
        desk: Callable[[], Desk],
        aggregates: Aggregates,
        key: Callable[[], str],
        name: Callable[[PersonId], str],
        now: Callable[[], datetime],
    ) -> None:
        self._desk = desk
        self._aggregates = aggregates
        self._key = key
        self._name = name
        self._now = now

    def answer(self, event: Mapping[str, object]) -> Answer:
        """An event of API Gateway's. Whatever is wrong with an address, it is not there."""
        if http_events.method(event) not in ("GET", "HEAD"):
            return _nothing(HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": "GET, HEAD"})
        desk = self._desk()
        found = self._meant(str(event.get("rawPath", "")), desk)
        current = current_schedule(desk, self._aggregates, found[0]) if found else None
        if found is None or current is None:
            return _nothing(HTTPStatus.NOT_FOUND)
        body = self._calendar(current, None if found[1] == ALL else PersonId(found[1]))
        etag = f'"{hashlib.sha256(body.encode()).hexdigest()[:_PROOF]}"'
        kept = f"private, max-age={int(FRESH_FOR.total_seconds())}"
        facts = {"ETag": etag, "Cache-Control": kept}
        if _has(http_events.headers(event).get("if-none-match", ""), etag):
            return _nothing(HTTPStatus.NOT_MODIFIED, facts)
        content = {"Content-Type": "text/calendar; charset=utf-8", **facts}
        return {"statusCode": int(HTTPStatus.OK), "headers": content, "body": body}

    def _meant(self, path: str, desk: Desk) -> tuple[ScheduleId, str] | None:
        """The schedule and whose shifts, if the address proves to be one of ours."""
        *_, name, token = ["", "", *path.split("/")]
        who, _, proof = token.removesuffix(SUFFIX).partition(".")
        schedule = desk.schedules.get(ScheduleId(name))
        if schedule is None or not schedule.feed:
            return None
        expected = _proof(self._key(), desk.workspace.install, schedule, who)
        shown = proof.encode("utf-8", "surrogatepass")
        return (schedule.id, who) if hmac.compare_digest(expected.encode(), shown) else None

    def _calendar(self, current: Current, person: PersonId | None) -> str:
        """The same all day long, as long as nobody changes anything: so its tag says."""
        today = self._now().replace(hour=0, minute=0, second=0, microsecond=0)
        schedule = current.schedule
        found = shifts(schedule, today - BACK, today + AHEAD, current.gone)
        entries = [
            _entry(schedule, shift, self._name(shift.person))
            for shift in found
            if shift.person and person in (None, shift.person)
        ]
        return as_icalendar(schedule.name, entries, today)


def _entry(schedule: Schedule, shift: Shift, name: str) -> Entry:
    return Entry(
        uid=f"{schedule.id}-{shift.start:%Y%m%dT%H%M%SZ}@oncall.deskbell",
        start=shift.start,
        end=shift.end,
        summary=f"{schedule.name}: {name}",
    )


def _has(wanted: str, etag: str) -> bool:
    tags = [one.strip().removeprefix("W/") for one in wanted.split(",")]
    return etag in tags or "*" in tags


def _nothing(status: HTTPStatus, more: Mapping[str, str] | None = None) -> Answer:
    return {"statusCode": int(status), "headers": dict(more or {}), "body": ""}
