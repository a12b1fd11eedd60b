"""The auditor's books: what a scan of the table gives is what its memory twin gives."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import boto3
import pytest

from deskbell.adapters.dynamo import keys
from deskbell.adapters.dynamo.audits import DynamoAudits
from deskbell.adapters.dynamo.books import dynamo_books
from deskbell.adapters.dynamo.items import AuditItem
from deskbell.adapters.memory.aggregates import MemoryAggregates
from deskbell.adapters.memory.books import MemoryAudits, memory_books
from deskbell.adapters.memory.outbox import MemoryOutbox
from deskbell.adapters.memory.store import MemoryTable
from deskbell.domain.decision import Link, message_link, number_link
from deskbell.domain.effects import Effect, Place, SendDirect, ShowCard
from deskbell.domain.ids import Thread, Ts
from deskbell.domain.texts import Text
from deskbell.domain.tickets.comments import comment_of
from deskbell.domain.tickets.copies import show_among
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.audit.audit_desk import Audits, WholeAudit
from deskbell.usecases.audit.books import Books
from deskbell.usecases.audit.invariants import broken
from deskbell.usecases.outbox.comments import revision_of
from deskbell.usecases.ports import Aggregates, Copied, Outbox, Posted
from tests.builders import ANA, BEN, BOT, INSTALL, IT_TRIAGE, a_cause, a_reply, a_ticket
from tests.contracts.changes import a_language_chosen, opening, taking
from tests.contracts.stores import REGION, TABLE, WALL, Clock, Store, row_ids
from tests.template.cloudformation import ROOT
from tests.unit.paging.night import MINUTE, NIGHT, Night
from tools.desk.__main__ import main
from tools.desk.push import push
from tools.desk.settings_file import read_settings

CARD = Thread(IT_TRIAGE, Ts("1795424401.000001"))
MEGABYTE = 1_000_000
"""More than one page of a scan holds."""


def work(aggregates: Aggregates, outbox: Outbox) -> Ticket:
    """A ticket with each kind of row beside it, and somebody's Home tab."""
    opened = replace(a_ticket(comments=2), cards=a_ticket().cards[1:])
    assert opened.message
    first = comment_of(opened.ref, a_reply("1795424402.000001", "first"))
    second = comment_of(opened.ref, a_reply("1795424402.000002", "second"))
    rows = (
        Link(number_link(INSTALL, opened.number), opened.ref),
        Link(message_link(INSTALL, opened.message), opened.ref),
        second,
        first,
    )
    effects: tuple[Effect, ...] = (
        ShowCard(Place.TRIAGE, IT_TRIAGE),
        *show_among(opened, (second, first), ()),
        SendDirect(BEN, Text("dm.hello")),
    )
    card, *copies, _ = row_ids(
        aggregates.commit(opening(opened, effects, rows=rows), a_cause("opened"))
    )
    row = outbox.row(card)
    assert row
    posted = Posted(Place.TRIAGE, CARD.channel, CARD.ts, opened.card_revision)
    link = Link(message_link(INSTALL, CARD), opened.ref, Place.TRIAGE)
    outbox.placed(row, posted, link)
    outbox.sent(replace(row, post=CARD), None)
    for number, (copy, comment) in enumerate(zip(copies, (first, second), strict=True)):
        row, post = outbox.row(copy), Thread(IT_TRIAGE, Ts(f"1795424403.00000{number}"))
        assert row
        copied = Copied(Place.TRIAGE, comment.message, 0, post, revision_of(comment, 0))
        outbox.sent(replace(row, post=post), copied)
    aggregates.commit(taking(opened), a_cause("taken"))
    aggregates.commit(a_language_chosen(ANA, "pl"), a_cause("chosen"))
    return opened


def test_a_scan_and_its_memory_twin_give_the_same_books(dynamo_store: Store) -> None:
    table = MemoryTable(Clock())
    work(MemoryAggregates(table), MemoryOutbox(table))
    ticket = work(dynamo_store.aggregates, dynamo_store.outbox)
    scanned, twin = dynamo_books(WALL, BOT), memory_books(table, WALL, BOT)

    assert _in_order(scanned) == _in_order(twin)
    assert scanned.rows == twin.rows == 2 + 3 + 2 + 3 + 4 + 2 + 1
    assert [c.texts[-1][1] for c in scanned.comments[ticket.ref]] == ["first", "second"]
    assert broken(scanned) == []


def _in_order(books: Books) -> Books:
    """A scan gives partitions in no order."""
    return replace(
        books,
        links=sorted(books.links, key=lambda link: link.key),
        outbox=sorted(books.outbox, key=lambda row: row.id),
    )


