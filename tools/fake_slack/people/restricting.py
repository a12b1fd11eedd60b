"""Gestures about who may write where: a channel's rule, a thread's lock; gestures.py lists them."""

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.people.sight import OK, BadGesture, message_of, refused, room_of
from tools.fake_slack.seed.world import Person
from tools.fake_slack.state.messages import JsonObject, Posting

ADMINS_ONLY = "Only an admin can do this."


async def restrict(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    """`posting` is everyone, read_only, threads_only or no_threads."""
    channel = room_of(slack, person, raw)
    if not person.is_admin:
        return refused(ADMINS_ONLY)
    if raw["posting"] not in [*Posting]:
        raise BadGesture(f"posting is one of: {', '.join(Posting)}")
    channel.posting = Posting(raw["posting"])
    return OK


async def lock_thread(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    return _lock(slack, person, raw, locked=True)


async def unlock_thread(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    return _lock(slack, person, raw, locked=False)


def _lock(slack: FakeSlack, person: Person, raw: JsonObject, *, locked: bool) -> JsonObject:
    channel, root = message_of(slack, person, raw)
    if not person.is_admin:
        return refused(ADMINS_ONLY)
    if root.is_reply:
        raise BadGesture("a thread is locked at its first message")
    slack.workspace.lock(channel, root, locked=locked)
    return OK
