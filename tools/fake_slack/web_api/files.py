"""The files.* methods: announce an upload, put it into a channel, ask about a file."""

import re
from collections.abc import Sequence

from tools.fake_slack.blocks import rules as block_rules
from tools.fake_slack.state import posting_rules
from tools.fake_slack.state.content import Content
from tools.fake_slack.state.files import LARGEST, File
from tools.fake_slack.state.messages import Blocks, Channel, JsonObject, Message
from tools.fake_slack.state.shapes.files import places_of, with_shares
from tools.fake_slack.state.sharing import share
from tools.fake_slack.state.sides import may_know
from tools.fake_slack.web_api.arguments import Refused
from tools.fake_slack.web_api.call import Call

LONGEST_ALT_TEXT, LARGEST_SNIPPET, MOST_CHANNELS = 1_000, 1_000_000, 100
SHARED_AFTER_S = 0.5
"""How long after the call the message with the file appears."""
SNIPPETS = {
    *("text", "bash", "c", "cpp", "csharp", "css", "csv", "diff", "go", "html", "java"),
    *("javascript", "json", "kotlin", "markdown", "perl", "php", "python", "r", "ruby"),
    *("rust", "scala", "shell", "sql", "swift", "typescript", "xml", "yaml"),
}
"""Kinds of snippets, such as `python`; Slack knows more."""
_CHANNEL_ID = re.compile(r"[CGD][A-Z0-9]+")


def get_upload_url(call: Call) -> JsonObject:
    """`alt_txt` describes an image, `snippet_type` makes it a snippet."""
    args = call.args
    missing = [name for name in ("length", "filename") if name not in args]
    if missing:
        told = [f"missing required field: {', '.join(missing)}"]
        raise Refused("invalid_arguments", messages=told)
    length, snippet = _length(call), args.text("snippet_type") or ""
    if length > LARGEST:
        raise Refused("file_upload_size_restricted")
    if snippet and snippet not in SNIPPETS:
        raise Refused("unknown_snippet_type")
    if snippet and length > LARGEST_SNIPPET:
        raise Refused("snippet_too_large")
    alt_text = args.text("alt_txt") or ""
    if len(alt_text) > LONGEST_ALT_TEXT:
        raise Refused("alt_txt_too_large")
    file, url = call.workspace.files.announce(
        args.need("filename"), length, call.install, alt_text=alt_text, snippet_type=snippet
    )
    return {"upload_url": url, "file_id": file.id}


def _length(call: Call) -> int:
    try:
        length = int(call.args.need("length"))
    except ValueError:
        told = ["must be a number [json-pointer:/length]"]
        raise Refused("invalid_arguments", messages=told) from None
    if length <= 0:
        raise Refused("missing_argument")
    return length


def complete_upload(call: Call) -> JsonObject:
    """The message with the files comes a moment later; without a channel they stay private."""
    files, channels, blocks = _uploaded(call), _channels(call), _blocks(call)
    comment = call.args.text("initial_comment") or ""
    content = Content(comment, blocks, execution=call.token.execution if call.token else None)
    for file in files:
        file.is_complete = True
    for channel in channels:
        _share_later(call, files, channel, content)
    return {"files": [{"id": file.id, "title": file.title or file.name} for file in files]}


def _share_later(call: Call, files: Sequence[File], channel: Channel, content: Content) -> None:
    root, bot = _root(call, channel), call.install.bot_user
    thread_ts = (root.thread_ts or root.ts) if root else None

    async def job(_due: float) -> None:
        share(call.workspace, files, channel, content, bot, thread_ts=thread_ts)

    call.slack.timetable.after(SHARED_AFTER_S, job)


def _uploaded(call: Call) -> list[File]:
    """`files` is `[{"id", "title"}]`; each must have arrived, and not been completed before."""
    asked = call.args.json("files", "invalid_arguments")
    if not isinstance(asked, list) or not asked or not all(isinstance(one, dict) for one in asked):
        told = ["must be an array of files [json-pointer:/files]"]
        raise Refused("invalid_arguments", messages=told)
    files = []
    for entry in asked:
        file = call.workspace.files.find(str(entry.get("id")))
        if file is None or file.install is not call.install:
            raise Refused("file_not_found")
        if file.content is None or file.is_complete:
            raise Refused("file_not_found")
        file.title = str(entry.get("title") or file.name)
        files.append(file)
    return files


def _channels(call: Call) -> list[Channel]:
    many = call.args.text("channels") or ""
    wanted = [one.strip() for one in many.split(",") if one.strip()]
    if "channel_id" in call.args:
        wanted.append(call.args.need("channel_id"))
    if len(wanted) > MOST_CHANNELS:
        raise Refused("channels_limit_exceeded")
    return [_channel(call, one) for one in dict.fromkeys(wanted)]


def _channel(call: Call, channel_id: str) -> Channel:
    if not _CHANNEL_ID.fullmatch(channel_id):
        raise Refused("invalid_channel")
    channel = call.workspace.channels.get(channel_id)
    if channel is None or not may_know(call.install, channel):
        raise Refused("channel_not_found")
    if call.install.bot_user not in channel.members:
        raise Refused("not_in_channel")
    if channel.is_archived or posting_rules.refusal(channel, _root(call, channel)):
        raise Refused("posting_to_channel_denied")
    return channel


def _root(call: Call, channel: Channel) -> Message | None:
    """Of the thread it is for; a thread that is not there is no mistake, the channel gets it."""
    return channel.messages.get(call.args.text("thread_ts") or "")


def _blocks(call: Call) -> Blocks:
    blocks = call.args.json("blocks", "invalid_blocks") or []
    if not block_rules.are_blocks(blocks):
        raise Refused("invalid_blocks")
    if faults := block_rules.faults_in_blocks(blocks):
        raise Refused("invalid_blocks", messages=faults, errors=faults)
    stored: Blocks = blocks
    return stored


def info(call: Call) -> JsonObject:
    """The app sees its own files, and those in channels it is in."""
    file = call.workspace.files.find(call.args.need("file"))
    if file is None or not file.is_complete:
        raise Refused("file_not_found")
    if file.is_deleted:
        raise Refused("file_deleted")
    if not _is_visible(call, file):
        raise Refused("not_visible")
    shown = with_shares(call.workspace, file)
    return {"file": shown, "comments": [], "response_metadata": {"next_cursor": ""}}


def _is_visible(call: Call, file: File) -> bool:
    if file.install is call.install:
        return True
    places = places_of(call.workspace, file)
    return any(call.install.bot_user in channel.members for channel in places)
