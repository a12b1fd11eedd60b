"""`./deskbell nps import` over a desk's table and inbox: answers that a survey has exported."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest

from deskbell.adapters import wire
from deskbell.adapters.aws_http import HttpInputQueue
from deskbell.domain.decision import Decision
from deskbell.domain.errors import QueueUnavailableError
from deskbell.domain.inputs import Envelope, ScoreReceived
from deskbell.domain.nps.commands import Expire, MarkHandled
from deskbell.domain.nps.policy import ScoreFields, ScoreSource, Terms
from deskbell.domain.nps.words import How
from deskbell.domain.sheet_reading import MOST_FAULTS
from tests.builders import INSTALL, NOW, a_cause
from tests.contracts.stores import REGION, TABLE, Store
from tests.functional.nps import NpsDesk, SurveyDoor, an_nps_desk
from tests.functional.operator.accounts import a_stack
from tests.template.cloudformation import ROOT
from tests.unit.nps.members import AGENT, CLOSELOOP, SETTINGS, Team, a_score
from tools.desk import __main__ as command_line
from tools.desk.__main__ import main
from tools.desk.file_import import importing
from tools.desk.nps import due
from tools.desk.push import push
from tools.desk.settings_file import SettingsFile, read_settings

HEADER = "source_event_id,member_id,score,experience_date,comment,segment,changed_at"
LOW = "zap-1,11672,3,2026-11-22,Nobody called me back.,,"
HIGH = "zap-2,11673,10,2026-11-22,,shoppers,"


class Desk:
    """A desk with the sample's settings, a table and an inbox."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "answers.csv"
        self.settings = read_settings(ROOT / "desk.yaml")
        self.push(self.settings)
        self.sqs: Any = boto3.client("sqs", REGION)
        self.inbox = self.sqs.create_queue(
            QueueName="inbox.fifo", Attributes={"FifoQueue": "true"}
        )["QueueUrl"]

    def push(self, settings: SettingsFile) -> None:
        self.settings = settings
        push(settings, boto3.client("dynamodb", REGION), TABLE)

    def surveys(self, **sources: ScoreSource) -> None:
        assert self.settings.desk.nps
        nps = replace(self.settings.desk.nps, sources=sources)
        desk = replace(self.settings.desk, nps=nps)
        self.push(replace(self.settings, desk=desk))

    def write(self, *lines: str, header: str = HEADER, encoding: str = "utf-8") -> str:
        self.file.write_bytes("\r\n".join((header, *lines)).encode(encoding))
        return str(self.file)

    def asked(self) -> list[Envelope]:
        """What has come to the inbox since."""
        found: list[Envelope] = []
        while messages := self.sqs.receive_message(QueueUrl=self.inbox, MaxNumberOfMessages=10).get(
            "Messages"
        ):
            for message in messages:
                found.append(wire.decode(message["Body"], Envelope))
                self.sqs.delete_message(QueueUrl=self.inbox, ReceiptHandle=message["ReceiptHandle"])
        return found

    def scores(self) -> list[tuple[str, int]]:
        inputs = [one.input for one in self.asked()]
        return [(one.event, one.score) for one in inputs if isinstance(one, ScoreReceived)]

    @property
    def progress(self) -> Path:
        return self.file.with_name("answers.csv.progress")


@pytest.fixture
def desk(dynamo_store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Desk]:
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.setattr(command_line, "_desk_time", lambda _: NOW)
    made = Desk(tmp_path)
    stack = replace(a_stack(), outputs={"TableName": TABLE, "InboxQueueUrl": made.inbox})
    for module in (importing, due):
        monkeypatch.setattr(module, "describe", lambda _account: stack)
    yield made
    made.sqs.delete_queue(QueueUrl=made.inbox)


Told = Callable[..., list[str]]


@pytest.fixture
def told(desk: Desk, capsys: pytest.CaptureFixture[str]) -> Told:
    """What a command says, on both outputs."""

    def run(*arguments: str, code: int = 0) -> list[str]:
        assert main(["nps", "import", *arguments]) == code
        return "".join(capsys.readouterr()).splitlines()

    return run


