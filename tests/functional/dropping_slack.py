"""A desk on memory twins whose Slack drops events: what people do is in Slack, told or not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from deskbell.adapters.memory.histories import MemoryHistories
from deskbell.adapters.memory.store import MemoryBookmarks
from deskbell.adapters.memory.ticket_lists import MemoryTicketLists
from deskbell.adapters.people import KnownPeople
from deskbell.adapters.slack.events import EventReader
from deskbell.domain.envelope import Envelope
from deskbell.domain.ids import ChannelId, EventKey, PersonId, Thread, Ts
from deskbell.usecases.backfill.capture_missed import BackfillPorts, capture_missed
from deskbell.usecases.backfill.report import Report
from tests.builders import IT_HAPPENS
from tests.functional.memory_desk import MemoryDesk

HOUR = timedelta(hours=1)


@dataclass
class DroppingSlack:
    """`dropped` has the keys of what the desk was not told, in order."""

    desk: MemoryDesk = field(default_factory=MemoryDesk)
    page: int = 200
    dropped: list[EventKey] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.history = MemoryHistories(self.desk.slack, self.desk.desk.workspace, self.page)
        self.bookmarks = MemoryBookmarks(self.desk.table)

    # --- what people do -----------------------------------------------------------------------

    def say(
        self,
        person: PersonId,
        text: str,
        under: Ts | None = None,
        channel: ChannelId = IT_HAPPENS,
        *,
        told: bool = True,
    ) -> Ts:
        ts = self.desk.slack.say(person, channel, text, under)
        event = {"type": "message", "user": person, "text": text, "ts": ts, "thread_ts": under}
        self._happen({**event, "channel": channel}, told=told)
        return ts

    def edit(self, ts: Ts, text: str, channel: ChannelId = IT_HAPPENS, *, told: bool = True) -> Ts:
        post = self.desk.slack.posts[Thread(channel, ts)]
        before, when = post.shown.text, self.desk.slack.edit(Thread(channel, ts), text)
        message = {"user": post.author, "ts": ts, "thread_ts": post.thread_ts}
        event = {
            "type": "message",
            "subtype": "message_changed",
            "channel": channel,
            "message": {**message, "text": text, "edited": {"user": post.author, "ts": when}},
            "previous_message": {**message, "text": before},
            "event_ts": when,
        }
        self._happen(event, told=told)
        return when

    def react(
        self,
        person: PersonId,
        ts: Ts,
        emoji: str,
        channel: ChannelId = IT_HAPPENS,
        *,
        told: bool = True,
    ) -> None:
        """Of an emoji that is dropped the history does not say when it was put on."""
        post = self.desk.slack.posts[Thread(channel, ts)]
        post.reactions[emoji].append(person)
        event = {
            "type": "reaction_added",
            "user": person,
            "reaction": emoji,
            "item": {"type": "message", "channel": channel, "ts": ts},
            "item_user": post.author,
            "event_ts": f"{self.desk.wall():.6f}",
        }
        self._happen(event, told=told, seen=True)

    def _happen(self, event: Mapping[str, object], *, told: bool, seen: bool = False) -> None:
        reading = EventReader(self.desk.desk.workspace, self.desk.now).read(event)
        assert isinstance(reading, Envelope)
        if told:
            self.desk.receive(reading)
        else:
            key = f"{reading.key.rpartition(':')[0]}:seen" if seen else reading.key
            self.dropped.append(EventKey(key))
        self.desk.now += timedelta(seconds=20)

    # --- the back-fill ------------------------------------------------------------------------

    def _ports(self) -> BackfillPorts:
        return BackfillPorts(
            settings=self.desk.settings,
            aggregates=self.desk.aggregates,
            lists=MemoryTicketLists(self.desk.table),
            bookmarks=self.bookmarks,
            history=self.history,
            person=KnownPeople(self.desk.person_rows).get,
            queue=self.desk.queue,
            wall=self.desk.wall,
            now=lambda: self.desk.now,
            pause=self.pauses.append,
        )

    def backfill(
        self,
        since: datetime | None = None,
        *,
        dry_run: bool = False,
        questions: int | None = None,
    ) -> Report:
        """And all that follows from it; with time for so many questions to Slack, None: for all."""
        asked = count()

        def seconds_left() -> float:
            return 300.0 if questions is None or next(asked) < questions else 0.0

        report = capture_missed(self._ports(), seconds_left, since, dry_run=dry_run)
        self.desk.settle()
        return report

    def begin(self) -> None:
        """The hourly back-fill has run for the first time; what follows concerns the desk."""
        self.backfill()
        self.desk.later(timedelta(minutes=5))

    # --- what there is to see -----------------------------------------------------------------

    def comments(self) -> list[tuple[str, bool]]:
        """Text as it stands, and whether it is internal, of the one ticket's."""
        found = self.desk.aggregates.comments(self.desk.ticket.ref)
        return [(comment.texts[-1][1], comment.internal) for comment in found]


def keys_of(report: Report) -> list[EventKey]:
    return [one.key for one in report.captured]
