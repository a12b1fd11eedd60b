"""Putting files into a channel: the message that carries them, and the event beside it."""

from collections.abc import Sequence
from dataclasses import replace

from tools.fake_slack.state.content import Content
from tools.fake_slack.state.files import File
from tools.fake_slack.state.happenings import FileShared
from tools.fake_slack.state.messages import Channel, Message
from tools.fake_slack.state.workspace import Workspace


def share(
    workspace: Workspace,
    files: Sequence[File],
    channel: Channel,
    content: Content,
    user: str,
    *,
    thread_ts: str | None = None,
    client_msg_id: str | None = None,
) -> Message:
    """`content` is what is said with them; deleted ones are left out."""
    living = [file for file in files if not file.is_deleted]
    shares = [file.shares.setdefault(channel.id, []) for file in living]
    posted = workspace.post(
        channel,
        replace(content, files=tuple(file.id for file in living)),
        user=user,
        thread_ts=thread_ts,
        subtype="file_share",
        client_msg_id=client_msg_id,
    )
    for file, places in zip(living, shares, strict=True):
        places.append(posted.ts)
        workspace.tell(FileShared(channel, file.id, user, workspace.next_ts()))
    return posted
