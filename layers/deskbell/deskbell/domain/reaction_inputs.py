"""What Slack's events tell of emoji on messages, as an input (`inputs.py` has them all).

Apart from the others for the ingress's sake: to make a class takes a third of a millisecond, and
a cold start makes only what its event needs (performance.md).
"""

from dataclasses import dataclass

from deskbell.domain.id_types import ChannelId, PersonId, Ts


@dataclass(frozen=True, slots=True)
class ReactionChanged:
    """An emoji put on a message or taken off it; `emoji` is bare: no colons, no skin tone.
    `shared`: Slack says that other companies are in the channel."""

    channel: ChannelId
    ts: Ts
    person: PersonId
    emoji: str
    added: bool
    event_ts: Ts
    author: PersonId | None = None
    shared: bool = False
