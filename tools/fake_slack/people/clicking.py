"""Gestures on elements, in messages and views: click, choose, type; gestures.py lists them."""

from dataclasses import dataclass

from tools.fake_slack.blocks.values import EXTERNAL, FIELDS, TYPED, holding, pressed_feedback
from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.people.choosing import chosen
from tools.fake_slack.people.sight import (
    OK,
    BadGesture,
    channel_of,
    clickable,
    refused,
    touched,
    view_of,
)
from tools.fake_slack.seed.world import Person
from tools.fake_slack.sending.interactions import Touched
from tools.fake_slack.sending.payloads import author_of
from tools.fake_slack.state.installs import Install
from tools.fake_slack.state.messages import Ephemeral, Json, JsonObject, Message
from tools.fake_slack.state.views import View

GONE = "This app is no longer installed."


@dataclass(frozen=True, slots=True)
class _InMessage:
    slack: FakeSlack
    person: Person
    message: Message | Ephemeral
    install: Install

    @property
    def blocks(self) -> list[JsonObject]:
        return self.message.blocks

    @property
    def id(self) -> str:
        return self.message.ts

    def keep(self, target: Touched, value: Json, *, told: bool) -> None:
        del told  # a message has no hash
        self.slack.interactions.choices.put(self.person.id, self.message, target, value)

    async def click(self, target: Touched, value: Json) -> JsonObject:
        return await self.slack.interactions.click_in_message(
            self.person, self.install, self.message, target, value
        )

    async def suggest(self, target: Touched, typed: str) -> JsonObject:
        return await self.slack.suggestions.in_message(
            self.person, self.install, self.message, target, typed
        )


@dataclass(frozen=True, slots=True)
class InView:
    slack: FakeSlack
    person: Person
    view: View

    @property
    def blocks(self) -> list[JsonObject]:
        return self.view.blocks

    @property
    def id(self) -> str:
        return self.view.id

    def keep(self, target: Touched, value: Json, *, told: bool) -> None:
        self.slack.views.choose(self.view, target, value, told=told)

    async def click(self, target: Touched, value: Json) -> JsonObject:
        return await self.slack.interactions.click_in_view(self.person, self.view, target, value)

    async def suggest(self, target: Touched, typed: str) -> JsonObject:
        return await self.slack.suggestions.in_view(self.person, self.view, target, typed)


_Place = _InMessage | InView


async def click(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    """A button or a menu: in a message by channel and ts, in a view as `view_of` finds it.

    `values` is what was filled in before. A field that does not tell the app at once only keeps
    its value; a text field tells it on Enter, or `on` each character, as the app has asked.
    """
    place = _place(slack, person, raw)
    if place is None:
        return refused(GONE)
    fill(place, raw.get("values", {}))
    block, element = target = touched(place.blocks, raw)
    value = _value(place, target, raw.get("value"))
    told = _is_told(block, element, raw.get("on"))
    if element["type"] in FIELDS and element["type"] != "overflow":
        place.keep(target, value, told=told)
    return await place.click(target, value) if told else {**OK, "sent": False}


async def type_query(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    """Into an external select; answers with what the menu then shows."""
    place = _place(slack, person, raw)
    if place is None:
        return refused(GONE)
    _, element = target = touched(place.blocks, raw)
    if element["type"] not in EXTERNAL:
        raise BadGesture(f"{raw['action_id']!r} is a {element['type']}, no external select")
    return await place.suggest(target, str(raw["value"]))


def fill(place: _Place, values: JsonObject) -> None:
    """`{block_id: {action_id: value}}`, or `{block_id: value}` where the block has one input."""
    known: dict[str, dict[str, Touched]] = {}
    for block, element in holding(place.blocks):
        known.setdefault(block["block_id"], {})[element["action_id"]] = (block, element)
    for block_id, given in values.items():
        if block_id not in known:
            raise BadGesture(f"there is no input {block_id!r}; there are {sorted(known)}")
        inside = known[block_id]
        by_action = given if _is_by_action(given, inside) else {next(iter(inside)): given}
        for action_id, value in by_action.items():
            if action_id not in inside:
                raise BadGesture(f"{block_id!r} has no element {action_id!r}")
            target = inside[action_id]
            place.keep(target, _value(place, target, value), told=False)


def _is_by_action(given: Json, inside: dict[str, Touched]) -> bool:
    """A rich text is an object as well."""
    return isinstance(given, dict) and not (given.get("type") == "rich_text" and len(inside) == 1)


def _place(slack: FakeSlack, person: Person, raw: JsonObject) -> _Place | None:
    """None when the app that put it there is gone."""
    if "ts" not in raw:
        view = view_of(slack, person, raw)
        return InView(slack, person, view) if view.occasion.install.is_active else None
    message = clickable(slack, person, channel_of(slack, person, raw), raw["ts"])
    if isinstance(message, Message) and not message.by_app:
        raise BadGesture(f"{message.ts} is no message of the app")
    install = author_of(slack.workspace, message)
    return _InMessage(slack, person, message, install) if install else None


def _value(place: _Place, target: Touched, given: Json) -> Json:
    _, element = target
    if element["type"] in FIELDS:
        return chosen(place.slack, place.person, place.id, target, given)
    if element["type"] == "feedback_buttons":
        return pressed_feedback(element, given).get("value")
    return None


def _is_told(block: JsonObject, element: JsonObject, on: str | None) -> bool:
    """Whether the app hears of it at once: from an input only where it asked for it."""
    if block["type"] != "input":
        return True
    config = element.get("dispatch_action_config", {})
    asked = config.get("trigger_actions_on", ["on_enter_pressed"])
    fits = on is None or on in asked or element["type"] not in TYPED
    return bool(block.get("dispatch_action")) and fits
