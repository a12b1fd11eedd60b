"""What can be wanted of praise; `decide.py` answers."""

from dataclasses import dataclass

from deskbell.domain.ids import ChannelId, PersonId, Thread
from deskbell.domain.people import Person
from deskbell.domain.tickets.permissions import Member


@dataclass(frozen=True, slots=True)
class Give:
    """`by` praises `people`, and hears in `channel` if that cannot be; `text` is what the message
    says that it is `about`, if it is about one."""

    by: Member
    channel: ChannelId
    people: tuple[Person, ...]
    text: str
    about: Thread | None = None


@dataclass(frozen=True, slots=True)
class TakeBack:
    """None: whoever takes an emoji off again is told nothing."""

    by: PersonId
    channel: ChannelId | None


@dataclass(frozen=True, slots=True)
class Settle:
    """Time has passed; those who have `gone` are told nothing."""

    gone: frozenset[PersonId] = frozenset()


PraiseCommand = Give | TakeBack | Settle
