"""The roles of template.yaml are enforced where the desk runs (`AUTH=true`), as they are on AWS."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from tests.running_desk import Desk
from tools.local_cloud.aws import REGION, client
from tools.local_cloud.deploy import physical_id

pytestmark = pytest.mark.e2e


def as_function(desk: Desk, function: str, service: str) -> Any:
    """A client with the credentials that a function's code has."""
    endpoint = desk.stack.aws_endpoint_url
    lambdas = client("lambda", endpoint)
    role = lambdas.get_function(FunctionName=physical_id(endpoint, function))["Configuration"][
        "Role"
    ]
    keys = client("sts", endpoint).assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
    return boto3.client(  # type: ignore[call-overload]
        service,
        REGION,
        endpoint_url=endpoint,
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )


def test_the_running_desk_refuses_a_function_what_its_role_does_not_name(desk: Desk) -> None:
    table = desk.stack.table
    row = {"pk": {"S": "X#flows"}, "sk": {"S": "rights"}}
    claim = as_function(desk, "ClaimExecutionFunction", "dynamodb")
    claim.put_item(TableName=table, Item=row)
    attempts: list[Callable[[], object]] = [
        lambda: claim.delete_item(TableName=table, Key=row),
        lambda: claim.get_item(TableName=table, Key=row),
        lambda: claim.scan(TableName=table),
    ]
    for refused in attempts:
        with pytest.raises(ClientError, match="AccessDenied"):
            refused()
    client("dynamodb", desk.stack.aws_endpoint_url).delete_item(TableName=table, Key=row)


def test_the_running_desk_refuses_an_index_a_queue_and_a_secret_to_who_has_none(
    desk: Desk,
) -> None:
    endpoint, table = desk.stack.aws_endpoint_url, desk.stack.table
    by_time = {
        "TableName": table,
        "IndexName": "due",
        "KeyConditionExpression": "due_partition = :p",
        "ExpressionAttributeValues": {":p": {"S": "OUTBOX#0"}},
    }
    as_function(desk, "SweepOutboxFunction", "dynamodb").query(**by_time)
    publish = "PublishAuditFunction"
    attempts: list[Callable[[], object]] = [
        lambda: as_function(desk, "RouteRequestFunction", "dynamodb").query(**by_time),
        lambda: as_function(desk, publish, "sqs").send_message(
            QueueUrl=physical_id(endpoint, "ResumeQueue"), MessageBody=json.dumps({})
        ),
        lambda: as_function(desk, publish, "secretsmanager").get_secret_value(
            SecretId=physical_id(endpoint, "SlackSecret")
        ),
    ]
    for refused in attempts:
        with pytest.raises(ClientError, match="AccessDenied"):
            refused()


@pytest.mark.parametrize("function", ["SendOutboxFunction", "ProcessInputFunction"])
def test_who_may_put_something_on_a_queue_may_put_ten_at_once(desk: Desk, function: str) -> None:
    """IAM knows one right for both; the receipts of a storm of pages go to the inbox in tens."""
    inbox = physical_id(desk.stack.aws_endpoint_url, "InboxQueue")
    with pytest.raises(ClientError, match="EmptyBatchRequest"):  # which only who may is told
        as_function(desk, function, "sqs").send_message_batch(QueueUrl=inbox, Entries=[])
    with pytest.raises(ClientError, match="AccessDenied"):
        as_function(desk, "PublishAuditFunction", "sqs").send_message_batch(
            QueueUrl=inbox, Entries=[]
        )
