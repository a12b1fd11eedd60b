"""The conditions under which the table takes a write, by name, so that a write reads as a sentence.

transaction.put(item, provided=nobody_was_first())
"""

from pynamodb.expressions.condition import Condition

from deskbell.adapters.dynamo.items import (
    ClaimItem,
    LinkItem,
    OutboxItem,
    PostedItem,
    TimerItem,
    WaitItem,
)
from deskbell.adapters.dynamo.table import Row
from deskbell.domain.ids import Ref, Thread
from deskbell.domain.inputs import TimerDue
from deskbell.usecases.ports import RowState


def nobody_was_first() -> Condition:
    """The row does not exist yet."""
    return Row.pk.does_not_exist()


def still_at(version: int) -> Condition:
    """The aggregate is the one that was read."""
    condition: Condition = Row.version == version
    return condition


def is_unsent() -> Condition:
    """Neither sent nor parked."""
    condition: Condition = OutboxItem.state == RowState.PENDING
    return condition


def lease_is_free(attempt: int, now: float) -> Condition:
    """Unsent, claimed by nobody right now, and by nobody since it was read."""
    condition: Condition = lease_is_mine(attempt) & (OutboxItem.lease_until < now)
    return condition


def lease_is_mine(attempt: int) -> Condition:
    """Unsent, and not claimed by anybody since attempt `attempt` (the fence)."""
    condition: Condition = is_unsent() & (OutboxItem.attempt == attempt)
    return condition


def is_posted_nowhere_or_at(post: Thread) -> Condition:
    """No post of the row is known, or it is this one."""
    condition: Condition = OutboxItem.post_ts.does_not_exist() | (
        (OutboxItem.post_channel == post.channel) & (OutboxItem.post_ts == post.ts)
    )
    return condition


def stands_at(post: Thread) -> Condition:
    """The card of that place is this post, not one that has been placed since."""
    condition: Condition = (PostedItem.channel == post.channel) & (PostedItem.ts == post.ts)
    return condition


def link_is_free_or_of(ref: Ref) -> Condition:
    """Nothing has this external id, or the same aggregate has it."""
    condition: Condition = LinkItem.pk.does_not_exist() | (LinkItem.ref == str(ref))
    return condition


def generation_is_free_or_of(execution: str) -> Condition:
    """No execution has this generation, or the same one has it."""
    condition: Condition = ClaimItem.pk.does_not_exist() | (ClaimItem.execution == execution)
    return condition


def still_has(token: str) -> Condition:
    """The wait is the one that was read, not a later one of the same name."""
    condition: Condition = WaitItem.token == token
    return condition


def still_set_to(timer: TimerDue) -> Condition:
    """The timer is the one that was read; a later one of its name has another time."""
    condition: Condition = (TimerItem.generation == timer.generation) & (
        TimerItem.due == timer.due.timestamp()
    )
    return condition
