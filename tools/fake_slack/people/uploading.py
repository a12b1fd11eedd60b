"""Gestures with files: upload one, delete it; gestures.py lists them."""

import base64

from tools.fake_slack.blocks import composer
from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.people.sight import OK, BadGesture, channel_of, refused
from tools.fake_slack.people.writing import why_silent
from tools.fake_slack.seed.world import Person
from tools.fake_slack.state.files import LARGEST
from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.state.sharing import share


async def upload(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    """`content` is base64, or `text` says it plainly; without a channel it is for a form."""
    content = _content(raw)
    if len(content) > LARGEST:
        return refused("This file is too large.")
    if "channel" not in raw:
        file = slack.workspace.files.bring(raw["filename"], content, person.id)
        return {**OK, "file": file.id}
    channel = channel_of(slack, person, raw)
    root = channel.messages.get(raw.get("thread_ts") or "")
    if raw.get("thread_ts") and root is None:
        raise BadGesture(f"there is no message {raw['thread_ts']}")
    if error := why_silent(person, channel, root):
        return refused(error)
    file = slack.workspace.files.bring(raw["filename"], content, person.id)
    file.title = raw.get("title") or file.title
    posted = share(
        slack.workspace,
        [file],
        channel,
        composer.write(slack.workspace, raw.get("comment", "")),
        person.id,
        thread_ts=(root.thread_ts or root.ts) if root else None,
        client_msg_id=slack.workspace.ids.secret(),
    )
    return {**OK, "file": file.id, "channel": channel.id, "ts": posted.ts}


async def delete_file(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    """Its messages stay and show that it is gone."""
    file = slack.workspace.files.find(raw["file"])
    if file is None or file.is_deleted:
        raise BadGesture(f"there is no file {raw['file']!r}")
    if file.user != person.id and not person.is_admin:
        return refused("You can only delete your own files.")
    slack.workspace.files.delete(file)
    return OK


def _content(raw: JsonObject) -> bytes:
    if "text" in raw:
        return str(raw["text"]).encode()
    try:
        return base64.b64decode(raw["content"], validate=True)
    except KeyError:
        raise BadGesture("upload needs `content` (base64) or `text`") from None
    except ValueError as error:
        raise BadGesture(f"`content` is not base64: {error}") from error
