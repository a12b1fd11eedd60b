"""Feedback and its digest as items, and back; `states.py` lists them with the others. Each is
stored as a whole: nothing looks for a part of one."""

from typing import TypeVar

from deskbell.adapters import wire
from deskbell.adapters.dynamo import keys
from deskbell.adapters.dynamo.feedback_items import FeedbackDigestItem, FeedbackItemItem
from deskbell.domain.feedback.digest import FeedbackDigest
from deskbell.domain.feedback.item import FeedbackItem

Item = TypeVar("Item", FeedbackItemItem, FeedbackDigestItem)


def _whole(item: type[Item], state: FeedbackItem | FeedbackDigest) -> Item:
    return item(
        *keys.state(state.ref),
        install=state.install,
        version=state.version,
        state=wire.encode(state),
    )


def feedback_to_item(feedback: FeedbackItem) -> FeedbackItemItem:
    return _whole(FeedbackItemItem, feedback)


def feedback_from_item(item: FeedbackItemItem) -> FeedbackItem:
    return wire.decode(item.state, FeedbackItem)


def digest_to_item(digest: FeedbackDigest) -> FeedbackDigestItem:
    return _whole(FeedbackDigestItem, digest)


def digest_from_item(item: FeedbackDigestItem) -> FeedbackDigest:
    return wire.decode(item.state, FeedbackDigest)
