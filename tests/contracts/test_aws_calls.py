"""Every AWS call of every function, as AWS itself would judge it: its form, and who may make it.

The real handlers run on moto (`tests/moto_desk.py`), before the fake Slack. What they call is held
against botocore's service models and the policies in template.yaml, both ways: nothing is called
that is not allowed, and nothing is allowed that is not called.
"""

import time
from collections.abc import Iterator
from typing import Any

import pytest

from deskbell.adapters.dynamo.books import dynamo_books
from deskbell.adapters.dynamo.table import bind
from deskbell.domain.ids import PersonId
from deskbell.usecases.audit.invariants import broken
from tests.aws_calls import Call, Wire, as_an_sdk_reads, faults
from tests.aws_resources import REGION
from tests.contracts.desk_scenarios import SCENARIOS
from tests.iam import Grant, Need, grants, needs
from tests.moto_desk import INGRESS, MotoDesk, moto_desk
from tests.template import cloudformation

FUNCTIONS = sorted(cloudformation.as_written().of_type("AWS::Serverless::Function"))

BY_HAND = {"sqs", "secretsmanager", "pinpoint-sms-voice-v2"}
"""Services that no function asks by way of an SDK."""

OF_THE_RELAY = {"ReadContacts", "CallPhones"}
"""Policies that are for pages, whichever of the relay's functions they leave by."""

UNUSED: dict[tuple[str, str, str], str] = {}
"""Rights (owner, statement, action) that no scenario needs, and why they are given all the same."""


@pytest.fixture(scope="module")
def desk() -> Iterator[MotoDesk]:
    """A desk to which everything in `desk_scenarios` has happened."""
    with moto_desk() as desk:
        for scenario in SCENARIOS:
            scenario(desk)
        yield desk


def calls_of(desk: MotoDesk, function: str) -> list[Call]:
    return [call for call in desk.recorder.calls if call.function == function]


def refusals(desk: MotoDesk, call: Call) -> list[str]:
    """The rights that its function lacks for a call."""
    given = grants(desk.template, call.function, desk.resources)
    return [
        f"{call.function} may not {need.action} on {need.resource} {', '.join(need.keys)}".rstrip()
        for need in needs(call, desk.resources)
        if not any(grant.allows(need) for grant in given)
    ]


def test_there_is_a_scenario_for_each_function(desk: MotoDesk) -> None:
    assert {call.function for call in desk.recorder.calls} == set(FUNCTIONS)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_calls_aws_as_aws_describes_it(desk: MotoDesk, function: str) -> None:
    found = {fault for call in calls_of(desk, function) for fault in faults(call)}
    assert found == set()


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_may_do_what_it_does(desk: MotoDesk, function: str) -> None:
    found = {refusal for call in calls_of(desk, function) for refusal in refusals(desk, call)}
    assert found == set()


def test_nothing_is_allowed_that_nobody_does(desk: MotoDesk) -> None:
    given: set[Grant] = set()
    used: set[Grant] = set()
    for function in FUNCTIONS:
        mine = set(grants(desk.template, function, desk.resources))
        wanted = {need for call in calls_of(desk, function) for need in needs(call, desk.resources)}
        given |= mine
        used |= {grant for grant in mine if any(grant.allows(need) for need in wanted)}
    unused = {(grant.owner, grant.statement, grant.action) for grant in given - used}
    assert unused == set(UNUSED)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_needs_each_policy_that_it_has(desk: MotoDesk, function: str) -> None:
    mine = grants(desk.template, function, desk.resources)
    wanted = {need for call in calls_of(desk, function) for need in needs(call, desk.resources)}
    useful = {grant.owner for grant in mine if any(grant.allows(need) for need in wanted)}
    assert {grant.owner for grant in mine} - OF_THE_RELAY == useful - OF_THE_RELAY


def test_the_ingress_uses_no_sdk_and_nobody_needs_one_for_queues_and_secrets(
    desk: MotoDesk,
) -> None:
    by_hand = {(call.function, call.service) for call in desk.recorder.calls if call.wire}
    with_an_sdk = {(call.function, call.service) for call in desk.recorder.calls if not call.wire}
    assert {service for function, service in by_hand if function != INGRESS} == BY_HAND
    assert {service for _, service in with_an_sdk} & BY_HAND == set()
    only_on_the_inbox = {"RecordReceiptFunction"}
    assert {function for function, _ in with_an_sdk} == set(FUNCTIONS) - {
        INGRESS
    } - only_on_the_inbox


def test_what_is_read_without_an_sdk_is_what_one_would_read(desk: MotoDesk) -> None:
    calls = [call for call in desk.recorder.calls if call.wire]
    read = [(call.operation, as_an_sdk_reads(call)) for call in calls]
    rows = [answer["Item"]["pk"]["S"] for name, answer in read if "Item" in answer]
    assert rows[0] == "CFG"
    secrets = [answer["SecretString"] for name, answer in read if name == "GetSecretValue"]
    assert any("signing_secrets" in secret for secret in secrets)
    assert all(answer["MessageId"] for name, answer in read if name == "SendMessage")
    batches = [answer for name, answer in read if name == "SendMessageBatch"]
    assert all(answer["Successful"] and not answer.get("Failed") for answer in batches)
    assert {name for name, _ in read} == {
        "GetItem",
        "GetQueueAttributes",
        "GetSecretValue",
        "SendMessage",
        "SendMessageBatch",
        "SendTextMessage",
        "SendVoiceMessage",
    }


