"""The decision function of an announcement: pure, exhaustive, each answer with its reason.

(nothing) ── later ──▶ scheduled ── it is due ──▶ posted ── read, rewritten; once: reminded
    └─────── now ──────────┼───────────────────────▲
                           └── withdrawn
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from deskbell.domain.announcements import commands as c
from deskbell.domain.announcements import events as e
from deskbell.domain.announcements import telling
from deskbell.domain.announcements.announcement import Announcement, Body, Reader
from deskbell.domain.announcements.effects import ShowAnnouncement
from deskbell.domain.announcements.policy import AnnouncementSettings, AudienceId
from deskbell.domain.decision import CancelTimer, Change, Decision, Event, SetTimer, nothing
from deskbell.domain.effects import Effect
from deskbell.domain.ids import ChannelId, InstallId, PersonId, Ref
from deskbell.domain.texts import Name, Text

TIMER = "announcement"


@dataclass(frozen=True, slots=True)
class Around:
    """`settings` are None where nobody may announce (any more)."""

    install: InstallId
    settings: AnnouncementSettings | None
    now: datetime

    def channel_of(self, author: PersonId, audience: AudienceId) -> ChannelId | None:
        """None: they may not announce there, now."""
        open_to = self.settings.open_to(author) if self.settings else ()
        return next((one.channel for one in open_to if one.id == audience), None)


def decide(
    ref: Ref, state: Announcement | None, command: c.AnnouncementCommand, around: Around
) -> Decision:
    """`ref` is what it is called, whether there is one or not."""
    if isinstance(command, c.Announce):
        return nothing("announced_already") if state else _announce(ref, command, around)
    if state is None or state.install != around.install:
        return nothing("no_such_announcement")
    match command:
        case c.Look():
            return _look(state, command, around)
        case c.Read():
            return _read(state, command, around)
        case c.Rewrite():
            return _rewrite(state, command, around)
        case c.Withdraw():
            return _withdraw(state, command, around)
    assert_never(command)


def _announce(ref: Ref, command: c.Announce, around: Around) -> Decision:
    channel = around.channel_of(command.by, command.audience)
    if channel is None or not command.bodies:
        return nothing("announcement_not_theirs")
    new = Announcement(
        ref=ref,
        install=around.install,
        version=0,
        audience=command.audience,
        channel=channel,
        author=command.by,
        bodies=command.bodies,
        due=command.due or around.now,
    )
    if new.due <= around.now:
        return _post(None, new, around)
    event = e.AnnouncementScheduled(new.audience, new.author, new.due)
    why = telling.reason("scheduled", by=Name(new.author))
    timer = SetTimer(TIMER, 1, new.due)
    after = replace(new, version=1)
    change = Change(None, after, event, why, effects=(telling.scheduled(after),), timers=(timer,))
    return Decision((change,))


def _post(before: Announcement | None, one: Announcement, around: Around) -> Decision:
    wait = around.settings.remind_after if around.settings else None
    after = replace(
        one,
        version=one.version + 1,
        posted_at=around.now,
        remind_at=around.now + wait if wait else None,
    )
    event = e.AnnouncementPosted(
        after.audience, after.author, tuple(language for language, _ in after.bodies)
    )
    why = telling.reason("posted", by=Name(after.author))
    shown: tuple[Effect, ...] = (ShowAnnouncement(after.channel), telling.posted(after))
    return _changed(before, after, event, why, *shown)


def _look(one: Announcement, command: c.Look, around: Around) -> Decision:
    """The timer is only a hint."""
    if one.withdrawn_at is not None:
        return nothing("timer_stale")
    if one.posted_at is not None:
        is_due = one.is_due_to_remind(around.now)
        return _remind(one, command, around) if is_due else nothing("timer_stale")
    if around.now < one.due:
        return nothing("timer_stale")
    if around.channel_of(one.author, one.audience) == one.channel:
        return _post(one, one, around)
    after = replace(one, version=one.version + 1, withdrawn_at=around.now)
    event, why = e.AnnouncementWithdrawn("not_allowed"), telling.reason("not_posted")
    return _changed(one, after, event, why, telling.not_posted(after))


def _remind(one: Announcement, command: c.Look, around: Around) -> Decision:
    """Some at a time: a transaction has an end. Each is asked about once an edition."""
    due = [known for known in command.people if one.waits_for(known.person)]
    people = tuple(known.person for known in due if known.present)
    absent = tuple(known.person for known in due if not known.present)
    after = replace(
        one,
        version=one.version + 1,
        reminded=(*one.reminded, *people),
        passed_over=(*one.passed_over, *absent),
        remind_at=around.now if command.more else None,
    )
    event = e.AnnouncementReminded(one.edition, people, absent)
    why = telling.reason("reminded", people=len(people), absent=len(absent))
    return _changed(one, after, event, why, *(telling.reminder(after, person) for person in people))


def _read(one: Announcement, command: c.Read, around: Around) -> Decision:
    if one.posted_at is None:
        return nothing("no_such_announcement")
    if command.by in one.read_by:
        return nothing("announcement_read_already")
    reader = Reader(command.by, one.edition, around.now)
    others = tuple(known for known in one.readers if known.person != command.by)
    after = replace(one, version=one.version + 1, readers=(*others, reader))
    event = e.AnnouncementRead(command.by, one.edition, len(after.read_by))
    why = telling.reason("read", by=Name(command.by))
    thanks = telling.whisper(command.by, command.channel, "read")
    return _changed(one, after, event, why, ShowAnnouncement(one.channel), *thanks)


def _rewrite(one: Announcement, command: c.Rewrite, around: Around) -> Decision:
    if why := _refusal(one, command.by):
        return _refuse(one, command.by, command.channel, "rewrite", why)
    bodies = _merged(one.bodies, command.bodies)
    again = command.again and one.posted_at is not None
    if bodies == one.bodies and not again:
        return nothing("announcement_unchanged")
    after = replace(one, version=one.version + 1, bodies=bodies, changed_at=around.now)
    if again:
        wait = around.settings.remind_after if around.settings else None
        after = replace(
            after,
            edition=one.edition + 1,
            remind_at=around.now + wait if wait else None,
            reminded=(),
            passed_over=(),
        )
    event = e.AnnouncementRewritten(after.edition, again)
    told = telling.reason("rewritten_again" if again else "rewritten", by=Name(command.by))
    shown: list[Effect] = [ShowAnnouncement(one.channel)] if one.posted_at else []
    if again:
        shown.append(telling.to_read_again(after))
    shown += telling.whisper(command.by, command.channel, "rewritten")
    return _changed(one, after, event, told, *shown)


def _merged(before: tuple[Body, ...], said: tuple[Body, ...]) -> tuple[Body, ...]:
    """What stands in a language stays unless something else is said in it."""
    return tuple((dict(before) | dict(said)).items())


def _withdraw(one: Announcement, command: c.Withdraw, around: Around) -> Decision:
    why = _refusal(one, command.by) or ("posted" if one.posted_at else None)
    if why:
        return _refuse(one, command.by, command.channel, "withdraw", why)
    after = replace(one, version=one.version + 1, withdrawn_at=around.now)
    reason = telling.reason("withdrawn", by=Name(command.by))
    told = telling.whisper(command.by, command.channel, "withdrawn_now")
    return _changed(one, after, e.AnnouncementWithdrawn("author"), reason, *told)


def _refusal(one: Announcement, by: PersonId) -> str | None:
    if by != one.author:
        return "not_yours"
    return "withdrawn" if one.withdrawn_at is not None else None


def _refuse(
    one: Announcement, by: PersonId, channel: ChannelId | None, action: str, why: str
) -> Decision:
    """Nothing changes; they are told why, and the history knows who wanted what."""
    after = replace(one, version=one.version + 1)
    event = e.AnnouncementActionRefused(by, action, why)
    told = telling.whisper(by, channel, why)
    change = Change(one, after, event, telling.reason("refused", by=Name(by)), effects=told)
    return Decision((change,))


def _changed(
    before: Announcement | None, after: Announcement, event: Event, why: Text, *effects: Effect
) -> Decision:
    return Decision((Change(before, after, event, why, effects=effects, timers=(_next(after),)),))


def _next(one: Announcement) -> SetTimer | CancelTimer:
    """When it is posted, else when those are reminded who have not read it."""
    due = one.remind_at if one.posted_at else None if one.withdrawn_at else one.due
    return SetTimer(TIMER, one.version, due) if due else CancelTimer(TIMER)
