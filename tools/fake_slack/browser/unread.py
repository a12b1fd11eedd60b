"""How much a person has not read in a channel; the sidebar shows it."""

import re
from dataclasses import dataclass

from tools.fake_slack.state.messages import Channel, Message
from tools.fake_slack.state.workspace import Workspace

ENOUGH = 100
"""Nobody counts further: the page shows 99+."""


@dataclass(frozen=True, slots=True)
class Unread:
    count: int = 0
    mentions: int = 0


def unread(workspace: Workspace, user: str, channel: Channel) -> Unread:
    """Messages of others since the person last looked, outside threads, the newest first."""
    if user not in channel.members:
        return Unread()
    mark = workspace.read_marks.get((user, channel.id), "")
    names = _names_of(workspace, user)
    count = mentions = 0
    for message in reversed(channel.messages.values()):
        if message.ts <= mark or count == ENOUGH:
            break
        if in_channel(message) and not message.is_by_slack and message.user != user:
            count += 1
            mentions += bool(names.search(message.text))
    return Unread(count, mentions)


def in_channel(message: Message) -> bool:
    """Whether it is shown outside its thread."""
    return not message.is_reply or message.is_broadcast


def _names_of(workspace: Workspace, user: str) -> re.Pattern[str]:
    """Finds a mention of the person, of a group they are in, or of everybody."""
    groups = [one.id for one in workspace.user_groups.all() if user in one.members]
    mentions = [f"@{user}", "!(?:here|channel|everyone)", *(rf"!subteam\^{one}" for one in groups)]
    return re.compile(rf"<(?:{'|'.join(mentions)})\b")
