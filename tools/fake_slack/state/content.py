"""What an app or a person wants to say, before it is a message; the workspace makes one of it."""

from dataclasses import dataclass, field

from tools.fake_slack.blocks.rules import as_stored
from tools.fake_slack.state.ids import Ids
from tools.fake_slack.state.messages import Blocks, JsonObject


@dataclass(frozen=True, slots=True)
class Content:
    """What an app or a person wants to say.

    `files` of None leaves a changed message its files; `username` and `icons` disguise an app.
    `execution` is the run of a custom step with whose token it is said.
    """

    text: str
    blocks: Blocks
    metadata: JsonObject | None = None
    attachments: Blocks = field(default_factory=list)
    files: tuple[str, ...] | None = None
    username: str = ""
    icons: JsonObject = field(default_factory=dict)
    is_mrkdwn: bool = True
    execution: str | None = None

    @property
    def is_disguised(self) -> bool:
        return bool(self.username or self.icons)


def kept_attachments(attachments: Blocks, ids: Ids) -> Blocks:
    """As Slack keeps them: numbered, with something to fall back to, the blocks inside with ids."""
    stored = [
        {"id": number, "fallback": "[no preview available]", **attachment}
        for number, attachment in enumerate(attachments, 1)
    ]
    for attachment in stored:
        if "blocks" in attachment:
            attachment["blocks"] = as_stored(attachment["blocks"], ids)
    return stored
