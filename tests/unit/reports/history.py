"""Histories of tickets as facts, written by hand: a line what happened."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from deskbell.domain.ids import InboxId, Kind, PersonId, Ref, Thread, Ts
from deskbell.domain.reports.facts import Fact, Remark, Saying, Step, found
from deskbell.domain.reports.tables import Table
from deskbell.domain.tickets.position import Position
from deskbell.domain.tickets.ticket import Status
from tests.builders import IT_HAPPENS

NEW_YORK = "America/New_York"
IT, X = InboxId("it"), InboxId("x-team")


def local(text: str, zone: str = NEW_YORK) -> datetime:
    """Such as "2026-11-16 09:00", by the clock on the wall."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@dataclass
class History:
    """Of one ticket; each step is its next version. `at` is by the clock on the wall."""

    name: str
    inbox: InboxId = IT
    zone: str = NEW_YORK
    facts: list[Fact] = field(default_factory=list)
    position: Position = field(default_factory=lambda: Position(Status.NEW))
    version: int = 0

    @property
    def ref(self) -> Ref:
        return Ref(Kind.TICKET, self.name)

    def opened(self, at: str, requester: PersonId | None = None, **changes: Any) -> "History":
        return self.then(at, "TicketOpened", person=requester, **changes)

    def then(
        self,
        at: str,
        event: str,
        person: PersonId | None = None,
        into: "History | None" = None,
        parent: "History | None" = None,
        back: bool = False,
        inbox: InboxId | None = None,
        **changes: Any,
    ) -> "History":
        """`changes` are of how it stands from then on."""
        self.version += 1
        self.inbox = inbox or self.inbox
        self.position = replace(self.position, **changes)
        when, to = local(at, self.zone), into.ref if into else None
        problem = parent.ref if parent else None
        stands = (self.inbox, self.position, person, to, problem, back)
        self.facts.append(Step(self.ref, self.version, when, event, *stands))
        return self

    def solved(self, at: str, assignee: PersonId | None = None) -> "History":
        changes: dict[str, Any] = {"assignee": assignee} if assignee else {}
        return self.then(at, "TicketSolved", status=Status.SOLVED, **changes)

    def said(
        self,
        at: str,
        person: PersonId | None,
        *,
        answer: bool | None = False,
        internal: bool = False,
    ) -> "History":
        message = self.message(at)
        known = (local(at, self.zone), Saying.SAID, person, internal, answer)
        self.facts.append(Remark(self.ref, message, *known))
        # Each comment is a row of its own, too.
        self.facts.append(found(self.ref, message, person, internal=internal))
        return self

    def read_later(self, at: str, person: PersonId) -> "History":
        """No event tells of it."""
        self.facts.append(found(self.ref, self.message(at), person, internal=False))
        return self

    def published(self, note: str, at: str, person: PersonId, *, back: bool = False) -> "History":
        """The note of that time."""
        saying = Saying.UNPUBLISHED if back else Saying.PUBLISHED
        self.facts.append(
            Remark(self.ref, self.message(note), local(at, self.zone), saying, person)
        )
        return self

    def message(self, at: str) -> Thread:
        return Thread(IT_HAPPENS, Ts(f"{local(at, self.zone).timestamp():.6f}"))


def adds_up(tickets: Table) -> bool:
    """Whether in each row: open before + opened + reopened - ended = open after."""
    rows = [[cell for cell in row if isinstance(cell, int)] for row in tickets.rows]
    return all(
        before + new + again - sum(ended) == after for before, new, again, *ended, after in rows
    )
