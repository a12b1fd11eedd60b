"""What people do in Slack and what they see there; the story never looks behind the scenes."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from tools.fake_slack.client import FakeSlackClient
from tools.fake_slack.state.messages import Json, JsonObject
from tools.sam_rehearsal.errors import RehearsalError

HELP_CHANNEL = "it-happens"
TRIAGE_CHANNEL = "it-triage"
FORM = {
    "request": "A new monitor",
    "location": "warsaw",
    "manager": "lena",
    "urgency": "normal",
}
PATIENCE_SECONDS = 120.0
POLL_SECONDS = 0.2
TRIES = 8


def eventually(sentence: str, holds: Callable[[], object]) -> None:
    """Wait until it is so; RehearsalError with the sentence when it never is."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        if time.monotonic() > deadline:
            raise RehearsalError(f"not within {PATIENCE_SECONDS:.0f} s: {sentence}")
        time.sleep(POLL_SECONDS)


@dataclass(frozen=True, slots=True)
class People:
    slack: FakeSlackClient

    def send_form(self, person: str, words: str) -> str:
        """The number of the ticket it became."""
        self._act(person, "slash", channel=HELP_CHANNEL, command="/it")
        self._act(person, "submit", values={**FORM, "help": words})
        eventually(f"a card for {words!r}", lambda: self.card(HELP_CHANNEL, words))
        number = _number(self.card(HELP_CHANNEL, words))
        eventually(f"a DM for {person} about #{number}", lambda: self.dms(person, number))
        return number

    def add_emoji(self, person: str, words: str) -> str:
        """A message with the ticket emoji; the number of the ticket it became."""
        ts = self.slack.say(person, HELP_CHANNEL, words)
        self._act(person, "react", channel=HELP_CHANNEL, ts=ts, name="ticket")
        eventually(f"a card for {words!r}", lambda: self.card(TRIAGE_CHANNEL, words))
        return _number(self.card(TRIAGE_CHANNEL, words))

    def press(self, person: str, channel: str, words: str, button: str) -> None:
        card = self.card(channel, words)
        self._act(person, "click", channel=channel, ts=card["ts"], action_id=button)

    def take(self, person: str, channel: str, words: str) -> None:
        self.press(person, channel, words, "ticket.take")
        eventually(f"{words!r} is taken", lambda: self.says(channel, words, "*Taken* by"))

    def solve(self, person: str, channel: str, words: str) -> None:
        self.press(person, channel, words, "ticket.solve")
        eventually(f"{words!r} is solved", lambda: self.says(channel, words, "*Solved* by"))

    def says(self, channel: str, words: str, more: str) -> bool:
        return more in str(self.card(channel, words).get("blocks"))

    def card(self, channel: str, words: str) -> JsonObject:
        """The app's message there with these words; empty when there is none."""
        found = self.cards(channel, words)
        if len(found) > 1:
            raise RehearsalError(f"{len(found)} cards in {channel} say {words!r}")
        return found[0] if found else {}

    def cards(self, channel: str, words: str) -> list[JsonObject]:
        return [
            message
            for message in self.slack.messages(channel)
            if message.get("bot_id") and words in str(message.get("blocks"))
        ]

    def dms(self, person: str, number: str) -> list[str]:
        texts = [str(message["text"]) for message in self.slack.dms(person)]
        return [text for text in texts if _is_about(text, number)]

    def home(self, person: str) -> dict[str, list[str]]:
        """The numbers on each list of the person's Home tab, which they open now."""
        before = self.slack.home(person)
        self._act(person, "open_home")
        eventually(f"{person}'s Home tab", lambda: self.slack.home(person) != before)
        lists: dict[str, list[str]] = {}
        blocks = (self.slack.home(person) or {}).get("blocks", ())
        for name in (str(block["block_id"]) for block in blocks):
            of, _, part = name.rpartition(".")[0].partition(".")
            if part == "heading":
                lists[of] = []
            elif of in lists and part.isdigit():
                lists[of].append(part)
        return lists

    def posts(self, number: str) -> int:
        """How many messages the app has ever posted about the ticket, wherever."""
        return sum(
            call["ok"] and _is_about(str(call["args"].get("text")), number)
            for call in self.slack.calls("chat.postMessage")
        )

    def _act(self, person: str, do: str, **details: Json) -> None:
        """Again where Slack says so: on a busy machine the first start after a deployment may take
        longer than Slack waits."""
        for _ in range(TRIES):
            answer = self.slack.act(person, do, **details)
            if answer["ok"]:
                return
            time.sleep(1.0)
        raise RehearsalError(f"{person} cannot {do}: {answer}")


def _number(card: JsonObject) -> str:
    return str(card["text"]).split("#")[1].split()[0]


def _is_about(text: str, number: str) -> bool:
    return re.search(rf"#{number}\b", text) is not None
