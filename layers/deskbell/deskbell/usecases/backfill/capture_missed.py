"""What Slack did not tell us is read from its history and put on the inbox (reliability.md 2.7); so
is what somebody who has left still has.

The hourly function calls it, and the operator's `./deskbell backfill`. First the channels, the one
that was looked at longest ago before the others, then the threads of the open tickets, in turn.

    channel      begun ·········· seen ══════ down_to ▓▓▓▓▓▓▓▓ until        now
                        (a day)   ◀────────── read back from the newest

What is left when time or Slack's patience ends is read next time: a bookmark moves only over what
is on the inbox.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from deskbell.domain.decision import Role
from deskbell.domain.directs import is_direct
from deskbell.domain.effects import Place
from deskbell.domain.ids import ChannelId, EventKey, InstallId, PersonId, Ref, Thread, Ts
from deskbell.domain.inputs import Envelope, MessagePosted, QuestionMissed, ReactionChanged
from deskbell.domain.settings.desk import Desk
from deskbell.usecases.backfill.knowledge import Knowledge
from deskbell.usecases.backfill.report import Captured, Report, Standing
from deskbell.usecases.leaving.person_left import KnownPerson, look_for_left
from deskbell.usecases.ports import (
    Aggregates,
    Bookmark,
    Bookmarks,
    InputQueue,
    Listed,
    Settings,
    TicketLists,
)
from deskbell.usecases.slack_ports import Heard, Histories, Later, Never, Unknown
from deskbell.usecases.tickets.desk import hosting_channels

FIRST_LOOK = timedelta(hours=1)
"""Before the first back-fill of a channel: what is older was said to nobody of ours."""
LOOK_BACK = timedelta(hours=24)
"""Before the bookmark: an emoji comes later than its message, and changes nothing else on it."""
SLACK_RETRIES = timedelta(minutes=6)
"""For so long Slack may still be telling us (slack.md 2.3)."""
TICKETS_AT_ONCE = 25
_NEVER = Ts("9999999999.999999")
"""Later than any message; without an end Slack would begin at the other one."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class BackfillPorts:
    """What it needs. `wall` is Slack's clock or ours, `now` the domain's."""

    settings: Settings
    aggregates: Aggregates
    lists: TicketLists
    bookmarks: Bookmarks
    history: Histories
    person: KnownPerson
    queue: InputQueue
    wall: Callable[[], float]
    now: Callable[[], datetime]
    pause: Callable[[float], None]
    tell: Callable[[str], None] = lambda _: None
    """How it goes on, for who waits."""


class StoppedError(Exception):
    """There is no time left, or Slack wants to be left alone; `str()` is the code."""


def capture_missed(
    ports: BackfillPorts,
    seconds_left: Callable[[], float],
    since: datetime | None = None,
    *,
    dry_run: bool = False,
) -> Report:
    """`seconds_left` is asked before each question to Slack. `since`: each channel from then on,
    whatever has been read, and no bookmark moves.

    Raises QueueUnavailableError or StoreUnavailableError; what was read before is kept.
    """
    desk = ports.settings.current()
    knowledge = Knowledge(ports.aggregates, desk.workspace.install, desk)
    return _Backfill(ports, desk, knowledge, seconds_left, since, dry_run).run()


