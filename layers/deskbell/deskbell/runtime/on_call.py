"""Puts together what looks each hour at schedules, stand-ups and the like and what answers
calendars, for `functions/oncall`."""

from collections.abc import Callable
from datetime import datetime
from functools import cache

from deskbell.adapters.calendar_feed import CalendarFeed
from deskbell.adapters.dynamo.aggregates import DynamoAggregates
from deskbell.adapters.dynamo.people_rows import DynamoPersonRows
from deskbell.adapters.dynamo.ticket_log import dynamo_nps_log
from deskbell.domain.ids import PersonId
from deskbell.runtime import clock
from deskbell.runtime.kept import kept_text
from deskbell.runtime.outside import environment, inbox, now, secrets, settings
from deskbell.usecases.dogfooding.look_at_dogfooding import look_at_dogfooding
from deskbell.usecases.look_at_digests import look_at_digests
from deskbell.usecases.nps.look_at_surveys import look_at_surveys
from deskbell.usecases.oncall.look_at_schedules import look_at_schedules
from deskbell.usecases.paging.heartbeats import look_at_heartbeats
from deskbell.usecases.rationale.look_at_changes import look_at_changes
from deskbell.usecases.standups.look_at_stand_ups import look_at_stand_ups

_LOOKS = (
    look_at_schedules,
    look_at_heartbeats,
    look_at_stand_ups,
    look_at_dogfooding,
    look_at_changes,
    look_at_digests,
)


def look(time: str) -> int:
    """As of the scheduled event's `time`, moved by the local clock's offset. What reads most comes
    last. Raises QueueUnavailableError or StoreUnavailableError."""
    as_of = datetime.fromisoformat(time) + clock.offset(environment().clock_file)
    asked = (settings(), inbox(), as_of)
    looked = sum(one(*asked) for one in _LOOKS)
    return looked + look_at_surveys(*asked, DynamoAggregates(), dynamo_nps_log)


@cache
def calendar() -> CalendarFeed:
    env = environment()
    return CalendarFeed(
        desk=settings().current,
        aggregates=DynamoAggregates(),
        key=kept_text(secrets(), env.calendar_secret, clock.wall),
        name=_name(),
        now=now,
    )


def _name() -> Callable[[PersonId], str]:
    """As the person rows have it, else the settings, else their id."""
    rows = DynamoPersonRows()

    def name(person: PersonId) -> str:
        desk = settings().current()
        row = rows.get(desk.workspace.install, person)
        if row and row.fresh_until:
            return row.person.name
        return next((name for name, one in desk.people.items() if one == person), person)

    return name
