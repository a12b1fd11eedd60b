"""`./deskbell dlq` over queues as template.yaml makes them: looked at, put back, deleted."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import boto3
import pytest
from moto import mock_aws

from deskbell.adapters import wire
from deskbell.domain.inputs import Envelope
from tests.builders import ANA, MINJUN, an_envelope
from tests.functional.memory_desk import MemoryDesk
from tests.functional.operator.accounts import a_stack, refused
from tests.template import cloudformation
from tests.template.cloudformation import ROOT, named
from tools.desk.__main__ import main
from tools.desk.dead_letters import commands, redrive, stories
from tools.desk.dead_letters.letters import Look
from tools.desk.dead_letters.queues import DEAD_LETTERS, dead_letter_queues
from tools.desk.deployment import Account, Resource, in_aws

REGION = "eu-central-1"
HOMES = {"InboxQueue": "InboxDeadLetters", "ResumeQueue": "ResumeDeadLetters"}
SECRET_WORDS = "My password is hunter2"  # pragma: allowlist secret
MACHINE = "arn:aws:states:eu-central-1:123456789012:stateMachine:deskbell-it-form"
TIMERS = "arn:aws:lambda:eu-central-1:123456789012:function:deskbell-FireTimersFunction-X"
RELAY = "arn:aws:lambda:eu-central-1:123456789012:function:deskbell-SendOutboxFunction-X"
PUBLISHER = "arn:aws:lambda:eu-central-1:123456789012:function:deskbell-PublishAuditFunction-X"
WHY = {"fault": "StoreError", "where": "read:7", "why": "the table failed while reading"}


class Queues:
    """The stack's queues on moto, by the names that the template gives them."""

    def __init__(self) -> None:
        self.sqs: Any = boto3.client("sqs", REGION)
        self.urls: dict[str, str] = {}
        for name in ("InboxDeadLetters", "ResumeDeadLetters", "DeadLetters"):
            self._create(name)
        for name, letters in HOMES.items():
            arn = self._attribute(letters, "QueueArn")
            policy = json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": 5})
            self._create(name, RedrivePolicy=policy)
        self.stack = a_stack(
            *(Resource(name, url, "AWS::SQS::Queue") for name, url in self.urls.items()),
            *(
                Resource(name, f"deskbell-{name}-X", "AWS::Lambda::Function")
                for name in ("FireTimersFunction", "SendOutboxFunction", "PublishAuditFunction")
            ),
            Resource("ItFormMachine", MACHINE, "AWS::StepFunctions::StateMachine"),
        )

    def _create(self, name: str, **attributes: str) -> None:
        fifo = {"FifoQueue": "true"} if name.startswith("Inbox") else {}
        suffix = ".fifo" if fifo else ""
        made = self.sqs.create_queue(
            QueueName=f"deskbell-{name}-X{suffix}", Attributes={**fifo, **attributes}
        )
        self.urls[name] = made["QueueUrl"]

    def _attribute(self, name: str, attribute: str) -> str:
        answer = self.sqs.get_queue_attributes(QueueUrl=self.urls[name], AttributeNames=["All"])
        return str(answer["Attributes"][attribute])

    def count(self, name: str) -> int:
        """Of those that can be received."""
        return int(self._attribute(name, "ApproximateNumberOfMessages"))

    def give_up(self, body: str, group: str = "g", **told: str) -> str:
        """As the intake does; the letter's id."""
        sent = self.sqs.send_message(
            QueueUrl=self.urls["InboxDeadLetters"],
            MessageBody=body,
            MessageGroupId=group,
            MessageDeduplicationId=f"{self.count('InboxDeadLetters')}",
            MessageAttributes=_texts(told),
        )
        return str(sent["MessageId"])

    def put(self, name: str, body: object, **told: str) -> str:
        text = body if isinstance(body, str) else json.dumps(body)
        sent = self.sqs.send_message(
            QueueUrl=self.urls[name], MessageBody=text, MessageAttributes=_texts(told)
        )
        return str(sent["MessageId"])

    def take(self, name: str) -> list[dict[str, Any]]:
        received: list[dict[str, Any]] = []
        while True:
            answer = self.sqs.receive_message(
                QueueUrl=self.urls[name], MaxNumberOfMessages=10, AttributeNames=["All"]
            )
            messages = answer.get("Messages", [])
            if not messages:
                return received
            for message in messages:
                self.sqs.delete_message(
                    QueueUrl=self.urls[name], ReceiptHandle=message["ReceiptHandle"]
                )
            received += messages


