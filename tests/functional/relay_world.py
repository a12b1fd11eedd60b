"""A relay on memory twins and a small Slack, with a clock that the test moves."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from deskbell.adapters.commits import HELD_BY_NOBODY
from deskbell.adapters.mail.letters import CatalogueLetters
from deskbell.adapters.memory.aggregates import MemoryAggregates
from deskbell.adapters.memory.contacts import MemoryAlarm, MemoryContacts
from deskbell.adapters.memory.hooks import MemoryHooks
from deskbell.adapters.memory.mails import MemoryMails
from deskbell.adapters.memory.outbox import MemoryOutbox
from deskbell.adapters.memory.services import MemoryInputQueue, MemoryPeople, MemorySettings
from deskbell.adapters.memory.store import MemoryParked, MemoryTable
from deskbell.adapters.memory.ticket_lists import MemoryTicketLists
from deskbell.adapters.memory.workspace import MemoryWorkspace
from deskbell.domain.announcements.announcement import Announcement
from deskbell.domain.approvals.approval import Approval
from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.decision import Comment
from deskbell.domain.effects import Effect, Offer, Place, ShowTask
from deskbell.domain.feedback.item import FeedbackItem
from deskbell.domain.ids import ChannelId
from deskbell.domain.inputs import Input
from deskbell.domain.loans.visit_claim import VisitTimes
from deskbell.domain.nps.case import Case
from deskbell.domain.nps.week import NpsWeek
from deskbell.domain.paging.incident import Incident
from deskbell.domain.paging.timeline import Moment
from deskbell.domain.people import Person, Standing
from deskbell.domain.praise.praise import Praise
from deskbell.domain.rationale.notice import ChangeNotice
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.texts import Text
from deskbell.domain.themes.theme import Theme
from deskbell.domain.tickets.edits import Edits
from deskbell.domain.tickets.ticket import Card, Ticket
from deskbell.runtime.issues import LateIssues
from deskbell.runtime.relay import Relay
from deskbell.usecases.home.content import HomeContent
from deskbell.usecases.loans.looked_up import LookedUp
from deskbell.usecases.outbox.posting import Ports
from deskbell.usecases.outbox.send_outbox import Attempt, due, lanes_of, send_lane
from deskbell.usecases.paging.paged import Paged
from deskbell.usecases.ports import OutboxRow, RowState
from deskbell.usecases.search.find_tickets import Found
from deskbell.usecases.slack_ports import Message
from tests.builders import (
    ADAM,
    ANA,
    BEN,
    BOT,
    IT_HAPPENS,
    IT_ONCALL,
    IT_TRIAGE,
    MINJUN,
    a_cause,
    a_desk,
    a_ticket,
)
from tests.contracts.changes import opening, taking

LEASE = 120.0
PEOPLE = (
    Person(ANA, "Ana Reyes", "en-US", "America/New_York", Standing.MEMBER),
    Person(MINJUN, "Kim Minjun", "ko-KR", "Asia/Seoul", Standing.MEMBER),
    Person(BEN, "Ben Carter", "en-US", "America/Chicago", Standing.MEMBER),
    Person(ADAM, "Adam Zielinski", "pl-PL", "Europe/Warsaw", Standing.MEMBER, deactivated=True),
)


class PlainRenderer:
    """Says what it was asked for, so that a test sees who would read what."""

    def card(self, ticket: Ticket, place: Place) -> Message:
        return _shown(f"#{ticket.number} {ticket.status} r{ticket.card_revision} {place}")

    def comment(self, ticket: Ticket, comment: Comment, card: Card, part: int) -> Message:
        return _shown(f"{comment.source} {card.place} {part}")

    def asked(self, approval: Approval, reader: Person) -> Message:
        return _shown(f"asked {approval.ref} {reader.locale}")

    def guide(self, channel: ChannelId, reader: Person) -> Message:
        return _shown(f"guide {channel} {reader.locale}")

    def home(self, content: HomeContent, reader: Person) -> dict[str, object]:
        return {"type": "home", "of": content.person, "for": reader.locale}

    def survey(self, ticket: Ticket, number: int, reader: Person) -> Message:
        return _shown(f"survey #{ticket.number} {number} {reader.locale}")

    def task(
        self,
        request: GuidedRequest,
        definition: Definition,
        task: ShowTask,
        reader: Person | None,
    ) -> Message:
        return _shown(f"task {task.step} {task.over}")

    def found(self, found: Found, reader: Person) -> Message:
        return _shown(f"found {found.total} {reader.locale}")

    def edits(self, edits: Edits, reader: Person) -> Message:
        return _shown(f"edits {len(edits.edited)} {reader.locale}")

    def lending(self, found: LookedUp, reader: Person) -> Message:
        return _shown(f"lending {found.total} {reader.locale}")

    def incident(self, incident: Incident) -> Message:
        return _shown(f"incident {incident.number} {incident.status}")

    def nps_picture(self, week: NpsWeek) -> bytes:
        return b"a picture"

    def nps_week(self, text: Text, week: NpsWeek, file: str) -> Message:
        return Message(text.key, [{"type": "image", "slack_file": {"id": file}}])

    def nps_case(self, case: Case) -> Message:
        return _shown(f"nps {case.member} {case.status}")

    def feedback(self, item: FeedbackItem, theme: Theme | None) -> Message:
        return _shown(f"feedback {item.seen} {item.sentiment} {theme and theme.name}")

    def change(self, notice: ChangeNotice) -> Message:
        return Message(f"{notice.change.name}: {notice.in_favour} to {notice.against}", [])

    def praise(self, praise: Praise) -> Message:
        return _shown(f"praise {praise.author} {praise.text} {praise.stands}")

    def theme(self, theme: Theme, into: Theme | None) -> Message:
        return _shown(f"theme {theme.name} {theme.status} {into and into.name}")

    def announcement(self, announcement: Announcement) -> Message:
        return _shown(f"announcement {announcement.edition} {len(announcement.read_by)}")

    def feedback_digest(self, items: Sequence[FeedbackItem], more: int) -> Message | None:
        return _shown(f"feedback {len(items)} and {more}")

    def page(self, paged: Sequence[Paged], reader: Person | None) -> Message:
        return _shown(f"page {len(paged)} {reader.locale if reader else None}")

    def page_in_words(self, paged: Sequence[Paged], reader: Person) -> str:
        return f"page {len(paged)} {reader.locale}"

    def review(self, incident: Incident, history: Sequence[Moment]) -> Message:
        return _shown(f"review {incident.number} {len(history)}")

    def text(
        self,
        text: Text,
        locale: str | None,
        zone: str | None,
        offers: Sequence[Offer | VisitTimes] = (),
    ) -> Message:
        return _shown(f"{text.key} {locale} {zone}")


def _shown(text: str) -> Message:
    section: dict[str, object] = {
        "type": "section",
        "text": {"type": "plain_text", "text": text},
    }
    return Message(text, [section])


@dataclass
class World:
    """`ticket` is its current state; each `wants` commits its next version with these effects.

    `held`: rows are claimed with their commit and sent by the fast path; else by the stream.
    """

    now: float = 1_795_424_400.0
    ticket: Ticket = field(default_factory=a_ticket)
    held: bool = False

    def __post_init__(self) -> None:
        self.table = MemoryTable(self.wall)
        self.slack = MemoryWorkspace(
            BOT,
            PEOPLE,
            {
                IT_HAPPENS: [BOT, ANA, MINJUN, BEN],
                IT_TRIAGE: [BOT, BEN],
                IT_ONCALL: [BEN],
            },
            self.wall,
        )
        self.queue = MemoryInputQueue()
        self.ports = Ports(
            settings=MemorySettings(a_desk()),
            lists=MemoryTicketLists(self.table),
            outbox=MemoryOutbox(self.table),
            aggregates=MemoryAggregates(
                self.table, timedelta(seconds=LEASE) if self.held else HELD_BY_NOBODY
            ),
            workspace=self.slack,
            people=MemoryPeople({person.id: person for person in PEOPLE}),
            parked=MemoryParked(self.table),
            queue=self.queue,
            renderer=PlainRenderer(),
            letters=CatalogueLetters(MemorySettings(a_desk()), MemoryPeople()),
            mails=MemoryMails(),
            contacts=MemoryContacts(),
            alarm=MemoryAlarm(),
            hooks=MemoryHooks(),
            issues=LateIssues(MemoryPeople(), 1.0),
            wall=self.wall,
            now=lambda: datetime.fromtimestamp(self.now, UTC),
        )
        self._commits = 0
        self._holds: dict[str, OutboxRow] = {}

    def wall(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds

    def wants(self, *effects: Effect, **changes: Any) -> list[str]:
        """The ids of the new outbox rows; `changes` are of the ticket's fields."""
        if self._commits:
            decision = taking(self.ticket, effects, **changes)
        else:
            decision = opening(replace(self.ticket, **changes), effects)
        state = decision.changes[0].after
        assert isinstance(state, Ticket)
        self.ticket = state
        self._commits += 1
        cause = a_cause(f"cause {self._commits}")
        written = {row.id: row for row in self.ports.aggregates.commit(decision, cause).outbox}
        if self.held:
            self._holds |= written
        return list(written)

    def send(
        self, rows: Sequence[str], seconds: float = 10.0, relay: Relay | None = None
    ) -> list[Attempt]:
        """The fast path of what we hold; else the stream, one lane after the other."""
        if held := [self._holds.pop(row_id) for row_id in rows if row_id in self._holds]:
            return (relay or Relay(self.ports)).send_held(held, seconds)
        return self._send(rows, self.now + seconds)

    def sweep(self, after: float = 0.0) -> list[Attempt]:
        """The one-minute sweep, `after` seconds later."""
        self.now += after
        return self._send(due(self.ports), self.now + 10.0)

    def _send(self, rows: Sequence[str], until: float) -> list[Attempt]:
        lanes, _ = lanes_of(rows, self.ports)
        return [attempt for lane in lanes for attempt in send_lane(lane, self.ports, until)]

    def do(self, *effects: Effect, **changes: Any) -> list[Attempt]:
        """Commits and sends at once."""
        return self.send(self.wants(*effects, **changes))

    def row(self, row_id: str) -> OutboxRow:
        row = self.ports.outbox.row(row_id)
        assert row is not None
        return row

    def states(self, rows: Sequence[str]) -> list[RowState]:
        return [self.row(row_id).state for row_id in rows]

    def inputs(self) -> list[Input]:
        """What the relay put on the inbox."""
        return [envelope.input for envelope in self.queue.take()]

    def methods(self) -> list[str]:
        """The Web API methods called so far, in order."""
        return [call.method for call in self.slack.calls]
