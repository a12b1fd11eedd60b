"""Jira in virtual time (A5-08): its answers and webhooks, with their troubles, and what both sides
have to agree on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from deskbell.adapters.alerts.secret import AlertSecret
from deskbell.adapters.jira import rest
from deskbell.adapters.jira.exchange import Answer
from deskbell.adapters.jira.issues import JiraIssues
from deskbell.adapters.people import somebody_external
from deskbell.domain.decision import Comment
from deskbell.domain.ids import InstallId, PersonId
from deskbell.domain.jira.effects import ShowIssue
from deskbell.domain.jira.marks import label_of, mark_in, mark_of
from deskbell.domain.jira.settings import Jira
from deskbell.domain.people import Person
from deskbell.domain.tickets.copies import IN_JIRA
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.audit.books import Books, Violation
from deskbell.usecases.issue_ports import IssueSession
from deskbell.usecases.outbox.issues import stage_of
from deskbell.usecases.ports import RowState
from tests.functional.jira import HOOK_KEY, signed
from tests.jira import JIRA
from tests.simulation.faults import Mishap
from tests.simulation.world import World
from tools.fake_jira.jira import JIRA_KEY, FakeComment, FakeIssue, FakeJira

BEGINNINGS = frozenset({"ask_tracked"})
FUNCTION = "ReceiveWebhookFunction"
SECRET = AlertSecret({JIRA.id: (HOOK_KEY,)})
PATIENCE, PAUSE = 5, 60.0
"""So often Jira Cloud sends a webhook that is not answered, and how many seconds apart."""
Words = Callable[[Ticket, Comment], str]
"""How Jira's people read a comment."""
PRIVATE = frozenset({"TicketConcealed", "TicketRevealed", "DuplicateAbsorbed", "DuplicateReleased"})
"""Who may know of it is another question then; made public in those seconds, it may be two issues
(docs/jira.md)."""
ELSEWHERE = PRIVATE | {"TicketMoved", "TicketMerged"}
"""Whoever wrote something there may not have been allowed to here, then."""
INDEXED_AFTER = 20.0
"""Seconds after which a search shows a new issue at the latest: less than what wrong
clocks leave of a lease."""


@dataclass
class SimulatedJira:
    """`unheard` are numbers of comments whose webhooks Jira has given up; `moved` are issues whose
    status somebody has changed there."""

    world: World
    invoke: Callable[[str, Any, Callable[[Any], object]], None]
    unheard: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)
    _sent: int = 0

    def __post_init__(self) -> None:
        self.jira = FakeJira(lambda: datetime.fromtimestamp(self.world.scheduler.now, UTC))

    def session(self, jira: Jira) -> IssueSession:
        return rest.session(jira, lambda _: JIRA_KEY, 60.0, self._exchange)

    def _exchange(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes, seconds: float
    ) -> Answer:
        """adapters/jira/exchange.py."""
        ask = self.world.remote(f"jira.{method}", self._answer, OSError)
        return ask(method, url, headers, body, seconds)

    def _answer(self, *asked: Any) -> Answer:
        answer = self.jira.answer(*asked)
        for issue in self.jira.issues.values():
            if not issue.indexed:
                self._index(issue)
        self.send_hooks()
        return answer

    def _index(self, issue: FakeIssue) -> None:
        def index() -> None:
            issue.indexed = True

        self.world.scheduler.after(self.world.random.uniform(0.0, INDEXED_AFTER), index)

    # --- what people do there ---------------------------------------------------------------------

    def say(self, issue: FakeIssue, account: str, name: str, body: str, visibility: str) -> None:
        self.jira.say(account, name, body, visibility, issue)
        self.send_hooks()

    def move(self, issue: FakeIssue, account: str, status: str) -> None:
        self.moved.add(issue.id)
        self.jira.move(account, status, issue)
        self.send_hooks()

    # --- its webhooks -----------------------------------------------------------------------------

    def send_hooks(self) -> None:
        """In no order, and now and then twice."""
        for hook in self.jira.hooks[self._sent :]:
            for _ in range(2 if self.world.faults.happens(Mishap.TWICE) else 1):
                self._send(hook, PATIENCE, self.world.random.uniform(0.2, 5.0))
        self._sent = len(self.jira.hooks)

    def _send(self, hook: Mapping[str, Any], patience: int, after: float) -> None:
        def answered(answer: Any) -> None:
            if not isinstance(answer, BaseException) and answer["statusCode"] < 500:
                assert answer["statusCode"] == 200, json.loads(answer["body"])
            elif patience:
                self._send(hook, patience - 1, PAUSE)
            elif "comment" in hook:
                self.unheard.add(hook["comment"]["id"])

        def send() -> None:
            self.invoke(FUNCTION, signed(hook), answered)

        self.world.scheduler.after(after, send)


