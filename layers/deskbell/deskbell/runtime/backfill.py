"""Puts the back-fill together, for `backfill.capture_missed`."""

from functools import cache
from time import sleep

from deskbell.adapters.dynamo.aggregates import DynamoAggregates
from deskbell.adapters.dynamo.bookmarks import DynamoBookmarks
from deskbell.adapters.dynamo.people_rows import DynamoPersonRows
from deskbell.adapters.dynamo.ticket_lists import DynamoTicketLists
from deskbell.adapters.people import KnownPeople
from deskbell.adapters.slack.pace import UNHURRIED, Pace
from deskbell.runtime import clock
from deskbell.runtime.outside import SLACK_SECONDS, inbox, now, settings, slack
from deskbell.usecases.backfill.capture_missed import BackfillPorts

LONGEST_THREAD = 5
"""Answers of Slack's that the back-fill reads of one thread: a thousand replies."""
TIME_TO_LOOK = LONGEST_THREAD * SLACK_SECONDS + 5.0
"""Of the back-fill's time, what must be left to begin a question to Slack."""


@cache
def ports() -> BackfillPorts:
    return BackfillPorts(
        settings=settings(),
        aggregates=DynamoAggregates(),
        lists=DynamoTicketLists(),
        person=KnownPeople(DynamoPersonRows()).get,
        bookmarks=DynamoBookmarks(),
        history=slack(SLACK_SECONDS, most_pages=LONGEST_THREAD, pace=Pace(most=UNHURRIED)),
        queue=inbox(),
        wall=clock.wall,
        now=now,
        pause=sleep,
    )
