"""One gesture of a person as two messages, as Slack's clients sometimes send it: a fault.

Both messages exist, with their own ts and the same client_msg_id; composition.py puts it to work.
"""

from tools.fake_slack.sending.delivery import EVENT
from tools.fake_slack.sending.fault_kinds import Do, On
from tools.fake_slack.sending.faults import Faults
from tools.fake_slack.state import happenings as happened
from tools.fake_slack.state.content import Content
from tools.fake_slack.state.messages import Channel, Message
from tools.fake_slack.state.timetable import Timetable
from tools.fake_slack.state.workspace import Workspace

SPLITTING = frozenset({Do.SPLIT})


class SplitGestures:
    """Listens to the workspace."""

    def __init__(self, workspace: Workspace, timetable: Timetable, faults: Faults) -> None:
        self._workspace = workspace
        self._timetable = timetable
        self._faults = faults
        self._split: set[str] = set()
        workspace.listen(self.on_happening)

    def on_happening(self, happening: happened.Happening) -> None:
        """Only what a person wrote has a client_msg_id, and it is split once."""
        match happening:
            case happened.MessagePosted(channel, Message(client_msg_id=str(typed)) as message):
                facts = {
                    "kind": EVENT,
                    "type": "message",
                    "channel": channel.id,
                    "user": message.user,
                }
                if typed in self._split or not (
                    taken := self._faults.take(On.DELIVERY, facts, SPLITTING)
                ):
                    return
                self._split.add(typed)
                self._post_again_after(taken[0].seconds, channel, message)
            case _:
                pass

    def _post_again_after(self, seconds: float, channel: Channel, message: Message) -> None:
        content = Content(message.text, message.blocks, message.metadata)

        async def post(_due: float) -> None:
            self._workspace.post(
                channel,
                content,
                user=message.user,
                thread_ts=message.thread_ts,
                subtype=message.subtype,
                client_msg_id=message.client_msg_id,
            )

        self._timetable.after(seconds, post)
