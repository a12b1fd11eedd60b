"""What people do in half an hour, drawn: they ask, answer, change their minds, and all at once.

Every gesture picks among what Slack shows at that moment, as people do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random

from deskbell.adapters.memory.workspace import Post
from deskbell.domain.ids import PersonId, Thread, Ts
from deskbell.domain.inputs import Button
from tests.builders import (
    ANA,
    BEN,
    BOT,
    GUS,
    IT_HAPPENS,
    IT_TRIAGE,
    JIWOO,
    LENA,
    MINJUN,
    OLA,
)
from tests.simulation.desk import SimulatedDesk

ASKERS = (ANA, MINJUN, OLA, GUS)
AGENTS = (BEN, JIWOO, LENA)
EVERYBODY = ASKERS + AGENTS
SECONDS = 1800.0
GESTURES, FIRST, BURSTS = 42, 3, 7


WEIGHTS = {
    "ask": 9,
    "mark": 10,
    "reply": 14,
    "rewrite": 4,
    "delete": 3,
    "take_by_emoji": 4,
    "solve_by_emoji": 3,
    "unmark": 3,
    "take_by_button": 8,
    "solve_by_button": 6,
    "fill_form": 4,
    "note_in_triage": 3,
    "join": 2,
    "look_home": 2,
}
"""How often people do what; each is a method of `People`."""


@dataclass(frozen=True, slots=True)
class Gesture:
    """`at` is in seconds from the start; `luck` decides who does it and to what, so that one is the
    same whichever others there are."""

    kind: str
    at: float
    luck: int


def drawn(random: Random) -> list[Gesture]:
    """In bursts, as when something is down: what comes within a second meets in the desk. The first
    ones ask, or there would be nothing to do."""
    kinds, weights = list(WEIGHTS), list(WEIGHTS.values())
    bursts = [random.uniform(60.0, SECONDS - 30.0) for _ in range(BURSTS)]
    found = []
    for number in range(GESTURES):
        is_first = number < FIRST
        kind = "ask" if is_first else random.choices(kinds, weights)[0]
        at = random.uniform(0.0, 30.0) if is_first else random.choice(bursts)
        found.append(Gesture(kind, at + random.expovariate(2.0), random.getrandbits(32)))
    return found


class People:
    """`gestures` counts what was done."""

    def __init__(self, desk: SimulatedDesk) -> None:
        self._desk = desk
        self._slack = desk.slack
        self._random = Random(0)
        self.gestures = 0

    def begin(self, gestures: Sequence[Gesture]) -> None:
        scheduler = self._desk.world.scheduler
        for gesture in gestures:
            scheduler.after(gesture.at, partial(self._do, gesture))

    def _do(self, gesture: Gesture) -> None:
        self._random = Random(gesture.luck)
        self.gestures += 1
        do: Callable[[], bool] = getattr(self, gesture.kind)
        if not do():
            self.ask()

    # --- gestures; False: there was nothing to do it with ------------------------------------

    def ask(self) -> bool:
        asker = self._random.choice(ASKERS)
        ts = self._slack.say(asker, IT_HAPPENS, self._words("Question"))
        if self._random.random() < 0.5:
            for person in self._some(EVERYBODY):
                self._soon(partial(self._ticket, person, Thread(IT_HAPPENS, ts)))
        return True

    def mark(self) -> bool:
        post = self._one(self._roots())
        if post is None:
            return False
        if self._random.random() < 0.5:  # its author goes on talking meanwhile
            thinks_better = self._random.random() < 0.4
            self._soon(partial(self._say_more, post, thinks_better), 2.0)
        replies = [p for p in self._said() if p.thread_ts == post.ts]
        if self._random.random() < 0.3:  # on what somebody answered it means the same
            post = self._one(replies) or post
        return self._ticket(self._random.choice(EVERYBODY), post)

    def unmark(self) -> bool:
        marked = [p for p in self._roots() if p.reactions["ticket"]]
        post = self._one(marked)
        if post:
            person = self._random.choice(post.reactions["ticket"])
            self._slack.emoji(person, _thread(post), "ticket", added=False)
        return post is not None

    def reply(self) -> bool:
        root = self._one(self._roots())
        if root:
            person = self._random.choice((root.author, *AGENTS))
            self._slack.say(person, IT_HAPPENS, self._words("Reply"), root.ts)
        return root is not None

    def rewrite(self) -> bool:
        post = self._one(self._said())
        if post:
            self._slack.rewrite(_thread(post), self._words("Edited"))
        return post is not None

    def delete(self) -> bool:
        post = self._one([post for post in self._said() if post.thread_ts])
        if post:
            self._slack.delete_own(_thread(post))
        return post is not None

    def take_by_emoji(self) -> bool:
        return self._agent_marks("eyes")

    def solve_by_emoji(self) -> bool:
        return self._agent_marks("white_check_mark")

    def take_by_button(self) -> bool:
        return self._press(Button.TAKE)

    def solve_by_button(self) -> bool:
        return self._press(Button.SOLVE)

    def fill_form(self) -> bool:
        values = {
            "request": {"value": {"value": self._words("Monitor")}},
            "location": {"value": {"selected_option": {"value": "warsaw"}}},
            "manager": {"value": {"selected_user": LENA}},
            "help": {"value": {"value": "Mine flickers"}},
            "urgency": {"value": {"selected_option": {"value": "normal"}}},
            "needed_by": {"value": {"selected_date": None}},
        }
        self._slack.submit(
            self._random.choice(ASKERS), f"V{self._random.getrandbits(32):010}", values
        )
        return True

    def note_in_triage(self) -> bool:
        card = self._one([p for p in self._slack.in_channel(IT_TRIAGE) if p.author == BOT])
        if card:
            agent = self._random.choice(AGENTS)
            self._slack.say(agent, IT_TRIAGE, self._words("Note"), card.ts)
        return card is not None

    def join(self) -> bool:
        self._slack.told("member_joined_channel", self._random.choice(ASKERS), channel=IT_HAPPENS)
        return True

    def look_home(self) -> bool:
        self._slack.told("app_home_opened", self._random.choice(EVERYBODY), tab="home")
        return True

    # --- inside -------------------------------------------------------------------------------

    def _ticket(self, person: PersonId, post: Post | Thread) -> bool:
        message = post if isinstance(post, Thread) else _thread(post)
        if message in self._slack.posts:
            self._slack.emoji(person, message, "ticket", added=True)
        return True

    def _say_more(self, root: Post, thinks_better: bool) -> None:
        said = Thread(
            IT_HAPPENS, self._slack.say(root.author, IT_HAPPENS, self._words("More"), root.ts)
        )

        def unsay() -> None:
            if said in self._slack.posts:
                self._slack.delete_own(said)

        if thinks_better:
            self._soon(unsay, 2.0)

    def _agent_marks(self, name: str) -> bool:
        post = self._one([p for p in self._roots() if p.reactions["ticket"]])
        if post:
            self._slack.emoji(self._random.choice(AGENTS), _thread(post), name, added=True)
        return post is not None

    def _press(self, button: Button) -> bool:
        card = self._one([p for p in self._slack.posts.values() if p.author == BOT])
        if card is None or not self._slack.press(self._random.choice(AGENTS), card, button):
            return False
        if self._random.random() < 0.2:  # a double click, or two agents at once
            self._soon(partial(self._slack.press, self._random.choice(AGENTS), card, button))
        return True

    def _said(self) -> list[Post]:
        return [p for p in self._slack.posts.values() if p.author in EVERYBODY]

    def _roots(self) -> list[Post]:
        return [p for p in self._said() if p.channel == IT_HAPPENS and p.thread_ts is None]

    def _one(self, posts: list[Post]) -> Post | None:
        """Rather a new one than an old one, so that people meet there."""
        recent = posts[-2:] if self._random.random() < 0.5 else posts[-8:]
        return self._random.choice(recent) if recent else None

    def _some(self, people: tuple[PersonId, ...]) -> list[PersonId]:
        return self._random.sample(people, self._random.choice((1, 1, 1, 2, 3, 5)))

    def _soon(self, do: Callable[[], object], within: float = 20.0) -> None:
        self._desk.world.scheduler.after(self._random.uniform(0.0, within), do)

    def _words(self, what: str) -> str:
        return f"{what} {self.gestures}"


def _thread(post: Post) -> Thread:
    return Thread(post.channel, Ts(post.ts))
