"""Events API requests as Deskbell's inputs: which reader reads which event; `inbound.py` asks.

The readers are imported when an event needs them: a cold start pays for one of them only.
"""

from datetime import datetime

from deskbell.adapters.slack.fields import Payload
from deskbell.adapters.slack.readings import Ignored, Reading
from deskbell.adapters.slack.seal import Seal
from deskbell.domain.settings.workspace import Workspace


class EventReader:
    """Reads the `event` of one request; raises InputError where its shape is wrong. `shared`: it is
    of a channel shared with other companies, as the request says (slack.md 6.1)."""

    def __init__(
        self, workspace: Workspace, received_at: datetime, *, shared: bool = False
    ) -> None:
        self._workspace = workspace
        self._shared = shared
        self._seal = Seal(workspace.install, received_at)

    def read(self, event: Payload) -> Reading:
        match event.get("type"):
            case "message":
                from deskbell.adapters.slack.message_events import MessageReader

                return MessageReader(self._workspace, self._seal, shared=self._shared).read(event)
            case "reaction_added" | "reaction_removed":
                from deskbell.adapters.slack.reaction_events import ReactionReader

                return ReactionReader(self._workspace, self._seal, shared=self._shared).read(event)
            case "member_joined_channel" | "app_home_opened":
                from deskbell.adapters.slack.arrival_events import ArrivalReader

                return ArrivalReader(self._workspace, self._seal).read(event)
            case "user_change" | "app_uninstalled" | "tokens_revoked":
                from deskbell.adapters.slack.leaving_events import LeavingReader

                return LeavingReader(self._workspace, self._seal).read(event)
            case _:
                return Ignored("unhandled_event")
