"""`./deskbell rules suggest` over a desk's table: what people did by hand, as rules to paste."""

import json
from dataclasses import replace
from pathlib import Path

import boto3
import pytest

from deskbell.domain.decision import Actor, ActorKind, Change, Decision
from deskbell.domain.ids import InboxId, Thread, Ts, ticket_ref
from deskbell.domain.texts import Text
from deskbell.domain.tickets.events import TicketClassified, TicketMoved
from deskbell.domain.tickets.ticket import Priority, Privacy, Ticket
from tests.builders import ADAM, BEN, INSTALL, IT_HAPPENS, NOW, a_cause, a_ticket
from tests.contracts.changes import opening
from tests.contracts.stores import REGION, TABLE, Store
from tests.template.cloudformation import ROOT
from tools.desk.__main__ import main
from tools.desk.changes import Push
from tools.desk.push import push
from tools.desk.settings_file import read_settings

PRINTERS = ("My printer is jammed", "The printer does not start", "Please fix a printer")
OTHERS = ("My laptop does not start", "Where do I get a badge?", "Please reset my password")


class Desk:
    """A table with the sample's settings and tickets that people put right."""

    def __init__(self, store: Store) -> None:
        self.store, self.number = store, 0
        push(read_settings(ROOT / "desk.yaml"), boto3.client("dynamodb", REGION), TABLE)

    def has(self, *texts: str, by: str = BEN, **changes: object) -> None:
        for text in texts:
            self.number += 1
            root = Thread(IT_HAPPENS, Ts(f"{1795424400 + self.number}.000100"))
            ref = ticket_ref(INSTALL, root.channel, root.ts)
            new = a_ticket(ref=ref, number=self.number, text=text, message=root)
            self._commit(opening(new), "opened")
            self._put_right(new, by, **changes)

    def _put_right(self, new: Ticket, by: str, **changes: object) -> None:
        event: object = TicketClassified(Priority.NORMAL, "hardware")
        if "inbox" in changes:
            event = TicketMoved(new.inbox, InboxId("x-team"), "dialog")
        if changes:
            after = replace(new, version=2, **changes)  # type: ignore[arg-type]
            self._commit(Decision((Change(new, after, event, Text("test.right")),)), "right", by)

    def _commit(self, decision: Decision, key: str, by: str = BEN) -> None:
        kind = ActorKind.PERSON if by == BEN else ActorKind.WORKFLOW
        cause = replace(a_cause(f"{key}:{self.number}"), actor=Actor(kind, by))
        self.store.aggregates.commit(decision, cause)


@pytest.fixture
def desk(dynamo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    return Desk(dynamo_store)


def told(capsys: pytest.CaptureFixture[str], *asked: str) -> str:
    assert main(["rules", "suggest", "--table", TABLE, *asked]) == 0
    return capsys.readouterr().out


def test_what_people_moved_alike_is_a_rule_to_paste(
    desk: Desk, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    desk.has(*OTHERS)
    desk.has(*PRINTERS, inbox=InboxId("x-team"))
    suggested = told(capsys)
    assert suggested.splitlines() == [
        "rules:",
        "  - id: to-x-team",
        '    why: "People do so by hand: #4, #5, #6"',
        "    when:",
        "      channels: [it-happens]",
        '      words: ["printer"]',
        "    then:",
        "      inbox: x-team",
    ]
    file = tmp_path / "desk.yaml"
    file.write_text((ROOT / "desk.yaml").read_text(encoding="utf-8") + suggested)
    said = ("--channel", "it-happens", "--text", "the PRINTER again")
    assert main(["rules", "test", str(file), *said]) == 0
    assert "to-x-team  fires: inbox x-team" in capsys.readouterr().out


def test_a_rule_that_is_there_already_is_not_suggested(
    desk: Desk, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    desk.has(*OTHERS)
    desk.has(*PRINTERS, category="hardware")
    file = tmp_path / "desk.yaml"
    file.write_text((ROOT / "desk.yaml").read_text(encoding="utf-8") + told(capsys))
    push(read_settings(file), boto3.client("dynamodb", REGION), TABLE, Push(NOW, ADAM))
    assert told(capsys).startswith("# nobody has done the same by hand")


def test_what_a_rule_or_a_workflow_did_is_nobodys_hand(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.has(*OTHERS)
    desk.has(*PRINTERS, inbox=InboxId("x-team"), by="rules")
    assert told(capsys).startswith("# nobody")


def test_the_words_of_private_requests_stay_private(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.has(*OTHERS)
    desk.has(*PRINTERS, inbox=InboxId("x-team"), privacy=Privacy.PRIVATE)
    assert "printer" not in told(capsys)


def test_a_program_gets_the_same(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.has(*OTHERS)
    desk.has(*PRINTERS[:2], category="hardware")
    [one] = json.loads(told(capsys, "--least", "2", "--json"))["suggestions"]
    assert (one["words"], one["by_hand"]) == (["printer"], [4, 5])
    assert one["outcome"] == {"inbox": None, "category": "hardware"}
