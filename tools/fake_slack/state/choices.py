"""What each person has chosen or typed in the messages of apps; interactions.py sends it along."""

from tools.fake_slack.blocks.values import Values
from tools.fake_slack.state.messages import Ephemeral, Json, JsonObject, Message

REMEMBERED = 2_000


class Choices:
    """As in Slack's own client: only for the person themselves, and not for ever."""

    def __init__(self) -> None:
        self._given: dict[tuple[str, str, str], Values] = {}

    def of(self, user: str, message: Message | Ephemeral) -> Values:
        return self._given.get((user, message.channel, message.ts), {})

    def put(
        self,
        user: str,
        message: Message | Ephemeral,
        touched: tuple[JsonObject, JsonObject],
        value: Json,
    ) -> None:
        """`touched` is the block and the element in it."""
        values = self._given.setdefault((user, message.channel, message.ts), {})
        block, element = touched
        values.setdefault(block["block_id"], {})[element["action_id"]] = value
        if len(self._given) > REMEMBERED:
            del self._given[next(iter(self._given))]
