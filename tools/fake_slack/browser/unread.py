"""How much a person has not read in a channel; the sidebar shows it."""

import re
from dataclasses import dataclass

from tools.fake_slack.state.messages import Channel, Message
from tools.fake_slack.state.workspace import Workspace

ENOUGH = 100
"""Nobody counts further: the page shows 99+."""

_TO_ALL = re.compile(r"<!(here|channel|everyone)\b")


@dataclass(frozen=True, slots=True)
class Unread:
    count: int = 0
    mentions: int = 0


def unread(workspace: Workspace, user: str, channel: Channel) -> Unread:
    """Messages of others since the person last looked, outside threads, the newest first."""
    if user not in channel.members:
        return Unread()
    mark = workspace.read_marks.get((user, channel.id), "")
    count = mentions = 0
    for message in reversed(channel.messages.values()):
        if message.ts <= mark or count == ENOUGH:
            break
        if in_channel(message) and not message.is_by_slack and message.user != user:
            count += 1
            mentions += is_for(message, user)
    return Unread(count, mentions)


def in_channel(message: Message) -> bool:
    """Whether it is shown outside its thread."""
    return not message.is_reply or message.is_broadcast


def is_for(message: Message, user: str) -> bool:
    return f"<@{user}>" in message.text or _TO_ALL.search(message.text) is not None
