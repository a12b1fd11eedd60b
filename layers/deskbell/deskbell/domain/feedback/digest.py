"""What the next digest tells everybody: each item at most once (A3-01). Pure; without anything to
tell there is none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from deskbell.domain.calendars.office_hours import next_time
from deskbell.domain.decision import Change, Decision, SetTimer, nothing
from deskbell.domain.feedback import events as e
from deskbell.domain.feedback.effects import SendFeedbackDigest
from deskbell.domain.feedback.item import FeedbackItem
from deskbell.domain.feedback.policy import FeedbackSettings
from deskbell.domain.feedback.words import reason
from deskbell.domain.ids import InstallId, Ref, feedback_digest_ref
from deskbell.domain.unlisted import Unlisted

TIMER = "digest"
MOST_WAITING = 100
MOST_TOLD = 15
"""Of those that waited, the most frequent ones: all of a message has to fit into 10,000 characters
(slack.md 5.4)."""


@dataclass(frozen=True, slots=True)
class FeedbackDigest(Unlisted):
    """`more` counts those that found no place among so many; `due` is when it comes, as long as
    anything waits."""

    waiting: tuple[Ref, ...] = ()
    more: int = 0
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """`zone` and `holidays` are the desk's."""

    install: InstallId
    settings: FeedbackSettings
    zone: str
    holidays: frozenset[str]
    now: datetime


def queue(digest: FeedbackDigest | None, item: Ref, around: Around) -> Change:
    """`item` waits for the next one."""
    ref = feedback_digest_ref(around.install)
    before = digest or FeedbackDigest(ref, around.install, 0)
    due = before.due or next_time(around.settings.digest, around.now, around.zone, around.holidays)
    is_full = len(before.waiting) >= MOST_WAITING
    after = replace(
        before,
        version=before.version + 1,
        waiting=before.waiting if is_full else (*before.waiting, item),
        more=before.more + is_full,
        due=due,
    )
    timers = () if before.due else (SetTimer(TIMER, after.version, due),)
    return Change(digest, after, e.FeedbackQueued(item), reason("queued"), timers=timers)


def tell(digest: FeedbackDigest | None, items: Sequence[FeedbackItem], around: Around) -> Decision:
    """The timer is only a hint. `items` are all that wait, as they are now."""
    if digest is None or digest.due is None or around.now < digest.due:
        return nothing("timer_stale")
    settings = around.settings
    wanted = [one for one in items if one.is_for_everybody(settings.excluded)]
    told = sorted(wanted, key=lambda one: -one.seen)[:MOST_TOLD]
    more = len(wanted) - len(told) + digest.more
    refs = tuple(one.ref for one in told)
    after = replace(digest, version=digest.version + 1, waiting=(), more=0, due=None)
    change = Change(
        digest,
        after,
        e.FeedbackDigested(refs, more, left_out=len(items) - len(wanted)),
        reason("digested", items=len(told)),
        effects=(SendFeedbackDigest(settings.broadcast, refs, more),) if told else (),
    )
    return Decision((change,))
