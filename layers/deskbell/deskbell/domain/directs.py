"""Direct messages between one person and the app: how a channel is known to be one."""

from deskbell.domain.id_types import ChannelId, PersonId


def is_direct(channel: ChannelId) -> bool:
    """Slack's ids of them start with D, and are no other channel's, unlike the C and G of those
    (slack.md 6.1); a person's own id means the messages with that person."""
    return channel[:1] in ("D", "U", "W")


def direct_to(person: PersonId) -> ChannelId:
    """Slack finds somebody's direct messages by itself, given the person (slack.md 5.1)."""
    return ChannelId(person)


def person_of(channel: str) -> PersonId | None:
    """Whose direct messages are meant, where no channel is named."""
    return PersonId(channel) if channel[:1] in ("U", "W") else None
