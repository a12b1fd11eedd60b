"""One announcement: what it says, when it is posted, who has read it, who was reminded (A1-20)."""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.announcements.policy import AudienceId
from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.unlisted import Unlisted

Body = tuple[str, str]
"""A language, and what it says in that."""


@dataclass(frozen=True, slots=True)
class Reader:
    """The newest `edition` that somebody says they have read."""

    person: PersonId
    edition: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Announcement(Unlisted):
    """`bodies` begin with the one in the desk's language. It is posted when it is `due`, unless it
    is withdrawn before.

    Its author may change it; only another `edition` has to be read again. Of this edition,
    `reminded` are those that were asked a second time, `passed_over` those who were away then, or
    cannot read; as long as there is a `remind_at`, others may be still to remind.
    """

    audience: AudienceId
    channel: ChannelId
    author: PersonId
    bodies: tuple[Body, ...]
    due: datetime
    edition: int = 1
    posted_at: datetime | None = None
    changed_at: datetime | None = None
    withdrawn_at: datetime | None = None
    readers: tuple[Reader, ...] = ()
    remind_at: datetime | None = None
    reminded: tuple[PersonId, ...] = ()
    passed_over: tuple[PersonId, ...] = ()

    @property
    def read_by(self) -> tuple[PersonId, ...]:
        """Who has read it as it has to be read now, each once."""
        return tuple(one.person for one in self.readers if one.edition == self.edition)

    def waits_for(self, person: PersonId) -> bool:
        """Whether they have still to be reminded, if they are of the audience."""
        heard = {self.author, *self.read_by, *self.reminded, *self.passed_over}
        return person not in heard

    def is_due_to_remind(self, now: datetime) -> bool:
        return self.remind_at is not None and self.remind_at <= now
