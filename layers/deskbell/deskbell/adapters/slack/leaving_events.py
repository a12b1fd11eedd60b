"""Events about who goes, as inputs: a person's account, or our own app; `events.py` asks."""

from deskbell.adapters.slack.fields import Payload, nested, optional_ts, person_id
from deskbell.adapters.slack.readings import Ignored, Reading
from deskbell.adapters.slack.seal import Seal
from deskbell.domain.errors import InputError
from deskbell.domain.id_types import Ts
from deskbell.domain.leaving_inputs import Ending, InstallEnded, PersonLeft
from deskbell.domain.settings.workspace import Workspace


class LeavingReader:
    """Raises InputError where an event's shape is wrong."""

    def __init__(self, workspace: Workspace, seal: Seal) -> None:
        self._workspace = workspace
        self._seal = seal

    def read(self, event: Payload) -> Reading:
        """A changed person, a removed app, or tokens that hold no more."""
        match event.get("type"):
            case "user_change":
                return self._changed(event)
            case "app_uninstalled":
                return self._ended(event, Ending.REMOVED)
            case _:
                return self._revoked(event)

    def _changed(self, event: Payload) -> Reading:
        """Slack tells of each new status and picture as well; those change nothing here."""
        person = person_id(nested(event, "user"), "id")
        if nested(event, "user").get("deleted") is not True:
            return Ignored("still_there")
        if person == self._workspace.bot_user:
            return Ignored("own_leaving")
        happened = self._happened(event)
        return self._seal.in_group(
            ("left", person, happened), f"left:{person}", happened, PersonLeft(person)
        )

    def _revoked(self, event: Payload) -> Reading:
        """Only ours counts: somebody's own token is none that we use."""
        bots = nested(event, "tokens").get("bot") or []
        if not isinstance(bots, list):
            raise InputError("bot is no list")
        if self._workspace.bot_user not in bots:
            return Ignored("other_token")
        return self._ended(event, Ending.TOKEN_REVOKED)

    def _ended(self, event: Payload, how: Ending) -> Reading:
        happened = self._happened(event)
        return self._seal.in_group(("ended", how, happened), "ended", happened, InstallEnded(how))

    def _happened(self, event: Payload) -> Ts:
        """Not every event tells; then a redelivery has another key, and finds it done."""
        received = f"{self._seal.received_at.timestamp():.6f}"
        return optional_ts(event, "event_ts") or Ts(received)
