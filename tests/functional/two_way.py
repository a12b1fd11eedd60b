"""People who talk about one ticket on both sides: in its thread, and under its triage card."""

from dataclasses import dataclass, field

from deskbell.adapters.memory.books import memory_books
from deskbell.adapters.memory.workspace import Post
from deskbell.domain.effects import Place
from deskbell.domain.ids import ChannelId, PersonId, Thread, Ts
from deskbell.domain.inputs import (
    Dialog,
    DialogSubmitted,
    FileRef,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
)
from deskbell.usecases.audit.books import Violation
from deskbell.usecases.audit.invariants import broken
from tests.builders import ANA, BOT, IT_HAPPENS, IT_TRIAGE, JIWOO
from tests.functional.memory_desk import MemoryDesk
from tests.memory_slack import rich_text, what_memory_shows


@dataclass
class TwoSides:
    """Ana's laptop does not start, and Jiwoo has made a ticket of it."""

    desk: MemoryDesk = field(default_factory=MemoryDesk)

    def __post_init__(self) -> None:
        self.root = self.desk.say(ANA, "My laptop does not start")
        self.desk.give(self.desk.reaction(JIWOO, self.root.ts, "ticket"))
        self.ref = self.desk.ticket.ref
        [card] = self.desk.ours(IT_TRIAGE)
        self._card = Thread(card.channel, card.ts)

    @property
    def card(self) -> Post:
        """The triagers' card, wherever it is by now; while there is none, the one before."""
        posted = self.desk.aggregates.posted(self.ref, Place.TRIAGE)
        if posted:
            self._card = Thread(posted.channel, posted.ts)
        return self.desk.slack.posts[self._card]

    # --- what people do, and the desk hears of ------------------------------------------------

    def answer(self, person: PersonId, text: str, *files: FileRef) -> MessagePosted:
        """In the requester's thread."""
        return self._said(person, text, self.root.ts, IT_HAPPENS, files)

    def note(self, person: PersonId, text: str, *files: FileRef) -> MessagePosted:
        """Under the triage card."""
        return self._said(person, text, self.card.ts, self.card.channel, files)

    def write(
        self, person: PersonId, text: str, thread_ts: Ts, channel: ChannelId
    ) -> MessagePosted:
        """Slack has it, Deskbell has not heard of it yet."""
        return self.desk.say(person, text, thread_ts, channel)

    def publish(self, person: PersonId, note: MessagePosted) -> None:
        self.desk.give(self.desk.reaction(person, note.ts, "mega", channel=note.channel))

    def dialog(self, person: PersonId, text: str, **values: str) -> None:
        """Sends the dialog that the triage card leads to."""
        ticket = self.desk.ticket
        value = f"{ticket.ref}|{ticket.card_revision}"
        filled = {"text": text, **values}
        self.desk.give(DialogSubmitted(Dialog.SAY, value, person, IT_TRIAGE, None, filled))

    def edit(self, said: MessagePosted, text: str) -> MessageEdited:
        at = self.desk.slack.edit(Thread(said.channel, said.ts), text)
        return MessageEdited(said.channel, said.ts, said.thread_ts, said.author, text, at)

    def delete(self, said: MessagePosted) -> MessageDeleted:
        self.desk.slack.remove(Thread(said.channel, said.ts))
        at = Ts(f"{self.desk.wall():.6f}")
        return MessageDeleted(said.channel, said.ts, said.thread_ts, at)

    def _said(
        self,
        person: PersonId,
        text: str,
        thread_ts: Ts,
        channel: ChannelId,
        files: tuple[FileRef, ...],
    ) -> MessagePosted:
        bare = self.desk.say(person, text, thread_ts, channel)
        said = MessagePosted(channel, bare.ts, thread_ts, person, text, files)
        self.desk.give(said)
        return said

    # --- what there is to see -----------------------------------------------------------------

    def told_requester(self) -> list[str]:
        """What the app says in the requester's thread, beside the card."""
        return [rich_text(post) for post in self._copies(IT_HAPPENS, self.root.ts)]

    def told_triage(self) -> list[str]:
        """What the app says under the triage card."""
        return [rich_text(post) for post in self._copies(self.card.channel, self.card.ts)]

    def whispers(self, person: PersonId) -> list[str]:
        return [seen.shown.text for seen in self.desk.slack.whispers if seen.person == person]

    def broken(self) -> list[Violation]:
        """The invariants that do not hold."""
        books = memory_books(self.desk.table, self.desk.wall(), BOT)
        return broken(books, what_memory_shows(self.desk.slack))

    def _copies(self, channel: ChannelId, thread_ts: Ts) -> list[Post]:
        return [post for post in self.desk.ours(channel, thread_ts) if rich_text(post)]
