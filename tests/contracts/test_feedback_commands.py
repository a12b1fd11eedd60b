"""`./deskbell feedback import` over a desk's table and inbox: what a review site has exported
(A3-08)."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import boto3
import pytest

from deskbell.adapters import wire
from deskbell.domain.feedback.inputs import FeedbackGiven, Sentiment
from deskbell.domain.feedback.policy import FeedbackFields, FeedbackSource
from deskbell.domain.inputs import Envelope
from tests.builders import NOW
from tests.contracts.stores import REGION, TABLE, Store
from tests.contracts.test_nps_commands import Breaking
from tests.functional.feedback import FeedbackDesk, FeedbackDoor
from tests.functional.operator.accounts import a_stack
from tests.template.cloudformation import ROOT
from tests.unit.feedback.people import a_review
from tools.desk import __main__ as command_line
from tools.desk.__main__ import main
from tools.desk.file_import import importing
from tools.desk.push import push
from tools.desk.settings_file import read_settings

HEADER = "source_event_id,text,sentiment,class,theme,member_id,author"
LATE = "r-1,Too late again,negative,delivery,Delivery,11672,Dana Whitfield"
KIND = "r-2,So kind!,positive,,,,"


class Desk:
    """A desk with the sample's settings, a table and an inbox."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "reviews.csv"
        self.settings = read_settings(ROOT / "desk.yaml")
        self.sources(reviews=FeedbackSource("App reviews"))
        self.sqs: Any = boto3.client("sqs", REGION)
        self.inbox = self.sqs.create_queue(
            QueueName="inbox.fifo", Attributes={"FifoQueue": "true"}
        )["QueueUrl"]

    def sources(self, **sources: FeedbackSource) -> None:
        assert self.settings.desk.feedback
        feedback = replace(self.settings.desk.feedback, sources=sources)
        settings = replace(self.settings, desk=replace(self.settings.desk, feedback=feedback))
        push(settings, boto3.client("dynamodb", REGION), TABLE)

    def write(self, *lines: str, header: str = HEADER) -> str:
        self.file.write_text("\n".join((header, *lines)), encoding="utf-8")
        return str(self.file)

    def asked(self) -> list[Envelope]:
        """What has come to the inbox since."""
        found = self.sqs.receive_message(QueueUrl=self.inbox, MaxNumberOfMessages=10)
        return [wire.decode(one["Body"], Envelope) for one in found.get("Messages", [])]

    def given(self) -> list[FeedbackGiven]:
        return [one.input for one in self.asked() if isinstance(one.input, FeedbackGiven)]


@pytest.fixture
def desk(dynamo_store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Desk]:
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.setattr(command_line, "_desk_time", lambda _: NOW)
    made = Desk(tmp_path)
    stack = replace(a_stack(), outputs={"TableName": TABLE, "InboxQueueUrl": made.inbox})
    monkeypatch.setattr(importing, "describe", lambda _account: stack)
    yield made
    made.sqs.delete_queue(QueueUrl=made.inbox)


Told = Callable[..., list[str]]


@pytest.fixture
def told(desk: Desk, capsys: pytest.CaptureFixture[str]) -> Told:
    """What a command says, on both outputs."""

    def run(*arguments: str, code: int = 0) -> list[str]:
        assert main(["feedback", "import", *arguments]) == code
        return "".join(capsys.readouterr()).splitlines()

    return run


def test_a_dry_run_says_what_would_be_imported_and_sends_nothing(desk: Desk, told: Told) -> None:
    lines = told(desk.write(LATE, KIND), "--dry-run")
    assert lines == ["Would be imported: 2 of 2 items of reviews; negative: 1"]
    assert desk.asked() == []


def test_a_row_is_the_input_that_the_sources_webhook_would_have_made(
    desk: Desk, told: Told
) -> None:
    lines = told(desk.write(LATE, KIND))
    assert lines == [
        "On the inbox: 2 of 2 items of reviews; negative: 1",
        "2 of 2 items so far",
    ]
    door = FeedbackDoor()
    door.reviews(
        source_event_id="r-1",
        text="Too late again",
        sentiment="negative",
        theme="Delivery",
        member_id="11672",
        author="Dana Whitfield",
        **{"class": "delivery"},
    )
    [by_webhook] = door.taken
    by_file = next(one for one in desk.asked() if one.key.endswith(by_webhook.key[-20:]))
    assert isinstance(by_file.input, FeedbackGiven)
    assert replace(by_file.input, operator=None) == by_webhook.input


