"""What of an answer of the Web API Slack is not known to send, and what it lacks of Slack's.

What Slack sends is known from answer_keys.json, example_keys.json and, for messages, from
event_keys.json.
"""

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from tests.functional.fake_slack.shapes import listed, paths

CONTENT = frozenset(
    ("blocks", "attachments", "files", "metadata", "properties", "root", "values", "args")
)
"""What people and apps make, and the message a broadcast repeats."""
ENVELOPE = frozenset(("ok", "error", "warning", "response_metadata"))
KINDS = {
    "channel": ("channel", "channels"),
    "user": ("user", "members"),
    "message": ("message", "messages"),
}
"""Where objects of a kind stand; one method's sample may lack what another's has."""
_CHANNEL = re.compile(r"\bC0[A-Z0-9]{8}\b|\bC0T8SE4AU\b")
REASONS = {
    "channel.connected_team_ids": "the other companies in a channel, since Slack Connect",
    "channel.is_thread_only": "as is_read_only, since channels can be for threads only",
    "channel.is_non_threadable": "as is_read_only, since channels can be without threads",
    "conversations.open already_open": "says that nothing was made; the sample made something",
    "conversations.open no_op": "the same",
    "reactions.get channel": "the sample is of a reaction to a file",
    "reactions.get message": "the same",
    "apps.event.authorizations.list authorizations.is_enterprise_install": "as in events",
    "api.test args": "what was sent is said back",
    "blocks.validate *": "a method that is younger than the samples",
    "files.completeUploadExternal files": "the same",
    "files.getUploadURLExternal *": "the same",
    "file.file_access": "as in messages with files of a shared channel",
    "file.media_display_type": "as in the files of messages",
    "file.shares.public.<channel>.share_user_id": "the same",
    "file.user_team": "the same",
    "oauth.v2.access is_enterprise_install": "since apps are installed in whole orgs",
    "users.list *": "as users.info tells of one; Deskbell does not call it",
    "message.app_id": "the app that wrote it; the samples are older",
    "message.is_locked": "as in the root of a broadcast",
    "message.latest_reply": "as in the root of a broadcast",
    "message.permalink": "reactions.get tells it of messages; the sample is of a file",
    "message.reactions": "as in a file that has some",
    "message.reactions.count": "the same",
    "message.reactions.name": "the same",
    "message.reactions.users": "the same",
    "message.reply_users": "as in the root of a broadcast",
    "message.reply_users_count": "as in the root of a broadcast",
}
"""Why a key is there that the samples do not have."""
ABSENT = {
    "chat.postMessage message.subtype": "the sample is of a post under another name",
    "chat.postMessage message.username": "the same",
    "conversations.join *warning*": "said to who is inside already",
    "conversations.join response_metadata": "the same",
    "file.deanimate_gif": "the sample is of a picture",
    "file.image_exif_rotation": "the same",
    "file.original_*": "the same",
    "file.pjpeg": "the same",
    "file.thumb_*": "the same",
    "file.is_starred": "for tokens of people, who star",
    "file.shares.*.latest_reply": "the file's message has no thread",
    "file.shares.*.thread_ts": "the same",
    "message.last_read": "for tokens of people, who read",
    "message.unread_count": "the same",
    "oauth.v2.access authed_user.*": "the app asks for no scopes of the person's own",
    "oauth.v2.access enterprise.*": "the workspace is in no org",
    "reactions.get file*": "the sample is of a reaction to a file",
    "user.has_2fa": "told to admins' tokens only",
    "user.profile.avatar_hash": "people of the fake have no pictures",
    "user.profile.image_*": "the same",
    "view.close.*": "the form has none of its own",
}
"""Why a key of Slack's example is not there."""


def by_kind(path: str) -> str:
    """`channels.topic.value` is `channel.topic.value`: the same kind of object."""
    first, dot, rest = _CHANNEL.sub("<channel>", path).partition(".")
    kind = next((kind for kind, names in KINDS.items() if dot and first in names), first)
    return f"{kind}{dot}{rest}"


@cache
def examples() -> dict[str, list[str]]:
    """The keys of Slack's example by method; some have none."""
    return listed("example_keys.json")


@cache
def known() -> dict[str, frozenset[str]]:
    """By method, and under "" those of objects of which many methods tell."""
    answers: dict[str, set[str]] = {}
    for source in (listed("answer_keys.json"), examples()):
        for method, keys in source.items():
            answers.setdefault(method, set()).update(map(by_kind, keys))
    objects = {path for keys in answers.values() for path in keys if "." in path}
    for kind, keys in listed("event_keys.json").items():
        if kind.split(".")[0] == "message":
            objects |= {f"message.{key}" for key in keys}
    return {method: frozenset(keys) for method, keys in (answers | {"": objects}).items()}


def unknown_keys(method: str, answer: dict[str, Any]) -> set[str]:
    """But those with a reason."""
    theirs = known().get(method, frozenset()) | known()[""]
    found = {by_kind(path) for path in paths(answer, CONTENT)} - theirs
    return {
        path
        for path in _unexplained(method, found, REASONS)
        if path.partition(".")[0] not in ENVELOPE
    }


def missing_keys(method: str, answer: dict[str, Any]) -> set[str]:
    """But those with a reason."""
    present = {by_kind(path) for path in paths(answer, CONTENT)}
    return _unexplained(method, {*map(by_kind, examples().get(method, []))} - present, ABSENT)


def _unexplained(method: str, found: set[str], reasons: Iterable[str]) -> set[str]:
    return {
        path
        for path in found
        if not any(
            fnmatchcase(path, reason) or fnmatchcase(f"{method} {path}", reason)
            for reason in reasons
        )
    }
