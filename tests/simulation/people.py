"""What people do in half an hour, drawn: they ask, answer, change their minds, and all at once.

Every gesture picks among what Slack shows at that moment, as people do.
"""

from __future__ import annotations

from collections.abc import Callable

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
GESTURES = 64


class People:
    """`gestures` counts what was really done."""

    def __init__(self, desk: SimulatedDesk) -> None:
        self._desk = desk
        self._slack = desk.slack
        self._random = desk.world.random
        self.gestures = 0
        self._views = 0
        self._kinds: dict[Callable[[], bool], int] = {
            self.ask: 9,
            self.mark: 10,
            self.reply: 14,
            self.edit: 4,
            self.delete: 3,
            self.take_by_emoji: 4,
            self.solve_by_emoji: 3,
            self.unmark: 3,
            self.take_by_button: 5,
            self.solve_by_button: 4,
            self.fill_form: 4,
            self.note_in_triage: 3,
            self.join: 2,
            self.look_home: 2,
        }

    def begin(self) -> None:
        """Spreads the gestures; the first ones ask, or there would be nothing to do."""
        scheduler = self._desk.world.scheduler
        kinds, weights = list(self._kinds), list(self._kinds.values())
        for number in range(GESTURES):
            share = self._random.random()
            kind = self.ask if number < 3 else self._random.choices(kinds, weights)[0]
            at = share * 60.0 if number < 3 else 30.0 + share * (SECONDS - 30.0)
            scheduler.after(at, lambda kind=kind: self._do(kind))  # type: ignore[misc]

    def _do(self, kind: Callable[[], bool]) -> None:
        if self._desk.functions.stopped:
            self._desk.world.scheduler.after(self._random.uniform(60, 900), lambda: self._do(kind))
            return
        self.gestures += 1
        if not kind():
            self.ask()

    # --- gestures; False: there was nothing to do it with ------------------------------------

    def ask(self) -> bool:
        asker = self._random.choice(ASKERS)
        ts = self._slack.say(asker, IT_HAPPENS, self._words("Question"))
        if self._random.random() < 0.5:
            for person in self._some(EVERYBODY):
                self._soon(lambda person=person: self._ticket(person, Thread(IT_HAPPENS, ts)))
        return True

    def mark(self) -> bool:
        post = self._one(self._roots())
        return post is not None and self._ticket(self._random.choice(EVERYBODY), post)

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

    def edit(self) -> bool:
        post = self._one(self._said())
        if post:
            self._slack.edit(_thread(post), self._words("Edited"))
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
        self._views += 1
        values = {
            "request": {"value": {"value": self._words("Monitor")}},
            "location": {"value": {"selected_option": {"value": "warsaw"}}},
            "manager": {"value": {"selected_user": LENA}},
            "help": {"value": {"value": "Mine flickers"}},
            "urgency": {"value": {"selected_option": {"value": "normal"}}},
            "needed_by": {"value": {"selected_date": None}},
        }
        self._slack.submit(self._random.choice(ASKERS), f"V{self._views:07}", values)
        return True

    def note_in_triage(self) -> bool:
        card = self._one([p for p in self._slack.in_channel(IT_TRIAGE) if p.author == BOT])
        if card:
            agent = self._random.choice(AGENTS)
            self._slack.say(agent, IT_TRIAGE, self._words("Note"), card.ts)
        return card is not None

    def join(self) -> bool:
        self._slack.told(
            "member_joined_channel", self._random.choice(ASKERS), channel=IT_HAPPENS
        )
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

    def _agent_marks(self, name: str) -> bool:
        post = self._one([p for p in self._roots() if p.reactions["ticket"]])
        if post:
            self._slack.emoji(self._random.choice(AGENTS), _thread(post), name, added=True)
        return post is not None

    def _press(self, button: Button) -> bool:
        cards = [p for p in self._slack.in_channel(IT_TRIAGE) if p.author == BOT]
        card = self._one(cards)
        if card is None or not self._slack.press(self._random.choice(AGENTS), card, button):
            return False
        if self._random.random() < 0.2:  # a double click, or two agents at once
            self._soon(lambda: self._slack.press(self._random.choice(AGENTS), card, button))
        return True

    def _said(self) -> list[Post]:
        return [p for p in self._slack.posts.values() if p.author in EVERYBODY]

    def _roots(self) -> list[Post]:
        return [p for p in self._said() if p.channel == IT_HAPPENS and p.thread_ts is None]

    def _one(self, posts: list[Post]) -> Post | None:
        """Rather a new one than an old one."""
        recent = posts[-12:]
        return self._random.choice(recent) if recent else None

    def _some(self, people: tuple[PersonId, ...]) -> list[PersonId]:
        return self._random.sample(people, self._random.choice((1, 1, 1, 2, 3, 5)))

    def _soon(self, do: Callable[[], object]) -> None:
        self._desk.world.scheduler.after(self._random.uniform(0.0, 20.0), do)

    def _words(self, what: str) -> str:
        return f"{what} {self.gestures}"


def _thread(post: Post) -> Thread:
    return Thread(post.channel, Ts(post.ts))
