"""What Slack's events tell of people who come, as inputs (`inputs.py` has them all).

Apart from the others for the ingress's sake: to make a class takes a third of a millisecond, and
a cold start makes only what its event needs (performance.md).
"""

from dataclasses import dataclass

from deskbell.domain.id_types import ChannelId, PersonId


@dataclass(frozen=True, slots=True)
class MemberJoined:
    """Somebody is in a channel of ours from now on; may be a bot, a guest or a stranger."""

    channel: ChannelId
    person: PersonId


@dataclass(frozen=True, slots=True)
class HomeOpened:
    """Somebody looks at the app's Home tab."""

    person: PersonId
