"""`./deskbell report` over a desk's table: what was asked, and how fast it was answered."""

import csv
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import boto3
import pytest

from deskbell.adapters.dynamo.ticket_log import dynamo_desk_log, dynamo_ticket_log
from deskbell.adapters.memory.aggregates import MemoryAggregates
from deskbell.adapters.memory.store import MemoryTable
from deskbell.adapters.memory.ticket_log import memory_nps_log, memory_ticket_log
from deskbell.domain.decision import Change, Decision
from deskbell.domain.effects import Place
from deskbell.domain.ids import InboxId, PersonId, Thread, Ts, ticket_ref
from deskbell.domain.nps.commands import MarkHandled
from deskbell.domain.nps.words import How
from deskbell.domain.reports.log import Log
from deskbell.domain.texts import Text
from deskbell.domain.tickets.commands import Heard, RecordMessage
from deskbell.domain.tickets.decide import decide
from deskbell.domain.tickets.events import TicketMoved, TicketSolved
from deskbell.domain.tickets.ticket import Privacy, Status, Ticket
from deskbell.usecases.ports import Aggregates
from tests.builders import (
    ANA,
    BEN,
    INSTALL,
    IT_HAPPENS,
    JIWOO,
    MINUTE,
    NOW,
    a_cause,
    a_reply,
    a_ticket,
    as_member,
)
from tests.contracts.changes import a_language_chosen, opening, taking
from tests.contracts.stores import REGION, TABLE, Clock, Store
from tests.template.cloudformation import ROOT
from tests.unit.nps.members import AGENT, CLOSELOOP, Team, a_score
from tools.desk import __main__ as command_line
from tools.desk.__main__ import main
from tools.desk.push import push
from tools.desk.settings_file import read_settings

PRIVATE = "Somebody reads my mail"
DAY = "2026-11-23"


class Lived:
    """A Monday in New York: one ticket answered after ten minutes and solved after thirty, one that
    nearly nobody may know of, and somebody's Home tab."""

    def __init__(self, aggregates: Aggregates) -> None:
        self.aggregates, self.keys = aggregates, 0
        ticket = self.do(opening(a_ticket(category="hardware")))
        ticket = self.hears(ticket, "1795425000.000000", BEN, "At two")
        ticket = self.hears(ticket, "1795425060.000000", JIWOO, "She is new here", Place.TRIAGE)
        ticket = self.do(taking(ticket), 15 * MINUTE)
        solved = replace(ticket, version=ticket.version + 1, status=Status.SOLVED, solver=BEN)
        self.do(self.step(ticket, solved, TicketSolved(BEN)), 30 * MINUTE)
        self.do(opening(self.private()))
        self.do(a_language_chosen(ANA, "pl"))

    def private(self) -> Ticket:
        root = Thread(IT_HAPPENS, Ts("1795424401.000100"))
        ref = ticket_ref(INSTALL, root.channel, root.ts)
        new = {"number": 777, "text": PRIVATE, "message": root, "inbox": InboxId("x-team")}
        return a_ticket(ref=ref, privacy=Privacy.RESTRICTED, **new)

    def hears(
        self, ticket: Ticket, ts: str, who: str, text: str, place: Place = Place.THREAD
    ) -> Ticket:
        said = a_reply(ts, text, author=who)
        heard = Heard(place=place, by=as_member(said.author or ANA))
        return self.do(decide(ticket, RecordMessage(said, heard), NOW), 10 * MINUTE)

    def step(self, before: Ticket, after: Ticket, event: object) -> Decision:
        return Decision((Change(before, after, event, Text("test.step")),))

    def do(self, decision: Decision, after: timedelta = timedelta()) -> Ticket:
        self.keys += 1
        self.aggregates.commit(decision, a_cause(f"step {self.keys}", NOW + after))
        state = decision.changes[-1].after
        return state if isinstance(state, Ticket) else a_ticket()