def _texts(told: dict[str, str]) -> dict[str, dict[str, str]]:
    return {name: {"DataType": "String", "StringValue": text} for name, text in told.items()}


@pytest.fixture
def queues(monkeypatch: pytest.MonkeyPatch) -> Iterator[Queues]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "nobody")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.setattr("tools.desk.dead_letters.letters.PATIENCE", 0)
    with mock_aws():
        found = Queues()
        monkeypatch.setattr(commands, "describe", lambda _account: found.stack)
        yield found


Told = Callable[..., str]


@pytest.fixture
def told(queues: Queues, capsys: pytest.CaptureFixture[str]) -> Told:
    """What a command says, on both outputs."""

    def run(*arguments: str, code: int = 0) -> str:
        assert main(["dlq", *arguments]) == code
        return "".join(capsys.readouterr())

    return run


def a_ticket_emoji(desk: MemoryDesk) -> Envelope:
    message = desk.say(ANA, SECRET_WORDS)
    return an_envelope(desk.reaction(MINJUN, message.ts, "ticket"), "react:1", group="T0:C0:1")


def a_call(function: str, **more: object) -> dict[str, object]:
    context = {"functionArn": function, "condition": "RetriesExhausted"}
    return {"requestContext": {**context, "approximateInvokeCount": 3}, **more}


A_BATCH = {"startSequenceNumber": "100", "endSequenceNumber": "107", "batchSize": 8}
TICK = json.loads((ROOT / "events/schedule/every_minute.json").read_text())
AWAITED = json.loads((ROOT / "events/resume/ticket_assigned.json").read_text())["Records"][0][
    "body"
]


# --- looking ------------------------------------------------------------------------------------


def test_empty_queues_are_told_as_such(told: Told) -> None:
    assert told("list").split() == [
        *("DeadLetters", "empty"),
        *("InboxDeadLetters", "empty"),
        *("ResumeDeadLetters", "empty"),
    ]
    assert "InboxDeadLetters: empty" in told("show", "InboxDeadLetters")


def test_the_list_says_how_many_of_what_how_old_and_what_to_do(queues: Queues, told: Told) -> None:
    for key in ("a", "b"):
        queues.give_up(wire.encode(an_envelope(a_ticket_emoji(MemoryDesk()).input, key)))
    queues.give_up("garbage")
    text = told("list")
    assert "3 waiting, the oldest for " in text
    assert "2 ReactionChanged, 1 unreadable input" in text
    assert "./deskbell dlq show --stack deskbell InboxDeadLetters" in text
    assert "put them back on InboxQueue: ./deskbell dlq redrive --stack deskbell Inbox" in text
    [inbox] = [one for one in json.loads(told("list", "--json")) if one["waiting"]]
    assert (inbox["queue"], inbox["gives_back_to"]) == ("InboxDeadLetters", "InboxQueue")
    assert inbox["kinds"] == {"ReactionChanged": 2, "unreadable input": 1}


def test_a_letter_is_shown_with_its_key_its_thread_and_why_and_without_its_words(
    queues: Queues, told: Told
) -> None:
    id_ = queues.give_up(wire.encode(a_ticket_emoji(MemoryDesk())), **WHY)
    garbage = queues.give_up(SECRET_WORDS, group="h")
    text = told("show")
    for shown in (id_, garbage, "ReactionChanged", "react:1", "T0:C0:1"):
        assert shown in text
    assert "StoreError in read:7: the table failed while reading" in text
    assert "hunter2" not in text
    assert "hunter2" in told("show", "InboxDeadLetters", "--with-content")
    assert "hunter2" not in told("show", "--json")
    assert "hunter2" in told("show", "--json", "--with-content")


