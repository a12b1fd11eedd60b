"""Who collects feedback in the simulation, and what only a world that sees everything can ask of
that (A1-22, A3-01, A3-09)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from deskbell.adapters.memory.workspace import Post
from deskbell.domain.feedback.events import FeedbackDigested, FeedbackQueued
from deskbell.domain.feedback.item import FeedbackItem
from deskbell.domain.ids import PersonId, Thread
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.hours import Appointment, Weekday
from deskbell.usecases.audit.books import Books, Violation
from deskbell.usecases.ports import AuditRow
from tests.simulation.slack import SimulatedSlack
from tests.unit.feedback import people
from tests.unit.feedback.people import EVERYBODY as EVERYBODY
from tests.unit.feedback.people import FEEDBACK as FEEDBACK

SHARE = "loudspeaker"
SECRET = "dana@example.com"  # pragma: allowlist secret
"""In whatever anybody gives; and nobody may see it."""
SKEW, LAST = timedelta(minutes=2), datetime.max.replace(tzinfo=UTC)
"""By so much two clocks differ; after all that was told."""
DAILY = Appointment(Weekday.MON, Weekday.SUN, "04:10")
"""While people are there, and again."""
SETTINGS = replace(people.SETTINGS, digest=DAILY)


def everybody_is_told(desk: Desk, books: Books, slack: SimulatedSlack) -> Iterator[Violation]:
    """A week later each negative item has been told once or is not for everybody; nothing that is
    not for them has a post; reactions are counted as they stand there."""
    assert desk.feedback
    items = {ref: one for ref, one in books.states.items() if isinstance(one, FeedbackItem)}
    told = Counter(ref for _, refs in _digests(books) for ref in refs)
    waited = Counter(
        str(row.detail["item"])
        for rows in books.audit.values()
        for row in rows
        if row.event == FeedbackQueued.__name__
    )
    told_at = {ref: row.at for row, refs in _digests(books) for ref in refs}
    for ref, item in items.items():
        name = str(ref)
        if (ref, "request") not in {(one, str(place)) for one, place in books.posted}:
            yield Violation("A1-22", name, "has no card")
        if max(told[name], waited[name]) > 1:
            yield Violation("A3-01", name, f"waited {waited[name]} times for {told[name]} digests")
        if item.is_for_everybody(desk.feedback.excluded) and not told[name]:
            yield Violation("A3-01", name, "is in no digest")
        since = _excluded_since(books.audit[ref], desk.feedback.excluded)
        if since and told_at.get(name, LAST) - since > SKEW and _is_told_in_slack(item, slack):
            yield Violation("A3-01", name, "is of an excluded class, and everybody sees it")
    for post in slack.posts.values():
        if post.channel in (FEEDBACK, EVERYBODY) and SECRET in str(post.shown):
            yield Violation("A3-01", post.ts, "shows what is personal")
    for (ref, _), posted in books.posted.items():
        counted, card = items.get(ref), slack.posts.get(Thread(posted.channel, posted.ts))
        if counted and card and _counted(counted, card, slack) != _there(card, slack):
            yield Violation("A3-09", str(ref), "does not count the reactions that are there")


def _there(card: Post, slack: SimulatedSlack) -> set[tuple[str, PersonId]]:
    """But for those that Slack told nobody of, as the app was removed."""
    there = {(name, person) for name, people in card.reactions.items() for person in people}
    return there - _untold(card, slack)


def _counted(item: FeedbackItem, card: Post, slack: SimulatedSlack) -> set[tuple[str, PersonId]]:
    on = {(one.emoji, one.person) for one in item.reactions if one.on}
    return on - _untold(card, slack)


def _untold(card: Post, slack: SimulatedSlack) -> set[tuple[str, PersonId]]:
    reactions = [event for event in slack.unheard if "reaction" in event]
    return {(one["reaction"], one["user"]) for one in reactions if one["item"]["ts"] == card.ts}


def _excluded_since(rows: Sequence[AuditRow], excluded: Collection[str]) -> datetime | None:
    """It may be given again with such a class when everybody has read it."""
    return next((row.at for row in rows if row.detail.get("category") in excluded), None)


def _digests(books: Books) -> Iterator[tuple[AuditRow, list[str]]]:
    for rows in books.audit.values():
        for row in rows:
            if row.event == FeedbackDigested.__name__:
                found = row.detail["items"]
                assert isinstance(found, list | tuple)
                yield row, [str(one) for one in found]


def _is_told_in_slack(item: FeedbackItem, slack: SimulatedSlack) -> bool:
    """By its first words, which no other one has."""
    words = item.text.split(",")[0]
    return any(
        words in str(post.shown) for post in slack.posts.values() if post.channel == EVERYBODY
    )
