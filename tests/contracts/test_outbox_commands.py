"""`./deskbell outbox` over a desk's table and inbox: what is parked, and the same again."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import boto3
import pytest

from deskbell.adapters import wire
from deskbell.adapters.memory.services import MemorySettings
from deskbell.adapters.slack.errors import CODES, FAMILIES
from deskbell.domain.decision import Change, Decision
from deskbell.domain.effects import (
    Effect,
    Place,
    ReadPerson,
    ReadThread,
    SendDirect,
    SendGuide,
    SendNotice,
    ShowCard,
    ShowHome,
    ShowStatus,
)
from deskbell.domain.ids import Thread, Ts, stock_ref, ticket_ref, welcome_ref
from deskbell.domain.inputs import Envelope, RetryRequested
from deskbell.domain.loans.inventory_events import StockImported
from deskbell.domain.loans.policy import OfficeId
from deskbell.domain.loans.stock import Stock
from deskbell.domain.paging.effects import OpenChannel, SendPages
from deskbell.domain.paging.policy import Method
from deskbell.domain.texts import Text
from deskbell.domain.tickets.ticket import Ticket
from deskbell.domain.welcome.events import MemberWelcomed
from deskbell.domain.welcome.welcome import Welcome
from deskbell.usecases.outbox.retry_parked import retry_parked
from deskbell.usecases.ports import OutboxRow
from deskbell.usecases.slack_ports import Undelivered
from tests.builders import (
    ANA,
    INSTALL,
    IT_HAPPENS,
    IT_TRIAGE,
    OLA,
    a_cause,
    a_desk,
    a_ticket,
    an_inbox,
)
from tests.contracts.changes import a_language_chosen, opening
from tests.contracts.stores import REGION, TABLE, Store
from tests.functional.operator.accounts import a_stack
from tests.template.cloudformation import ROOT
from tools.desk.__main__ import main
from tools.desk.parked import commands, rows
from tools.desk.parked.mending import MENDS, mend
from tools.desk.push import push
from tools.desk.settings_file import read_settings

CARD = ShowCard(Place.TRIAGE, IT_TRIAGE)
SECRET_WORDS = "My password is hunter2"  # pragma: allowlist secret
DIRECT = SendDirect(ANA, Text("dm.request_received", {"title": SECRET_WORDS}))
LEASE = timedelta(seconds=120)


class Desk:
    """A desk with the sample's settings, a table and an inbox."""

    def __init__(self, store: Store) -> None:
        self.store = store
        push(read_settings(ROOT / "desk.yaml"), boto3.client("dynamodb", REGION), TABLE)
        self.sqs: Any = boto3.client("sqs", REGION)
        self.inbox = self.sqs.create_queue(
            QueueName="inbox.fifo", Attributes={"FifoQueue": "true"}
        )["QueueUrl"]

    def parked(self, effect: Effect, code: str, number: int = 1) -> OutboxRow:
        """The row of a new ticket's one effect."""
        ref = ticket_ref(INSTALL, str(number))
        ticket = replace(a_ticket(), ref=ref, number=number)
        return self.park(opening(ticket, [effect]), code)

    def park(self, decision: Decision, code: str) -> OutboxRow:
        self.store.clock.now += 1
        cause = a_cause(f"{decision.changes[0].after.ref}")
        (row,) = self.store.aggregates.commit(decision, cause).outbox
        claim = self.store.outbox.claim(row, self.store.clock.now, LEASE)
        assert claim
        self.store.outbox.park(claim, code)
        return row

    def asked(self) -> list[Envelope]:
        """What has come to the inbox."""
        answer = self.sqs.receive_message(QueueUrl=self.inbox, MaxNumberOfMessages=10)
        return [wire.decode(m["Body"], Envelope) for m in answer.get("Messages", [])]