def test_who_looks_leaves_everything_as_it_was(queues: Queues, told: Told) -> None:
    for number in range(3):
        queues.give_up("garbage", group=f"{number}")
    for arguments in (["list"], ["show", "--limit", "2"], ["redrive", "--dry-run"]):
        told(*arguments)
        assert queues.count("InboxDeadLetters") == 3
    assert queues.count("InboxQueue") == 0


def test_a_queue_that_is_not_there_is_told_with_those_that_are(told: Told) -> None:
    text = told("show", "Inbox", code=1)
    assert "there is no dead-letter queue Inbox\n" in text
    assert "DeadLetters, InboxDeadLetters, ResumeDeadLetters" in text


# --- inputs, back on the inbox ------------------------------------------------------------------


def test_an_input_comes_back_as_it_was_and_changes_something_once(
    queues: Queues, told: Told
) -> None:
    desk = MemoryDesk()
    body = wire.encode(a_ticket_emoji(desk))
    queues.give_up(body, group="the-group", **WHY)
    queues.give_up(body, group="the-group", **WHY)

    text = told("redrive", "InboxDeadLetters")

    assert "InboxDeadLetters: 2 of 2 are put back" in text
    assert queues.count("InboxDeadLetters") == 0
    back = queues.take("InboxQueue")
    assert [message["Body"] for message in back] == [body, body]
    assert {message["Attributes"]["MessageGroupId"] for message in back} == {"the-group"}
    for message in back:
        desk.process(wire.decode(message["Body"], Envelope))
    assert len(desk.tickets) == 1
    assert desk.ticket.version == 1


