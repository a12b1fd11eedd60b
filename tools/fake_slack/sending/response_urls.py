"""Response URLs: how the app answers an interaction in the place where it happened."""

from dataclasses import dataclass
from typing import Self

from tools.fake_slack.blocks import rules as block_rules
from tools.fake_slack.state import whispers
from tools.fake_slack.state.content import Content
from tools.fake_slack.state.ids import Ids
from tools.fake_slack.state.installs import Install
from tools.fake_slack.state.messages import (
    Blocks,
    Channel,
    Ephemeral,
    Json,
    JsonObject,
    Message,
)
from tools.fake_slack.state.workspace import Workspace

USES = 5
LIFETIME_S = 30 * 60.0
LONGEST_TEXT, MOST_ATTACHMENTS = 40_000, 100
REMEMBERED = 5_000
"""How many URLs are kept; the oldest ones are forgotten."""


class AnswerRefused(Exception):
    """Slack does not take the answer; status and code as it says them."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


@dataclass(slots=True)
class Origin:
    """Where an interaction happened, and which message it came from, if any.

    A slash command's own answer becomes its message, so that it can be replaced.
    """

    channel: Channel
    user: str
    install: Install
    thread_ts: str | None = None
    message: Message | None = None
    ephemeral: Ephemeral | None = None

    @classmethod
    def of(
        cls, channel: Channel, user: str, install: Install, message: Message | Ephemeral
    ) -> Self:
        whisper = message if isinstance(message, Ephemeral) else None
        public = message if isinstance(message, Message) else None
        return cls(channel, user, install, message.thread_ts, public, whisper)

    @property
    def is_new(self) -> bool:
        return self.message is None and self.ephemeral is None

    @property
    def own_message(self) -> Message | None:
        """The message, if it is still there and the app's: never a person's, nor another app's."""
        message = self.message
        if message is None or message.bot != self.install.bot_user or message.is_tombstone:
            return None
        return message if self.channel.messages.get(message.ts) is message else None


@dataclass(slots=True)
class _Issued:
    origin: Origin
    expires: float
    uses: int = 0


class ResponseUrls:
    def __init__(self, base_url: str, workspace: Workspace, ids: Ids, longest_blocks: int) -> None:
        self._base_url = base_url
        self._workspace = workspace
        self._ids = ids
        self._longest_blocks = longest_blocks
        self._issued: dict[str, _Issued] = {}

    def issue(self, kind: str, origin: Origin) -> str:
        """`kind` is commands, actions or app, as in Slack's own addresses."""
        team = origin.install.team or self._workspace.world.team.id
        path = f"{kind}/{team}/{self._ids.next('')}/{self._ids.secret()}"
        self._issued[path] = _Issued(origin, self._workspace.clock.now() + LIFETIME_S)
        if len(self._issued) > REMEMBERED:
            del self._issued[next(iter(self._issued))]
        return f"{self._base_url}/hooks/{path}"

    def use(self, path: str, answer: JsonObject) -> None:
        issued = self._issued.get(path)
        if issued is None:
            raise AnswerRefused(404, "no_service")
        if self._workspace.clock.now() > issued.expires:
            raise AnswerRefused(404, "expired_url")
        if issued.uses >= USES:
            raise AnswerRefused(404, "used_url")
        issued.uses += 1
        self.apply(issued.origin, answer)

    def apply(self, origin: Origin, answer: JsonObject) -> None:
        """Do what the answer says: post, whisper, replace or delete."""
        if answer.get("delete_original"):
            self._delete(origin)
            return
        content = _content(answer, self._longest_blocks)
        if answer.get("replace_original") and self._replace(origin, content):
            return
        self._say(origin, content, answer)

    def _say(self, origin: Origin, content: Content, answer: JsonObject) -> None:
        thread_ts = answer.get("thread_ts") or origin.thread_ts
        if thread_ts and origin.channel.root(thread_ts) is None:
            raise AnswerRefused(400, "cannot_reply_to_message")
        bot, is_new = origin.install.bot_user, origin.is_new
        if answer.get("response_type") == "in_channel":
            posted = self._workspace.post(
                origin.channel, content, thread_ts=thread_ts, subtype="bot_message", bot=bot
            )
            origin.message = posted if is_new else origin.message
            return
        whisper = whispers.whisper(
            self._workspace, origin.channel.id, origin.user, content, thread_ts, bot=bot
        )
        origin.ephemeral = whisper if is_new else origin.ephemeral

    def _delete(self, origin: Origin) -> None:
        if origin.ephemeral:
            whispers.delete(self._workspace, origin.ephemeral)
        elif origin.own_message:
            self._workspace.delete(origin.channel, origin.own_message)

    def _replace(self, origin: Origin, content: Content) -> bool:
        if origin.ephemeral:
            whispers.change(self._workspace, origin.ephemeral, content)
            return True
        if origin.own_message:
            bot = origin.install.bot_user
            self._workspace.change(origin.channel, origin.own_message, content, bot)
            return True
        return False


def _content(answer: JsonObject, longest: int) -> Content:
    text, blocks = answer.get("text") or "", _blocks(answer.get("blocks"), longest)
    attachments = _attachments(answer.get("attachments"), longest)
    if not text and not blocks and not attachments:
        raise AnswerRefused(400, "no_text")
    return Content(str(text)[:LONGEST_TEXT], blocks, attachments=attachments)


def _blocks(value: Json, longest: int) -> Blocks:
    if not block_rules.are_blocks(value or []):
        raise AnswerRefused(400, "invalid_blocks_format")
    blocks: Blocks = value or []
    if block_rules.faults_in_blocks(blocks):
        raise AnswerRefused(400, "invalid_blocks")
    if block_rules.too_long(blocks, longest):
        raise AnswerRefused(400, "msg_blocks_too_long")
    return blocks


def _attachments(value: Json, longest: int) -> Blocks:
    if not block_rules.are_blocks(value or []):
        raise AnswerRefused(400, "invalid_attachments")
    attachments: Blocks = value or []
    if len(attachments) > MOST_ATTACHMENTS:
        raise AnswerRefused(400, "too_many_attachments")
    for attachment in attachments:
        _blocks(attachment.get("blocks"), longest)
    return attachments
