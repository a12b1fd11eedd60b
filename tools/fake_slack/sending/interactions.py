"""Shortcuts, clicks and forms: the signed payload, the three seconds, and what the person sees."""

import json
from urllib.parse import urlencode

from tools.fake_slack.blocks import values as elements
from tools.fake_slack.blocks.client_words import say
from tools.fake_slack.seed.manifest import Manifest
from tools.fake_slack.seed.world import Person
from tools.fake_slack.sending import payloads
from tools.fake_slack.sending.deliveries import Deliveries
from tools.fake_slack.sending.outbound import Outcome
from tools.fake_slack.sending.response_urls import Origin, ResponseUrls
from tools.fake_slack.state import shapes
from tools.fake_slack.state.choices import Choices
from tools.fake_slack.state.installs import Install
from tools.fake_slack.state.messages import Channel, Ephemeral, Json, JsonObject, Message
from tools.fake_slack.state.steps import Steps
from tools.fake_slack.state.triggers import Occasion, Triggers
from tools.fake_slack.state.views import View, Views
from tools.fake_slack.state.workspace import Workspace

Touched = tuple[JsonObject, JsonObject]
"""The block, and the element in it."""


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
        steps: Steps,
    ) -> None:
        self._workspace = workspace
        self._manifest = manifest
        self._deliveries = deliveries
        self._triggers = triggers
        self._urls = urls
        self._views = views
        self._steps = steps
        self.choices = Choices()

    async def shortcut(
        self, person: Person, install: Install, callback_id: str, place: Channel | None
    ) -> JsonObject:
        """A global one. It has no channel to answer in; `place` is what the person looks at."""
        occasion = Occasion(person.id, install, place.id if place else None)
        payload = {
            **payloads.head(self._workspace, install, person, "shortcut"),
            "user": payloads.user(person, "username"),
            "action_ts": self._workspace.next_ts(),
            "callback_id": callback_id,
            **self._way_back(occasion),
        }
        outcome = await self.exchange(payload, None, person)
        return _seen(outcome, say("shortcut_failed", person.locale))

    async def message_shortcut(
        self, person: Person, install: Install, message: Message, callback_id: str
    ) -> JsonObject:
        place = self._workspace.channels[message.channel]
        origin = Origin(place, person.id, install, message.thread_ts, message)
        payload = {
            **payloads.head(self._workspace, install, person, "message_action"),
            "user": payloads.user(person, "name"),
            "action_ts": self._workspace.next_ts(),
            "callback_id": callback_id,
            "channel": payloads.channel(place, person),
            "message_ts": message.ts,
            "message": shapes.message_object(self._workspace, message),
            "response_url": self._urls.issue("app", origin),
            **self._way_back(Occasion(person.id, install, place.id)),
        }
        outcome = await self.exchange(payload, place, person)
        return _seen(outcome, say("shortcut_failed", person.locale))

    async def click_in_message(
        self,
        person: Person,
        install: Install,
        message: Message | Ephemeral,
        touched: Touched,
        value: Json,
    ) -> JsonObject:
        place = self._workspace.channels[message.channel]
        payload = {
            **self.of_app(install, person, "block_actions"),
            **self.in_message(person, message),
            **self._way_back(Occasion(person.id, install, place.id, message.execution)),
            "state": {"values": self._state(person, message)},
            "actions": [elements.as_action(*touched, value, self._workspace.next_ts())],
        }
        if message.execution is None:
            origin = Origin.of(place, person.id, install, message)
            payload["response_url"] = self._urls.issue("actions", origin)
        outcome = await self.exchange(payload, place, person)
        return _seen(outcome, say("click_failed", person.locale))

    async def click_in_view(
        self, person: Person, view: View, touched: Touched, value: Json
    ) -> JsonObject:
        payload = {
            **self.of_app(view.occasion.install, person, "block_actions"),
            **self.in_view(view),
            **self._way_back(view.occasion),
            "actions": [elements.as_action(*touched, value, self._workspace.next_ts())],
        }
        outcome = await self.exchange(payload, None, person)
        return _seen(outcome, say("click_failed", person.locale))

    async def submission(self, person: Person, view: View) -> Outcome:
        payload = {
            **self.of_app(view.occasion.install, person, "view_submission"),
            "view": self._views.shown(view),
            "response_urls": self._response_urls(view),
            **self._way_back(view.occasion),
        }
        return await self.exchange(payload, None, person)

    async def closing(
        self, person: Person, view: View, shown: JsonObject, *, cleared: bool
    ) -> None:
        payload = {
            **self.of_app(view.occasion.install, person, "view_closed"),
            "view": shown,
            "is_cleared": cleared,
            **self._in_step(view.occasion),
        }
        await self.exchange(payload, None, person)

    def of_app(self, install: Install, person: Person, kind: str) -> JsonObject:
        """The head of what is sent because of something the app itself has put there."""
        head = payloads.head(self._workspace, install, person, kind)
        return {**head, "api_app_id": install.app_id}

    def in_message(self, person: Person, message: Message | Ephemeral) -> JsonObject:
        """Where it happened; an ephemeral message itself is not told again."""
        place = self._workspace.channels[message.channel]
        where: JsonObject = {
            "container": payloads.container(message),
            "channel": payloads.channel(place, person),
        }
        if isinstance(message, Message):
            where["message"] = shapes.message_object(self._workspace, message)
        return where

    def in_view(self, view: View) -> JsonObject:
        return {
            "container": {"type": "view", "view_id": view.id},
            "view": self._views.shown(view),
        }

    async def exchange(self, payload: JsonObject, place: Channel | None, person: Person) -> Outcome:
        facts = {
            "kind": "interaction",
            "type": str(payload["type"]),
            "channel": place.id if place else None,
            "user": person.id,
        }
        body = urlencode({"payload": json.dumps(payload)}).encode()
        return await self._deliveries.exchange(
            "interaction", self._manifest.interactions_url, body, facts
        )

    def _state(self, person: Person, message: Message | Ephemeral) -> JsonObject:
        given = self.choices.of(person.id, message)
        return elements.state_values(message.blocks, given, message.channel)

    def _way_back(self, occasion: Occasion) -> JsonObject:
        """By which the app may open a modal: a trigger id or, in a custom step, its pointer."""
        key = self._triggers.issue(occasion)
        in_step = self._in_step(occasion)
        if not in_step:
            return {"trigger_id": key}
        interactor = {"id": occasion.user, "secret": self._workspace.ids.secret()}
        return {
            **in_step,
            "interactivity": {"interactor": interactor, "interactivity_pointer": key},
        }

    def _in_step(self, occasion: Occasion) -> JsonObject:
        run = self._steps.find(occasion.execution)
        if run is None:
            return {}
        data = {
            "execution_id": run.id,
            "function": {"callback_id": run.step.callback_id},
            "inputs": run.inputs,
        }
        return {"function_data": data, "bot_access_token": run.token.value}

    def _response_urls(self, view: View) -> list[JsonObject]:
        """One for each conversation the person chose where the app asked for it."""
        return [
            {
                "block_id": block["block_id"],
                "action_id": element["action_id"],
                "channel_id": place.id,
                "response_url": self._urls.issue(
                    "app", Origin(place, view.user, view.occasion.install)
                ),
            }
            for block, element in elements.holding(view.blocks)
            if block["type"] == "input" and element.get("response_url_enabled")
            if (place := self._chosen(view, block, element))
        ]

    def _chosen(self, view: View, block: JsonObject, element: JsonObject) -> Channel | None:
        current = view.occasion.channel
        chosen = elements.value_in(view.values, block, element, current)
        return self._workspace.channels.get(chosen or "")


def _seen(outcome: Outcome, otherwise: str) -> JsonObject:
    return {"ok": True} if outcome.ok else {"ok": False, "error": otherwise}