def test_whoever_is_interrupted_between_sending_and_deleting_loses_and_doubles_nothing(
    queues: Queues, told: Told, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(4):
        queues.give_up(f"input {number}", group=f"{number}")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as context:
        context.setattr(Look, "delete", interrupted)
        assert main(["dlq", "redrive"]) == 130
    capsys.readouterr()
    assert queues.count("InboxDeadLetters") == 4

    told("redrive")

    assert queues.count("InboxDeadLetters") == 0
    bodies = sorted(message["Body"] for message in queues.take("InboxQueue"))
    assert bodies == [f"input {number}" for number in range(4)]


def test_a_queue_that_takes_nothing_leaves_the_letters_where_they_are(
    queues: Queues, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    queues.give_up("garbage")

    def refuse(*_: object) -> None:
        raise refused("AccessDenied", "SendMessage")

    monkeypatch.setattr(redrive, "_put_back", refuse)
    assert "these credentials may not do SendMessage" in told("redrive", code=1)
    assert queues.count("InboxDeadLetters") == 1


def test_one_letter_alone_can_be_put_back(queues: Queues, told: Told) -> None:
    first = queues.give_up("first", group="1")
    queues.give_up("second", group="2")
    told("redrive", "--message", first)
    assert [message["Body"] for message in queues.take("InboxQueue")] == ["first"]
    assert queues.count("InboxDeadLetters") == 1
    assert "there is no such letter: nope" in told("redrive", "--message", "nope", code=1)


def test_the_same_input_given_up_again_is_put_back_again(queues: Queues, told: Told) -> None:
    """Within five minutes too: SQS would silently drop a message under the input's own key."""
    body = wire.encode(a_ticket_emoji(MemoryDesk()))
    for _ in range(2):
        queues.give_up(body)
        told("redrive")
        assert len(queues.take("InboxQueue")) == 1


def test_more_letters_than_sqs_shows_at_once_all_come_back_and_it_tells_how_far_it_is(
    queues: Queues, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redrive, "TELL_EVERY", 10)
    for number in range(25):
        queues.give_up(f"{number}", group="one thread")
    text = told("redrive")
    assert "InboxDeadLetters: 20 of 25 so far" in text
    assert "25 of 25 are put back" in text
    assert [m["Body"] for m in queues.take("InboxQueue")] == [str(number) for number in range(25)]


# --- events and calls ---------------------------------------------------------------------------


def test_an_event_for_a_waiting_execution_goes_back_to_its_queue(
    queues: Queues, told: Told
) -> None:
    queues.put("ResumeDeadLetters", AWAITED)
    assert "TicketAssigned" in told("show", "ResumeDeadLetters")
    told("redrive", "ResumeDeadLetters")
    assert [message["Body"] for message in queues.take("ResumeQueue")] == [AWAITED]
    assert queues.count("ResumeDeadLetters") == 0


class Calls:
    """What Lambda and Step Functions were asked for."""

    def __init__(self) -> None:
        self.made: list[dict[str, Any]] = []

    def invoke(self, **call: object) -> None:
        self.made.append(call)

    def start_execution(self, **call: object) -> None:
        self.made.append(call)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    made = Calls()
    real = in_aws("deskbell", None, REGION).client

    def client(service: str) -> Any:
        return made if service in ("lambda", "stepfunctions") else real(service)

    account = Account("deskbell", REGION, client, lambda: None)
    monkeypatch.setattr("tools.desk.__main__._account", lambda _: account)
    return made


def test_a_call_that_a_function_did_not_survive_is_made_again(
    queues: Queues, calls: Calls, told: Told
) -> None:
    queues.put("DeadLetters", a_call(f"{TIMERS}:$LATEST", requestPayload=TICK))
    queues.put("DeadLetters", TICK, TARGET_ARN=TIMERS, ERROR_MESSAGE="no permission")
    assert "no permission" in told("show", "DeadLetters")
    told("redrive")
    for call in calls.made:
        assert call["FunctionName"] == "deskbell-FireTimersFunction-X"
        assert call["InvocationType"] == "Event"
        assert json.loads(call["Payload"]) == TICK
    assert len(calls.made) == 2
    assert queues.count("DeadLetters") == 0


@pytest.mark.parametrize("whole", [True, False], ids=["the event", "its detail"])
def test_an_execution_that_was_not_started_is_started_with_the_detail(
    queues: Queues, calls: Calls, told: Told, whole: bool
) -> None:
    opened = json.loads((ROOT / "events/bus/TicketOpened.json").read_text())
    queues.put("DeadLetters", opened if whole else opened["detail"], TARGET_ARN=MACHINE)
    assert opened["detail"]["ref"] in told("show", "DeadLetters")
    told("redrive")
    [call] = calls.made
    assert call["stateMachineArn"] == MACHINE
    assert json.loads(call["input"]) == opened["detail"]


def test_a_failed_execution_is_told_with_its_ref_and_needs_nothing(
    queues: Queues, told: Told
) -> None:
    detail = {
        "executionArn": MACHINE.replace("stateMachine", "execution") + ":e-1",
        "stateMachineArn": MACHINE,
        "status": "FAILED",
        "error": "States.TaskFailed",
        "cause": SECRET_WORDS,
        "input": json.dumps({"ref": "LOAN#1", "generation": 0}),
    }
    kind = "Step Functions Execution Status Change"
    queues.put("DeadLetters", {"source": "aws.states", "detail-type": kind, "detail": detail})
    said = told("show", "DeadLetters")
    assert "failed execution of ItFormMachine" in said
    assert "States.TaskFailed" in said
    assert "LOAN#1" in said
    assert SECRET_WORDS not in said
    assert "its next step starts another one" in told("redrive", "--dry-run")


def test_an_event_that_its_queue_did_not_take_is_put_there(queues: Queues, told: Told) -> None:
    arn = "arn:aws:sqs:eu-central-1:123456789012:deskbell-ResumeQueue-X"
    queues.put("DeadLetters", AWAITED, TARGET_ARN=arn)
    told("redrive")
    assert [message["Body"] for message in queues.take("ResumeQueue")] == [AWAITED]


@pytest.mark.parametrize(
    ("body", "attributes", "why"),
    [
        (a_call(RELAY, DDBStreamBatchInfo=A_BATCH), {}, "nothing is lost"),
        (a_call(PUBLISHER, DDBStreamBatchInfo=A_BATCH), {}, "your own rules missed them"),
        ("garbage", {}, "nobody knows what wrote it"),
        (["a", "list"], {}, "nobody knows what wrote it"),
        (a_call("arn:aws:lambda:x:1:function:mine", requestPayload={}), {}, "no stack here"),
        (TICK, {"TARGET_ARN": "arn:aws:lambda:x:1:function:mine"}, "no stack here"),
        (TICK, {"TARGET_ARN": "garbage"}, "no stack here"),
    ],
    ids=["relay", "publisher", "garbage", "list", "foreign call", "foreign target", "no target"],
)
def test_what_cannot_be_done_again_is_left_with_the_reason_and_the_way_to_delete_it(
    queues: Queues,
    calls: Calls,
    told: Told,
    body: object,
    attributes: dict[str, str],
    why: str,
) -> None:
    id_ = queues.put("DeadLetters", body, **attributes)
    text = told("redrive")
    assert "DeadLetters: 0 of 1 are put back" in text
    assert why in text
    assert f"./deskbell dlq delete --stack deskbell DeadLetters --message {id_}" in text
    assert (calls.made, queues.count("DeadLetters")) == ([], 1)
    [left] = [found["left"] for found in json.loads(told("redrive", "--json")) if found["left"]]
    assert left[0]["id"] == id_


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"errorType": "HandlerFailedError", "errorMessage": "KeyError, at:7"}, "KeyError, at:7"),
        ({"errorType": "ValueError", "errorMessage": SECRET_WORDS}, "ValueError"),
        (None, "RetriesExhausted after 3 calls\n"),
    ],
    ids=["ours", "foreign", "none"],
)
def test_a_call_says_what_the_function_said_unless_that_may_quote_people(
    queues: Queues, told: Told, fault: object, said: str
) -> None:
    queues.put("DeadLetters", a_call(TIMERS, requestPayload=TICK, responsePayload=fault))
    text = told("show")
    assert said in text
    assert "hunter2" not in text


