"""Turns what happens in the workspace into Events API requests, one for each install of the app
that sees it, has subscribed to it and has the scope for it."""

from collections.abc import Callable, Iterator

from tools.fake_slack.seed.manifest import Manifest
from tools.fake_slack.sending import (
    app_events,
    channel_events,
    membership_events,
    message_events,
    people_events,
)
from tools.fake_slack.sending.deliveries import Deliveries
from tools.fake_slack.sending.envelope import envelope
from tools.fake_slack.sending.notices import Notice
from tools.fake_slack.state import happenings as happened
from tools.fake_slack.state.installs import Install
from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.state.workspace import Workspace

Family = Callable[[Workspace, Install, happened.Happening], Iterator[Notice]]
FAMILIES: tuple[Family, ...] = (
    message_events.notices,
    channel_events.notices,
    membership_events.notices,
    people_events.notices,
    app_events.notices,
)


class EventSource:
    """Listens to the workspace, and to nobody else."""

    def __init__(self, workspace: Workspace, manifest: Manifest, deliveries: Deliveries) -> None:
        self._workspace = workspace
        self._manifest = manifest
        self._deliveries = deliveries
        workspace.listen(self.on_happening)

    def on_happening(self, happening: happened.Happening) -> None:
        last_words = isinstance(happening, happened.AppUninstalled | happened.TokensRevoked)
        for install in self._workspace.installs.all:
            if not (install.is_active or last_words):
                continue
            for family in FAMILIES:
                for notice in family(self._workspace, install, happening):
                    if self._is_wanted(install, notice):
                        self._send(install, notice)

    def _is_wanted(self, install: Install, notice: Notice) -> bool:
        subscribed = notice.subscription is None or notice.subscription in self._manifest.events
        in_scope = notice.scope is None or notice.scope in install.scopes
        return subscribed and in_scope and self._is_metadata_wanted(notice.event)

    def _is_metadata_wanted(self, event: JsonObject) -> bool:
        """Events about metadata come for the types of metadata that the manifest names."""
        if not event["type"].startswith("message_metadata_"):
            return True
        kinds = [event[name] for name in ("metadata", "previous_metadata") if name in event]
        return any(
            wanted.takes(str(event["app_id"]), str(kind["event_type"]))
            for wanted in self._manifest.metadata_subscriptions
            for kind in kinds
        )

    def _send(self, install: Install, notice: Notice) -> None:
        channel = notice.channel
        facts = {
            "kind": "event",
            "type": notice.type,
            "channel": channel.id if channel else None,
            "user": notice.user,
        }
        body = envelope(self._workspace, install, notice)
        self._deliveries.send_event(self._manifest.events_url, body, facts)
