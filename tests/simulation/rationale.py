"""What was published in the simulation, and what only a world that sees everything can ask of its
notices (A3-06)."""

from __future__ import annotations

from collections.abc import Iterator

from deskbell.domain.effects import SendNotice
from deskbell.domain.ids import Ref, Thread, change_ref
from deskbell.domain.rationale.events import ChangeAnnounced, ChangeCommented, ChangeVoted
from deskbell.domain.rationale.notice import ChangeNotice
from deskbell.domain.rationale.published import Automation, Changelog
from deskbell.domain.settings.desk import Desk
from deskbell.usecases.audit.books import Books, Violation
from deskbell.usecases.outbox.live_cards import PLACE
from deskbell.usecases.ports import AuditRow
from tests.simulation.slack import SimulatedSlack
from tests.unit.rationale.notices import CHANGES as CHANGES
from tests.unit.rationale.notices import a_change

CHANGELOG = Changelog((a_change(), a_change(kind=Automation.RULE, name="vpn", before=None)))
BEGINNINGS = frozenset({"vote"})


def each_is_told_once(desk: Desk, books: Books, slack: SimulatedSlack) -> Iterator[Violation]:
    """However often somebody looked; each person's last thumb counts, and the card shows so; what
    somebody wrote without their name is said once."""
    for one in desk.changelog.changes:
        ref = change_ref(desk.workspace.install, one.kind, one.name, one.version)
        notice = books.states.get(ref)
        if not isinstance(notice, ChangeNotice):
            yield Violation("A3-06", str(ref), "was published, and nobody has heard of it")
            continue
        for wrong in (*_wrong_history(notice, books), *_wrong_card(notice, books, slack)):
            yield Violation("A3-06", str(ref), wrong)


def _wrong_history(notice: ChangeNotice, books: Books) -> Iterator[str]:
    told = len(_rows(notice.ref, ChangeAnnounced, books))
    if told != 1:
        yield f"is told of {told} times"
    pressed = {row.actor: row.detail["in_favour"] for row in _rows(notice.ref, ChangeVoted, books)}
    if pressed != {f"person:{person}": said for person, said in notice.votes.items()}:
        yield "does not count what each person pressed last"
    written = len(_rows(notice.ref, ChangeCommented, books))
    said = sum(row.ref == notice.ref and isinstance(row.effect, SendNotice) for row in books.outbox)
    if not written == said == notice.comments:
        yield f"{written} have written to it, it counts {notice.comments}, and {said} are said"


def _wrong_card(notice: ChangeNotice, books: Books, slack: SimulatedSlack) -> Iterator[str]:
    posted = books.posted.get((notice.ref, PLACE))
    card = slack.posts.get(Thread(posted.channel, posted.ts)) if posted else None
    if card is None:
        yield "has no card"
    elif notice.votes:
        votes = f"👍 {notice.in_favour} · 👎 {notice.against}"
        if votes not in str(card.shown.blocks):
            yield f"does not show {votes}"


def _rows(ref: Ref, event: type, books: Books) -> list[AuditRow]:
    return [row for row in books.audit[ref] if row.event == event.__name__]
