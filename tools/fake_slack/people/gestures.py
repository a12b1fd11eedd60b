"""Everything a person can do in Slack, for the page and for tests; each answers what they'd see."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import UnionType

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.people import (
    accounts,
    channel_life,
    clicking,
    commanding,
    connect,
    direct_messages,
    memberships,
    modals,
    restricting,
    uploading,
    user_groups,
    writing,
)
from tools.fake_slack.people.sight import BadGesture, refused
from tools.fake_slack.seed.world import Person
from tools.fake_slack.state.messages import JsonObject


@dataclass(frozen=True, slots=True)
class Gesture:
    make: Callable[[FakeSlack, Person, JsonObject], Awaitable[JsonObject]]
    needs: tuple[str, ...] = ()


GESTURES = {
    "message": Gesture(writing.message, ("channel", "text")),
    "reply": Gesture(writing.reply, ("channel", "thread_ts", "text")),
    "edit": Gesture(writing.edit, ("channel", "ts", "text")),
    "delete": Gesture(writing.delete, ("channel", "ts")),
    "react": Gesture(writing.react, ("channel", "ts", "name")),
    "unreact": Gesture(writing.unreact, ("channel", "ts", "name")),
    "upload": Gesture(uploading.upload, ("filename",)),
    "delete_file": Gesture(uploading.delete_file, ("file",)),
    "slash": Gesture(commanding.slash, ("channel", "command")),
    "global_shortcut": Gesture(commanding.global_shortcut, ("callback_id",)),
    "message_shortcut": Gesture(commanding.message_shortcut, ("callback_id", "channel", "ts")),
    "run_step": Gesture(commanding.run_step, ("callback_id",)),
    "click": Gesture(clicking.click, ("action_id",)),
    "select": Gesture(clicking.click, ("action_id", "value")),
    "type": Gesture(clicking.type_query, ("action_id", "value")),
    "submit": Gesture(modals.submit),
    "close": Gesture(modals.close),
    "open_dm": Gesture(direct_messages.open_dm),
    "open_home": Gesture(direct_messages.open_home),
    "join": Gesture(memberships.join, ("channel",)),
    "leave": Gesture(memberships.leave, ("channel",)),
    "invite": Gesture(memberships.invite, ("channel", "user")),
    "kick": Gesture(memberships.kick, ("channel", "user")),
    "create": Gesture(channel_life.create, ("name",)),
    "rename": Gesture(channel_life.rename, ("channel", "name")),
    "set_topic": Gesture(channel_life.set_topic, ("channel", "topic")),
    "make_private": Gesture(channel_life.make_private, ("channel",)),
    "archive": Gesture(channel_life.archive, ("channel",)),
    "unarchive": Gesture(channel_life.unarchive, ("channel",)),
    "delete_channel": Gesture(channel_life.delete_channel, ("channel",)),
    "restrict": Gesture(restricting.restrict, ("channel", "posting")),
    "lock_thread": Gesture(restricting.lock_thread, ("channel", "ts")),
    "unlock_thread": Gesture(restricting.unlock_thread, ("channel", "ts")),
    "share": Gesture(connect.share, ("channel", "team")),
    "unshare": Gesture(connect.unshare, ("channel", "team")),
    "deactivate": Gesture(accounts.deactivate, ("user",)),
    "reactivate": Gesture(accounts.reactivate, ("user",)),
    "set_profile": Gesture(accounts.set_profile),
    "create_group": Gesture(user_groups.create_group, ("handle", "name", "members")),
    "change_group": Gesture(user_groups.change_group, ("group",)),
}

WEBHOOKS_CAN = ("message", "reply")
_FLAGS = ("broadcast", "everything", "is_private", "enabled")
_NOT_TEXT: dict[str, type | UnionType] = {
    **dict.fromkeys(_FLAGS, bool),
    "value": object,
    "values": dict,
    "inputs": dict,
    "members": list,
    "with": str | list,
}
"""What the fields of gestures hold; all others are texts."""


async def act(slack: FakeSlack, raw: JsonObject) -> JsonObject:
    """One gesture, such as `{"as": "ana", "do": "join", "channel": "it-triage"}`."""
    person = slack.workspace.world.person(str(raw.get("as")))
    if person is None:
        raise BadGesture(f"there is no person {raw.get('as')!r}")
    do = str(raw.get("do"))
    if do not in GESTURES:
        raise BadGesture(f"cannot do {do!r}; known: {', '.join(GESTURES)}")
    gesture = GESTURES[do]
    for name, value in raw.items():
        if not isinstance(value, _NOT_TEXT.get(name, str)):
            raise BadGesture(f"`{name}` cannot be {value!r}")
    if missing := [name for name in gesture.needs if name not in raw]:
        raise BadGesture(f"{do} needs {', '.join(missing)}")
    if person.deleted:
        return refused("Your account has been deactivated.")
    if person.is_webhook and do not in WEBHOOKS_CAN:
        raise BadGesture(f"a webhook cannot {do}")
    return await gesture.make(slack, person, raw)
