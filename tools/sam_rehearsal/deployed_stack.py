"""A stack that `sam` deployed to the emulator: what the story looks up in it and does to it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from botocore.exceptions import ClientError

from tools.local_cloud.aws import client
from tools.local_cloud.tick import TIMERS_FUNCTION, scheduled_event
from tools.sam_rehearsal.errors import RehearsalError


@dataclass(frozen=True, slots=True)
class DeployedStack:
    name: str
    endpoint: str

    def aws(self, service: str) -> Any:  # noqa: ANN401 (boto3's client)
        return client(service, self.endpoint)

    @property
    def status(self) -> str | None:
        """CloudFormation's word for it; None when there is no such stack."""
        try:
            found = self.aws("cloudformation").describe_stacks(StackName=self.name)
        except ClientError:
            return None
        return str(found["Stacks"][0]["StackStatus"])

    def output(self, name: str) -> str:
        [stack] = self.aws("cloudformation").describe_stacks(StackName=self.name)["Stacks"]
        return next(str(o["OutputValue"]) for o in stack["Outputs"] if o["OutputKey"] == name)

    def resources(self) -> dict[str, tuple[str, str]]:
        """Type and deployed name of each resource, by its name in the template."""
        pages = self.aws("cloudformation").get_paginator("list_stack_resources")
        return {
            resource["LogicalResourceId"]: (
                resource["ResourceType"],
                resource["PhysicalResourceId"],
            )
            for page in pages.paginate(StackName=self.name)
            for resource in page["StackResourceSummaries"]
        }

    def physical_id(self, logical_id: str) -> str:
        return self.resources()[logical_id][1]

    @property
    def api_url(self) -> str:
        """The API by a path: the emulator's host names do not resolve everywhere."""
        return f"{self.endpoint}/_aws/execute-api/{self.physical_id('DeskApi')}/$default"

    def executions(self, status: str | None = None) -> set[str]:
        """Those that there are of all workflows, or those with a status."""
        wanted = {"statusFilter": status} if status else {}
        pages = self.aws("stepfunctions").get_paginator("list_executions")
        return {
            execution["executionArn"]
            for kind, machine in self.resources().values()
            if kind == "AWS::StepFunctions::StateMachine"
            for page in pages.paginate(stateMachineArn=machine, **wanted)
            for execution in page["executions"]
        }

    def layers(self) -> list[str]:
        """The versions of the shared code that the functions use."""
        function = self.aws("lambda").get_function_configuration(
            FunctionName=self.physical_id("ProcessInputFunction")
        )
        return [str(layer["Arn"]) for layer in function["Layers"]]

    def fire_timers(self, at: datetime) -> None:
        """What the schedule does once a minute, as of a time."""
        answer = self.aws("lambda").invoke(
            FunctionName=self.physical_id(TIMERS_FUNCTION), Payload=json.dumps(scheduled_event(at))
        )
        if "FunctionError" in answer:
            raise RehearsalError(f"the timers fail: {answer['Payload'].read().decode()}")

    def inbox_is_empty(self) -> bool:
        """Everything that was put on it has been handled."""
        counts = self.aws("sqs").get_queue_attributes(
            QueueUrl=self.physical_id("InboxQueue"),
            AttributeNames=[
                "ApproximateNumberOfMessages",
                "ApproximateNumberOfMessagesNotVisible",
            ],
        )
        return all(count == "0" for count in counts["Attributes"].values())

    def remains(self) -> list[str]:
        """Whatever of the desk is left in the account, of each kind that keeps data or costs.

        A log group that the template made has a retention. One without was made by the emulator
        for the last words of a function; on AWS its role is gone by then.
        """
        lists = {
            "dynamodb": ("list_tables", "TableNames"),
            "lambda": ("list_functions", "Functions"),
            "secretsmanager": ("list_secrets", "SecretList"),
            "sqs": ("list_queues", "QueueUrls"),
            "stepfunctions": ("list_state_machines", "stateMachines"),
        }
        found = []
        for service, (method, key) in lists.items():
            listed = getattr(self.aws(service), method)().get(key, ())
            found += [f"{service}: {one}" for one in listed if self.name in str(one)]
        groups = self.aws("logs").describe_log_groups()["logGroups"]
        names = [group["logGroupName"] for group in groups if "retentionInDays" in group]
        return found + [f"logs: {name}" for name in names if self.name in name]
