"""One canary for each behaviour of MiniStack that Deskbell relies on.

A new version of the emulator that sings differently fails here, with a name, before it fails
somewhere in the middle of a flow.
"""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar, cast

import httpx
import pytest
from botocore.exceptions import ClientError

from tests.ports import free_port_base
from tools.local_cloud import ministack, quiet, tick
from tools.local_cloud.aws import client
from tools.local_cloud.deploy import Deployer, Deployment, physical_id
from tools.local_cloud.options import ROOT, Options
from tools.local_cloud.packaging import Packager
from tools.local_cloud.processes import spawn
from tools.local_cloud.stack import answers

pytestmark = pytest.mark.e2e

APP = Path(__file__).with_name("canary_app")
PATIENCE_SECONDS = 10.0
# MiniStack as it is, but a minute of a schedule passes in a second.
T = TypeVar("T")
FAST_MINISTACK = """#!{python}
from ministack import app
from ministack.services import eventbridge

eventbridge._SCHEDULER_TICK_INTERVAL = 1
eventbridge._parse_rate_seconds = lambda expression: 1 if expression.startswith("rate") else None
app.main()
"""


@dataclass(frozen=True)
class Emulator:
    endpoint: str
    deployment: Deployment
    clock_file: Path

    def aws(self, service: str) -> Any:
        return client(service, self.endpoint)

    def output(self, name: str) -> str:
        return self.deployment.outputs[name]

    def seen(self, kind: str) -> dict[str, Any]:
        """What the app's handlers wrote down, by name."""
        rows = self.aws("dynamodb").query(
            TableName=self.output("TableName"),
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": f"seen-{kind}"}},
        )
        return {row["sk"]["S"]: json.loads(row["what"]["S"]) for row in rows["Items"]}

    def put(self, pk: str, sk: str) -> None:
        item = {"pk": {"S": pk}, "sk": {"S": sk}}
        self.aws("dynamodb").put_item(TableName=self.output("TableName"), Item=item)

    def publish(self, kind: str, detail: dict[str, str]) -> None:
        entry = {"Source": "deskbell", "DetailType": kind, "Detail": json.dumps(detail)}
        self.aws("events").put_events(Entries=[{**entry, "EventBusName": self.output("BusName")}])

    def send(self, body: str, key: str, group: str = "thread") -> None:
        self.aws("sqs").send_message(
            QueueUrl=self.output("InboxUrl"),
            MessageBody=body,
            MessageGroupId=group,
            MessageDeduplicationId=key,
        )


@pytest.fixture(scope="module")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    state = tmp_path_factory.mktemp("canary")
    (state / "tmp").mkdir()
    options = Options(
        root=ROOT,
        state=state,
        port_base=free_port_base(),
        desk_file=state / "desk.yaml",
        slack_api_override=None,
        slack_bot_token=None,
        functions_aws_url=None,
    )
    executable = state / "fast_ministack"
    executable.write_text(FAST_MINISTACK.format(python=options.lambda_python))
    executable.chmod(0o700)
    child = spawn(
        ministack.NAME, [executable], env=ministack.settings(options), cwd=ROOT, state=state
    )
    try:
        eventually(lambda: answers(ministack.health_url(options)))
        packager = Packager(
            options.uv, options.lambda_python, options.layer_cache, options.temporary
        )
        deployment = Deployer(options.aws_url, packager).deploy(
            APP / "template.yaml",
            parameters={"Greeting": "canary"},
            environment={"DESK_CLOCK_FILE": str(options.clock_file)},
        )
        yield Emulator(options.aws_url, deployment, options.clock_file)
    finally:
        child.stop()