def test_what_comes_by_file_and_by_webhook_is_one_card_and_its_history_says_who_brought_it(
    desk: Desk, told: Told
) -> None:
    told(desk.write(LATE))
    memory = FeedbackDesk()
    brought = [envelope.input for envelope in desk.asked()]
    for number, given in enumerate([*brought, *brought, a_review("Too late again", "r-1")]):
        memory.give(given, key=f"way {number}")
    came = ("FeedbackReceived", "FeedbackSeenAgain")
    told_of = [(row.event, row.actor) for row in memory.table.audit if row.event in came]
    assert told_of == [("FeedbackReceived", "operator:user/moto")]
    assert len(memory.cards) == 1


def test_a_row_is_shown_without_what_is_personal(desk: Desk, told: Told) -> None:
    told(
        desk.write("r-1,Dana Whitfield here: call me at +48 601 100 100,negative,,,,Dana Whitfield")
    )
    memory = FeedbackDesk()
    for envelope in desk.asked():
        memory.give(envelope.input, key=envelope.key)
    assert "call me at [phone number]" in memory.shown
    history = str([row.detail for row in memory.table.audit])
    assert [leak for leak in ("Dana", "Whitfield", "601") if leak in memory.shown + history] == []


def test_a_crash_doubles_nothing_and_resume_goes_on_where_it_stopped(
    desk: Desk, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = desk.write(*(f"r-{number},Late {number},,,,," for number in range(5)))
    with monkeypatch.context() as patched:
        Breaking(patched, chunks=1)
        assert "and then no more" in told(file, code=1)[-2]
    before = [one.event for one in desk.given()]
    assert told(file, "--resume")[0].startswith("On the inbox: 3 of 5 items of reviews")
    assert {*before, *(one.event for one in desk.given())} == {f"r-{n}" for n in range(5)}
    desk.write(LATE)
    wrong, _ = told(file, "--resume", code=1)
    assert wrong == f"error: no import of {file} has stopped"


@pytest.mark.parametrize(
    ("line", "place"),
    [
        (",Late,,,,,", "source_event_id: there is no text at source_event_id"),
        ("r-3, ,,,,,", "text: there is no text at text"),
        ("r-3,Late,angry,,,,", "sentiment: sentiment is none of negative, neutral and positive"),
        ("r-3,Late,,Jo Doe,,,", "class: class is no word of letters, digits, - and _"),
        ("r-3,Late,,,,Jo Doe,", "member_id: member_id is no id of letters, digits, - and _"),
        ("r-3,Late", "it has 2 cells, the first line 7"),
    ],
)
def test_a_row_that_is_wrong_is_told_with_its_line_and_left_out(
    desk: Desk, told: Told, line: str, place: str
) -> None:
    lines = told(desk.write(LATE, line, KIND), code=1)
    assert lines[:2] == [
        "On the inbox: 2 of 3 items of reviews; negative: 1",
        "Left out: 1. Mend them and import the file again.",
    ]
    assert lines[2].startswith(f"{desk.file}:3: {place}")
    assert {one.event for one in desk.given()} == {"r-1", "r-2"}


def test_columns_are_those_that_the_settings_name(desk: Desk, told: Told) -> None:
    named = FeedbackFields(event="Review ID", text="review.body", sentiment="Mood")
    desk.sources(shop=FeedbackSource("Shop", named), reviews=FeedbackSource("Reviews"))
    file = desk.write("7;'=late;NEGATIVE", header="review id;Review.Body;mood")
    assert told(file, code=1)[0] == "error: there are several sources"
    assert told(file, "--source", "app", code=1)[0] == "error: there is no source app"
    told(file, "--source", "shop")
    [given] = desk.given()
    assert (given.source, given.text, given.sentiment) == ("shop", "=late", Sentiment.NEGATIVE)


def test_a_program_reads_counts_and_faults(desk: Desk, told: Told) -> None:
    found = json.loads("\n".join(told(desk.write(LATE, ",x,,,,,"), "--json", "--dry-run", code=1)))
    counts = {"good": 1, "negative": 1, "bad": 1, "sent": 0}
    assert {key: found[key] for key in counts} == counts
    assert found["faults"][0]["column"] == "source_event_id"
