"""The services beside the table: the inbox queue, the bus, the waiting executions."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import boto3
import pytest
from botocore.exceptions import EndpointConnectionError
from botocore.stub import Stubber
from moto import mock_aws
from types_boto3_events.type_defs import TargetTypeDef

from deskbell.adapters import wire
from deskbell.adapters.aws_http import AwsCall, AwsJsonService, HttpDeadLetters, HttpInputQueue
from deskbell.adapters.eventbridge import BusEvents
from deskbell.adapters.memory.aggregates import MemoryAggregates
from deskbell.adapters.memory.services import MemoryEvents, MemoryExecutions, MemoryInputQueue
from deskbell.adapters.memory.store import MemoryTable
from deskbell.adapters.sigv4 import Credentials
from deskbell.adapters.stepfunctions import SfnExecutions
from deskbell.domain.errors import QueueUnavailableError, ResumeRefusedError
from deskbell.domain.inputs import Envelope
from deskbell.usecases import ports
from deskbell.usecases.ports import AuditRow, Wait
from tests.aws_calls import Recorder
from tests.builders import INSTALL, NOW, OLA, a_cause, a_reply, a_request, a_ticket, an_envelope
from tests.contracts.changes import opening, taking
from tests.contracts.stores import REGION

WAIT = Wait(a_ticket().ref, "taker", "token")


@pytest.fixture
def aws() -> Iterator[None]:
    with mock_aws():
        yield


class TestInputQueue:
    @pytest.fixture
    def sqs(self, aws: None) -> tuple[Any, str]:
        client = boto3.client("sqs", REGION)
        url = client.create_queue(QueueName="inbox.fifo", Attributes={"FifoQueue": "true"})
        return client, url["QueueUrl"]

    @pytest.fixture
    def call(self, aws: None) -> Iterator[AwsCall]:
        """Our own way to SQS, answered by moto."""
        known = Credentials("fake-key", "fake-secret")
        with Recorder().listening():
            yield AwsJsonService("sqs", region=REGION, credentials=known).call

    @staticmethod
    def _received(sqs: tuple[Any, str]) -> list[dict[str, Any]]:
        client, url = sqs
        answer = client.receive_message(
            QueueUrl=url,
            MaxNumberOfMessages=10,
            AttributeNames=["All"],
            MessageAttributeNames=["All"],
            WaitTimeSeconds=0,
        )
        return list(answer.get("Messages", []))

    def test_an_input_comes_out_of_the_queue_as_it_was_put_in(
        self, call: AwsCall, sqs: tuple[Any, str]
    ) -> None:
        envelope = an_envelope(a_reply("1795424402.000100", "żółw 🐢"), group="g:1", hops=1)
        HttpInputQueue(call, sqs[1]).put(envelope)
        memory = MemoryInputQueue()
        memory.put(envelope)
        (message,) = self._received(sqs)
        assert wire.decode(message["Body"], Envelope) == envelope
        assert (memory.take(), memory.take()) == ([envelope], [])

    def test_inputs_of_one_group_stay_in_order_and_a_repeated_key_is_dropped(
        self, call: AwsCall, sqs: tuple[Any, str]
    ) -> None:
        queue = HttpInputQueue(call, sqs[1])
        for key in ("a", "b", "a", "c"):
            queue.put(an_envelope(a_reply("1.1", key), key=key, group="한국어 " * 100))
        bodies = [wire.decode(message["Body"], Envelope) for message in self._received(sqs)]
        assert [envelope.key for envelope in bodies] == ["a", "b", "c"]

    def test_many_at_once_stay_in_order_too_and_a_repeated_key_is_dropped(
        self, call: AwsCall, sqs: tuple[Any, str]
    ) -> None:
        inputs = [an_envelope(a_reply("1.1", key), key=key, group="g") for key in ("a", "b", "a")]
        other = an_envelope(a_reply("1.1", "c"), key="c", group="another")
        for queue in (HttpInputQueue(call, sqs[1]), memory := MemoryInputQueue()):
            queue.put_all([*inputs, other])
        bodies = [wire.decode(message["Body"], Envelope) for message in self._received(sqs)]
        assert bodies == [*inputs[:2], other]
        assert memory.take() == [*inputs, other]

    def test_an_input_that_waited_for_its_ticket_is_taken_a_second_time(
        self, call: AwsCall, sqs: tuple[Any, str]
    ) -> None:
        queue, early = HttpInputQueue(call, sqs[1]), an_envelope(a_reply("1.1", "too early"))
        queue.put(early)
        queue.put(replace(early, hops=1))
        assert [wire.decode(m["Body"], Envelope).hops for m in self._received(sqs)] == [0, 1]

    def test_a_dead_letter_is_kept_as_it_is_and_once(
        self, call: AwsCall, sqs: tuple[Any, str]
    ) -> None:
        letters = HttpDeadLetters(call, sqs[1])
        for _ in range(2):
            letters.put("no input: żółw 🐢", "a-group", "m-1", {"fault": "InputError", "why": ""})
        (message,) = self._received(sqs)
        assert message["Body"] == "no input: żółw 🐢"
        assert message["Attributes"]["MessageGroupId"] == "a-group"
        assert message["MessageAttributes"] == {
            "fault": {"DataType": "String", "StringValue": "InputError"}
        }

    def test_a_queue_that_takes_nothing_says_so(self, call: AwsCall, sqs: tuple[Any, str]) -> None:
        gone = sqs[1] + "-gone"
        closed = MemoryInputQueue(available=False)
        for queue in (HttpInputQueue(call, gone), closed):
            with pytest.raises(QueueUnavailableError):
                queue.put(an_envelope(a_reply("1.1", "hi")))
        with pytest.raises(QueueUnavailableError, match=r"NonExistentQueue|QueueDoesNotExist"):
            HttpDeadLetters(call, gone).put("body", "group", "m-1", {})
        assert closed.envelopes == []


def some_rows(count: int) -> list[AuditRow]:
    """The audit rows of that many requests."""
    aggregates = MemoryAggregates(MemoryTable())
    refs = [a_request(ref=type(WAIT.ref)(WAIT.ref.kind, f"R{n}")) for n in range(count)]
    for request in refs:
        aggregates.commit(opening(request), a_cause(request.ref.id, person=OLA))
    return [row for request in refs for row in aggregates.history(request.ref)]


class TestEvents:
    @pytest.fixture
    def bus(self, aws: None) -> tuple[Any, Any, str]:
        """EventBridge, and SQS with the queue that gets every event."""
        events, sqs = boto3.client("events", REGION), boto3.client("sqs", REGION)
        url = sqs.create_queue(QueueName="all")["QueueUrl"]
        arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
        events.create_event_bus(Name="desk")
        pattern = json.dumps({"source": ["deskbell"]})
        events.put_rule(Name="all", EventBusName="desk", EventPattern=pattern)
        targets: list[TargetTypeDef] = [{"Id": "queue", "Arn": arn["Attributes"]["QueueArn"]}]
        events.put_targets(Rule="all", EventBusName="desk", Targets=targets)
        return events, sqs, url

    def test_an_audit_row_is_an_event_that_rules_can_match(self, bus: tuple[Any, Any, str]) -> None:
        events, sqs, url = bus
        aggregates = MemoryAggregates(MemoryTable())
        aggregates.commit(opening(a_request()), a_cause("view:1", person=OLA))
        aggregates.commit(taking(a_request()), a_cause("act:1"))
        rows = aggregates.history(a_request().ref)
        assert BusEvents(events, "desk").publish(rows[1:]) == []
        (message,) = sqs.receive_message(QueueUrl=url)["Messages"]
        event = json.loads(message["Body"])
        assert (event["source"], event["detail-type"]) == ("deskbell", "TicketAssigned")
        assert event["detail"] == {
            "ref": str(a_request().ref),
            "install": INSTALL,
            "version": 2,
            "workflow": "it_form",
            "generation": 0,
            "inbox": "it",
            "actor": "person:U0MINJUN01",
            "cause": "act:1",
            "at": NOW.isoformat(),
            "data": {"assignee": "U0BEN00001"},
        }

    def test_more_events_than_the_bus_takes_at_once_all_arrive(
        self, bus: tuple[Any, Any, str]
    ) -> None:
        events, sqs, url = bus
        memory = MemoryEvents()
        rows = some_rows(23)
        assert BusEvents(events, "desk").publish(rows) == memory.publish(rows) == []
        attributes = ["ApproximateNumberOfMessages"]
        waiting = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=attributes)
        assert waiting["Attributes"][attributes[0]] == "23"
        assert memory.published == rows

    def test_events_that_the_bus_refused_are_given_back(self) -> None:
        events = boto3.client("events", REGION, aws_access_key_id="x", aws_secret_access_key="x")
        entries = [{"EventId": "1"}, {"ErrorCode": "ThrottlingException"}, {"EventId": "3"}]
        rows = some_rows(3)
        with Stubber(events) as stub:
            stub.add_response("put_events", {"FailedEntryCount": 1, "Entries": entries})
            assert BusEvents(events, "desk").publish(rows) == [rows[1]]

    def test_a_bus_that_takes_nothing_gives_everything_back(self) -> None:
        events = boto3.client("events", REGION, aws_access_key_id="x", aws_secret_access_key="x")
        rows = some_rows(2)
        with Stubber(events) as stub:
            stub.add_client_error("put_events", "InternalException")
            assert BusEvents(events, "desk").publish(rows) == rows
        assert MemoryEvents(available=False).publish(rows) == rows


class TestExecutions:
    @pytest.fixture
    def client(self) -> Any:
        return boto3.client(
            "stepfunctions", REGION, aws_access_key_id="x", aws_secret_access_key="x"
        )

    def test_a_waiting_execution_gets_its_outcome(self, client: Any) -> None:
        memory = MemoryExecutions()
        assert memory.answer(WAIT, "taken")
        answer = {"taskToken": "token", "output": '{"outcome": "taken"}'}
        with Stubber(client) as stub:
            stub.add_response("send_task_success", {}, answer)
            assert SfnExecutions(client).answer(WAIT, "taken")
            stub.assert_no_pending_responses()
        assert memory.answers == [(WAIT, "taken")]

    @pytest.mark.parametrize("code", ["TaskTimedOut", "TaskDoesNotExist"])
    def test_nobody_waits_with_a_token_that_is_used_up(self, client: Any, code: str) -> None:
        with Stubber(client) as stub:
            stub.add_client_error("send_task_success", code)
            assert not SfnExecutions(client).answer(WAIT, "taken")
        assert not MemoryExecutions(over={"token"}).answer(WAIT, "taken")

    def test_an_answer_that_is_refused_is_not_hidden(self, client: Any) -> None:
        with Stubber(client) as stub:
            stub.add_client_error("send_task_success", "InvalidToken")
            refusing: list[ports.Executions] = [
                SfnExecutions(client),
                MemoryExecutions(refused={"token"}),
            ]
            for executions in refusing:
                with pytest.raises(ResumeRefusedError):
                    executions.answer(WAIT, "taken")

    def test_an_answer_that_did_not_arrive_is_not_hidden_either(
        self, client: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def unreachable(**_: str) -> None:
            raise EndpointConnectionError(endpoint_url="https://states")

        monkeypatch.setattr(client, "send_task_success", unreachable)
        with pytest.raises(ResumeRefusedError):
            SfnExecutions(client).answer(WAIT, "taken")
