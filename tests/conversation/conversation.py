"""One ticket that people talk about on both sides at once, drawn by a seed (A5-03).

It is moved to another team and back, closed and reopened, and others are merged into it. All that
reaches Deskbell late, twice and out of order, and Slack refuses and forgets to answer.
In the end the requester's thread, the triage thread and the stored ticket must say the same.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import zip_longest
from random import Random
from typing import TypeVar

from deskbell.adapters.memory.workspace import Fault
from deskbell.adapters.slack.actions import MORE
from deskbell.domain.decision import Comment
from deskbell.domain.effects import Place
from deskbell.domain.ids import PersonId, Thread, Ts, ticket_ref
from deskbell.domain.inputs import Button, Dialog, FileRef, Input, MessagePosted, PostEchoed
from deskbell.domain.tickets.instants import instant_of
from deskbell.domain.tickets.parts import parts_of
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.slack_ports import Later, Unknown
from tests.builders import (
    ANA,
    BEN,
    INSTALL,
    IT_HAPPENS,
    JIWOO,
    LENA,
    MINJUN,
    MINUTE,
    X_TEAM_COMMS,
    a_desk,
    two_inboxes,
)
from tests.functional.memory_desk import MemoryDesk
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
    "close": 2,
    "reopen": 3,
    "move": 2,
    "merge": 1,
    "reply_to_a_merged_one": 3,
    "slack_fails": 4,
    "time_passes": 8,
}


def two_teams() -> TwoSides:
    """Whatever is solved or closed comes back with a reply, and begins nothing new."""
    inboxes = {
        name: replace(inbox, reopen_within=timedelta(days=1_000))
        for name, inbox in two_inboxes().items()
    }
    return TwoSides(MemoryDesk(a_desk(inboxes=inboxes)))


@dataclass
class Conversation:
    """`heard_late` are what Deskbell has yet to hear, and after how many others; `merged` are the
    messages whose tickets go on as this one."""

    seed: int
    sides: TwoSides = field(default_factory=two_teams)
    merged: list[Ts] = field(default_factory=list)
    said: list[MessagePosted] = field(default_factory=list)
    heard_late: list[tuple[int, Input, str]] = field(default_factory=list)
    echoed: set[Thread] = field(default_factory=set)
    operations: int = 0
    moved: bool = False

    def __post_init__(self) -> None:
        self._random = Random(self.seed)

    def go_on(self, operations: int) -> None:
        """That many things happen, and then everything is heard and sent."""
        names, weights = list(OPERATIONS), list(OPERATIONS.values())
        for _ in range(operations):
            self.operations += 1
            self.sides.desk.now += MINUTE / self._random.choice((3, 60, 600))
            do: Callable[[], None] = getattr(self, self._random.choices(names, weights)[0])
            do()
            self._hear(self.operations)
        for _ in range(40):
            self._hear(self.operations + LATEST + 1)
            self.sides.desk.later(MINUTE)

    # --- what people do -----------------------------------------------------------------------

    def reply(self) -> None:
        self._say(self._one((ANA, ANA, MINJUN, BEN, LENA)), self._thread, self._words("Reply"))

    def note(self) -> None:
        self._say(self._one((BEN, JIWOO, LENA)), self._triage, self._words("Note"))

    def say_at_length(self) -> None:
        where = self._one((self._thread, self._triage))
        self._say(self._one((BEN, LENA)), where, self._words("At length ") * 400)

    def attach(self) -> None:
        name = f"screen{self.operations}.png"
        file = FileRef(f"F{self.operations}", name, f"https://files.example/{name}")
        self._say(self._one((ANA, BEN)), self._one((self._thread, self._triage)), "", file)

    def publish(self) -> None:
        notes = [one for one in self._recent() if one.channel != IT_HAPPENS]
        if notes:
            note = self._one(notes)
            person = self._one((BEN, LENA))
            reaction = self.sides.desk.reaction(person, note.ts, "mega", channel=note.channel)
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

    def close(self) -> None:
        """Solved, and nobody objects for days."""
        self.solve()
        self.sides.desk.later(timedelta(hours=73))

    def reopen(self) -> None:
        self._press(Button.REOPEN)

    def move(self) -> None:
        card, to = self.sides.card, "it" if self.sides.card.channel == X_TEAM_COMMS else "x-team"
        if MORE in str(card.shown.blocks):
            filled = self.sides.desk.fill(LENA, Dialog.MOVE, card, inbox=to)
            self._tell(filled, f"view:{self.operations}")
            self.moved = True

    def merge(self) -> None:
        """Minjun has the same problem, and Lena sees that."""
        desk = self.sides.desk
        message = desk.say(MINJUN, self._words("Mine does not start either"))
        desk.give(desk.reaction(MINJUN, message.ts, "ticket"))
        ref = ticket_ref(INSTALL, IT_HAPPENS, message.ts)
        if posted := desk.aggregates.posted(ref, Place.TRIAGE):
            card = desk.slack.posts[Thread(posted.channel, posted.ts)]
            desk.give(desk.fill(LENA, Dialog.MERGE, card, number="#1"))
            other = desk.aggregates.load(ref)
            if isinstance(other, Ticket) and other.merged_into:  # what is over takes in nothing
                self.merged.append(message.ts)

    def reply_to_a_merged_one(self) -> None:
        if self.merged:
            where = Thread(IT_HAPPENS, self._one(self.merged))
            self._say(self._one((MINJUN, BEN)), where, self._words("Too"))

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
        comments = self.sides.desk.aggregates.comments(self.sides.ref)
        public = [one for one in comments if one.deleted_ts is None and not one.internal]
        in_thread = {
            Thread(one.channel, one.ts) for one in self.said if one.thread_ts == self.sides.root.ts
        }
        told_thread, told_triage = map(
            _without_names, (self.sides.told_requester(), self.sides.told_triage())
        )
        from_thread = [one for one in public if one.channel == IT_HAPPENS]
        expected = [
            ("thread", told_thread, [one for one in public if one.message not in in_thread]),
            ("triage", told_triage, self._brought_along(from_thread, told_triage)),
        ]
        found = [f"{one.invariant} {one.subject} {one.what}" for one in self.sides.broken()]
        for where, told, said in expected:
            if told != (wanted := _read(said)):
                found.append(f"the {where} {_first_difference(told, wanted)}")
        return found + self._of_the_ticket(comments)

    def _brought_along(self, comments: Sequence[Comment], told: Sequence[str]) -> list[Comment]:
        """A team that got the ticket later need not have all that was said before."""
        if not self.moved:
            return list(comments)
        came = instant_of(self.sides.card.ts)
        return [one for one in comments if one.at > came or _read([one])[0] in told]

    def _of_the_ticket(self, comments: Sequence[Comment]) -> list[str]:
        """The stored comments are what people said and did not delete."""
        posts = self.sides.desk.slack.posts
        stored = {one.message: one.texts[-1][1] for one in comments if one.deleted_ts is None}
        said = {
            Thread(one.channel, one.ts): posts[Thread(one.channel, one.ts)].shown.text
            for one in self.said
        }
        told, wanted = (sorted(map(str, one.items())) for one in (stored, said))
        return [] if told == wanted else [f"the ticket {_first_difference(told, wanted)}"]

    # --- inside -------------------------------------------------------------------------------

    @property
    def _thread(self) -> Thread:
        return Thread(IT_HAPPENS, self.sides.root.ts)

    @property
    def _triage(self) -> Thread:
        return Thread(self.sides.card.channel, self.sides.card.ts)

    def _say(self, person: PersonId, under: Thread, text: str, *files: FileRef) -> None:
        bare = self.sides.write(person, text, under.ts, under.channel)
        said = MessagePosted(under.channel, bare.ts, under.ts, person, text, files)
        self.said.append(said)
        self._tell(said, f"msg:{under.channel}:{said.ts}")

    def _press(self, button: Button) -> None:
        desk, card = self.sides.desk, self.sides.card
        if button in str(card.shown.blocks):
            self._tell(desk.press(self._one((BEN, LENA)), button, card), f"act:{self.operations}")

    def _tell(self, given: Input, key: str) -> None:
        times = 2 if self._random.random() < 0.15 else 1
        for _ in range(times):
            late = self._random.choice((0, 0, 0, 1, 3, self._random.randint(0, LATEST)))
            self.heard_late.append((self.operations + late, given, key))

    def _hear(self, now: int) -> None:
        self._echo()
        due = [one for one in self.heard_late if one[0] <= now]
        self.heard_late = [one for one in self.heard_late if one[0] > now]
        for _, given, key in due:
            self.sides.desk.give(given, key=key)

    def _echo(self) -> None:
        """Slack tells us of our own posts."""
        for at, post in list(self.sides.desk.slack.posts.items()):
            if post.outbox_id and at not in self.echoed:
                self.echoed.add(at)
                echo = PostEchoed(post.outbox_id, post.channel, post.ts, post.thread_ts)
                self._tell(echo, f"echo:{post.channel}:{post.ts}")

    def _recent(self) -> list[MessagePosted]:
        return self.said[-REMEMBERED:]

    def _one(self, things: Sequence[T]) -> T:
        return self._random.choice(things)

    def _words(self, what: str) -> str:
        return f"{what} {self.operations}"


def _without_names(told: Sequence[str]) -> list[str]:
    return [text.partition(": ")[2] for text in told]


def _first_difference(told: Sequence[str], wanted: Sequence[str]) -> str:
    for is_, should in zip_longest(told, wanted):
        if is_ != should:
            return f"has {str(is_)[:60]!r}, and should have {str(should)[:60]!r}"
    return ""


def _read(comments: Iterable[Comment]) -> list[str]:
    """What copies of them say, without the names, with the names of their files."""
    found = list[str]()
    for comment in comments:
        *parts, last = parts_of(comment)
        names = ", ".join(file.name for file in comment.files)
        found += [*parts, "\n".join(filter(None, (last, names)))]
    return found