class Breaking:
    """The inbox takes so many chunks, and then no more; what it took stays."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, chunks: int) -> None:
        self.left, put_all = chunks, HttpInputQueue.put_all
        monkeypatch.setattr(importing, "CHUNK", 2)

        def put(queue: HttpInputQueue, envelopes: Iterable[Envelope]) -> None:
            self.left -= 1
            if self.left < 0:
                put_all(queue, list(envelopes)[:1])
                raise QueueUnavailableError("ServiceUnavailable")
            put_all(queue, envelopes)

        monkeypatch.setattr(HttpInputQueue, "put_all", put)


def rows(count: int, first: int = 0) -> list[str]:
    numbers = range(first, first + count)
    return [f"e{n},m{n},{n % 11},2026-11-22,,," for n in numbers]


def test_a_dry_run_says_what_would_be_imported_and_sends_nothing(desk: Desk, told: Told) -> None:
    lines = told(desk.write(LOW, HIGH), "--dry-run")
    assert lines == ["Would be imported: 2 of 2 answers to nps; low: 1"]
    assert desk.asked() == []
    assert not desk.progress.exists()


def test_a_row_is_the_input_that_the_surveys_webhook_would_have_made(
    desk: Desk, told: Told
) -> None:
    lines = told(desk.write(LOW, HIGH))
    assert lines == [
        "On the inbox: 2 of 2 answers to nps; low: 1",
        "2 of 2 answers so far",
    ]
    door = SurveyDoor()
    assert door.says() == (200, {"taken": 1})
    [by_webhook] = door.taken
    [by_file, _] = desk.asked()
    assert isinstance(by_file.input, ScoreReceived)
    assert isinstance(by_webhook.input, ScoreReceived)
    assert by_file.install == INSTALL
    assert by_file.key == by_webhook.key.replace(by_webhook.install, by_file.install)
    assert replace(by_file.input, operator=None) == by_webhook.input


def test_its_history_says_who_brought_it(desk: Desk, told: Told) -> None:
    told(desk.write(LOW))
    [envelope] = desk.asked()
    memory = NpsDesk(an_nps_desk())
    memory.give(envelope.input, key=envelope.key)
    assert {row.actor for row in memory.table.audit if "Nps" in row.event} == {"operator:user/moto"}
    assert len(memory.cards) == 1


def test_the_same_answer_by_webhook_and_twice_by_file_opens_one_case(
    desk: Desk, told: Told
) -> None:
    told(desk.write(LOW, LOW))
    told(str(desk.file))
    memory = NpsDesk(an_nps_desk())
    memory.hears(3, "zap-1", member="11672", comment="Nobody called me back.")
    for number, envelope in enumerate(desk.asked()):
        memory.give(envelope.input, key=f"file {number}")
    assert len(memory.cases) == 1
    assert len(memory.cases[0].scores) == 1


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("a,1,８,2026-11-22,,,", "score: is no whole number from 0 to 10"),
        ("a,1,8.0,2026-11-22,,,", "score: is no whole number from 0 to 10"),
        ("a,1,-1,2026-11-22,,,", "score: is no whole number from 0 to 10"),
        ("a,1,11,2026-11-22,,,", "score: is no whole number from 0 to 10"),
        ("a,1,,2026-11-22,,,", "score: is no whole number from 0 to 10"),
        ("a,1,٧,2026-11-22,,,", "score: is no whole number from 0 to 10"),
        ("a,1,true,2026-11-22,,,", "score: is no whole number from 0 to 10"),
        ("a,1,=7,2026-11-22,,,", "score: is no whole number from 0 to 10"),
        (",1,3,2026-11-22,,,", "source_event_id: is no text that names the answer"),
        ("a,Jo Doe,3,2026-11-22,,,", "member_id: is no id of letters, digits, - and _"),
        ("a,1,3,2026-13-01,,,", "experience_date: is no day as 2021-03-05, nor m/d/y"),
        ("a,1,3,31/02/26,,,", "experience_date: is no day as 2021-03-05, nor m/d/y"),
        ("a,1,3,,,,", "experience_date: is no day as 2021-03-05, nor m/d/y"),
        ("a,1,3,2026-10-23,,,", "experience_date: is more than 30 days ago"),
        ("a,1,3,2026-11-25,,,", "experience_date: is still to come"),
        ("a,1,3,2026-11-22", "it has 4 cells, the first line 7"),
    ],
)
def test_a_row_that_is_wrong_is_told_with_its_line_and_left_out(
    desk: Desk, told: Told, line: str, place: str
) -> None:
    lines = told(desk.write(LOW, line, HIGH), code=1)
    assert lines[:2] == [
        "On the inbox: 2 of 3 answers to nps; low: 1",
        "Left out: 1. Mend them and import the file again.",
    ]
    assert lines[2].startswith(f"{desk.file}:3: {place}")
    assert desk.scores() == [("zap-1", 3), ("zap-2", 10)]


def test_a_mended_file_brings_what_was_left_out(desk: Desk, told: Told) -> None:
    told(desk.write(LOW, "zap-2,11673,ten,2026-11-22,,,"), code=1)
    told(desk.write(LOW, HIGH))
    memory = NpsDesk(an_nps_desk())
    for envelope in desk.asked():
        memory.give(envelope.input, key=envelope.key)
    received = [row for row in memory.table.audit if row.event == "NpsScoreReceived"]
    assert len(received) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_file_is_read_however_it_was_saved(
    desk: Desk, told: Told, encoding: str, separator: str
) -> None:
    lines = [one.replace(",", separator) for one in (HEADER, 'z,1,0,11/22/26,"Żółw\nthere",,')]
    told(desk.write(*lines[1:], header=lines[0], encoding=encoding))
    [envelope] = desk.asked()
    assert isinstance(envelope.input, ScoreReceived)
    assert (envelope.input.score, envelope.input.experience) == (0, "2026-11-22")
    assert envelope.input.comment == "Żółw\nthere"


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (HEADER.replace("score", "scores").encode(), "1: score: this column is missing"),
        (f"{HEADER}\n{LOW}\nzap-2,1,3,2026-11-22,Żółw,,".encode("cp1250"), "3: this is not UTF-8"),
        (f'{HEADER}\n{LOW}\nzap-2,1,3,2026-11-22,"open,,'.encode(), "3: it cannot be read"),
        (b"", " it is empty"),
    ],
    ids=["a missing column", "an older code page", "a quote without its end", "nothing"],
)
def test_of_a_file_that_cannot_be_read_to_its_end_nothing_is_imported(
    desk: Desk, told: Told, content: bytes, place: str
) -> None:
    desk.file.write_bytes(content)
    [line] = told(str(desk.file), code=1)
    assert line.startswith(f"{desk.file}:{place}")
    assert desk.asked() == []


def test_what_begins_like_a_formula_is_a_members_words_and_further_columns_mean_nothing(
    desk: Desk, told: Told
) -> None:
    told(
        desk.write(
            "z1,1,3,2026-11-22,=HYPERLINK(1),,,x",
            "z2,2,3,2026-11-22,'=1+1,,,",
            header=f"{HEADER},Branch",
        )
    )
    comments = [one.input.comment for one in desk.asked() if isinstance(one.input, ScoreReceived)]
    assert comments == ["=HYPERLINK(1)", "=1+1"]


def test_columns_are_those_that_the_settings_name(desk: Desk, told: Told) -> None:
    named = ScoreFields(event="ResponseId", member="customer.id", score="NPS", date="day")
    desk.surveys(shop=ScoreSource("Shop", named), nps=ScoreSource("Members"))
    file = desk.write("r1;77;9;2026-11-22", header="responseid;Customer.ID;nps;Day")
    assert told(file, code=1)[0] == "error: there are several surveys"
    assert told(file, "--source", "app", code=1)[0] == "error: there is no survey app"
    told(file, "--source", "shop")
    [envelope] = desk.asked()
    assert isinstance(envelope.input, ScoreReceived)
    assert (envelope.input.source, envelope.input.member) == ("shop", "77")


def test_a_crash_doubles_nothing_and_resume_goes_on_where_it_stopped(
    desk: Desk, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = desk.write(*rows(9))
    with monkeypatch.context() as patched:
        Breaking(patched, chunks=2)
        lines = told(file, code=1)
    assert lines[-2:] == [
        "error: the inbox took 4 answers, and then no more (ServiceUnavailable)",
        "  mend: run it again with --resume: what comes twice counts once",
    ]
    before = [envelope.key for envelope in desk.asked()]
    assert len(before) == 5, "one of a chunk that was not taken whole"
    assert told(file, "--resume")[0] == "On the inbox: 5 of 9 answers to nps; low: 7"
    after = [envelope.key for envelope in desk.asked()]
    # The one that was taken comes again under its own key: SQS or the intake know it.
    assert len(set(before + after)) == 9
    assert not desk.progress.exists()


def test_without_resume_it_begins_anew_and_each_answer_has_the_same_key(
    desk: Desk, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = desk.write(*rows(5))
    told(file)
    first = {envelope.key for envelope in desk.asked()}
    desk.sqs.purge_queue(QueueUrl=desk.inbox)
    told(file)
    assert {envelope.key for envelope in desk.asked()} <= first


def test_only_what_was_begun_is_resumed(
    desk: Desk, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = desk.write(*rows(5))
    assert told(file, "--resume", code=1)[0] == f"error: no import of {file} has stopped"
    with monkeypatch.context() as patched:
        Breaking(patched, chunks=1)
        told(file, code=1)
    desk.write(*rows(5, first=100))
    wrong, mend = told(file, "--resume", code=1)
    assert wrong == f"error: {desk.progress} is of another file, source or desk"
    assert mend == "  mend: leave --resume out: what was imported before counts once"
    desk.progress.write_text("{", encoding="utf-8")
    assert "cannot be read" in told(file, "--resume", code=1)[0]


def test_a_program_reads_counts_and_faults(desk: Desk, told: Told) -> None:
    bad = "zap-3,1,eleven,2026-11-22,,,"
    found = json.loads("\n".join(told(desk.write(LOW, bad), "--json", "--dry-run", code=1)))
    assert found == {
        "dry_run": True,
        "source": "nps",
        "good": 1,
        "low": 1,
        "bad": 1,
        "sent": 0,
        "faults": [
            {
                "line": 3,
                "column": "score",
                "wrong": "is no whole number from 0 to 10",
                "remedy": "mend it and import the file again",
            }
        ],
    }


def test_of_very_many_faults_the_first_are_shown_and_all_are_counted(
    desk: Desk, told: Told
) -> None:
    lines = told(desk.write(*["x,1,no,2026-11-22,,,"] * (MOST_FAULTS + 5)), "--dry-run", code=1)
    told_faults = [line for line in lines if ": score: " in line]
    assert len(told_faults) == MOST_FAULTS
    assert "Left out: 105, 5 of them not shown." in lines[1]


@pytest.mark.parametrize("name", ["missing.csv", "."])
def test_a_file_that_is_none_is_told(desk: Desk, told: Told, tmp_path: Path, name: str) -> None:
    wrong, mend = told(str(tmp_path / name), code=1)
    assert "cannot be read" in wrong
    assert mend == "  mend: name another"


def test_who_is_to_be_surveyed_again_and_why_nobody_else_is(
    desk: Desk, dynamo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    terms = Terms(resurvey_after=timedelta(days=4), survey_cooldown=timedelta(days=4))
    team = Team(replace(SETTINGS, terms=terms))
    commits = iter(range(99))

    def commit(decision: Decision) -> None:
        dynamo_store.aggregates.commit(decision, a_cause(f"step {next(commits)}", team.now))

    for member, event in (("m1", "1"), ("m2", "2"), ("m3", "3")):
        commit(team.hears(a_score(3, event, member=member)))
    for member in ("m1", "m2"):
        commit(team.does(MarkHandled(AGENT, CLOSELOOP, How.CALLED), member))
    commit(team.hears(a_score(9, "4", member="m2")))
    team.now += timedelta(days=4)
    commit(team.does(Expire(), "m1"))
    commit(team.does(Expire(), "m1"))

    def said(*more: str) -> str:
        capsys.readouterr()
        assert main(["nps", "due", *more]) == 0
        return capsys.readouterr().out

    first, *lines = said().splitlines()
    assert first == "To be surveyed again: 1 of 3 members who gave a low score"
    assert [line.split()[:3] for line in lines[1:]] == [
        ["m1", "ben", "due"],
        ["m2", "jiwoo", "recovered"],
        ["m3", "ben", "open"],
    ]
    assert "they have answered since: recovered (3, then 9)" in lines[2]
    given = json.loads(said("--json"))
    assert [(one["member"], one["due"], one["why"]) for one in given] == [
        ("m1", True, "due"),
        ("m2", False, "recovered"),
        ("m3", False, "open"),
    ]
