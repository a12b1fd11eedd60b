"""What can have happened when somebody joined a help channel; see tickets/events.py."""

from dataclasses import dataclass

from deskbell.domain.ids import ChannelId, PersonId


@dataclass(frozen=True, slots=True)
class MemberWelcomed:
    """Somebody who joined a help channel is told how to ask there."""

    person: PersonId
    channel: ChannelId
    guide: int


@dataclass(frozen=True, slots=True)
class MemberUnknown:
    """Somebody joined a help channel, and Slack did not say at once who it is."""

    person: PersonId
    channel: ChannelId


@dataclass(frozen=True, slots=True)
class WelcomeUndelivered:
    """Slack did not take the guide; whoever joins again is told again."""

    person: PersonId
    code: str
