"""Slack on both sides: it answers the desk's calls, and tells the desk what people do.

The answers are the memory workspace's, which passes the contract tests; the events are Slack's
bytes, signed, retried at once, after a minute and after five (slack.md 2.3).
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import urlencode

from deskbell.adapters.memory.refusals import answered, refused
from deskbell.adapters.memory.workspace import Call, MemoryWorkspace, Post
from deskbell.adapters.slack.actions import MORE
from deskbell.adapters.slack.dialogs.readings import Origin
from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.ids import ChannelId, PersonId, Thread, Ts
from deskbell.domain.inputs import Button
from deskbell.domain.people import Person
from deskbell.usecases.slack_ports import Later, Message, Never, Unknown
from tests.memory_slack import buttons
from tests.simulation.faults import Fault, Mishap
from tests.simulation.queues import Invoke
from tests.simulation.scheduler import Killed
from tests.simulation.world import World

SECRET = "simulated"  # pragma: allowlist secret - both sides are here
INGRESS = "ReceiveRequestFunction"
PATIENCE = 3.0
RETRIES = (0.5, 60.0, 300.0)
TIMEOUT = 3.0
LATEST = 8.0
"""Seconds after its call that a post may still appear (reliability.md 5.1)."""
READS = frozenset(
    {
        "conversations.history",
        "conversations.info",
        "conversations.members",
        "conversations.replies",
        "users.info",
    }
)
T = TypeVar("T")
Event = dict[str, Any]


class SimulatedSlack(MemoryWorkspace):
    """`down`: nobody gets an answer."""

    def __init__(
        self,
        world: World,
        invoke: Invoke,
        workspace: Mapping[str, str],
        people: Iterable[Person],
        members: Mapping[ChannelId, Iterable[PersonId]],
    ) -> None:
        bot = PersonId(workspace["bot"])
        super().__init__(bot, people, members, lambda: world.scheduler.now)
        self._world = world
        self._invoke = invoke
        self._workspace = workspace
        self._events = 0
        self._expected = 0
        self.down = False
        self.echoes_to_us = True
        """Whether we are told of our own posts."""
        self.gives_up = True
        """Whether an event is lost when its retries have failed, or told until it is taken."""
        self.unheard: list[Event] = []
        """Events whose retries have all failed."""

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is on its way to the desk."""
        return self._expected == 0

    # --- what people do -----------------------------------------------------------------------

    def rewrite(self, message: Thread, text: str) -> None:
        post = self.posts[message]
        before = self._as_event(post)
        at = self.edit(message, text)
        after = {**self._as_event(post), "edited": {"user": post.author, "ts": at}}
        event = {"type": "message", "subtype": "message_changed", "channel": post.channel}
        self._tell({**event, "message": after, "previous_message": before, "event_ts": at})

    def delete_own(self, message: Thread) -> None:
        post = self.posts[message]
        self.remove(message)
        event = {"type": "message", "subtype": "message_deleted", "channel": post.channel}
        gone = {"deleted_ts": post.ts, "previous_message": self._as_event(post)}
        self._tell({**event, **gone, "event_ts": self._next_ts()})

    def emoji(self, person: PersonId, message: Thread, name: str, *, added: bool) -> None:
        post = self.posts[message]
        by = post.reactions[name]
        if added == (person in by):
            return
        (by.append if added else by.remove)(person)
        self._tell(
            {
                "type": "reaction_added" if added else "reaction_removed",
                "user": person,
                "reaction": name,
                "item": {"type": "message", "channel": post.channel, "ts": post.ts},
                "item_user": post.author,
                "event_ts": self._next_ts(),
            }
        )

    def told(self, kind: str, person: PersonId, **fields: object) -> None:
        """An event about somebody."""
        self._tell({"type": kind, "user": person, **fields, "event_ts": self._next_ts()})

    def leave(self, person: PersonId) -> None:
        """Their account is deactivated."""
        self.people[person] = replace(self.people[person], deactivated=True)
        gone = {"id": person, "deleted": True, "updated": int(self._now())}
        self._tell({"type": "user_change", "user": gone, "event_ts": self._next_ts()})

    def remove_app(self) -> None:
        """It hears nothing and does nothing until it is installed again."""
        self._tell({"type": "app_uninstalled", "event_ts": self._next_ts()})
        self.installed = False

    def press(self, person: PersonId, post: Post, action: str) -> bool:
        """Whether the card has the button."""
        elements = list(buttons(post, action))
        if elements:
            at = self._next_ts()
            self._interact(
                {
                    "type": "block_actions",
                    "user": {"id": person},
                    "channel": {"id": post.channel},
                    "container": {"message_ts": post.ts, "thread_ts": post.thread_ts},
                    "trigger_id": f"{at}.{person}",
                    "actions": [
                        {"action_id": action, "value": elements[0]["value"], "action_ts": at}
                    ],
                }
            )
        return bool(elements)

    def submit(
        self, person: PersonId, view: str, values: Mapping[str, Any], tries: int = 4
    ) -> None:
        """A form, sent again by its person while it stays open."""

        def answered(is_taken: bool) -> None:
            if not is_taken and tries > 1:
                self._world.scheduler.after(
                    20.0, lambda: self.submit(person, view, values, tries - 1)
                )

        state = {"values": values}
        shown = {"id": view, "hash": view, "callback_id": "it_form", "state": state}
        self._interact({"type": "view_submission", "user": {"id": person}, "view": shown}, answered)

    def command(self, person: PersonId, channel: ChannelId, text: str) -> None:
        if not self.installed:
            return
        at = self._next_ts()
        fields = {
            "command": "/it",
            "text": text,
            "user_id": person,
            "channel_id": channel,
            "team_id": self._workspace["team"],
            "api_app_id": self._workspace["app"],
            "trigger_id": f"{at}.{person}",
        }
        self._expected += 1

        def over(_: bool) -> None:
            self._expected -= 1

        self._request(urlencode(fields), "application/x-www-form-urlencoded", {}, over)

    def choose(self, person: PersonId, card: Post, button: Button) -> bool:
        """An entry of the menu behind the card's "More"; whether the card has that."""
        origin, at = self._origin(card), self._next_ts()
        if origin:
            view = {"id": f"VM{at}", "private_metadata": origin}
            self._interact(
                {
                    "type": "block_actions",
                    "user": {"id": person},
                    "container": {"type": "view", "view_id": view["id"]},
                    "view": view,
                    "trigger_id": f"{at}.{person}",
                    "actions": [{"action_id": button, "value": button, "action_ts": at}],
                }
            )
        return bool(origin)

    def fill(self, person: PersonId, card: Post, dialog: Dialog, values: Mapping[str, Any]) -> bool:
        """A dialog that the card's "More", or its own button, leads to; whether it has that."""
        origin, at = self._origin(card, dialog), self._next_ts()
        if origin:
            state = {"values": {name: {"value": value} for name, value in values.items()}}
            view = {"id": f"VD{at}", "hash": at, "callback_id": dialog, "state": state}
            view["private_metadata"] = origin
            self._interact({"type": "view_submission", "user": {"id": person}, "view": view})
        return bool(origin)

    def send(
        self,
        person: PersonId,
        dialog: Dialog,
        value: str,
        channel: ChannelId | None,
        values: Mapping[str, Any],
    ) -> None:
        """A dialog that belongs to no card: `value` is what opened it."""
        at = self._next_ts()
        state = {"values": {name: {"value": filled} for name, filled in values.items()}}
        view = {"id": f"VD{at}", "hash": at, "callback_id": dialog, "state": state}
        view["private_metadata"] = Origin.of_value(value, channel).written()
        self._interact({"type": "view_submission", "user": {"id": person}, "view": view})

    def send_guided(
        self, person: PersonId, post: Post, claim: str, values: Mapping[str, Any]
    ) -> None:
        """A form of a guided request, opened by its button in `post`."""
        at = self._next_ts()
        state = {"values": {name: {"value": filled} for name, filled in values.items()}}
        view = {"id": f"VG{at}", "hash": at, "callback_id": Dialog.REQUEST_FORM, "state": state}
        view["private_metadata"] = f"{post.channel}|{post.thread_ts or ''}|{claim}"
        self._interact({"type": "view_submission", "user": {"id": person}, "view": view})

    def _origin(self, card: Post, dialog: Dialog | None = None) -> str:
        found = [*buttons(card, MORE), *(buttons(card, dialog) if dialog else ())]
        values = [str(one["value"]) for one in found]
        if not values:
            return ""
        return Origin.of_card(values[0], card.channel, card.thread_ts).written()

    # --- what the desk is told ----------------------------------------------------------------

    def _add(
        self,
        channel: ChannelId,
        author: PersonId,
        shown: Message,
        thread_ts: Ts | None,
        outbox_id: str | None = None,
    ) -> Ts:
        ts = super()._add(channel, author, shown, thread_ts, outbox_id)
        if author != self.bot or self.echoes_to_us:
            self._tell({**self._as_event(self.posts[Thread(channel, ts)]), "event_ts": ts})
        return ts

    def _as_event(self, post: Post) -> Event:
        event: Event = {
            "type": "message",
            "channel": post.channel,
            "ts": post.ts,
            "user": post.author,
            "text": post.shown.text,
        }
        if post.thread_ts:
            event["thread_ts"] = post.thread_ts
        if post.outbox_id:
            named = {"event_type": "desk_outbox", "event_payload": {"id": post.outbox_id}}
            event |= {"app_id": self._workspace["app"], "bot_id": "B0BOT00001", "metadata": named}
        return event

    def _tell(self, event: Event) -> None:
        if not self.installed:
            self.unheard.append(event)
            return
        self._events += 1
        faults, random = self._world.faults, self._world.random
        name = f"Ev{self._events:08}"
        body = self._body(event, name)
        self._deliver(event, body, _delay(self._world), 0)
        if faults.happens(Mishap.TWICE):
            self._deliver(event, body, random.uniform(0.1, 400.0), 0)
        if faults.happens(Mishap.NEW_ID):
            self._deliver(event, self._body(event, f"{name}B"), random.uniform(0.0, 60.0), 0)

    def _body(self, event: Event, name: str) -> str:
        envelope = {
            "type": "event_callback",
            "team_id": self._workspace["team"],
            "api_app_id": self._workspace["app"],
            "event_id": name,
            "event_time": int(self._now()),
            "event": event,
        }
        return json.dumps(envelope)

    def _deliver(self, event: Event, body: str, delay: float, tries: int) -> None:
        self._expected += 1
        headers = {"x-slack-retry-num": str(tries)} if tries else {}

        def answered(is_taken: bool) -> None:
            self._expected -= 1
            if is_taken:
                return
            if tries >= len(RETRIES) and self.gives_up:
                self.unheard.append(event)
            else:
                self._deliver(event, body, RETRIES[min(tries, len(RETRIES) - 1)], tries + 1)

        self._world.scheduler.after(
            delay, lambda: self._request(body, "application/json", headers, answered)
        )

    def _interact(
        self, payload: Event, answered: Callable[[bool], object] = lambda _: None
    ) -> None:
        if not self.installed:
            answered(False)
            return
        payload |= {"team": {"id": self._workspace["team"]}, "api_app_id": self._workspace["app"]}
        body = urlencode({"payload": json.dumps(payload)})
        self._expected += 1

        def over(is_taken: bool) -> None:
            self._expected -= 1
            answered(is_taken)

        self._request(body, "application/x-www-form-urlencoded", {}, over)

    def _request(
        self,
        body: str,
        kind: str,
        headers: Mapping[str, str],
        answered: Callable[[bool], object],
    ) -> None:
        began = self._now()
        at = str(int(began))
        signature = hmac.digest(SECRET.encode(), f"v0:{at}:{body}".encode(), "sha256").hex()
        signed = {
            **headers,
            "content-type": kind,
            "x-slack-request-timestamp": at,
            "x-slack-signature": f"v0={signature}",
        }
        request = {
            "headers": signed,
            "requestContext": {"http": {"method": "POST"}},
            "body": body,
            "isBase64Encoded": False,
        }

        def done(answer: object) -> None:
            in_time = self._now() - began <= PATIENCE
            fine = isinstance(answer, dict) and answer["statusCode"] == 200
            kept_open = fine and "errors" in str(answer.get("body", ""))  # type: ignore[attr-defined]
            answered(in_time and fine and not kept_open)

        self._invoke(INGRESS, request, done)

    # --- what the desk asks -------------------------------------------------------------------

    def update_view(self, _view_id: str, _view: Mapping[str, object]) -> str | None:
        """The menu after one of its entries; nobody looks at it here."""
        return None

    def _call(self, method: str, place: str, do: Callable[[], T]) -> T | Later | Unknown | Never:
        world = self._world
        fault = world.give_way(to_slack=True)
        world.note(method, "down" if self.down else fault or "")
        self.calls.append(Call(method, place))
        if self.down:
            world.scheduler.sleep(TIMEOUT)
            return Unknown("timeout")
        if not self.installed:
            return answered(refused)
        match fault:
            case Fault.CRASH_BEFORE:
                raise Killed
            case Fault.REFUSED:
                return Later(world.random.choice((1.0, 5.0, 30.0)), "ratelimited")
            case Fault.LATE if method not in READS:
                late = world.random.uniform(0.1, LATEST)
                world.scheduler.after(late, lambda: answered(do))
            case Fault.ANSWER_LOST | Fault.CRASH_AFTER:
                answered(do)
            case None:
                return answered(do)
        if fault is Fault.CRASH_AFTER:
            raise Killed
        world.scheduler.sleep(TIMEOUT)
        return Unknown("timeout")


def _delay(world: World) -> float:
    if world.faults.happens(Mishap.DELAYED):
        return world.random.uniform(1.0, 90.0)
    return world.random.uniform(0.05, 1.5)
