"""Response URLs: how the app answers an interaction in the place where it happened."""

from dataclasses import dataclass

from tools.fake_slack.blocks import rules as block_rules
from tools.fake_slack.state.ids import Ids
from tools.fake_slack.state.messages import Channel, Ephemeral, JsonObject, Message
from tools.fake_slack.state.workspace import Content, Workspace

USES = 5
LIFETIME_S = 30 * 60.0


class AnswerRefused(Exception):
    """Slack does not take the answer; status and code as it says them."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


@dataclass(slots=True)
class Origin:
    """Where an interaction happened, and which message of the app it came from, if any."""

    channel: Channel
    user: str
    thread_ts: str | None = None
    message: Message | None = None
    ephemeral: Ephemeral | None = None


@dataclass(slots=True)
class _Issued:
    origin: Origin
    expires: float
    uses: int = 0


class ResponseUrls:
    def __init__(self, base_url: str, workspace: Workspace, ids: Ids) -> None:
        self._base_url = base_url
        self._workspace = workspace
        self._ids = ids
        self._issued: dict[str, _Issued] = {}

    def issue(self, kind: str, origin: Origin) -> str:
        """`kind` is commands or actions, as in Slack's own addresses."""
        path = f"{kind}/{self._workspace.world.team.id}/{self._ids.next('')}/{self._ids.secret()}"
        self._issued[path] = _Issued(origin, self._workspace.clock.now() + LIFETIME_S)
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
        content = _content(answer)
        if answer.get("replace_original") and self._replace(origin, content):
            return
        thread_ts = answer.get("thread_ts") or origin.thread_ts
        if answer.get("response_type") == "in_channel":
            self._workspace.post(
                origin.channel, content, thread_ts=thread_ts, subtype="bot_message"
            )
            return
        whisper = self._workspace.whisper(origin.channel.id, origin.user, content, thread_ts)
        if origin.message is None and origin.ephemeral is None:
            origin.ephemeral = whisper

    def _delete(self, origin: Origin) -> None:
        if origin.ephemeral:
            self._workspace.delete_whisper(origin.ephemeral)
        elif origin.message and origin.message.by_app:
            self._workspace.delete(origin.channel, origin.message)

    def _replace(self, origin: Origin, content: Content) -> bool:
        if origin.ephemeral:
            self._workspace.change_whisper(origin.ephemeral, content)
            return True
        if origin.message and origin.message.by_app:
            bot = self._workspace.app.bot_user
            self._workspace.change(origin.channel, origin.message, content, bot)
            return True
        return False


def _content(answer: JsonObject) -> Content:
    text, blocks = answer.get("text") or "", answer.get("blocks") or []
    if not block_rules.are_blocks(blocks):
        raise AnswerRefused(400, "invalid_blocks_format")
    if block_rules.faults_in_blocks(blocks):
        raise AnswerRefused(400, "invalid_blocks")
    if not text and not blocks:
        raise AnswerRefused(400, "no_text")
    return Content(str(text), blocks)
