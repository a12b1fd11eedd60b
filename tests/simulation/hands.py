"""How people in the simulation find something to do a gesture with; `people.py` draws them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from random import Random

from deskbell.adapters.memory.workspace import Post
from deskbell.adapters.slack.actions import MORE
from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.ids import PersonId, Thread, Ts
from deskbell.domain.inputs import Button
from tests.builders import (
    ANA,
    BEN,
    GUS,
    IT_HAPPENS,
    JIWOO,
    LENA,
    MINJUN,
    OLA,
)
from tests.memory_slack import buttons
from tests.simulation.desk import SimulatedDesk
from tests.simulation.world import START

SECONDS = 1800.0
"""For so long people are there."""
LAST_BURST = SECONDS - 600.0
ENOUGH, MUCH = 28, 60
"""Inputs of the inbox: after so many nobody begins anything, or goes on with anything."""
ASKERS = (ANA, MINJUN, OLA, GUS)
AGENTS = (BEN, JIWOO, LENA)
EVERYBODY = ASKERS + AGENTS


@dataclass(frozen=True, slots=True)
class Gesture:
    """`at` is in seconds from the start; `luck` decides who does it and to what, so that one is the
    same whichever others there are."""

    kind: str
    at: float
    luck: int


class Hands:
    """What every gesture is made of. False: there was nothing to do it with."""

    def __init__(self, desk: SimulatedDesk) -> None:
        self._desk = desk
        self._slack = desk.slack
        self._random = Random(0)
        self.gestures: list[Gesture] = []

    def _have_gone(self) -> bool:
        """For today."""
        is_late = self._desk.world.scheduler.now > START + SECONDS
        return is_late or len(self._desk.inbox.commands) >= MUCH * self._desk.crowd

    def _ticket(self, person: PersonId, post: Post | Thread) -> bool:
        message = post if isinstance(post, Thread) else thread_of(post)
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
            self._slack.emoji(self._random.choice(AGENTS), thread_of(post), name, added=True)
        return post is not None

    def _press(self, button: Button) -> bool:
        card = self._with(button)
        if card is None:
            return False
        self._slack.press(self._random.choice(AGENTS), card, button)
        if self._random.random() < 0.2:  # a double click, or two agents at once
            self._soon(partial(self._slack.press, self._random.choice(AGENTS), card, button))
        return True

    def _choose(self, button: Button) -> bool:
        card = self._card()
        return card is not None and self._slack.choose(self._random.choice(AGENTS), card, button)

    def _fill(self, dialog: Dialog, values: Mapping[str, object]) -> bool:
        card, agent = self._card(), self._random.choice(AGENTS)
        return card is not None and self._slack.fill(agent, card, dialog, values)

    def _card(self) -> Post | None:
        """Of a ticket, with its menu."""
        return self._with(MORE)

    def _with(self, action: str) -> Post | None:
        """What shows a button of that action."""
        return self._one([p for p in self._slack.posts.values() if any(buttons(p, action))])

    def _number(self) -> int:
        """Of a ticket, or of none yet: the first ones meet most."""
        return self._random.choice((1, 1, 2, 2, 3, 4, 40))

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

    def _then(self, *gestures: str | Callable[[], bool], within: float = 60.0) -> None:
        """One of them within a minute, with luck of its own."""
        gesture, luck = self._random.choice(gestures), self._random.getrandbits(32)

        def do() -> None:
            if self._have_gone():
                return
            self._random = Random(luck)
            if isinstance(gesture, str):
                getattr(self, gesture)()
            else:
                gesture()

        self._soon(do, within)

    def _words(self, what: str) -> str:
        return f"{what}, as gesture {len(self.gestures)} has it"


def thread_of(post: Post) -> Thread:
    return Thread(post.channel, Ts(post.ts))
