"""A ticket's history as admins read it, on a desk's table and in plain words."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import boto3
import pytest

from deskbell.domain.decision import Link, number_link
from deskbell.domain.ids import ChannelId, PersonId, Thread, Ts
from deskbell.domain.inputs import MessageEdited
from deskbell.domain.paging import commands as c
from deskbell.domain.paging.page import Receipt
from deskbell.domain.paging.policy import Method
from deskbell.domain.texts import ChannelName, Instant, Mention, Name, Text
from deskbell.domain.tickets.commands import Heard, RecordEdit, RecordMessage
from deskbell.domain.tickets.decide import decide
from deskbell.domain.tickets.ticket import Privacy, Ticket
from tests.builders import BEN, INSTALL, NOW, a_cause, a_reply, a_ticket
from tests.contracts.changes import opening, taking
from tests.contracts.stores import REGION, TABLE, Store
from tests.template.cloudformation import ROOT
from tests.unit.paging.night import BEN_HERE, NIGHT, Night
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


def edited(store: Store, text: str, privacy: Privacy = Privacy.PUBLIC) -> None:
    """What Ben said in the ticket's thread, "At two", says `text` now."""
    ref = a_ticket().ref
    ticket = store.aggregates.load(ref)
    assert isinstance(ticket, Ticket)
    ticket = replace(ticket, privacy=privacy)
    said = a_reply("1795425000.000200", "At two", author=BEN)
    edit = MessageEdited(said.channel, said.ts, said.thread_ts, BEN, text, Ts("1795425060.000000"))
    added = decide(ticket, RecordMessage(said, Heard()), NOW)
    store.aggregates.commit(added, a_cause("said", NOW))
    known = store.aggregates.comment(ref, Thread(said.channel, said.ts))
    [change] = added.changes
    assert isinstance(change.after, Ticket)
    changed = decide(change.after, RecordEdit(edit, Heard(known)), NOW)
    store.aggregates.commit(changed, a_cause("edited", NOW))


def test_an_edit_shows_both_versions(
    ticket: str, dynamo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(dynamo_store, "At four")
    assert main(["explain", "--table", TABLE, ticket]) == 0
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "      before: At two",
        "      after: At four",
    ]
    assert main(["explain", "--table", TABLE, ticket, "--json"]) == 0
    last = json.loads(capsys.readouterr().out)["changes"][-1]
    assert (last["before"], last["after"]) == ("At two", "At four")


def test_the_words_of_a_private_ticket_stay_private(
    ticket: str, dynamo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(dynamo_store, "At four", Privacy.PRIVATE)
    assert main(["explain", "--table", TABLE, ticket]) == 0
    assert "At two" not in capsys.readouterr().out


@pytest.fixture
def outage(dynamo_store: Store) -> str:
    """The number of one for which Ben was called in Slack, in vain, then by text message, which he
    answered."""
    push(read_settings(ROOT / "desk.yaml"), boto3.client("dynamodb", REGION), TABLE)
    night = Night()
    decided = [(NIGHT, night.try_report())]
    for seconds, command in (
        (3, c.RecordReceipt(night.at(), BEN, Method.SLACK, Receipt.FAILED, night.now, "not_found")),
        (8, c.RecordReceipt(night.at(), BEN, Method.SMS, Receipt.DELIVERED, night.now)),
        (125, c.Acknowledge(BEN_HERE, None)),
    ):
        night.now = NIGHT + timedelta(seconds=seconds)
        decided.append((night.now, night.do(command)))
    for at, decision in decided:
        dynamo_store.aggregates.commit(decision, a_cause(f"outage:{at}", at))
    return str(night.incident().number)


def test_of_an_outage_they_read_who_was_called_how_and_what_became_of_it(
    outage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "--table", TABLE, f"#{outage}"]) == 0
    first, *told = capsys.readouterr().out.splitlines()
    assert first.startswith(f"Outage #{outage} (INC#")
    assert " IncidentRaised, by " in told[0]
    assert all(line.strip() for line in told)
    [*_, title, in_slack, by_text] = told
    assert title == "   calls, in their order:"
    assert in_slack.endswith(
        "search 1, round 1, level 1: ben by slack, failed after 3 s (not_found)"
    )
    assert by_text.endswith(
        "search 1, round 1, level 1: ben by sms, delivered after 5 s, answered after 2 min 2 s"
    )


def test_a_program_reads_the_calls_of_an_outage(
    outage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "--table", TABLE, outage, "--json"]) == 0
    in_slack, by_text = json.loads(capsys.readouterr().out)["calls"]
    assert (in_slack["to"], in_slack["method"], in_slack["code"]) == (BEN, "slack", "not_found")
    assert (in_slack["rung"], in_slack["answered"]) == ("0.0.0", None)
    assert (by_text["receipt"], by_text["code"]) == ("delivered", "")
    assert by_text["answered"] == (NIGHT + timedelta(seconds=125)).isoformat()


def test_an_outage_is_found_by_its_reference_too(
    outage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ref = str(Night().report().ref)
    assert main(["explain", "--table", TABLE, ref]) == 0
    assert capsys.readouterr().out.startswith(f"Outage {ref} ({ref})")


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
