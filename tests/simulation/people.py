"""What people do in half an hour, drawn: they ask, answer, change their minds, and all at once.

Every gesture picks among what Slack shows at that moment, as people do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random

from deskbell.adapters.memory.workspace import Post
from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.ids import PersonId, Thread, Ts
from deskbell.domain.inputs import Button
from deskbell.domain.pleasantries import is_pleasantry
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
    X_TEAM,
)
from tests.memory_slack import buttons
from tests.simulation.desk import SimulatedDesk

ASKERS = (ANA, MINJUN, OLA, GUS)
AGENTS = (BEN, JIWOO, LENA)
EVERYBODY = ASKERS + AGENTS
SECONDS = 1800.0
GESTURES, FIRST, BURSTS = 28, 3, 5


WEIGHTS = {
    "ask": 9,
    "mark": 14,
    "reply": 14,
    "rewrite": 4,
    "delete": 3,
    "take_by_emoji": 4,
    "classify": 3,
    "assign": 4,
    "answer_offer": 3,
    "move": 4,
    "move_by_emoji": 4,
    "move_back": 2,
    "dismiss": 1,
    "solve_by_emoji": 3,
    "unmark": 3,
    "take_by_button": 8,
    "solve_by_button": 6,
    "fill_form": 4,
    "note_in_triage": 5,
    "publish": 5,
    "join": 2,
    "look_home": 2,
    "ask_in_auto": 8,
    "dismiss_own": 2,
    "help_out": 3,
    "take_back": 3,
    "wait_for_requester": 4,
    "wait_for_vendor": 2,
    "snooze": 3,
    "resume": 2,
    "thank": 3,
    "reopen": 3,
    "undo": 3,
    "merge": 7,
    "unmerge": 3,
    "link": 6,
    "unlink": 1,
    "solve_all": 2,
    "tell_all": 1,
    "flag": 4,
    "unflag": 2,
    "answer_flag": 2,
    "search": 1,
    "confide": 4,
    "make_private": 4,
    "set_privacy": 3,
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

    def take_back(self) -> bool:
        """The emoji that took or solved it comes off again, perhaps in time."""
        marked = [
            (post, name, person)
            for post in self._roots()
            for name in ("eyes", "white_check_mark")
            for person in post.reactions[name]
            if person in AGENTS
        ]
        if marked:
            post, name, person = self._random.choice(marked[-4:])
            self._slack.emoji(person, _thread(post), name, added=False)
        return bool(marked)

    def wait_for_requester(self) -> bool:
        return self._choose(Button.WAIT)

    def resume(self) -> bool:
        return self._press(Button.RESUME)

    def reopen(self) -> bool:
        return self._press(Button.REOPEN)

    def undo(self) -> bool:
        """Solved by mistake, and put right at once."""
        card, agent = self._card(), self._random.choice(AGENTS)
        if card is None or not self._slack.press(agent, card, Button.SOLVE):
            return False
        self._soon(partial(self._slack.choose, agent, card, Button.UNDO))
        return True

    def classify(self) -> bool:
        priority = self._random.choice(("low", "high", "urgent"))
        return self._fill(Dialog.CLASSIFY, {"priority": {"selected_option": {"value": priority}}})

    def assign(self) -> bool:
        """And then whoever was asked answers."""
        self._then(self.answer_offer)
        return self._fill(Dialog.ASSIGN, {"to": {"selected_user": self._random.choice(AGENTS)}})

    def answer_offer(self) -> bool:
        button = self._random.choice((Button.ACCEPT, Button.ACCEPT, Button.DECLINE))
        return self._press_where(button)

    def move(self) -> bool:
        inbox = self._random.choice(("it", "x-team", "x-team"))
        return self._fill(Dialog.MOVE, {"inbox": {"selected_option": {"value": inbox}}})

    def move_by_emoji(self) -> bool:
        """Perhaps two people at once."""
        post = self._one([p for p in self._roots() if p.reactions["ticket"]])
        if post:
            for agent in self._random.sample(AGENTS, self._random.choice((1, 2))):
                name = self._random.choice(("truck", "truck", "computer"))
                self._slack.emoji(agent, _thread(post), name, added=True)
            self._then(self.move_back, self.reply)
        return post is not None

    def move_back(self) -> bool:
        post = self._one([p for p in self._roots() if p.reactions["truck"]])
        if post:
            agent = self._random.choice(post.reactions["truck"])
            self._slack.emoji(agent, _thread(post), "truck", added=False)
        return post is not None

    def dismiss(self) -> bool:
        return self._fill(Dialog.DISMISS, {"word": {"value": self._words("Thanks")}})

    def wait_for_vendor(self) -> bool:
        return self._fill(Dialog.VENDOR, {"vendor": {"value": "Dell"}})

    def snooze(self) -> bool:
        choice = self._random.choice(("hour", "tomorrow", "reply"))
        return self._fill(Dialog.SNOOZE, {"snooze": {"selected_option": {"value": choice}}})

    def merge(self) -> bool:
        """And then somebody finds out that it was wrong, or goes on talking."""
        self._then(self.unmerge, self.reply)
        return self._fill(Dialog.MERGE, {"number": {"value": str(self._number())}})

    def unmerge(self) -> bool:
        return self._press_where(Button.UNMERGE)

    def link(self) -> bool:
        """And then somebody solves all that is linked, or tells them something."""
        self._then(self.solve_all, self.tell_all)
        return self._fill(Dialog.LINK, {"number": {"value": str(self._number())}})

    def unlink(self) -> bool:
        return self._choose(Button.UNLINK)

    def solve_all(self) -> bool:
        return self._press_where(Button.SOLVE_ALL)

    def tell_all(self) -> bool:
        return self._fill(Dialog.NOTIFY, {"text": {"value": self._words("News")}})

    def flag(self) -> bool:
        post = self._one([p for p in self._said() if p.channel == IT_HAPPENS])
        if post:
            person = self._random.choice(EVERYBODY)
            self._slack.emoji(person, _thread(post), "raising_hand", added=True)
            self._then(self.unflag, self.answer_flag)
        return post is not None

    def unflag(self) -> bool:
        raised = [p for p in self._said() if p.reactions["raising_hand"]]
        post = self._one(raised)
        if post:
            person = self._random.choice(post.reactions["raising_hand"])
            self._slack.emoji(person, _thread(post), "raising_hand", added=False)
        return post is not None

    def answer_flag(self) -> bool:
        return self._press_where(Button.ANSWER_FLAG, by=LENA)

    def search(self) -> bool:
        query = self._random.choice(("open", str(self._number()), "question", f"<@{ANA}>"))
        self._slack.command(self._random.choice(EVERYBODY), IT_HAPPENS, f"find {query}")
        return True

    def thank(self) -> bool:
        root = self._one([post for post in self._roots() if post.reactions["white_check_mark"]])
        if root:
            words = self._random.choice(("thanks!", "감사합니다", "dzięki wielkie"))
            self._slack.say(root.author, IT_HAPPENS, words, root.ts)
        return root is not None

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

    def publish(self) -> bool:
        """And then somebody finds that it should not have been, or puts the words right."""
        self._then(self.make_private, self.rewrite)
        note = self._one([p for p in self._said() if p.channel == IT_TRIAGE])
        if note:
            agent = self._random.choice(AGENTS)
            self._slack.emoji(agent, _thread(note), "mega", added=True)
        return note is not None

    def confide(self) -> bool:
        """By direct message: something new, or more of what was said there before."""
        asker = self._random.choice(ASKERS)
        channel = self._slack._direct(asker)
        root = self._one([p for p in self._said() if p.channel == channel and not p.thread_ts])
        thread_ts = root.ts if root and self._random.random() < 0.5 else None
        self._slack.say(asker, channel, self._words("Secret"), thread_ts)
        return True

    def make_private(self) -> bool:
        return self._choose(Button.CONCEAL)

    def set_privacy(self) -> bool:
        privacy = self._random.choice(("public", "team", "private", "restricted"))
        option = {"selected_option": {"value": privacy}}
        return self._fill(Dialog.PRIVACY, {"privacy": option, "why": {"value": "A mistake"}})

    def join(self) -> bool:
        self._slack.told("member_joined_channel", self._random.choice(ASKERS), channel=IT_HAPPENS)
        return True

    def look_home(self) -> bool:
        self._slack.told("app_home_opened", self._random.choice(EVERYBODY), tab="home")
        return True

    def ask_in_auto(self) -> bool:
        """Where each message is a ticket: two in a row, a greeting, what a rule sends elsewhere."""
        asker = self._random.choice(ASKERS)
        said = self._random.choice(("Question", "My VPN", "My VPN", "hi", "Dziękuję!", "감사"))
        text = said if is_pleasantry(said) else self._words(said)
        self._slack.say(asker, X_TEAM, text)
        if self._random.random() < 0.4:
            self._soon(partial(self._slack.say, asker, X_TEAM, self._words("And")))
        return True

    def dismiss_own(self) -> bool:
        mine = [p for p in self._said() if p.channel == X_TEAM and p.thread_ts is None]
        post = self._one(mine)
        if post:
            self._slack.emoji(post.author, _thread(post), "no_entry_sign", added=True)
        return post is not None

    def help_out(self) -> bool:
        """A colleague answers, and they or the asker say that it is solved."""
        root = self._one(self._roots())
        if root:
            helper = self._random.choice(ASKERS)
            self._slack.say(helper, IT_HAPPENS, self._words("Answer"), root.ts)
            marker = self._random.choice((helper, root.author))
            mark = partial(self._slack.emoji, marker, _thread(root), "white_check_mark", added=True)
            self._soon(mark)
        return root is not None

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

    def _choose(self, button: Button) -> bool:
        card = self._card()
        return card is not None and self._slack.choose(self._random.choice(AGENTS), card, button)

    def _fill(self, dialog: Dialog, values: Mapping[str, object]) -> bool:
        card, agent = self._card(), self._random.choice(AGENTS)
        return card is not None and self._slack.fill(agent, card, dialog, values)

    def _card(self) -> Post | None:
        return self._one([post for post in self._slack.posts.values() if post.author == BOT])

    def _press_where(self, button: Button, by: PersonId | None = None) -> bool:
        """On a card that has the button."""
        post = self._one([p for p in self._slack.posts.values() if buttons(p, button)])
        return post is not None and self._slack.press(
            by or self._random.choice(AGENTS), post, button
        )

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

    def _then(self, *gestures: Callable[[], bool]) -> None:
        """One of them within a minute, with luck of its own."""
        gesture, luck = self._random.choice(gestures), self._random.getrandbits(32)

        def do() -> None:
            self._random = Random(luck)
            gesture()

        self._soon(do, 60.0)

    def _words(self, what: str) -> str:
        return f"{what} {self.gestures}"


def _thread(post: Post) -> Thread:
    return Thread(post.channel, Ts(post.ts))
