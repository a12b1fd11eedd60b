"""What a person types, turned into the text and blocks Slack stores; used by gestures.py."""

import re
from collections.abc import Iterator

from tools.fake_slack.blocks.emoji_names import is_emoji
from tools.fake_slack.state.content import Content
from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.state.workspace import Workspace

_SPECIAL = re.compile(
    r"(?P<known><[@#][A-Z0-9]+(?:\|[^>]*)?>)"
    r"|(?P<at>@[\w-]+)"
    r"|(?P<hash>#[\w-]+)"
    r"|(?P<emoji>:[\w+-]+:)"
    r"|(?P<url>https?://[^\s<>|]+)"
)
_BROADCASTS = ("here", "channel", "everyone")


def write(workspace: Workspace, typed: str) -> Content:
    """`@ana`, `#it-happens`, `:ticket:` and links become what they mean; the rest is escaped."""
    text, elements = "", list[JsonObject]()
    for stored, element in _pieces(workspace, typed):
        text += stored
        last = elements[-1] if elements else {}
        if element["type"] == "text" and last.get("type") == "text":
            last["text"] += element["text"]
        else:
            elements.append(element)
    section = {"type": "rich_text_section", "elements": elements}
    blocks = [{"type": "rich_text", "elements": [section]}] if elements else []
    return Content(text, blocks)


def _pieces(workspace: Workspace, typed: str) -> Iterator[tuple[str, JsonObject]]:
    done = 0
    for found in _SPECIAL.finditer(typed):
        yield from _plain(typed[done : found.start()])
        special = _special(workspace, found)
        yield from [special] if special else _plain(found[0])
        done = found.end()
    yield from _plain(typed[done:])


def _plain(text: str) -> Iterator[tuple[str, JsonObject]]:
    if text:
        yield escape(text), {"type": "text", "text": text}


def _special(workspace: Workspace, found: re.Match[str]) -> tuple[str, JsonObject] | None:
    word = found[0]
    match found.lastgroup:
        case "known":
            return _reference(workspace, word.strip("<>").split("|")[0])
        case "at" if word[1:] in _BROADCASTS:
            return f"<!{word[1:]}>", {"type": "broadcast", "range": word[1:]}
        case "at":
            return _reference(workspace, word)
        case "hash":
            return _reference(workspace, word)
        case "emoji" if is_emoji(word.strip(":")):
            return word, {"type": "emoji", "name": word.strip(":")}
        case "url":
            return f"<{escape(word)}>", {"type": "link", "url": word}
        case _:
            return None


def _reference(workspace: Workspace, word: str) -> tuple[str, JsonObject] | None:
    """A person by `@key` or `@id`, a channel by `#name` or `#id`."""
    if word[0] == "@":
        person = workspace.world.person(word[1:])
        bot = (
            workspace.app.bot_user
            if word[1:] in (workspace.bot_name, workspace.app.bot_user)
            else None
        )
        user = person.id if person else bot
        return (f"<@{user}>", {"type": "user", "user_id": user}) if user else None
    channel = workspace.channel(word[1:])
    if channel is None:
        return None
    return f"<#{channel.id}|{channel.name}>", {"type": "channel", "channel_id": channel.id}


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
