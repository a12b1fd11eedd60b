"""What can be wanted of an announcement; `decide.py` answers."""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.announcements.announcement import Body
from deskbell.domain.announcements.policy import AudienceId
from deskbell.domain.ids import ChannelId, PersonId


@dataclass(frozen=True, slots=True)
class Announce:
    """`by` wants it posted when it is `due`; None: at once."""

    by: PersonId
    audience: AudienceId
    bodies: tuple[Body, ...]
    due: datetime | None


@dataclass(frozen=True, slots=True)
class Looked:
    """Somebody of the audience; `present`: they are neither away nor gone, and no bot."""

    person: PersonId
    present: bool


@dataclass(frozen=True, slots=True)
class Look:
    """Time has passed. `people` are some of the audience, asked only when some are to be reminded;
    there are `more`."""

    people: tuple[Looked, ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """`by` says that they have read it; they are thanked in `channel`. None: nowhere."""

    by: PersonId
    channel: ChannelId | None


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What it says in these languages, the others stay; `again`: everybody has to read it again."""

    by: PersonId
    channel: ChannelId | None
    bodies: tuple[Body, ...]
    again: bool


@dataclass(frozen=True, slots=True)
class Withdraw:
    """It is not to be posted."""

    by: PersonId
    channel: ChannelId | None


AnnouncementCommand = Announce | Look | Read | Rewrite | Withdraw