def test_a_table_of_many_pages_is_read_to_its_end(dynamo_store: Store) -> None:
    ticket = a_ticket()
    dynamo_store.aggregates.commit(opening(ticket), a_cause("opened"))
    for page in range(4):
        replies = [a_reply(f"17954244{page}0.{n:06}", "x" * (MEGABYTE // 90)) for n in range(1, 31)]
        after = taking(ticket, rows=[comment_of(ticket.ref, reply) for reply in replies])
        dynamo_store.aggregates.commit(after, a_cause(f"page {page}"))
        [change] = after.changes
        assert isinstance(change.after, Ticket)
        ticket = change.after
    books = dynamo_books(WALL, BOT)
    assert len(books.comments[ticket.ref]) == 120
    assert len(books.audit[ticket.ref]) == 5


def test_a_row_of_another_release_is_left_to_the_sweep(dynamo_store: Store) -> None:
    effects = [SendDirect(BEN, Text("dm.hello"))] * 2
    commit = dynamo_store.aggregates.commit(opening(a_ticket(), effects), a_cause())
    spoilt, sound = row_ids(commit)
    dynamo_store.spoil(spoilt)
    assert [row.id for row in dynamo_books(WALL, BOT).outbox] == [sound]


@pytest.fixture(params=["memory", "dynamo"])
def audits(request: pytest.FixtureRequest) -> Iterator[Audits]:
    if request.param == "memory":
        yield MemoryAudits()
        return
    request.getfixturevalue("dynamo_store")
    yield DynamoAudits()


def test_the_last_whole_audit_is_kept_and_only_that(audits: Audits) -> None:
    assert audits.last() is None
    audits.keep(WholeAudit(WALL, 3))
    audits.keep(WholeAudit(WALL + 1, 0))
    assert audits.last() == WholeAudit(WALL + 1, 0)


# --- ./deskbell audit -------------------------------------------------------------------------


@pytest.fixture
def audited(dynamo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A desk with the sample's settings, whose clock is these tests'."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.setattr("tools.desk.__main__.time.time", lambda: WALL)
    push(read_settings(ROOT / "desk.yaml"), boto3.client("dynamodb", REGION), TABLE)
    work(dynamo_store.aggregates, dynamo_store.outbox)
    return dynamo_store


def test_an_admin_is_told_that_nothing_is_wrong(
    audited: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", "--table", TABLE]) == 0
    assert capsys.readouterr().out == "nothing is wrong: 1 tickets, 17 rows read\n"


def test_an_admin_is_told_what_is_wrong_and_what_to_do(
    audited: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    ref = a_ticket().ref
    AuditItem(*keys.audit(ref, 2)).delete()
    assert main(["audit", "--table", TABLE]) == 1
    wrong, mend, summary = capsys.readouterr().out.splitlines()
    assert wrong == f"I4  {ref} version 2 has 0 audit rows"
    assert f'./deskbell explain --stack deskbell "{ref}"' in mend
    assert summary == "1 things are wrong: 1 tickets, 16 rows read"

    assert main(["audit", "--table", TABLE, "--json"]) == 1
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert told == {
        "tickets": 1,
        "rows": 16,
        "broken": [{"invariant": "I4", "subject": str(ref), "what": "version 2 has 0 audit rows"}],
    }


def test_an_admin_is_told_of_what_waits_for_too_long(
    audited: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tools.desk.__main__.time.time", lambda: WALL + 901)
    assert main(["audit", "--table", TABLE]) == 1
    wrong, mend, _ = capsys.readouterr().out.splitlines()
    assert wrong == f"I10  {a_ticket().ref}/1/3 is neither sent nor parked"
    assert "When Slack is down" in mend


def test_an_admin_is_told_of_an_outage_that_stands_still_and_of_its_history(
    audited: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    night = Night()
    audited.aggregates.commit(night.try_report(), a_cause("outage", NIGHT))
    ref = night.incident().ref
    monkeypatch.setattr("tools.desk.__main__.time.time", (NIGHT + 9 * MINUTE).timestamp)
    AuditItem(*keys.audit(ref, 1)).delete()
    assert main(["audit", "--table", TABLE]) == 1
    told = capsys.readouterr().out.splitlines()
    [late, *_] = [number for number, line in enumerate(told) if line.startswith(f"I5  {ref} ")]
    assert "is long due, and nothing has happened" in told[late]
    assert "see to it that somebody is called now" in told[late + 1]
    [unlogged] = [number for number, line in enumerate(told) if line.startswith(f"I4  {ref} ")]
    assert f'./deskbell explain --stack deskbell "{ref}"' in told[unlogged + 1]


def test_a_desk_without_settings_cannot_be_audited(
    dynamo_store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    assert main(["audit", "--table", TABLE]) == 1
    assert "the table has no settings" in capsys.readouterr().err
