"""Events about emoji on messages as inputs."""

from deskbell.adapters.slack.fields import (
    Payload,
    channel_id,
    message_ts,
    nested,
    optional_person,
    person_id,
    short,
)
from deskbell.adapters.slack.readings import Ignored, Reading
from deskbell.adapters.slack.seal import Seal
from deskbell.domain.emoji import bare_emoji
from deskbell.domain.reaction_inputs import ReactionChanged
from deskbell.domain.settings.workspace import Workspace


class ReactionReader:
    """Raises InputError where an event's shape is wrong."""

    def __init__(self, workspace: Workspace, seal: Seal, *, shared: bool = False) -> None:
        self._workspace = workspace
        self._seal = seal
        self._shared = shared

    def read(self, event: Payload) -> Reading:
        """A reaction that was added or removed."""
        item = nested(event, "item")
        person = person_id(event, "user")
        if person == self._workspace.bot_user:
            return Ignored("own_reaction")
        if item.get("type") != "message":
            return Ignored("reaction_elsewhere")
        added = event.get("type") == "reaction_added"
        reaction = ReactionChanged(
            channel=channel_id(item, "channel"),
            ts=message_ts(item, "ts"),
            person=person,
            emoji=bare_emoji(short(event, "reaction")),
            added=added,
            event_ts=message_ts(event, "event_ts"),
            author=optional_person(event, "item_user"),
            shared=self._shared,
        )
        key = (
            "react" if added else "unreact",
            reaction.channel,
            reaction.ts,
            reaction.person,
            reaction.emoji,
            reaction.event_ts,
        )
        return self._seal.in_thread(key, reaction.channel, reaction.ts, reaction.event_ts, reaction)