@pytest.fixture
def table(dynamo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A desk with the sample's settings, a day later."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.setattr(command_line, "_desk_time", lambda _: NOW + timedelta(days=1))
    push(read_settings(ROOT / "desk.yaml"), boto3.client("dynamodb", REGION), TABLE)
    return dynamo_store


@pytest.fixture
def lived(table: Store) -> Lived:
    return Lived(table.aggregates)


def told(capsys: pytest.CaptureFixture[str], *asked: str, code: int = 0) -> list[str]:
    """What is printed; of an error, that."""
    capsys.readouterr()
    assert main(["report", "--table", TABLE, *asked]) == code
    out, error = capsys.readouterr()
    return (error if code else out).splitlines()


def cells(lines: list[str], table: str) -> list[list[str]]:
    """Of a table as it is shown: at least two blanks are between cells."""
    rows = lines[lines.index(table) + 1 :]
    end = rows.index("") if "" in rows else len(rows)
    return [re.split(r" {2,}", row.strip()) for row in rows[:end]]


def test_a_scan_and_its_memory_twin_tell_the_same_history(lived: Lived) -> None:
    twin = MemoryTable(Clock())
    Lived(MemoryAggregates(twin))
    scanned = list(dynamo_ticket_log())
    assert Log(scanned) == Log(memory_ticket_log(twin)) != Log()
    assert len(scanned) == 4 + 2 + 2, "steps, what was said, and its rows"


def test_an_operator_reads_volume_times_and_hours(
    lived: Lived, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = told(capsys, "--from", DAY, "--to", DAY)
    assert lines[0] == f"Report of {DAY} to {DAY} (days: 1, hours: 24, America/New_York)"
    header, *tickets = cells(lines, "tickets")
    assert header[:5] == ["by", "name", "open before", "opened", "reopened"]
    assert tickets[0] == ["all", "0", "2", "0", "1", "0", "0", "0", "0", "1"]
    assert [row[:2] for row in tickets[1:]] == [
        ["inbox", "it"],
        ["inbox", "x-team"],
        ["category", "it/hardware"],
        ["category", "x-team/(none)"],
        ["agent", "(nobody)"],
        ["agent", "ben"],
    ]
    times = {tuple(row[:4]): row[4:] for row in cells(lines, "times")}
    assert times["first reply", "calendar", "agent", "ben"] == ["1", *["0:10:00"] * 3]
    assert times["full resolution", "calendar", "inbox", "it"] == ["1", *["0:30:00"] * 3]
    assert times["full resolution", "office hours", "inbox", "it"] == ["1", *["0:00:00"] * 3]
    header, [weekday, days, *hours, total] = cells(lines, "hours")
    assert (weekday, days, hours.index("2"), total) == ("mon", "1", 4, "2")


def test_an_operator_reads_which_teams_work_together(
    table: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    lived = Lived(table.aggregates)
    assert "teams" not in told(capsys), "each request is one team's"
    ticket = lived.do(opening(a_ticket(ref=ticket_ref(INSTALL, "moved"), number=9, message=None)))
    x_team = InboxId("x-team")
    moved = replace(ticket, version=ticket.version + 1, inbox=x_team)
    step = lived.step(ticket, moved, TicketMoved(ticket.inbox, x_team, "dialog"))
    ticket = lived.do(step, 15 * MINUTE)
    lived.do(taking(ticket), 45 * MINUTE)
    lines = told(capsys, "--from", DAY, "--to", DAY)
    assert cells(lines, "teams")[1:] == [
        ["it", "x-team", "1", "1", *["0:30:00"] * 3, "1"],
        ["x-team", "it", "0", "0", "1"],
    ]
    assert cells(lines, "shared")[1:] == [
        ["all", "3", "1", "33.3"],
        ["inbox", "it", "2", "1", "50.0"],
        ["inbox", "x-team", "2", "1", "50.0"],
    ]
    [joint] = json.loads("\n".join(told(capsys, "--json", "--inbox", "it")))["shared"][:1]
    assert joint == {"by": "all", "name": "", "requests": 2, "of several teams": 1, "%": 50.0}


def test_files_programs_and_the_screen_have_the_same_cells(
    lived: Lived, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "november" / "week"
    lines = told(capsys, "--csv", str(folder))
    given = json.loads("\n".join(told(capsys, "--json")))
    assert sorted(file.name for file in folder.iterdir()) == [
        "hours.csv",
        "shared.csv",
        "teams.csv",
        "tickets.csv",
        "times.csv",
    ]
    for name in ("tickets", "times", "hours"):
        with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            header, *rows = csv.reader(file)
        assert [[cell for cell in row if cell] for row in (header, *rows)] == cells(lines, name)
        assert [list(row) for row in given[name]] == [header] * len(rows)
        assert [list(row.values()) for row in given[name]] == [list(map(_plain, r)) for r in rows]


def _plain(cell: str) -> str | int:
    """As programs get it: durations are seconds."""
    if duration := re.fullmatch(r"(\d+):(\d\d):(\d\d)", cell):
        hours, minutes, seconds = map(int, duration.groups())
        return (hours * 60 + minutes) * 60 + seconds
    return int(cell) if cell.isdecimal() else cell


def test_a_spreadsheet_computes_nothing_in_a_file(
    lived: Lived, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    bad = replace(lived.private(), ref=ticket_ref(INSTALL, "x"), category='=HYPERLINK("x")')
    lived.do(opening(replace(bad, number=9, message=None, assignee=PersonId("+1"))))
    told(capsys, "--csv", str(tmp_path))
    with (tmp_path / "tickets.csv").open(encoding="utf-8-sig", newline="") as file:
        names = [row[1] for row in csv.reader(file)]
    assert "'+1" in names
    assert 'x-team/=HYPERLINK("x")' in names
    assert not any(name.startswith(("=", "+", "-", "@")) for name in names)


def test_a_private_ticket_is_counted_and_nothing_else_is_told_of_it(
    lived: Lived, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = "\n".join(told(capsys, "--csv", str(tmp_path)) + told(capsys, "--json"))
    text += "".join(file.read_text(encoding="utf-8") for file in tmp_path.iterdir())
    assert "x-team" in text
    for name in (PRIVATE, "777", ANA, lived.private().ref.id, "ana"):
        assert name not in text


def test_what_people_wrote_does_not_leave_the_table(lived: Lived) -> None:
    assert PRIVATE not in repr(facts := list(dynamo_ticket_log()))
    assert "At two" not in repr(facts)


def test_of_one_inbox_only_its_tickets_are_told(
    lived: Lived, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = told(capsys, "--inbox", "x-team")
    assert lines[0].endswith("; inbox x-team")
    assert cells(lines, "tickets")[1][:4] == ["all", "0", "1", "0"]
    assert "times" not in lines


def test_without_days_it_is_the_last_seven_by_the_desks_clock(
    lived: Lived, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 04:30 UTC it is still the day before in New York."""
    monkeypatch.setattr(
        command_line, "_desk_time", lambda _: datetime(2026, 11, 25, 4, 30, tzinfo=UTC)
    )
    assert told(capsys)[0].startswith("Report of 2026-11-18 to 2026-11-24 (days: 7, hours: 168,")
    first = told(capsys, "--from", "2026-10-30")[0]
    assert first.startswith("Report of 2026-10-30 to 2026-11-24 (days: 26, hours: 625,")
    assert told(capsys, "--to", "2026-11-20")[0].startswith("Report of 2026-11-14 to 2026-11-20")


def test_a_time_without_tickets_says_so(
    lived: Lived, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    asked = ("--from", "2026-11-01", "--to", "2026-11-07")
    assert told(capsys, *asked)[1:] == ["", "no ticket was open, opened or ended in that time"]
    assert json.loads("\n".join(told(capsys, *asked, "--json")))["tickets"] == []
    told(capsys, *asked, "--csv", str(tmp_path))
    lines = (tmp_path / "tickets.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1


def test_tickets_of_an_earlier_release_are_left_out_and_counted(
    lived: Lived, capsys: pytest.CaptureFixture[str]
) -> None:
    client, pk = boto3.client("dynamodb", REGION), str(a_ticket().ref)
    for version in range(1, 6):
        key = {"pk": {"S": pk}, "sk": {"S": f"A#{version:010}"}}
        client.update_item(
            TableName=TABLE,
            Key=key,
            UpdateExpression="REMOVE #status",
            ExpressionAttributeNames={"#status": "status"},
        )
    lines = told(capsys)
    assert lines[-1] == "left out: 1 tickets that were opened under an earlier release"
    assert cells(lines, "tickets")[1][2] == "1"


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        (("--from", "2026-13-01"), ["2026-13-01 is not a date", "write it as 2026-11-23"]),
        (("--to", "yesterday"), ["yesterday is not a date", "write it as 2026-11-23"]),
        (
            ("--from", "2026-11-23", "--to", "2026-11-22"),
            ["2026-11-23 is after 2026-11-22", "the first day comes first: --from, then --to"],
        ),
        (
            ("--from", "2026-12-01"),
            ["2026-12-01 is still to come: it is 2026-11-24 in America/New_York", "name a day"],
        ),
        (("--inbox", "hr"), ["there is no inbox hr", "choose one of: it, x-team"]),
        (("--from", "0001-01-01"), ["0001-01-01 is too far away", "name a day of this desk's"]),
        (("--csv", "desk.yaml/x"), ["desk.yaml/x/tickets.csv: cannot be", "name another folder"]),
    ],
)
def test_what_cannot_be_reported_says_what_to_do(
    lived: Lived,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    asked: tuple[str, ...],
    error: list[str],
) -> None:
    monkeypatch.chdir(ROOT)
    wrong, mend = told(capsys, *asked, code=1)
    assert wrong.startswith(f"error: {error[0]}")
    assert mend.startswith(f"  mend: {error[1]}")


def test_a_desk_without_settings_says_that_they_are_to_be_pushed(
    dynamo_store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    assert told(capsys, code=1)[1] == "  mend: ./deskbell push"


SCORES = [("zap-1", "m1", 3, "=shop"), ("zap-2", "m2", 10, ""), ("zap-3", "m3", 0, "=shop")]


def surveyed(aggregates: Aggregates) -> None:
    """Three members answer, and two of them are to be called."""
    team = Team()
    for event, member, score, segment in SCORES:
        aggregates.commit(
            team.hears(a_score(score, event, member=member, segment=segment)), a_cause(event)
        )
    handled = team.does(MarkHandled(AGENT, CLOSELOOP, How.CALLED), "m1")
    aggregates.commit(handled, a_cause("handled", NOW + timedelta(hours=2)))


def test_an_operator_reads_the_nps_and_what_became_of_low_scores(
    table: Store, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    surveyed(table.aggregates)
    lines = told(capsys, "--csv", str(tmp_path))
    assert cells(lines, "nps")[1:3] == [
        ["all", "all", "3", "1", "0", "2", "-33.3", "-84.7", "51.3"],
        ["all", "segment", "(none)", "1", "1", "0", "0", "100.0", "-48.5", "98.5"],
    ]
    [opened, *_] = cells(lines, "nps_cases")[1:]
    assert opened == ["all", "2", "1", "2:00:00", "2:00:00", "2", "1", "50.0", "0", "0"]
    assert lines[-1] == "response rate: not known, since no survey tells whom it has asked"
    given = json.loads("\n".join(told(capsys, "--json")))
    assert given["nps"][0]["nps"] == -33.3
    assert given["nps_second_answers"] == []
    with (tmp_path / "nps.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[1][7:] == ["-33.3", "-84.7", "51.3"], "numbers, which a spreadsheet counts with"
    assert "'=shop" in {row[2] for row in rows}


def test_surveys_are_of_the_inbox_that_calls_back(
    table: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    surveyed(table.aggregates)
    assert "nps" in told(capsys, "--inbox", "x-team")
    assert "nps" not in told(capsys, "--inbox", "it")


def test_the_history_of_surveys_and_its_memory_twin_are_the_same(table: Store) -> None:
    twin = MemoryTable(Clock())
    surveyed(MemoryAggregates(twin))
    surveyed(table.aggregates)
    assert set(dynamo_desk_log()) == set(memory_nps_log(twin))
    assert len(set(memory_nps_log(twin))) == 3 + 2 + 1