def test_after_all_this_what_always_holds_does(desk: MotoDesk) -> None:
    bind(desk.name("DeskTable"), REGION)
    books = dynamo_books(time.time(), PersonId(desk.slack.state()["bot_user_id"]))
    assert books.posted, "there is something to look at"
    assert broken(books) == []


# --- the checks find what they are for ----------------------------------------------------------


def a_call(function: str, operation: str, service: str = "dynamodb", **parameters: Any) -> Call:
    return Call(function, service, operation, parameters)


def a_key(pk: str) -> dict[str, dict[str, str]]:
    return {"pk": {"S": pk}, "sk": {"S": "x"}}


def test_a_call_that_aws_does_not_know_is_found() -> None:
    assert faults(a_call("Any", "FetchItem")) == ["dynamodb has no operation FetchItem"]
    [fault] = faults(a_call("Any", "GetItem", Key=a_key("CFG"), Consistent=True))
    assert 'Missing required parameter in input: "TableName"' in fault
    assert 'Unknown parameter in input: "Consistent"' in fault
    [fault] = faults(a_call("Any", "GetItem", TableName="t", Key={"pk": {"S": 1}}))
    assert "Invalid type for parameter Key.pk.S" in fault


def test_a_request_by_hand_with_the_wrong_headers_or_answer_is_found() -> None:
    wire = Wire("application/json", "DynamoDB.GetItem", 200, {}, b'{"Row": {}}')
    call = Call(INGRESS, "dynamodb", "GetItem", {"TableName": "t", "Key": a_key("CFG")}, wire)
    assert faults(call) == [
        "target is DynamoDB.GetItem, not DynamoDB_20120810.GetItem",
        "content_type is application/json, not application/x-amz-json-1.0",
        "the answer has Row, which no SDK would read",
    ]


@pytest.mark.parametrize(
    ("function", "operation", "parameters"),
    [
        ("ClaimExecutionFunction", "DeleteItem", {"Key": a_key("T#1")}),
        ("ReceiveRequestFunction", "GetItem", {"Key": a_key("T#1")}),
        ("ReceiveRequestFunction", "PutItem", {"Item": a_key("CFG")}),
        ("AcknowledgeRequestFunction", "Query", {"IndexName": "due"}),
        ("FireTimersFunction", "Query", {}),
        ("SweepOutboxFunction", "Scan", {}),
        ("AuditDeskFunction", "PutItem", {"Item": a_key("T#1")}),
        ("CaptureMissedFunction", "PutItem", {"Item": a_key("T#1")}),
        ("CaptureMissedFunction", "Scan", {}),
        ("ClaimExecutionFunction", "TransactWriteItems", {"TransactItems": ["Put", "Update"]}),
        ("AcknowledgeRequestFunction", "TransactWriteItems", {"TransactItems": ["ConditionCheck"]}),
    ],
)
def test_a_right_that_a_function_lacks_is_found(
    desk: MotoDesk, function: str, operation: str, parameters: dict[str, Any]
) -> None:
    table = desk.name("DeskTable")
    match parameters:
        case {"TransactItems": list(kinds)}:
            row = {"TableName": table, "Item": a_key("T#1"), "Key": a_key("T#1")}
            parameters = {"TransactItems": [{kind: row} for kind in kinds]}
    call = a_call(function, operation, TableName=table, **parameters)
    assert len(refusals(desk, call)) == 1


def test_another_table_queue_bus_or_secret_is_refused(desk: MotoDesk) -> None:
    queue = desk.name("ResumeQueue")
    calls = [
        a_call("ProcessInputFunction", "GetItem", TableName="other", Key=a_key("CFG")),
        a_call("ProcessInputFunction", "SendMessage", "sqs", QueueUrl=queue, MessageBody="x"),
        a_call("PublishAuditFunction", "PutEvents", "events", Entries=[{"EventBusName": "other"}]),
        a_call("PublishAuditFunction", "PutEvents", "events", Entries=[{}]),
        # pragma: allowlist nextline secret
        a_call("SendOutboxFunction", "GetSecretValue", "secretsmanager", SecretId="other"),
        a_call("ClaimExecutionFunction", "SendTaskSuccess", "stepfunctions", taskToken="x"),
    ]
    # A token can be any machine's.
    assert [len(refusals(desk, call)) for call in calls] == [1, 1, 1, 1, 1, 5]


def test_a_call_whose_rights_nobody_wrote_down_is_not_judged(desk: MotoDesk) -> None:
    with pytest.raises(NotImplementedError, match="calls dynamodb:DescribeTable; say"):
        needs(a_call("ProcessInputFunction", "DescribeTable", TableName="t"), desk.resources)


def test_a_condition_on_keys_allows_those_keys_only() -> None:
    grant = Grant("Role", "Read", "dynamodb:GetItem", "arn", ("CFG", "P#*"))
    asked = [("CFG",), ("P#1",), ("CFG", "P#1"), ("CFG#1",), ("CFG", "T#1"), ()]
    allowed = [grant.allows(Need("dynamodb:GetItem", "arn", keys)) for keys in asked]
    assert allowed == [True, True, True, False, False, False]
