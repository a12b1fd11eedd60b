"""What people do while everything goes wrong: drawn by the seed, done through the fake Slack.

The same seed draws the same gestures by the same people with the same luck; what they find to do
it with is what Slack shows at that moment.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from random import Random
from threading import Lock

from deskbell.adapters.slack.actions import MORE
from deskbell.domain.inputs import Button, Dialog
from tools.fake_slack.client import FakeSlackClient
from tools.fake_slack.state.messages import Json, JsonObject

HELP, TRIAGE = "it-happens", "it-triage"
ASKERS = ("ana", "minjun", "ola", "gus")
AGENTS = ("ben", "jiwoo", "lena")
EVERYBODY = ASKERS + AGENTS
NEWCOMERS = tuple(f"new{number}" for number in range(8))
FORM = {
    "request": "A new monitor",
    "location": "warsaw",
    "manager": "lena",
    "urgency": "normal",
}
OPERATIONS, FIRST, A_SECOND = 320, 6, 3.0
"""How many; how many of them ask, or there would be nothing to do; how many are begun a second."""
AT_ONCE = 4
WEIGHTS = {
    "ask": 8,
    "mark": 12,
    "unmark": 3,
    "reply": 16,
    "rewrite": 5,
    "delete": 4,
    "take_by_emoji": 4,
    "solve_by_emoji": 3,
    "take_by_button": 8,
    "solve_by_button": 6,
    "fill_form": 9,
    "solve_form": 7,
    "note_in_triage": 8,
    "publish": 5,
    "say_in_dialog": 3,
    "reopen": 3,
    "move": 4,
    "merge": 3,
    "make_private": 2,
    "join": 3,
    "look_home": 3,
}
"""How often people do what; each is a method of `People`."""
FORMS = ("fill_form", "solve_form", "solve_form")
"""What workflows live on."""
UNHEARD = ("ask", "reply", "mark", "rewrite")
"""What the history of a channel still tells of when no event did."""


@dataclass(frozen=True, slots=True)
class Gesture:
    """`luck` decides who does it and to what."""

    kind: str
    luck: int


def drawn(random: Random, count: int = OPERATIONS) -> list[Gesture]:
    kinds, weights = list(WEIGHTS), list(WEIGHTS.values())
    asked = ["ask"] * FIRST
    rest = random.choices(kinds, weights, k=count - FIRST)
    return [Gesture(kind, random.getrandbits(32)) for kind in asked + rest]


def drawn_of(kinds: Sequence[str], random: Random, count: int = 12) -> list[Gesture]:
    return [Gesture(random.choice(kinds), random.getrandbits(32)) for _ in range(count)]


@dataclass(slots=True)
class _Said:
    """A message of a person's; `root` is its thread's, and its own if it is one."""

    by: str
    ts: str
    root: str
    channel: str = HELP


class People:
    """`done` counts what they did, `refused` how often Slack told them that it did not work;
    `forms` are the words of those that it told them were taken."""

    def __init__(self, slack: FakeSlackClient) -> None:
        self._slack = slack
        self._hands = defaultdict[str, Lock](Lock)
        self._said: list[_Said] = []
        self.done = Counter[str]()
        self.refused = Counter[str]()
        self.forms: list[str] = []
        slack.add_people(people=[{"key": key, "name": key.title()} for key in NEWCOMERS])

    def play(self, gestures: Sequence[Gesture]) -> None:
        """Several at once, as people are; whatever a gesture raises is raised."""
        begun = time.monotonic()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            running = []
            for number, gesture in enumerate(gestures):
                time.sleep(max(0.0, begun + number / A_SECOND - time.monotonic()))
                running.append(pool.submit(self._do, gesture))
            for one in running:
                one.result()

    def _do(self, gesture: Gesture) -> None:
        do: Callable[[Random], bool] = getattr(self, gesture.kind)
        if do(Random(gesture.luck)):
            self.done[gesture.kind] += 1
        else:
            self.ask(Random(gesture.luck))
            self.done["ask"] += 1

    # --- gestures; False: there was nothing to do it with ------------------------------------

    def ask(self, luck: Random) -> bool:
        asker = luck.choice(ASKERS)
        ts = self._say(asker, f"My laptop does not start ({luck.getrandbits(16)})")
        if ts and luck.random() < 0.5:
            for person in luck.sample(EVERYBODY, luck.choice((1, 1, 2, 3, 5))):
                self._act(person, "react", channel=HELP, ts=ts, name="ticket")
        return True

    def mark(self, luck: Random) -> bool:
        return self._emoji(luck, "react", luck.choice(EVERYBODY), "ticket")

    def unmark(self, luck: Random) -> bool:
        return self._emoji(luck, "unreact", luck.choice(EVERYBODY), "ticket")

    def take_by_emoji(self, luck: Random) -> bool:
        return self._emoji(luck, "react", luck.choice(AGENTS), "eyes")

    def solve_by_emoji(self, luck: Random) -> bool:
        return self._emoji(luck, "react", luck.choice(AGENTS), "white_check_mark")

    def reply(self, luck: Random) -> bool:
        root = self._one(luck, self._roots())
        if root:
            words = f"It beeps ({luck.getrandbits(16)})"
            self._say(luck.choice((root.by, *AGENTS)), words, root.ts)
        return root is not None

    def rewrite(self, luck: Random) -> bool:
        said = self._one(luck, self._said)
        if said:
            text = f"Rather this ({luck.getrandbits(16)})"
            self._act(said.by, "edit", channel=said.channel, ts=said.ts, text=text)
        return said is not None

    def delete(self, luck: Random) -> bool:
        said = self._one(luck, [one for one in self._said if one.ts != one.root])
        if said:
            self._said.remove(said)
            self._act(said.by, "delete", channel=said.channel, ts=said.ts)
        return said is not None

    def take_by_button(self, luck: Random) -> bool:
        return self._press(luck, Button.TAKE)

    def solve_by_button(self, luck: Random) -> bool:
        return self._press(luck, Button.SOLVE)

    def solve_form(self, luck: Random) -> bool:
        """Of a workflow, which waits for it."""
        return self._press(luck, Button.SOLVE, FORM["request"])

    def note_in_triage(self, luck: Random) -> bool:
        card = self._card(luck, "")
        if card:
            words = f"On it ({luck.getrandbits(16)})"
            self._say(luck.choice(AGENTS), words, card["ts"], TRIAGE)
        return card is not None

    def publish(self, luck: Random) -> bool:
        note = self._one(luck, [one for one in self._said if one.channel == TRIAGE])
        if note:
            agent = luck.choice(AGENTS)
            self._act(agent, "react", channel=TRIAGE, ts=note.ts, name="mega")
        return note is not None

    def say_in_dialog(self, luck: Random) -> bool:
        words = f"Is it plugged in? ({luck.getrandbits(16)})"
        return self._more(luck, Dialog.SAY, text=words, audience="everybody")

    def reopen(self, luck: Random) -> bool:
        return self._press(luck, Button.REOPEN)

    def move(self, luck: Random) -> bool:
        return self._more(luck, Dialog.MOVE, inbox="x-team")

    def merge(self, luck: Random) -> bool:
        """Into an earlier one."""
        return self._more(luck, Dialog.MERGE, number=str(luck.randint(1, 20)))

    def make_private(self, luck: Random) -> bool:
        return self._more(luck, Button.CONCEAL)

    def fill_form(self, luck: Random) -> bool:
        """Where sending it fails they try once more, and then they close it."""
        person = luck.choice(ASKERS)
        with self._hands[person]:
            self._told("slash", self._slack.act(person, "slash", channel=HELP, command="/it"))
            words = f"Mine flickers ({luck.getrandbits(32)})"
            for _ in range(2):
                if self._slack.views(person):
                    values = {**FORM, "help": words}
                    answer = self._slack.act(person, "submit", values=values)
                    self._told("submit", answer)
                    if answer["ok"]:
                        self.forms.append(words)
                        break
            if self._slack.views(person):
                self._slack.act(person, "close", everything=True)
        return True

    def join(self, luck: Random) -> bool:
        person = luck.choice(NEWCOMERS)
        if luck.random() < 0.3:
            self._act(person, "leave", channel=HELP)
        self._act(person, "join", channel=HELP)
        return True

    def look_home(self, luck: Random) -> bool:
        self._act(luck.choice(EVERYBODY), "open_home")
        return True

    # --- inside -------------------------------------------------------------------------------

    def _say(
        self, person: str, text: str, root: str | None = None, channel: str = HELP
    ) -> str | None:
        """Its ts; None where Slack did not take it."""
        more = {"thread_ts": root} if root else {}
        do = "reply" if root else "message"
        ts = self._act(person, do, channel=channel, text=text, **more).get("ts")
        if ts:
            self._said.append(_Said(person, ts, root or ts, channel))
        return ts

    def _card(self, luck: Random, shows: str) -> JsonObject | None:
        """A triagers' one that shows such a button."""
        cards = [
            one
            for one in self._slack.messages(TRIAGE)
            if one.get("bot_id")
            and one.get("thread_ts") in (None, one["ts"])
            and shows in str(one.get("blocks"))
        ]
        return luck.choice(cards[-8:]) if cards else None

    def _more(self, luck: Random, entry: str, **values: str) -> bool:
        """What "More…" on a card leads to; where sending a dialog fails they close it."""
        card, agent = self._card(luck, MORE), luck.choice(AGENTS)
        if card is None:
            return False
        with self._hands[agent]:
            click = {"channel": TRIAGE, "ts": card["ts"], "action_id": MORE}
            for do, details in (("click", click), ("click", {"action_id": entry})):
                answer = self._slack.act(agent, do, **details)
                self._told(do, answer)
                if not answer["ok"]:
                    break
            else:
                if values and self._slack.views(agent):
                    self._told("submit", self._slack.act(agent, "submit", values=values))
            if self._slack.views(agent):
                self._slack.act(agent, "close", everything=True)
        return True

    def _emoji(self, luck: Random, do: str, person: str, name: str) -> bool:
        root = self._one(luck, self._roots())
        if root:
            self._act(person, do, channel=HELP, ts=root.ts, name=name)
        return root is not None

    def _press(self, luck: Random, button: str, words: str = "") -> bool:
        """On a card with these words; sometimes twice, or with a colleague at the same time."""
        shown = sorted(
            (message["ts"], channel)
            for channel in (HELP, TRIAGE)
            for message in self._slack.messages(channel)
            if button in (blocks := str(message.get("blocks"))) and words in blocks
        )
        if shown:
            card, channel = luck.choice(shown[-8:])
            for _ in range(luck.choice((1, 1, 1, 2))):
                agent = luck.choice(AGENTS)
                self._act(agent, "click", channel=channel, ts=card, action_id=button)
        return bool(shown)

    def _roots(self) -> list[_Said]:
        return [one for one in self._said if one.ts == one.root and one.channel == HELP]

    def _one(self, luck: Random, said: Sequence[_Said]) -> _Said | None:
        """Rather a new one than an old one, so that people meet there."""
        recent = said[-2:] if luck.random() < 0.5 else said[-8:]
        return luck.choice(recent) if recent else None

    def _act(self, person: str, do: str, **details: Json) -> JsonObject:
        with self._hands[person]:
            answer = self._slack.act(person, do, **details)
        self._told(do, answer)
        return answer

    def _told(self, do: str, answer: JsonObject) -> None:
        if not answer["ok"]:
            self.refused[do] += 1