def eventually(look: Callable[[], T]) -> T:
    """Poll until there is something to see: the emulator works in the background."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (found := look()) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert found
    return found


def test_a_form_post_reaches_the_handler_base64_encoded_and_byte_for_byte(
    emulator: Emulator,
) -> None:
    form = b"payload=%7B%22a%22%3A+1%7D&text=caf%C3%A9+%26+%2B"
    answer = httpx.post(
        f"{emulator.deployment.api_url}/slack/events",
        content=form,
        headers={"Content-Type": "application/x-www-form-urlencoded", "X-Slack-Signature": "v0=a"},
    )
    event = answer.json()["event"]
    assert event["version"] == "2.0"
    assert event["isBase64Encoded"] is True
    assert base64.b64decode(event["body"]) == form
    assert event["headers"]["x-slack-signature"] == "v0=a"


def test_a_json_post_reaches_the_handler_as_text_with_its_spaces(emulator: Emulator) -> None:
    body = '{ "text":  "żółć 한국어" }'
    answer = httpx.post(
        f"{emulator.deployment.api_url}/slack/events",
        content=body.encode(),
        headers={"Content-Type": "application/json"},
    )
    event = answer.json()["event"]
    assert event["isBase64Encoded"] is False
    assert event["body"] == body


def test_status_and_headers_of_the_handler_come_back(emulator: Emulator) -> None:
    answer = httpx.put(f"{emulator.deployment.api_url}/slack/any/thing?page=2")
    assert answer.status_code == httpx.codes.CREATED
    assert answer.headers["x-canary"] == "sings"
    event = answer.json()["event"]
    assert event["rawPath"].endswith("/slack/any/thing")
    assert event["rawQueryString"] == "page=2"


def test_a_function_is_refused_what_its_role_does_not_allow(emulator: Emulator) -> None:
    answer = httpx.post(f"{emulator.deployment.api_url}/slack/any/forbidden")
    assert answer.status_code == httpx.codes.FORBIDDEN
    assert answer.text == "AccessDeniedException"


def test_a_path_without_a_route_is_not_found(emulator: Emulator) -> None:
    answer = httpx.post(f"{emulator.deployment.api_url}/slack/nothing")
    assert answer.status_code == httpx.codes.NOT_FOUND


def test_layers_parameters_and_local_variables_reach_the_handler(emulator: Emulator) -> None:
    seen = httpx.post(f"{emulator.deployment.api_url}/slack/events").json()
    assert seen["greeting"] == "Hello, canary"
    assert seen["clock_file"] == str(emulator.clock_file)
    # From our layer, not from the emulator's own libraries.
    assert "/layer_" in seen["dependency"]


def test_an_exception_in_a_handler_has_the_one_name_the_emulator_knows(emulator: Emulator) -> None:
    answer = emulator.aws("lambda").invoke(
        FunctionName=physical_id(emulator.endpoint, "WaitFunction"), Payload="{}"
    )
    assert answer["FunctionError"] == "Unhandled"
    assert json.loads(answer["Payload"].read())["errorType"] == "Runtime.HandlerError"


def test_a_fifo_queue_keeps_the_order_of_a_group_and_drops_what_it_knows(
    emulator: Emulator,
) -> None:
    for number in range(4):
        emulator.send(f"order-{number}", key=f"order-{number // 2}")
    eventually(lambda: emulator.seen("inbox-order-2"))
    assert emulator.seen("inbox-order-0") == {"1": "thread"}
    assert not emulator.seen("inbox-order-1")
    assert not emulator.seen("inbox-order-3")


def test_only_the_failed_part_of_a_batch_is_delivered_again_and_ends_as_a_dead_letter(
    emulator: Emulator,
) -> None:
    emulator.send("fine", key="fine", group="a")
    emulator.send("poison", key="poison", group="b")
    dead = eventually(
        lambda: (
            emulator.aws("sqs")
            .receive_message(QueueUrl=emulator.output("DeadLettersUrl"))
            .get("Messages")
        )
    )
    assert [letter["Body"] for letter in dead] == ["poison"]
    assert sorted(emulator.seen("inbox-poison")) == ["1", "2"]
    assert sorted(emulator.seen("inbox-fine")) == ["1"]
    waiting = quiet.working_queues(emulator.endpoint)
    assert emulator.output("DeadLettersUrl") not in waiting
    assert emulator.output("InboxUrl") in waiting


def test_the_stream_gives_the_relay_only_what_its_filter_names(emulator: Emulator) -> None:
    emulator.put("audit", "1")
    emulator.put("outbox-1", "card")
    seen = eventually(lambda: emulator.seen("relay"))
    assert list(seen) == ["card"]
    assert seen["card"]["eventName"] == "INSERT"
    assert seen["card"]["dynamodb"]["NewImage"]["pk"] == {"S": "outbox-1"}


def test_a_refused_transaction_says_which_of_its_conditions_failed(emulator: Emulator) -> None:
    def put(sk: str) -> dict[str, Any]:
        return {
            "Put": {
                "TableName": emulator.output("TableName"),
                "Item": {"pk": {"S": "transaction"}, "sk": {"S": sk}},
                "ConditionExpression": "attribute_not_exists(pk)",
                "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
            }
        }

    emulator.put("transaction", "taken")
    with pytest.raises(ClientError) as refused:
        emulator.aws("dynamodb").transact_write_items(TransactItems=[put("free"), put("taken")])
    reasons = cast(Any, refused.value.response)["CancellationReasons"]
    assert [reason["Code"] for reason in reasons] == ["None", "ConditionalCheckFailed"]
    assert reasons[1]["Item"]["sk"] == {"S": "taken"}
    rows = emulator.aws("dynamodb").get_item(
        TableName=emulator.output("TableName"),
        Key={"pk": {"S": "transaction"}, "sk": {"S": "free"}},
    )
    assert "Item" not in rows


def test_expiry_is_on_after_the_deployment(emulator: Emulator) -> None:
    expiry = emulator.aws("dynamodb").describe_time_to_live(TableName=emulator.output("TableName"))
    assert expiry["TimeToLiveDescription"]["TimeToLiveStatus"] == "ENABLED"


def test_an_event_on_the_bus_reaches_the_queue_of_its_rule_without_the_envelope(
    emulator: Emulator,
) -> None:
    emulator.publish("TicketSolved", {"ticket": "T1"})
    messages = eventually(
        lambda: (
            emulator.aws("sqs")
            .receive_message(QueueUrl=emulator.output("ReactionsUrl"))
            .get("Messages")
        )
    )
    assert [json.loads(message["Body"]) for message in messages] == [{"ticket": "T1"}]


def test_an_event_starts_a_workflow_that_waits_until_its_token_is_answered(
    emulator: Emulator,
) -> None:
    states = emulator.aws("stepfunctions")
    emulator.publish("TicketOpened", {"ticket": "T2"})
    asked = eventually(lambda: emulator.seen("wait").get("T2", {}))
    assert status_of(states, asked["execution"]) == "RUNNING"
    states.send_task_success(taskToken=asked["token"], output='{"outcome": "taken"}')
    eventually(lambda: status_of(states, asked["execution"]) == "SUCCEEDED")


def status_of(states: Any, execution: str) -> str:
    status: str = states.describe_execution(executionArn=execution)["status"]
    return status


def test_the_same_event_twice_starts_two_executions(emulator: Emulator) -> None:
    def started() -> int:
        listed = emulator.aws("stepfunctions").list_executions(
            stateMachineArn=emulator.output("WorkflowArn")
        )
        return len(listed["executions"])

    before = started()
    for _ in range(2):
        emulator.publish("TicketOpened", {"ticket": "T3"})
    eventually(lambda: started() == before + 2)


def test_a_schedule_sends_the_event_that_a_tick_imitates(emulator: Emulator) -> None:
    event = next(iter(eventually(lambda: emulator.seen("timers")).values()))
    assert event["time"].endswith("Z")
    assert event["detail"] == {}
    imitated = tick.scheduled_event(datetime.fromisoformat(event["time"]))
    assert imitated.keys() == event.keys()
    same = ("version", "detail-type", "source", "account", "time", "region", "detail")
    assert {name: event[name] for name in same} == {name: imitated[name] for name in same}


def test_a_secret_and_an_encrypted_parameter_can_be_read_back(emulator: Emulator) -> None:
    emulator.aws("secretsmanager").create_secret(Name="canary/slack", SecretString='{"a": 1}')
    emulator.aws("ssm").put_parameter(Name="/canary", Value="sings", Type="SecureString")
    secret = emulator.aws("secretsmanager").get_secret_value(SecretId="canary/slack")
    parameter = emulator.aws("ssm").get_parameter(Name="/canary", WithDecryption=True)
    assert secret["SecretString"] == '{"a": 1}'
    assert parameter["Parameter"]["Value"] == "sings"
