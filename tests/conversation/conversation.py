"""One ticket that people talk about on both sides at once, drawn by a seed (product.md A5-03).

What they do reaches Deskbell late, twice and out of order, and Slack refuses and forgets to answer.
In the end the requester's thread, the triage thread and the stored ticket must say the same.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from deskbell.adapters.memory.workspace import Fault
from deskbell.domain.decision import Comment
from deskbell.domain.ids import ChannelId, PersonId, Thread
from deskbell.domain.inputs import Button, FileRef, Input, MessagePosted
from deskbell.domain.tickets.parts import parts_of
from deskbell.usecases.slack_ports import Later, Unknown
from tests.builders import ANA, BEN, IT_HAPPENS, IT_TRIAGE, JIWOO, LENA, MINJUN, MINUTE
from tests.functional.two_way import TwoSides

T = TypeVar("T")

LATEST = 25
"""How many other things may be heard before one that happened earlier."""
REMEMBERED = 12
"""People change, delete and publish what they said not long ago."""
OPERATIONS = {
    "reply": 30,
    "note": 24,
    "publish": 12,
    "rewrite": 16,
    "delete": 8,
    "attach": 6,
    "say_at_length": 2,
    "take": 2,
    "solve": 2,
    "slack_fails": 4,
    "time_passes": 8,
}


@dataclass
class Conversation:
    """`heard_late` are what Deskbell has yet to hear, and after how many others."""

    seed: int
    sides: TwoSides = field(default_factory=TwoSides)
    said: list[MessagePosted] = field(default_factory=list)
    heard_late: list[tuple[int, Input, str]] = field(default_factory=list)
    operations: int = 0

    def __post_init__(self) -> None:
        self._random = Random(self.seed)
        self.ref = self.sides.desk.ticket.ref

    def go_on(self, operations: int) -> None:
        """That many things happen, and then everything is heard and sent."""
        names, weights = list(OPERATIONS), list(OPERATIONS.values())
        for _ in range(operations):
            self.operations += 1
            self.sides.desk.now += MINUTE / self._random.choice((3, 60, 600))
            do: Callable[[], None] = getattr(self, self._random.choices(names, weights)[0])
            do()
            self._hear(self.operations)
        self._hear(self.operations + LATEST + 1)
        for _ in range(40):
            self.sides.desk.later(MINUTE)

    # --- what people do -----------------------------------------------------------------------

    def reply(self) -> None:
        self._say(self._one((ANA, ANA, MINJUN, BEN, LENA)), IT_HAPPENS, self._words("Reply"))

    def note(self) -> None:
        self._say(self._one((BEN, JIWOO, LENA)), IT_TRIAGE, self._words("Note"))

    def say_at_length(self) -> None:
        channel = self._one((IT_HAPPENS, IT_TRIAGE))
        self._say(self._one((BEN, LENA)), channel, self._words("At length ") * 400)

    def attach(self) -> None:
        name = f"screen{self.operations}.png"
        file = FileRef(f"F{self.operations}", name, f"https://files.example/{name}")
        self._say(self._one((ANA, BEN)), self._one((IT_HAPPENS, IT_TRIAGE)), "", file)

    def publish(self) -> None:
        notes = [one for one in self._recent() if one.channel == IT_TRIAGE]
        if notes:
            note = self._one(notes)
            person = self._one((BEN, LENA))
            reaction = self.sides.desk.reaction(person, note.ts, "mega", channel=IT_TRIAGE)
            self._tell(reaction, f"publish:{note.ts}:{person}")

    def rewrite(self) -> None:
        if recent := self._recent():
            said = self._one(recent)
            edited = self.sides.edit(said, self._words("Edited"))
            self._tell(edited, f"edit:{said.channel}:{said.ts}:{edited.edited_ts}")

    def delete(self) -> None:
        if recent := self._recent():
            said = self._one(recent)
            self.said.remove(said)
            self._tell(self.sides.delete(said), f"delete:{said.channel}:{said.ts}")

    def take(self) -> None:
        self._press(Button.TAKE)

    def solve(self) -> None:
        self._press(Button.SOLVE)

    def slack_fails(self) -> None:
        """The next few calls of a kind are refused, or do what they should and never say so."""
        method = self._one(("chat.postMessage", "chat.postMessage", "chat.update", "chat.delete"))
        fault = self._one(
            (
                Fault(Later(None, "service_unavailable")),
                Fault(Unknown("timeout")),
                Fault(Unknown("timeout"), applied=True),
            )
        )
        self.sides.desk.slack.fail(method, *[fault] * self._random.randint(1, 3))

    def time_passes(self) -> None:
        self.sides.desk.later(MINUTE * self._random.choice((1, 3)))

    # --- what came of it ----------------------------------------------------------------------

    def differences(self) -> list[str]:
        """Where the two threads and the ticket do not say the same; empty if nowhere."""
        comments = self.sides.desk.aggregates.comments(self.ref)
        public = [one for one in comments if one.deleted_ts is None and not one.internal]
        expected = {
            IT_HAPPENS: _read(one for one in public if one.channel == IT_TRIAGE),
            IT_TRIAGE: _read(one for one in public if one.channel == IT_HAPPENS),
        }
        shown = {
            IT_HAPPENS: self.sides.told_requester(),
            IT_TRIAGE: self.sides.told_triage(),
        }
        found = [f"{one.invariant} {one.subject} {one.what}" for one in self.sides.broken()]
        for channel, wanted in expected.items():
            told = [text.partition(": ")[2] for text in shown[channel]]
            if told != wanted:
                found.append(f"{channel} shows {told}, and should show {wanted}")
        return found + self._of_the_ticket(comments)

    def _of_the_ticket(self, comments: Sequence[Comment]) -> list[str]:
        """The stored comments are what people said and did not delete."""
        posts = self.sides.desk.slack.posts
        stored = {one.message: one.texts[-1][1] for one in comments if one.deleted_ts is None}
        said = {
            Thread(one.channel, one.ts): posts[Thread(one.channel, one.ts)].shown.text
            for one in self.said
        }
        return [] if stored == said else [f"the ticket has {stored}, people said {said}"]

    # --- inside -------------------------------------------------------------------------------

    def _say(self, person: PersonId, channel: ChannelId, text: str, *files: FileRef) -> None:
        thread_ts = self.sides.root.ts if channel == IT_HAPPENS else self.sides.card.ts
        bare = self.sides.write(person, text, thread_ts, channel)
        said = MessagePosted(channel, bare.ts, thread_ts, person, text, files)
        self.said.append(said)
        self._tell(said, f"msg:{channel}:{said.ts}")

    def _press(self, button: Button) -> None:
        desk = self.sides.desk
        [card] = [post for post in desk.ours(IT_TRIAGE) if post.ts == self.sides.card.ts]
        if button in str(card.shown.blocks):
            self._tell(desk.press(self._one((BEN, LENA)), button, card), f"act:{self.operations}")

    def _tell(self, given: Input, key: str) -> None:
        times = 2 if self._random.random() < 0.15 else 1
        for _ in range(times):
            late = self._random.choice((0, 0, 0, 1, 3, self._random.randint(0, LATEST)))
            self.heard_late.append((self.operations + late, given, key))

    def _hear(self, now: int) -> None:
        due = [one for one in self.heard_late if one[0] <= now]
        self.heard_late = [one for one in self.heard_late if one[0] > now]
        for _, given, key in due:
            self.sides.desk.give(given, key=key)

    def _recent(self) -> list[MessagePosted]:
        return self.said[-REMEMBERED:]

    def _one(self, things: Sequence[T]) -> T:
        return self._random.choice(things)

    def _words(self, what: str) -> str:
        return f"{what} {self.operations}"


def _read(comments: Iterable[Comment]) -> list[str]:
    """What copies of them say, without the names, with the names of their files."""
    found = list[str]()
    for comment in comments:
        *parts, last = parts_of(comment)
        names = ", ".join(file.name for file in comment.files)
        found += [*parts, "\n".join(filter(None, (last, names)))]
    return found
