"""The story of an incident, for its review."""

from dataclasses import asdict
from typing import Any, cast

from deskbell.domain.paging import commands as c
from deskbell.domain.paging.policy import Method
from deskbell.domain.paging.timeline import Moment, timeline
from deskbell.domain.tickets.permissions import Member
from tests.builders import ANA
from tests.unit.paging.night import (
    BEN_HERE,
    HERE,
    LENA_HERE,
    MINUTE,
    NIGHT,
    Night,
    a_night,
    failing,
)


def told(night: Night) -> list[str]:
    ref = night.incident().ref
    history = [
        Moment(NIGHT, type(one.event).__name__, one.reason, asdict(cast("Any", one.event)))
        for one in night.changes
        if one.after.ref == ref
    ]
    return [moment.reason.key.removeprefix("reason.incident_") for moment in timeline(history)]


def test_it_tells_who_was_called_and_who_did_what_without_the_posts_own_book_keeping() -> None:
    night = a_night()
    night.pass_time(6 * MINUTE)
    night.acknowledge(Member(ANA))
    night.acknowledge(LENA_HERE)
    night.do(c.PostUpdate(BEN_HERE, HERE, "found"))
    night.resolve()
    assert told(night) == ["raised", "paged", "paged", "acknowledged", "updated", "resolved"]


def test_pages_that_failed_are_told_and_those_that_arrived_are_not() -> None:
    night = a_night(outcome=failing(Method.SLACK))
    assert told(night) == ["raised", "paged", "page_failed", "next_way"]