# --- deleting -----------------------------------------------------------------------------------


def test_nothing_is_deleted_that_was_not_named(queues: Queues, told: Told) -> None:
    first = queues.put("DeadLetters", "first")
    queues.put("DeadLetters", "second")
    assert "gone for good" in told("delete", "DeadLetters", code=1)
    assert "1 of 2 would be" in told("delete", "DeadLetters", "--message", first, "--dry-run")
    assert queues.count("DeadLetters") == 2
    told("delete", "DeadLetters", "--message", first)
    assert [message["Body"] for message in queues.take("DeadLetters")] == ["second"]


def test_a_whole_queue_can_be_deleted(queues: Queues, told: Told) -> None:
    for _ in range(12):
        queues.put("DeadLetters", "garbage")
    assert "12 of 12 are deleted" in told("delete", "DeadLetters", "--all")
    assert queues.count("DeadLetters") == 0


# --- the stack ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moved", "why"), [(True, "nobody answered for it"), (False, "look for InputFailed")]
)
def test_an_input_without_a_fault_says_where_to_look(queues: Queues, moved: bool, why: str) -> None:
    queues.give_up("garbage")
    [queue] = dead_letter_queues(queues.sqs, queues.stack, "InboxDeadLetters")
    with Look(queues.sqs, queue, 1) as look:
        [letter] = list(look)
    letter = replace(letter, moved_by_sqs=moved)
    assert why in stories.story_of(letter, queue, queues.stack).why


def test_every_dead_letter_queue_of_the_template_is_found_by_its_name() -> None:
    queues = cloudformation.as_written().of_type("AWS::SQS::Queue")
    targets = {
        named(queue["RedrivePolicy"]["deadLetterTargetArn"])
        for queue in queues.values()
        if "RedrivePolicy" in queue
    }
    found = {name for name in queues if DEAD_LETTERS in name}
    assert found - targets == {"DeadLetters"}
    assert targets <= found
