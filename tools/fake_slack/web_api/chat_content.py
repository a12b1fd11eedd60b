"""What the app wants to say: text, blocks, attachments and metadata of a chat.* call, checked."""

import json
import re
from dataclasses import dataclass

from tools.fake_slack.blocks import rules as block_rules
from tools.fake_slack.state.content import Content
from tools.fake_slack.state.messages import Blocks, Json, JsonObject
from tools.fake_slack.state.workspace import Workspace
from tools.fake_slack.web_api.arguments import Arguments, Refused
from tools.fake_slack.web_api.call import Call
from tools.fake_slack.web_api.places import need_scope

ATTACHMENTS, METADATA_BYTES, MARKDOWN = 100, 8_000, 12_000
LOOK, VIDEO = "chat:write.customize", "links.embed:write"
_LINKED = re.compile(
    r"(?P<kept><[^>]*>)|@(?P<at>[\w-]+(?:\.[\w-]+)*)|#(?P<hash>[\w-]+)|(?P<url>https?://[^\s<>|]+)"
)
_BROADCASTS = ("here", "channel", "everyone")


@dataclass(frozen=True, slots=True)
class Said:
    """`attachments` and `metadata` of None were not mentioned; empty ones remove what is there."""

    text: str
    blocks: Blocks
    attachments: Blocks | None
    metadata: JsonObject | None

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.blocks or self.attachments)

    @property
    def says_anything(self) -> bool:
        """Also what only changes or removes something of a message that is there."""
        return not (self.is_empty and self.attachments is None and self.metadata is None)


def read_said(call: Call) -> Said:
    args = call.args
    attachments, metadata = _attachments(args), _metadata(args)
    blocks = _blocks(call, args.json("blocks", "invalid_blocks_format"))
    text, markdown = args.text("text") or "", args.text("markdown_text")
    if markdown:
        if text or blocks:
            raise Refused("markdown_text_conflict")
        if len(markdown) > MARKDOWN:
            told = f"must be less than {MARKDOWN + 1} characters [json-pointer:/markdown_text]"
            raise Refused("invalid_arguments", messages=[told])
        text, blocks = markdown, [{"type": "markdown", "text": markdown}]
    in_full = args.text("parse") == "full"
    if in_full or args.flag("link_names"):
        text = _linked(call.workspace, text, with_urls=in_full)
    return Said(text, blocks, attachments, metadata)


def content_of(call: Call, said: Said, longest: int) -> Content:
    """A new message; its text is cut at `longest`, its author may have another name for it."""
    return Content(
        text=said.text[:longest],
        blocks=said.blocks,
        metadata=said.metadata or None,
        attachments=said.attachments or [],
        username=_look(call, "username") or "",
        icons=_icons(call),
        is_mrkdwn="mrkdwn" not in call.args or call.args.flag("mrkdwn"),
        execution=call.token.execution if call.token else None,
    )


def _look(call: Call, name: str) -> str | None:
    value = call.args.text(name)
    if value:
        need_scope(call, LOOK)
    return value


def _icons(call: Call) -> JsonObject:
    emoji, url = _look(call, "icon_emoji"), _look(call, "icon_url")
    if emoji:
        return {"emoji": f":{emoji.strip(':')}:"}
    return {"image_48": url} if url else {}


def _blocks(call: Call, value: Json) -> Blocks:
    if value is None:
        return []
    if not block_rules.are_blocks(value):
        raise Refused("invalid_blocks_format")
    blocks: Blocks = value
    _check(blocks, "/blocks")
    if block_rules.too_long(blocks, call.slack.config.longest_blocks):
        raise Refused("msg_blocks_too_long")
    if any(block["type"] == "video" for block in blocks):
        need_scope(call, VIDEO)
    return blocks


def _check(blocks: Blocks, at: str) -> None:
    faults = block_rules.faults_in_blocks(blocks, at)
    if faults:
        raise Refused("invalid_blocks", messages=faults, errors=faults)


def _attachments(args: Arguments) -> Blocks | None:
    value = args.json("attachments", "invalid_attachments")
    if value is None:
        return None
    if not block_rules.are_blocks(value):
        raise Refused("invalid_attachments")
    attachments: Blocks = value
    if len(attachments) > ATTACHMENTS:
        raise Refused("too_many_attachments")
    for number, attachment in enumerate(attachments):
        blocks = attachment.get("blocks", [])
        if not block_rules.are_blocks(blocks):
            raise Refused("invalid_attachments")
        _check(blocks, f"/attachments/{number}/blocks")
    return attachments


def _metadata(args: Arguments) -> JsonObject | None:
    value = args.json("metadata", "invalid_metadata_format")
    if value is None:
        return None
    if not isinstance(value, dict):
        raise Refused("invalid_metadata_format")
    if not value:
        return {}
    names_fit = set(value) == {"event_type", "event_payload"}
    if not names_fit or not _is_metadata(value["event_type"], value["event_payload"]):
        raise Refused("invalid_metadata_schema")
    if len(json.dumps(value).encode()) > METADATA_BYTES:
        raise Refused("metadata_too_large")
    return value


def _is_metadata(event_type: Json, payload: Json) -> bool:
    return isinstance(event_type, str) and bool(event_type) and isinstance(payload, dict)


def _linked(workspace: Workspace, text: str, *, with_urls: bool) -> str:
    """Names of people, groups and channels become mentions, addresses links where asked for."""

    def link(found: re.Match[str]) -> str:
        match found.lastgroup:
            case "at":
                return _mention(workspace, found["at"]) or found[0]
            case "hash":
                channel = workspace.channel(found["hash"])
                return f"<#{channel.id}|{channel.name}>" if channel else found[0]
            case "url" if with_urls:
                return f"<{found['url']}>"
            case _:
                return found[0]

    return _LINKED.sub(link, text)


def _mention(workspace: Workspace, name: str) -> str | None:
    if name in _BROADCASTS:
        return f"<!{name}>"
    if person := workspace.world.person(name):
        return f"<@{person.id}>"
    group = workspace.user_groups.find(name)
    return f"<!subteam^{group.id}|@{group.handle}>" if group else None
