"""An AWS account as the operator's commands see it: answers by service and operation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from tools.desk.deployment import Account, Resource, Stack

Operation = Callable[..., Any]


def refused(code: str, operation: str, message: str = "no") -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": message}}, operation)


def answering(answer: Any) -> Operation:
    """An operation that always says this; an exception is raised."""

    def operation(**_arguments: object) -> Any:
        if isinstance(answer, Exception):
            raise answer
        return answer

    return operation


@dataclass(frozen=True)
class Client:
    """`operations` by method name; of a paginator, the one page there is."""

    operations: Mapping[str, Operation]

    def __getattr__(self, name: str) -> Operation:
        return self.operations[name]

    def get_paginator(self, name: str) -> "Pages":
        return Pages(self.operations[name])


@dataclass(frozen=True)
class Pages:
    operation: Operation

    def paginate(self, **arguments: object) -> list[Any]:
        return [self.operation(**arguments)]


def an_account(clients: Mapping[str, Mapping[str, Operation]], stack: str = "deskbell") -> Account:
    return Account(
        stack, "eu-central-1", lambda service: Client(clients[service]), credentials=lambda: None
    )


def a_stack(
    *resources: Resource,
    status: str = "CREATE_COMPLETE",
    parameters: Mapping[str, str] | None = None,
) -> Stack:
    return Stack(
        status=status,
        reason="",
        outputs={
            "ApiUrl": "https://api.example",
            "TableName": "desk",
            "BusName": "deskbell",
            "SlackSecretArn": "arn:secret",  # pragma: allowlist secret
        },
        parameters=parameters or {"SlackApiUrl": "https://slack.com/api/"},
        resources=resources,
        asked_at="Sat, 21 Nov 2026 09:00:00 GMT",
    )
