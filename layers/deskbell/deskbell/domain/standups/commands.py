"""What can be wanted of a stand-up; `decide.py` answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.standups.stand_up import Said
from deskbell.domain.tickets.commands import OpenFromStandUp


@dataclass(frozen=True, slots=True)
class Look:
    """Time has passed. `zones` are those that people have in Slack; who is `absent` is away by the
    settings, or has left."""

    zones: Mapping[PersonId, str]
    absent: frozenset[PersonId]


@dataclass(frozen=True, slots=True)
class Answer:
    """`by` says so; they are told in `channel` what is wrong with it. `opening` is the ticket that
    their blocker may become."""

    by: PersonId
    channel: ChannelId | None
    said: Said
    opening: OpenFromStandUp | None = None


StandUpCommand = Look | Answer