@dataclass(slots=True)
class _Backfill:
    ports: BackfillPorts
    desk: Desk
    knowledge: Knowledge
    seconds_left: Callable[[], float]
    since: datetime | None
    dry_run: bool
    report: Report = field(default_factory=Report)
    _told: set[EventKey] = field(default_factory=set)
    _threads: set[Thread] = field(default_factory=set)
    _talks: dict[ChannelId, Ts] = field(default_factory=dict)
    """How far back each was read."""
    _shared: dict[ChannelId, bool] = field(default_factory=dict)

    def run(self) -> Report:
        if not self.dry_run:
            ports = self.ports
            look_for_left(self.desk, ports.lists, ports.person, ports.queue, ports.now())
        try:
            for channel, bookmark in self._channels():
                self._read_channel(channel, bookmark)
            self._read_open_tickets()
        except StoppedError as stop:
            self.report.stopped = str(stop)
        return self.report

    # --- channels -----------------------------------------------------------------------------

    def _channels(self) -> list[tuple[ChannelId, Bookmark]]:
        """The one that was looked at longest ago first, so that each has its turn."""
        first = _ts(self.ports.wall() - FIRST_LOOK.total_seconds())
        found = [
            (channel, self.ports.bookmarks.channel(self._install, channel))
            for channel in hosting_channels(self.desk)
        ]
        known = [(channel, bookmark or Bookmark(first, first)) for channel, bookmark in found]
        return sorted(known, key=lambda pair: (pair[1].looked_at or "", pair[0]))

    def _read_channel(self, channel: ChannelId, bookmark: Bookmark) -> None:
        self.ports.tell(f"reading {channel}")
        self.report.channels.append(channel)
        if self.since:
            since = _ts(self.since.timestamp())
            self._read_down(channel, Bookmark(begun=since, seen=since))
            return
        if bookmark.down_to:
            bookmark = self._read_down(channel, bookmark)
        if channel not in self.report.unreadable:
            self._read_down(channel, bookmark)

    def _read_down(self, channel: ChannelId, bookmark: Bookmark) -> Bookmark:
        """From the newest message, or from where it ended last time, down to what is known."""
        after = max(bookmark.begun, _earlier(bookmark.seen, LOOK_BACK))
        while True:
            before = bookmark.down_to or _NEVER
            page = self._ask(
                partial(self.ports.history.read_channel, channel, after, before, self.ports.now())
            )
            if isinstance(page, Never):
                self.report.unreadable[channel] = page.code
                return bookmark
            if page.heard and bookmark.down_to is None:
                bookmark = replace(bookmark, until=page.heard[0].message.ts)
            try:
                for heard in page.heard:
                    self._take(heard)
                    self._count_question(heard)
                    if heard.latest_reply and heard.latest_reply > bookmark.seen:
                        self._read_thread(heard.message)
                    bookmark = replace(bookmark, down_to=heard.message.ts)
                if page.down_to is None:
                    seen = max(bookmark.until or bookmark.seen, bookmark.seen)
                    bookmark = Bookmark(bookmark.begun, seen)
                    return bookmark
                bookmark = replace(bookmark, down_to=page.down_to)
            finally:
                self._keep(channel, bookmark)

    def _keep(self, channel: ChannelId, bookmark: Bookmark) -> None:
        if not self.dry_run and not self.since:
            looked_at = replace(bookmark, looked_at=_ts(self.ports.wall()))
            self.ports.bookmarks.keep_channel(self._install, channel, looked_at)

    # --- threads ------------------------------------------------------------------------------

    def _read_thread(self, thread: Thread) -> None:
        """The whole of it: what is missing in the middle shows itself by nothing else."""
        if thread in self._threads:
            return
        heard = self._ask(partial(self.ports.history.read_replies, thread, self.ports.now()))
        if isinstance(heard, Never):
            return  # its root is gone, or the app is not there any more
        for one in heard:
            self._take(one)
        self._threads.add(thread)
        self.report.threads += 1

    def _read_talk(self, since: Thread) -> None:
        """A direct message need not be a reply to be part of a ticket, and may have replies itself
        (B-9)."""
        after, before = _earlier(since.ts, LOOK_BACK), self._talks.get(since.channel, _NEVER)
        while before > after:
            read = partial(
                self.ports.history.read_channel, since.channel, after, before, self.ports.now()
            )
            page = self._ask(read)
            if isinstance(page, Never):
                return
            for heard in page.heard:
                self._take(heard)
                if heard.latest_reply:
                    self._read_thread(heard.message)
            before = page.down_to or after
            self._talks[since.channel] = before

    def _read_open_tickets(self) -> None:
        """Their threads may be older than what is read of their channels."""
        turns = self._in_turn()
        self.report.waiting = len(turns)
        self.ports.tell(f"reading the threads of {len(turns)} open tickets")
        for start in range(0, len(turns), TICKETS_AT_ONCE):
            refs = turns[start : start + TICKETS_AT_ONCE]
            listed = {one.ticket.ref: one for one in self.ports.lists.read(refs)}
            for ref in refs:
                for thread in self._threads_of(listed.get(ref)):
                    self._read_thread(thread)
                    if is_direct(thread.channel):
                        self._read_talk(thread)
                self.report.waiting -= 1
                if not self.dry_run:
                    self.ports.bookmarks.keep_last_ticket(self._install, ref)

    def _in_turn(self) -> Sequence[Ref]:
        """All open tickets, the one after the last one of last time first."""
        lists, install, desk = self.ports.lists, self._install, self.desk
        found = set(lists.waiting(install, desk.inboxes))
        found.update(lists.waiting(install, desk.inboxes, restricted=True))
        for person in sorted(desk.staff):
            found.update(lists.of_person(install, person, Role.ASSIGNEE))
        last = self.ports.bookmarks.last_ticket(install)
        return sorted(found, key=lambda ref: (last is not None and ref <= last, ref))

    def _threads_of(self, listed: Listed | None) -> Iterator[Thread]:
        """The one its requester sees, and those below its cards elsewhere."""
        if listed is None:
            return
        if thread := listed.ticket.thread or listed.message:
            yield thread
        for place in (Place.TRIAGE, Place.DIRECT, Place.HANDLER):
            if card := self.ports.aggregates.posted(listed.ticket.ref, place):
                yield Thread(card.channel, card.ts)

    # --- what is found ------------------------------------------------------------------------

    def _take(self, heard: Heard) -> None:
        channel, young = heard.message.channel, self._is_young(heard.message.ts)
        for what, standing, envelope in self.knowledge.judge(heard):
            if envelope.key in self._told:
                continue
            self._told.add(envelope.key)
            if standing is Standing.MISSED:
                if young:
                    standing = Standing.UNDERWAY
                if not self.dry_run:
                    self.ports.queue.put(self._as_told(envelope, channel))
                self.report.captured.append(Captured(channel, what, standing, envelope.key))
            self.report.counts[channel, what, standing] += 1

    def _as_told(self, envelope: Envelope, channel: ChannelId) -> Envelope:
        """An event says that other companies are in its channel, the history does not (C-21)."""
        told = envelope.input
        if not isinstance(told, MessagePosted | ReactionChanged) or not self._is_shared(channel):
            return envelope
        return replace(envelope, input=replace(told, shared=True))

    def _is_shared(self, channel: ChannelId) -> bool:
        """Asked once, and only where something was missed. Whom Slack will not tell about, they may
        be there."""
        if is_direct(channel):
            return False
        if channel not in self._shared:
            answer = self._ask(partial(self.ports.history.is_shared, channel))
            self._shared[channel] = isinstance(answer, Never) or answer
        return self._shared[channel]

    def _count_question(self, heard: Heard) -> None:
        """One that has waited long enough, and that nobody tracks or answers, is offered."""
        question = self.knowledge.question(heard)
        if question is None:
            return
        tracked = self.knowledge.is_tracked(heard.message)
        self.report.questions[question.channel, tracked] += 1
        inbox = self.desk.inbox_of(question.channel)
        if tracked or inbox is None or inbox.capture_after is None or question.author is None:
            return
        if question.channel in inbox.auto or question.ts > self._ago(inbox.capture_after):
            return
        if heard.latest_reply and self._is_answered(heard.message, question.author):
            return
        self.report.offered += 1
        if not self.dry_run:
            self.ports.queue.put(self._offer(heard.message, question.author, question.text))

    def _is_answered(self, thread: Thread, asker: PersonId) -> bool:
        """By anybody else; who asks once more has no answer yet."""
        heard = self._ask(partial(self.ports.history.read_replies, thread, self.ports.now()))
        said = [] if isinstance(heard, Never) else [one.posted for one in heard if one.posted]
        authors = {one.input.author for one in said if isinstance(one.input, MessagePosted)}
        return bool(authors - {asker})

    def _offer(self, message: Thread, author: PersonId, text: str) -> Envelope:
        now, name = self.ports.now(), f"{message.channel}:{message.ts}"
        return Envelope(
            key=EventKey(f"question:{self._install}:{name}"),
            install=self._install,
            group=f"{self._install}:{name}",
            occurred_at=now,
            received_at=now,
            input=QuestionMissed(message, author, text),
        )

    def _ago(self, age: timedelta) -> Ts:
        return _ts(self.ports.wall() - age.total_seconds())

    def _is_young(self, ts: Ts) -> bool:
        return ts > self._ago(SLACK_RETRIES)

    def _ask(self, question: Callable[[], _T | Later | Unknown | Never]) -> _T | Never:
        """Waits where Slack or our own pace asks for it and there is time. Raises StoppedError."""
        while True:
            if self.seconds_left() <= 0:
                raise StoppedError("no_time")
            answer = question()
            match answer:
                case Later(seconds=float() | int() as seconds) if seconds < self.seconds_left():
                    self.ports.pause(seconds)
                case Later(code=code) | Unknown(code=code):
                    raise StoppedError(code)
                case _:
                    return answer

    @property
    def _install(self) -> InstallId:
        return self.desk.workspace.install


def _ts(seconds: float) -> Ts:
    return Ts(f"{max(seconds, 0.0):017.6f}")


def _earlier(ts: Ts, by: timedelta) -> Ts:
    return _ts(float(ts) - by.total_seconds())
