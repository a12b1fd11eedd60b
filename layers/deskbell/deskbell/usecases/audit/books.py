"""What an auditor reads and finds: the table as it is, Slack as people see it, what is wrong.

The invariants (`invariants.py`) are functions of these values alone, so that the simulation, the
tests and the deployed auditor ask the very same questions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from deskbell.domain.decision import Comment, Link, State
from deskbell.domain.effects import Place
from deskbell.domain.ids import ChannelId, PersonId, Ref, Thread, Ts
from deskbell.usecases.ports import AuditRow, Copied, OutboxRow, Posted


@dataclass(frozen=True, slots=True)
class Books:
    """What the table says, read at `at` (epoch seconds of the wall clock).

    `audit` is in the order of the versions, the lowest first. `bot` is our own user in Slack.
    """

    at: float
    bot: PersonId
    states: Mapping[Ref, State]
    audit: Mapping[Ref, Sequence[AuditRow]]
    comments: Mapping[Ref, Sequence[Comment]]
    links: Sequence[Link]
    outbox: Sequence[OutboxRow]
    posted: Mapping[tuple[Ref, Place], Posted]
    copied: Mapping[Ref, Sequence[Copied]] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """How many rows of the table these are."""
        lists = (
            *self.audit.values(),
            *self.comments.values(),
            *self.copied.values(),
            self.links,
            self.outbox,
        )
        return len(self.states) + len(self.posted) + sum(map(len, lists))


@dataclass(frozen=True, slots=True)
class ShownPost:
    """A message as people see it in Slack, with its last edit.

    `text` is as Deskbell reads it (adapters/slack/incoming_text.py). `outbox_id` is in its metadata
    if it is ours; `is_human`: no bot's and no system line.
    """

    channel: ChannelId
    ts: Ts
    thread_ts: Ts | None
    author: PersonId
    text: str
    outbox_id: str | None = None
    is_human: bool = True


@dataclass(frozen=True, slots=True)
class Shown:
    """What Slack shows, where an auditor can see all of it (simulation, tests).

    `posts` are of all channels and direct messages; ephemeral ones are not among them. `deleted`
    are the posts of ours that people took away.
    """

    posts: Sequence[ShownPost]
    deleted: frozenset[Thread] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Violation:
    """An invariant that does not hold."""

    invariant: str
    """Its id in docs/reliability.md, "I4"."""
    subject: str
    """A ref, an outbox id or a message."""
    what: str
    """One sentence with ids, never with texts that people wrote: it goes to the log."""
