"""Typed words and what they mean: styles, mentions, emoji, links; composer.py asks."""

import re
from collections.abc import Iterator, Mapping

from tools.fake_slack.blocks.emoji_names import is_emoji, named_emoji, unicode_of
from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.state.workspace import Workspace

Piece = tuple[str, JsonObject]
"""What `text` says, and the rich text element."""
Style = Mapping[str, bool]
PLAIN: Style = {}
_STYLES = {"*": "bold", "_": "italic", "~": "strike"}
_SPECIAL = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|(?<!\w)(?P<styled>(?P<mark>[*_~])(?P<inner>(?=\S)[^\n]+?(?<=\S))(?P=mark))(?!\w)"
    r"|(?P<known><[@#][A-Z0-9]+(?:\|[^>]*)?>)"
    r"|(?P<url>https?://[^\s<>|]*[^\s<>|.,;:!?'\")\]])"
    r"|(?P<mail>(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?<!\w)(?P<at>@[\w-]+)"
    r"|(?<!\w)(?P<hash>\#[\w-]+)"
    r"|:(?P<emoji>[\w+-]+(?:::skin-tone-[2-6])?):"
)
_BROADCASTS = ("here", "channel", "everyone")


def pieces(workspace: Workspace, typed: str, style: Style = PLAIN) -> Iterator[Piece]:
    done = 0
    for found in _SPECIAL.finditer(typed):
        yield from _plain(typed[done : found.start()], style)
        yield from _special(workspace, found, style) or _plain(found[0], style)
        done = found.end()
    yield from _plain(typed[done:], style)


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def text_element(text: str, style: Style = PLAIN) -> JsonObject:
    return _styled({"type": "text", "text": text}, style)


def _special(workspace: Workspace, found: re.Match[str], style: Style) -> list[Piece]:
    """Nothing for what only looks special, such as `@nobody`."""
    if found["styled"]:
        inner = {**style, _STYLES[found["mark"]]: True}
        return _wrapped(found["mark"], list(pieces(workspace, found["inner"], inner)))
    if found["code"]:
        return [
            (f"`{escape(found['code'])}`", text_element(found["code"], {**style, "code": True}))
        ]
    piece = _meaning(workspace, found)
    return [(piece[0], _styled(piece[1], style))] if piece else []


def _wrapped(mark: str, inside: list[Piece]) -> list[Piece]:
    """The marks are in the text only: the elements have their style."""
    texts = [text for text, _ in inside]
    texts[0] = mark + texts[0]
    texts[-1] += mark
    return list(zip(texts, (element for _, element in inside), strict=True))


def _meaning(workspace: Workspace, found: re.Match[str]) -> Piece | None:
    word = found[0]
    match found.lastgroup:
        case "known":
            return _reference(workspace, word.strip("<>").split("|")[0])
        case "at" if word[1:] in _BROADCASTS:
            return f"<!{word[1:]}>", {"type": "broadcast", "range": word[1:]}
        case "at" | "hash":
            return _reference(workspace, word)
        case "emoji" if is_emoji(found["emoji"]):
            return word, _emoji(found["emoji"])
        case "url":
            return f"<{escape(word)}>", {"type": "link", "url": word}
        case "mail":
            address = word.removeprefix("mailto:")
            link = {"type": "link", "url": f"mailto:{address}", "text": address}
            return f"<mailto:{address}|{address}>", link
        case _:
            return None


def _reference(workspace: Workspace, word: str) -> Piece | None:
    """A person by `@key` or `@id`, a user group by `@handle`, a channel by `#name` or `#id`."""
    name = word[1:]
    if word[0] == "#":
        channel = workspace.channel(name)
        if channel is None:
            return None
        return f"<#{channel.id}|{channel.name}>", {"type": "channel", "channel_id": channel.id}
    person = workspace.world.person(name)
    is_bot = name in (workspace.bot_name, workspace.app.bot_user)
    user = person.id if person else workspace.app.bot_user if is_bot else None
    if user:
        return f"<@{user}>", {"type": "user", "user_id": user}
    group = workspace.user_groups.find(name)
    if group is None or not group.is_enabled:
        return None
    text = f"<!subteam^{group.id}|@{group.handle}>"
    return text, {"type": "usergroup", "usergroup_id": group.id}


def _plain(text: str, style: Style) -> Iterator[Piece]:
    """Emoji that are typed as signs get their names, as in Slack."""
    for name, part in named_emoji(text):
        if name:
            yield f":{name}:", _styled(_emoji(name), style)
        elif part:
            yield escape(part), text_element(part, style)


def _emoji(name: str) -> JsonObject:
    stem, _, tone = name.partition("::skin-tone-")
    toned = {"skin_tone": int(tone)} if tone else {}
    return {"type": "emoji", "name": stem, "unicode": unicode_of(name), **toned}


def _styled(element: JsonObject, style: Style) -> JsonObject:
    return {**element, "style": dict(style)} if style else element