@dataclass
class Everybody:
    """slack_ports.People, as far as words need them; nobody asks across the network."""

    people: Mapping[PersonId, Person]

    def get(self, _: InstallId, person: PersonId) -> Person:
        return self.people.get(person) or somebody_external(person)


def both_sides_agree(
    there: SimulatedJira, people: Mapping[PersonId, Person], books: Books
) -> Iterator[Violation]:
    """A5-08: a ticket is one issue, which says what everybody may read and nothing else; what was
    said there is here, once. What Jira may not know of any more is not caught up with there."""
    words = JiraIssues(Everybody(people), there.session).said  # type: ignore[arg-type]
    parked = {
        row.ref
        for row in books.outbox
        if isinstance(row.effect, ShowIssue) and row.state is not RowState.SENT
    }
    for ref, ticket in books.states.items():
        if isinstance(ticket, Ticket) and ticket.issue and ref not in parked:
            found = list(_of_ticket(ticket, there, words, books))
            yield from (Violation("A5-08", str(ref), what) for what in found)
    shared = {
        one.issue.id
        for one in books.states.values()
        if isinstance(one, Ticket)
        and one.issue
        and JIRA.shares(one.inbox, one.privacy)
        and not _was(books, one, ELSEWHERE)
    }
    heard = [one for of in books.comments.values() for one in of if one.channel == IN_JIRA]
    for issue in there.jira.issues.values():
        for comment in issue.comments:
            if mark_in(comment.body) is None:
                may_miss = comment.id in there.unheard or issue.id not in shared
                what = _heard(comment, heard, may_miss=may_miss)
                yield from (Violation("A5-08", issue.key, one) for one in what)


def _of_ticket(ticket: Ticket, there: SimulatedJira, words: Words, books: Books) -> Iterator[str]:
    shared = JIRA.shares(ticket.inbox, ticket.privacy)
    label = label_of(ticket.install, ticket.ref)
    made = [one for one in there.jira.issues.values() if label in one.fields["labels"]]
    if len(made) > 1 and not _was(books, ticket, PRIVATE):
        yield f"is {len(made)} issues"
    linked = [one for one in made if ticket.issue and one.id == ticket.issue.id]
    if shared and not linked and (ticket.text or ticket.answers):
        yield "is no issue that it knows of"
    for issue in linked if shared else ():
        for comment in books.comments.get(ticket.ref, ()):
            if comment.channel != IN_JIRA:
                yield from _said(ticket, comment, issue, words)
        if issue.id not in there.moved and JIRA.statuses[issue.status] is not stage_of(
            ticket.status
        ):
            yield f"is {ticket.status}, and its issue {issue.status}"


def _was(books: Books, ticket: Ticket, events: Set[str]) -> bool:
    return any(row.event in events for row in books.audit[ticket.ref])


def _said(ticket: Ticket, comment: Comment, issue: FakeIssue, words: Words) -> Iterator[str]:
    is_public = comment.texts and not comment.internal and comment.deleted_ts is None
    now = words(ticket, comment) if is_public else ""
    of, name = mark_of(ticket.ref, comment.message, "").of, comment.source
    there = [one.body for one in issue.comments if (mark := mark_in(one.body)) and mark.of == of]
    if len(there) > 1:
        yield f"{name} is said {len(there)} times"
    if now and not there:
        yield f"{name} is not said there"
    if there and not now:
        yield f"{name} is for nobody there"
    if now and there and _words(now) not in there[0]:
        yield f"{name} is old there"


def _words(said: str) -> str:
    """Without the name, which Slack may not have told us then."""
    return said.partition(": ")[2]


def _heard(said: FakeComment, heard: list[Comment], *, may_miss: bool) -> Iterator[str]:
    here = [one for one in heard if one.texts and one.texts[0][1].endswith(said.body)]
    if len(here) > 1 or not (here or may_miss):
        yield f"{said.body} was heard {len(here)} times"
    if said.visibility and not all(one.internal for one in here):
        yield f"{said.body} is for everybody here"
