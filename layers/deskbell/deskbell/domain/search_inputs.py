"""What somebody looks for, as an input (`inputs.py` has them all)."""

from dataclasses import dataclass

from deskbell.domain.id_types import ChannelId, PersonId


@dataclass(frozen=True, slots=True)
class SearchAsked:
    """`/it find …` was sent in `channel`; `query` is what stands behind it, in Slack's markup."""

    person: PersonId
    channel: ChannelId
    query: str
