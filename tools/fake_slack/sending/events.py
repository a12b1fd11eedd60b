"""Turns what happens in the workspace into Events API requests, as far as the app may see it."""

from tools.fake_slack.seed.manifest import Manifest
from tools.fake_slack.sending.deliveries import Deliveries
from tools.fake_slack.state import happenings as happened
from tools.fake_slack.state import shapes
from tools.fake_slack.state.messages import Channel, ChannelKind, JsonObject, Message
from tools.fake_slack.state.workspace import Workspace

VERIFICATION_TOKEN = "deprecated-ignore-me"  # noqa: S105  # pragma: allowlist secret


class EventSource:
    """Listens to the workspace; sends only what is subscribed, in scope and visible."""

    def __init__(self, workspace: Workspace, manifest: Manifest, deliveries: Deliveries) -> None:
        self._workspace = workspace
        self._manifest = manifest
        self._deliveries = deliveries
        workspace.listen(self.on_happening)

    def on_happening(self, happening: happened.Happening) -> None:
        match happening:
            case happened.MessagePosted(channel, message):
                self._posted(channel, message)
            case happened.MessageChanged(channel, message, previous, ts):
                now = {
                    "subtype": "message_changed",
                    "hidden": True,
                    "message": shapes.message_object(self._workspace, message),
                    "previous_message": previous,
                }
                self._message_event(channel, now, ts, message.user)
            case happened.MessageDeleted(channel, previous, ts):
                gone = {
                    "subtype": "message_deleted",
                    "hidden": True,
                    "deleted_ts": previous["ts"],
                    "previous_message": previous,
                }
                self._message_event(channel, gone, ts, previous.get("user"))
            case happened.ReactionChanged():
                self._reaction(happening)
            case happened.MemberJoined(channel, user, ts, inviter):
                invited = {"inviter": inviter} if inviter else {}
                self._membership("member_joined_channel", channel, user, ts, invited)
            case happened.MemberLeft(channel, user, ts):
                self._membership("member_left_channel", channel, user, ts, {})
            case happened.ChannelArchived(channel, user, ts):
                family = "group" if channel.kind is ChannelKind.PRIVATE else "channel"
                kind = f"{family}_{'archive' if channel.is_archived else 'unarchive'}"
                place = {"channel": channel.id, "user": user, "event_ts": ts}
                self._send(kind, place, channel, user)
            case happened.AppOpened(channel, user, tab, ts, home):
                opened = {"user": user, "channel": channel.id, "tab": tab, "event_ts": ts}
                shown = {"view": home} if home else {}
                self._send("app_home_opened", opened | shown, channel, user)
            case happened.EphemeralChanged() | happened.ViewsChanged() | happened.ChannelRead():
                pass  # nobody but the person is told

    def _posted(self, channel: Channel, message: Message) -> None:
        shown = shapes.message_object(self._workspace, message)
        self._message_event(
            channel, shown | self._from_next_door(message), message.ts, message.user
        )

    def _from_next_door(self, message: Message) -> JsonObject:
        person = self._workspace.world.person(message.user or "")
        if person is None or not self._workspace.world.is_external(person):
            return {}
        return {"user_team": person.team, "source_team": person.team}

    def _message_event(
        self, channel: Channel, inner: JsonObject, ts: str, user: str | None
    ) -> None:
        kinds = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}
        channel_type = channel.kind.in_events
        subscription = kinds[channel_type]
        if f"{channel.kind.scope_stem}:history" not in self._manifest.scopes:
            return
        placed = {"ts": ts, "channel": channel.id, "event_ts": ts, "channel_type": channel_type}
        self._send("message", {**inner, **placed}, channel, user, subscription)

    def _reaction(self, change: happened.ReactionChanged) -> None:
        if "reactions:read" not in self._manifest.scopes:
            return
        inner: JsonObject = {
            "user": change.user,
            "reaction": change.name,
            "item": {"type": "message", "channel": change.channel.id, "ts": change.message.ts},
            "event_ts": change.ts,
        }
        if change.message.user:
            inner["item_user"] = change.message.user
        kind = "reaction_added" if change.added else "reaction_removed"
        self._send(kind, inner, change.channel, change.user)

    def _membership(
        self, kind: str, channel: Channel, user: str, ts: str, invited: JsonObject
    ) -> None:
        if f"{channel.kind.scope_stem}:read" not in self._manifest.scopes:
            return
        inner = {
            "user": user,
            "channel": channel.id,
            "channel_type": "G" if channel.kind is ChannelKind.PRIVATE else "C",
            "team": self._workspace.world.team.id,
            **invited,
            "event_ts": ts,
        }
        self._send(kind, inner, channel, user)

    def _send(
        self,
        event_type: str,
        inner: JsonObject,
        channel: Channel,
        user: str | None,
        subscription: str | None = None,
    ) -> None:
        workspace, manifest = self._workspace, self._manifest
        visible = workspace.app.bot_user in channel.members
        if (subscription or event_type) not in manifest.events or not visible:
            return
        facts = {"kind": "event", "type": event_type, "channel": channel.id, "user": user}
        event: JsonObject = {"type": event_type, **inner}
        self._deliveries.send_event(manifest.events_url, self._envelope(event, channel), facts)

    def _envelope(self, event: JsonObject, channel: Channel) -> JsonObject:
        world, app = self._workspace.world, self._workspace.app
        bot = {"user_id": app.bot_user, "is_bot": True, "is_enterprise_install": False}
        return {
            "token": VERIFICATION_TOKEN,
            "team_id": world.team.id,
            "context_team_id": world.team.id,
            "context_enterprise_id": None,
            "api_app_id": app.id,
            "event": event,
            "type": "event_callback",
            "event_id": self._workspace.ids.next("Ev0"),
            "event_time": int(self._workspace.clock.now()),
            "authorizations": [{"enterprise_id": None, "team_id": world.team.id, **bot}],
            "is_ext_shared_channel": channel.is_shared,
            "event_context": f"4-{self._workspace.ids.next('')}",
        }
