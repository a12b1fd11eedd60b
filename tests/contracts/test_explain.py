"""A ticket's history as admins read it, on a desk's table and in plain words."""

import json
from datetime import UTC, datetime

import boto3
import pytest

from deskbell.domain.decision import Link, number_link
from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.texts import ChannelName, Instant, Mention, Name, Text
from tests.builders import BEN, INSTALL, NOW, a_cause, a_ticket
from tests.contracts.changes import opening, taking
from tests.contracts.stores import REGION, TABLE, Store
from tests.template.cloudformation import ROOT
from tools.desk.__main__ import main
from tools.desk.push import push
from tools.desk.settings_file import read_settings
from tools.desk.ticket_history import plain

NAMES = {"U0ANA00001": "ana", "C0ITTRIAGE": "it-triage"}


@pytest.fixture(autouse=True)
def shell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)


@pytest.fixture
def ticket(dynamo_store: Store) -> str:
    """The number of a ticket that was taken, on a desk with the sample's settings."""
    push(read_settings(ROOT / "desk.yaml"), boto3.client("dynamodb", REGION), TABLE)
    opened = a_ticket()
    number = Link(number_link(INSTALL, opened.number), opened.ref)
    dynamo_store.aggregates.commit(opening(opened, rows=[number]), a_cause("opened", NOW))
    dynamo_store.aggregates.commit(taking(opened), a_cause("taken", NOW))
    return str(opened.number)


@pytest.mark.parametrize("number", ["{}", "#{}"])
def test_an_admin_reads_who_did_what_when_and_why(
    ticket: str, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "--table", TABLE, number.format(ticket)]) == 0
    first, *changes = capsys.readouterr().out.splitlines()
    assert first.startswith(f"Ticket {number.format(ticket)} (T#")
    assert f"   1  {NOW:%Y-%m-%d %H:%M:%S}  TicketOpened, by " in changes[0]
    assert [line.split()[0] for line in changes[:3]] == ["1", "why:", "cause:"]
    assert "TicketAssigned, by person:minjun" in changes[3]
    assert all(line.split(":", 1)[1].strip() for line in changes[1::3])


def test_a_program_reads_the_same_history(ticket: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--table", TABLE, ticket, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["ticket"] == ticket
    opened, taken = told["changes"]
    assert (opened["version"], opened["event"]) == (1, "TicketOpened")
    assert (taken["event"], taken["cause"]) == ("TicketAssigned", "taken")
    assert taken["detail"] == {"assignee": BEN}
    assert taken["at"] == NOW.isoformat()


def test_a_ticket_that_is_not_there_is_told_in_one_line(
    ticket: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "--table", TABLE, "4711"]) == 1
    assert capsys.readouterr().err.startswith("error: there is no ticket 4711\n")


def test_a_desk_without_settings_has_no_tickets_to_explain(
    dynamo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "--table", TABLE, "1"]) == 1
    assert f"no settings were pushed to {TABLE} yet" in capsys.readouterr().err


def test_a_reason_is_told_with_the_names_of_people() -> None:
    reason = Text("reason.opened_by_emoji", {"by": Name(PersonId("U0ANA00001")), "emoji": "ticket"})
    assert plain(reason, NAMES) == "ana added :ticket: to the message."


def test_every_kind_of_argument_can_be_told() -> None:
    def told(argument: Mention | ChannelName | Instant | Text) -> str:
        return plain(Text("reason.opened_by_form", {"by": argument, "form": 1}), NAMES)

    at = Instant(datetime(2026, 3, 2, 9, tzinfo=UTC))
    assert told(Mention(PersonId("U0BEN00001"))).startswith("U0BEN00001 ")
    assert told(ChannelName(ChannelId("C0ITTRIAGE"))).startswith("#it-triage ")
    assert told(at).startswith("2026-03-02 09:00:00 ")
    assert told(Text("reason.text_edited")).startswith("Its message was edited. ")
