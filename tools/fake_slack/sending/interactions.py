"""Slash commands, shortcuts and clicks: the signed form, the three seconds, and what comes back."""

import json
from urllib.parse import urlencode

from tools.fake_slack.blocks import values as elements
from tools.fake_slack.seed.manifest import Command, Manifest
from tools.fake_slack.seed.world import Person
from tools.fake_slack.sending.deliveries import Deliveries
from tools.fake_slack.sending.events import VERIFICATION_TOKEN
from tools.fake_slack.sending.outbound import Outcome
from tools.fake_slack.sending.response_urls import AnswerRefused, Origin, ResponseUrls
from tools.fake_slack.state import shapes
from tools.fake_slack.state.messages import (
    Channel,
    ChannelKind,
    Ephemeral,
    Json,
    JsonObject,
    Message,
)
from tools.fake_slack.state.triggers import Triggers
from tools.fake_slack.state.views import View, Views
from tools.fake_slack.state.workspace import Workspace


class Interactions:
    """Every answer is what the person would see: `{"ok": true}` or an error in Slack's words."""

    def __init__(
        self,
        workspace: Workspace,
        manifest: Manifest,
        deliveries: Deliveries,
        triggers: Triggers,
        urls: ResponseUrls,
        views: Views,
    ) -> None:
        self._workspace = workspace
        self._manifest = manifest
        self._deliveries = deliveries
        self._triggers = triggers
        self._urls = urls
        self._views = views

    async def slash(
        self, person: Person, channel: Channel, command: Command, text: str
    ) -> JsonObject:
        team = self._workspace.world.team
        origin = Origin(channel, person.id)
        fields = {
            "token": VERIFICATION_TOKEN,
            "team_id": team.id,
            "team_domain": team.domain,
            "channel_id": channel.id,
            "channel_name": _name_in_commands(channel),
            "user_id": person.id,
            "user_name": person.key,
            "command": command.name,
            "text": text,
            "api_app_id": self._workspace.app.id,
            "is_enterprise_install": "false",
            "response_url": self._urls.issue("commands", origin),
            "trigger_id": self._triggers.issue(person.id),
        }
        facts = {
            "kind": "command",
            "type": command.name,
            "channel": channel.id,
            "user": person.id,
        }
        outcome = await self._deliveries.exchange(
            "command", command.url, urlencode(fields).encode(), facts
        )
        return self._command_answer(command, origin, outcome)

    def _command_answer(self, command: Command, origin: Origin, outcome: Outcome) -> JsonObject:
        if not outcome.ok:
            late = outcome.reason == "http_timeout"
            return _failed(
                f'{command.name} failed with the error "'
                f'{"operation_timeout" if late else "dispatch_failed"}"'
            )
        if not outcome.body:
            return {"ok": True}
        try:
            self._urls.apply(origin, _message_in(outcome))
        except (AnswerRefused, ValueError, TypeError):
            return _failed(f'{command.name} failed with the error "invalid_command_response"')
        return {"ok": True}

    async def shortcut(self, person: Person, callback_id: str) -> JsonObject:
        payload = {
            **self._start("shortcut", person),
            "action_ts": self._workspace.next_ts(),
            "callback_id": callback_id,
            "trigger_id": self._triggers.issue(person.id),
        }
        outcome = await self._interaction(payload, None, person)
        return {"ok": True} if outcome.ok else _failed("That shortcut did not work. Try again.")

    async def click_in_message(
        self,
        person: Person,
        channel: Channel,
        message: Message | Ephemeral,
        touched: tuple[JsonObject, JsonObject],
        value: Json,
    ) -> JsonObject:
        """`touched` is the block and the element in it."""
        whisper = message if isinstance(message, Ephemeral) else None
        public = message if isinstance(message, Message) else None
        origin = Origin(channel, person.id, message.thread_ts, public, whisper)
        container = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": whisper is not None,
        }
        if message.thread_ts:
            container["thread_ts"] = message.thread_ts
        state = elements.state_values(message.blocks, {})
        if value is not None:
            self._put(state, touched, value)
        payload = {
            **self._start("block_actions", person),
            "container": container,
            "trigger_id": self._triggers.issue(person.id),
            "channel": {"id": channel.id, "name": _name_in_commands(channel)},
            "state": {"values": state},
            "response_url": self._urls.issue("actions", origin),
            "actions": [self._action(*touched, value)],
        }
        if public:
            payload["message"] = shapes.message_object(self._workspace, public)
        outcome = await self._interaction(payload, channel, person)
        return {"ok": True} if outcome.ok else _failed("This did not work. Try again.")

    async def click_in_view(
        self, person: Person, view: View, touched: tuple[JsonObject, JsonObject], value: Json
    ) -> JsonObject:
        payload = {
            **self._start("block_actions", person),
            "container": {"type": "view", "view_id": view.id},
            "trigger_id": self._triggers.issue(person.id),
            "view": self._views.shown(view),
            "actions": [self._action(*touched, value)],
        }
        outcome = await self._interaction(payload, None, person)
        return {"ok": True} if outcome.ok else _failed("This did not work. Try again.")

    async def submission(self, person: Person, view: View) -> Outcome:
        payload = {
            **self._start("view_submission", person),
            "trigger_id": self._triggers.issue(person.id),
            "view": self._views.shown(view),
            "response_urls": [],
        }
        return await self._interaction(payload, None, person)

    async def closing(self, person: Person, shown: JsonObject, *, cleared: bool) -> None:
        payload = {
            **self._start("view_closed", person),
            "view": shown,
            "is_cleared": cleared,
        }
        await self._interaction(payload, None, person)

    def _start(self, kind: str, person: Person) -> JsonObject:
        team = self._workspace.world.team
        return {
            "type": kind,
            "team": {"id": team.id, "domain": team.domain},
            "user": {
                "id": person.id,
                "username": person.key,
                "name": person.key,
                "team_id": person.team,
            },
            "api_app_id": self._workspace.app.id,
            "token": VERIFICATION_TOKEN,
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def _action(self, block: JsonObject, element: JsonObject, value: Json) -> JsonObject:
        action: JsonObject = {
            "action_id": element["action_id"],
            "block_id": block["block_id"],
            "action_ts": self._workspace.next_ts(),
        }
        if element["type"] == "button":
            for name in ("text", "value", "style"):
                if name in element:
                    action[name] = element[name]
            return {**action, "type": "button"}
        return {**action, **elements.as_state(element, value)}

    def _put(self, state: JsonObject, touched: tuple[JsonObject, JsonObject], value: Json) -> None:
        block, element = touched
        if element["type"] not in ("button", "overflow"):
            entry = elements.as_state(element, value)
            state.setdefault(block["block_id"], {})[element["action_id"]] = entry

    async def _interaction(
        self, payload: JsonObject, channel: Channel | None, person: Person
    ) -> Outcome:
        facts = {
            "kind": "interaction",
            "type": str(payload["type"]),
            "channel": channel.id if channel else None,
            "user": person.id,
        }
        body = urlencode({"payload": json.dumps(payload)}).encode()
        return await self._deliveries.exchange(
            "interaction", self._manifest.interactions_url, body, facts
        )


def _failed(text: str) -> JsonObject:
    return {"ok": False, "error": text}


def _name_in_commands(channel: Channel) -> str:
    return {
        ChannelKind.PUBLIC: channel.name,
        ChannelKind.PRIVATE: "privategroup",
        ChannelKind.IM: "directmessage",
    }[channel.kind]


def _message_in(outcome: Outcome) -> JsonObject:
    """A command's answer: a JSON message, or plain text for the person alone."""
    if "json" not in outcome.headers.get("content-type", ""):
        return {"text": outcome.body.decode()}
    return dict(json.loads(outcome.body))
