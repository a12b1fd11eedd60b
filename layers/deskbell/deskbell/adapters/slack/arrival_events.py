"""Events about people who come, as inputs: into a channel, or to the app's Home tab."""

from deskbell.adapters.slack.fields import Payload, channel_id, optional_ts, person_id
from deskbell.adapters.slack.readings import Ignored, Reading
from deskbell.adapters.slack.seal import Seal
from deskbell.domain.arrival_inputs import HomeOpened, MemberJoined
from deskbell.domain.id_types import Ts
from deskbell.domain.settings.workspace import Workspace


class ArrivalReader:
    """Raises InputError where an event's shape is wrong."""

    def __init__(self, workspace: Workspace, seal: Seal) -> None:
        self._workspace = workspace
        self._seal = seal

    def read(self, event: Payload) -> Reading:
        """A member who joined a channel, or an opened Home tab."""
        is_joining = event.get("type") == "member_joined_channel"
        return self._joined(event) if is_joining else self._home(event)

    def _joined(self, event: Payload) -> Reading:
        """One group a channel: however many join at once, they are greeted a few at a time."""
        joined = MemberJoined(channel_id(event, "channel"), person_id(event, "user"))
        if joined.person == self._workspace.bot_user:
            return Ignored("own_joining")
        happened = self._happened(event)
        key = ("join", joined.channel, joined.person, happened)
        return self._seal.in_group(key, f"{joined.channel}:joins", happened, joined)

    def _home(self, event: Payload) -> Reading:
        if event.get("tab") != "home":
            return Ignored("other_tab")
        opened = HomeOpened(person_id(event, "user"))
        happened = self._happened(event)
        return self._seal.in_group(
            ("home", opened.person, happened), f"home:{opened.person}", happened, opened
        )

    def _happened(self, event: Payload) -> Ts:
        """Not every event tells; then a redelivery has another key, and finds it done."""
        received = f"{self._seal.received_at.timestamp():.6f}"
        return optional_ts(event, "event_ts") or Ts(received)