@pytest.fixture
def desk(dynamo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    made = Desk(dynamo_store)
    stack = a_stack()
    stack = replace(stack, outputs={"TableName": TABLE, "InboxQueueUrl": made.inbox})
    monkeypatch.setattr(commands, "describe", lambda _account: stack)
    yield made
    made.sqs.delete_queue(QueueUrl=made.inbox)


Told = Callable[..., str]


@pytest.fixture
def told(desk: Desk, capsys: pytest.CaptureFixture[str]) -> Told:
    """What a command says, on both outputs."""

    def run(*arguments: str, code: int = 0) -> str:
        assert main(["outbox", *arguments]) == code
        return "".join(capsys.readouterr())

    return run


def test_nothing_is_parked_on_a_desk_that_slack_takes_everything_of(desk: Desk, told: Told) -> None:
    desk.store.aggregates.commit(opening(a_ticket(), [CARD]), a_cause())
    assert told("parked") == "Nothing is parked: Slack has taken everything, or will.\n"
    assert told("retry", "--all") == "Nothing is parked that is to be tried again.\n"


def test_an_operator_sees_what_is_parked_since_when_what_slack_said_and_how_to_mend_it(
    desk: Desk, told: Told
) -> None:
    rows = [desk.parked(CARD, "not_in_channel", n) for n in (1, 2)]
    lost = desk.parked(DIRECT, "user_disabled", 3)

    text = told("parked")

    first, second = text.split("user_disabled: 1")
    assert first.startswith("not_in_channel: 2\n  mend: the app is not in the channel: write /inv")
    assert "./deskbell outbox retry --stack deskbell --code not_in_channel" in first
    assert "#1: the triage card in #it-triage, since 2026-11-" in first
    assert all(f"row '{row.id}'" in first for row in rows)
    assert "#3: a direct message to ana, since" in second
    assert f"row '{lost.id}'" in second
    assert "hunter2" not in text


def test_a_program_reads_the_same(desk: Desk, told: Told) -> None:
    row = desk.parked(DIRECT, "user_disabled", 3)
    text = told("parked", "--json")
    [record] = json.loads(text)
    assert (record["row"], record["code"], record["of"]) == (row.id, "user_disabled", "#3")
    assert (record["effect"], record["mend"]) == ("SendDirect", mend("user_disabled"))
    assert "hunter2" not in text


@pytest.mark.parametrize(
    ("effect", "words"),
    [
        (ShowStatus(Place.THREAD, None, "eyes", None), "the status emoji on its message"),
        (SendGuide(OLA, IT_HAPPENS), "a direct message to ola"),
        (SendNotice(IT_TRIAGE, Text("notice.reminder")), "a notice in #it-triage"),
        (ShowHome(OLA), "the Home tab of ola"),
        (ReadThread(Thread(IT_HAPPENS, Ts("1.1"))), "a look at a thread in #it-happens"),
        (ReadPerson(OLA), "the question who ola is"),
        (SendPages(OLA, Method.SMS, ()), "a page to ola by text message"),
        (SendPages(IT_TRIAGE, Method.CHANNEL, ()), "a page to #it-triage in Slack"),
        (OpenChannel("inc-7-vpn"), "its own channel, inc-7-vpn"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_each_effect_is_told_in_words(desk: Desk, told: Told, effect: Effect, words: str) -> None:
    desk.parked(effect, "access_denied")
    assert f"#1: {words}, since" in told("parked")


def test_what_is_parked_for_a_person_is_told_by_name(desk: Desk, told: Told) -> None:
    ref = welcome_ref(INSTALL, IT_HAPPENS, OLA)
    welcome = Welcome(ref, INSTALL, 1, IT_HAPPENS, OLA, an_inbox().id, guide=1)
    welcomed = MemberWelcomed(OLA, IT_HAPPENS, 1)
    guide = SendGuide(OLA, IT_HAPPENS)
    desk.park(Decision((Change(None, welcome, welcomed, Text("x"), (guide,)),)), "token_revoked")
    [chosen] = a_language_chosen(ANA, "ko").changes
    desk.park(Decision((replace(chosen, effects=(ShowHome(ANA),)),)), "token_revoked")
    text = told("parked")
    assert "ola's welcome in #it-happens: a direct message to ola" in text
    assert "ana's Home tab: the Home tab of ana" in text


def test_what_is_parked_of_an_offices_laptops_is_told_with_the_office(
    desk: Desk, told: Told
) -> None:
    warsaw = OfficeId("warsaw")
    stock = Stock(stock_ref(INSTALL, warsaw), INSTALL, 1, warsaw)
    few = SendNotice(IT_TRIAGE, Text("notice.loan_stock_low"))
    imported = Change(None, stock, StockImported(warsaw, 0, 0, 0, 0), Text("x"), (few,))
    desk.park(Decision((imported,)), "is_archived")
    assert "the laptops of warsaw: a notice in #it-triage" in told("parked")


def test_a_retry_is_an_input_with_the_operators_name_and_the_rows_key(
    desk: Desk, told: Told
) -> None:
    row = desk.parked(CARD, "not_in_channel")
    assert told("retry", row.id).startswith("Tried again: 1\n  #1: the triage card")
    [envelope] = desk.asked()
    assert envelope.key == f"retry:{row.id}"
    assert envelope.group == f"{INSTALL}:{row.ref}"
    assert envelope.install == INSTALL
    assert isinstance(envelope.input, RetryRequested)
    assert (envelope.input.ref, envelope.input.outbox_id) == (row.ref, row.id)
    assert envelope.input.operator.endswith("/moto")


def test_asking_twice_asks_once(desk: Desk, told: Told) -> None:
    desk.parked(CARD, "not_in_channel")
    told("retry", "--all")
    told("retry", "--all")
    assert len(desk.asked()) == 1


def test_what_an_operator_asks_for_is_committed_once_and_no_longer_parked(
    desk: Desk, told: Told
) -> None:
    row = desk.parked(CARD, "not_in_channel")
    told("retry", "--all")
    [envelope] = desk.asked()
    assert isinstance(envelope.input, RetryRequested)
    settings = MemorySettings(a_desk())
    for _ in range(2):
        cause = replace(a_cause(envelope.key), at=envelope.received_at)
        retry_parked(settings, desk.store.aggregates, desk.store.outbox, envelope.input, cause)
    assert "Nothing is parked" in told("parked")
    [opened, retried] = desk.store.aggregates.history(row.ref)
    assert (opened.event, retried.event) == ("TicketOpened", "DeliveryRetried")
    ticket = desk.store.aggregates.load(row.ref)
    assert isinstance(ticket, Ticket)
    assert [found.effect for found in desk.store.outbox.pending(row.ref, CARD.lane)] == [CARD]


@pytest.mark.parametrize(
    ("arguments", "numbers"),
    [
        (["--code", "not_in_channel"], [1, 2]),
        (["--code", "is_archived"], []),
        (["--all"], [1, 2, 3]),
    ],
)
def test_an_operator_chooses_by_slacks_code_or_takes_all(
    desk: Desk, told: Told, arguments: list[str], numbers: list[int]
) -> None:
    for number, code in ((1, "not_in_channel"), (2, "not_in_channel"), (3, "user_disabled")):
        desk.parked(CARD, code, number)
    found = json.loads(told("retry", *arguments, "--json", "--dry-run"))
    assert [record["of"] for record in found["retried"]] == [f"#{number}" for number in numbers]
    assert desk.asked() == []
    told("retry", *arguments)
    assert len(desk.asked()) == len(numbers)


def test_a_dry_run_only_says_what_would_be_tried_again(desk: Desk, told: Told) -> None:
    row = desk.parked(CARD, "not_in_channel")
    assert told("retry", row.id, "--dry-run").startswith("Would be tried again: 1\n")
    assert desk.asked() == []


@pytest.mark.parametrize("arguments", [[], ["T#X/1/0", "--all"], ["--all", "--code", "x"]])
def test_what_to_try_again_must_be_said_in_one_way(told: Told, arguments: list[str]) -> None:
    assert "name ROW …, --code CODE or --all" in told("retry", *arguments, code=1)


def test_a_row_that_is_not_parked_is_told(desk: Desk, told: Told) -> None:
    assert "not parked, or not any more: T#X/1/0" in told("retry", "T#X/1/0", code=1)


def test_a_row_of_another_release_is_told_and_hides_no_other(desk: Desk, told: Told) -> None:
    newer, row = desk.parked(CARD, "is_archived", 1), desk.parked(CARD, "is_archived", 2)
    desk.store.spoil(newer.id)
    text = told("parked")
    assert "left out: T#" in text
    assert f"row '{row.id}'" in text


def test_a_large_table_and_many_retries_tell_how_far_it_is(
    desk: Desk, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "TELL_EVERY", 1)
    monkeypatch.setattr(commands, "TELL_EVERY", 2)
    for number in (1, 2, 3):
        desk.parked(CARD, "is_archived", number)
    text = told("retry", "--all")
    assert f"rows of {TABLE} read so far" in text
    assert "2 of 3 so far" in text


def test_every_refusal_of_slacks_has_a_remedy() -> None:
    assert MENDS.keys() == set(Undelivered)
    for code in (*CODES, *FAMILIES, "a_code_of_next_year"):
        assert mend(code)
    assert mend("not_in_channel") == MENDS[Undelivered.NOT_INSIDE]
    assert mend("a_code_of_next_year") == MENDS[Undelivered.REJECTED]
