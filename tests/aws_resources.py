"""The resources of template.yaml made one by one, on an emulator that deploys no templates.

`tests/moto_desk.py` makes all of them; `tests/flows` makes copies of some beside a running desk.
What is made is what the template says, so that a test of a queue is a test of *our* queue.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.template.cloudformation import Properties, Template

REGION = "us-east-1"
TABLE_HAS = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
TARGET_HAS = ("Id", "Arn", "RoleArn", "InputPath")
QUEUE_HAS = (
    "FifoQueue",
    "DeduplicationScope",
    "FifoThroughputLimit",
    "VisibilityTimeout",
    "MessageRetentionPeriod",
    "SqsManagedSseEnabled",
)

Clients = Callable[[str], Any]


class Resources:
    """`clients` makes a boto3 client of a service; `prefix` begins every name.

    Whatever depends on a condition is there. `made` has the physical names of what exists, by
    logical id and attribute ("" is its Ref); `secrets` those that operators make, by their names.
    """

    def __init__(self, template: Template, clients: Clients, prefix: str, account: str) -> None:
        self._template = template
        self._aws = clients
        self._prefix = prefix
        self._pseudo = {
            "AWS::AccountId": account,
            "AWS::Partition": "aws",
            "AWS::Region": REGION,
            "AWS::StackName": prefix,
            "MailDomain": "desk.example.com",
            "PhoneOrigination": f"arn:aws:sms-voice:{REGION}:{account}:pool/pool-0123",
        }
        self.made: dict[tuple[str, str], str] = {}
        self.secrets: dict[str, str] = {}
        for function in template.of_type("AWS::Lambda::Function"):
            name = f"{prefix}-{function}"
            self.made[function, ""] = name
            self.made[function, "Arn"] = f"arn:aws:lambda:{REGION}:{account}:function:{name}"
        for role in template.of_type("AWS::IAM::Role"):
            self.made[role, "Arn"] = f"arn:aws:iam::{account}:role/{prefix}-{role}"

    def name(self, logical_id: str, attribute: str = "") -> str:
        """What a Ref, or a GetAtt, of a resource stands for."""
        return self.made[logical_id, attribute]

    def resolve(self, value: object) -> Any:
        """A property with its intrinsic functions replaced; raises on those it does not know."""
        match value:
            case {"Ref": str(name)}:
                return self._referred(name)
            case {"Fn::GetAtt": [str(name), str(attribute)]}:
                return self.made[name, attribute]
            case {"Fn::GetAtt": str(path)}:
                name, _, attribute = path.partition(".")
                return self.made[name, attribute]
            case {"Fn::Sub": str(text)}:
                return re.sub(r"\$\{([\w:.]+)\}", self._substituted, text)
            case {"Fn::If": [_, there, _]}:
                return self.resolve(there)
            case {"Fn::Join": [str(between), list(parts)]}:
                return between.join(self.resolve(part) for part in parts)
            case Mapping():
                unknown = [name for name in value if str(name).startswith("Fn::")]
                if unknown:
                    raise NotImplementedError(f"the tests do not know {unknown[0]}")
                return {name: self.resolve(part) for name, part in value.items()}
            case list():
                return [self.resolve(part) for part in value]
        return value

    def table(self, logical_id: str) -> str:
        given = self._properties("AWS::DynamoDB::Table", logical_id)
        name = f"{self._prefix}-{logical_id}"
        wanted: Any = {key: given[key] for key in TABLE_HAS}
        answer = self._aws("dynamodb").create_table(
            TableName=name,
            StreamSpecification={**given["StreamSpecification"], "StreamEnabled": True},
            **wanted,
        )
        self._aws("dynamodb").update_time_to_live(
            TableName=name, TimeToLiveSpecification=given["TimeToLiveSpecification"]
        )
        described = answer["TableDescription"]
        self.made[logical_id, ""] = name
        self.made[logical_id, "Arn"] = described["TableArn"]
        self.made[logical_id, "StreamArn"] = described["LatestStreamArn"]
        return name

    def queue(self, logical_id: str) -> str:
        """Its dead letter queue has to be there already."""
        given = self._properties("AWS::SQS::Queue", logical_id)
        attributes = {name: _text(given[name]) for name in QUEUE_HAS if name in given}
        if "RedrivePolicy" in given:
            attributes["RedrivePolicy"] = json.dumps(self.resolve(given["RedrivePolicy"]))
        return self.bare_queue(logical_id, attributes)

    def bare_queue(self, name: str, attributes: Mapping[str, str] | None = None) -> str:
        """A queue that the template does not have, or not like this; its URL."""
        sqs = self._aws("sqs")
        suffix = ".fifo" if attributes and "FifoQueue" in attributes else ""
        made = sqs.create_queue(
            QueueName=f"{self._prefix}-{name}{suffix}", Attributes=dict(attributes or {})
        )
        url: str = made["QueueUrl"]
        found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
        self.made[name, ""] = url
        self.made[name, "Arn"] = found["Attributes"]["QueueArn"]
        return url

    def bus(self, logical_id: str) -> str:
        name = f"{self._prefix}-{logical_id}"
        self.made[logical_id, ""] = name
        self.made[logical_id, "Arn"] = self._aws("events").create_event_bus(Name=name)[
            "EventBusArn"
        ]
        return name

    def rule(self, logical_id: str, target_arns: Mapping[str, str] | None = None) -> str:
        """A rule of a bus; `target_arns` replaces targets, by the id of the target."""
        given = self._properties("AWS::Events::Rule", logical_id)
        name, bus = f"{self._prefix}-{logical_id}", self.resolve(given["EventBusName"])
        events = self._aws("events")
        events.put_rule(Name=name, EventBusName=bus, EventPattern=json.dumps(given["EventPattern"]))
        targets = []
        for target in given["Targets"]:
            other = (target_arns or {}).get(target["Id"])
            wanted = {key: target[key] for key in TARGET_HAS if key in target}
            targets.append(self.resolve(wanted) | ({"Arn": other} if other else {}))
        events.put_targets(Rule=name, EventBusName=bus, Targets=targets)
        return name

    def secret(self, logical_id: str, value: str) -> str:
        answer = self._aws("secretsmanager").create_secret(
            Name=f"{self._prefix}/{logical_id}", SecretString=value
        )
        self.made[logical_id, ""] = self.made[logical_id, "Id"] = answer["ARN"]
        return str(answer["ARN"])

    def named_secret(self, name: str, value: str) -> None:
        """One that an operator made, beside the template's."""
        answer = self._aws("secretsmanager").create_secret(Name=name, SecretString=value)
        self.secrets[name] = answer["ARN"]

    def machine(self, logical_id: str) -> str:
        given = self._properties("AWS::StepFunctions::StateMachine", logical_id)
        definition = self.resolve(given["DefinitionString"])
        for name, value in self.resolve(given["DefinitionSubstitutions"]).items():
            definition = definition.replace(f"${{{name}}}", value)
        answer = self._aws("stepfunctions").create_state_machine(
            name=self.resolve(given["StateMachineName"]),
            definition=definition,
            roleArn=f"arn:aws:iam::{self._pseudo['AWS::AccountId']}:role/{self._prefix}-machine",
        )
        self.made[logical_id, ""] = answer["stateMachineArn"]
        return str(answer["stateMachineArn"])

    def _properties(self, kind: str, logical_id: str) -> Properties:
        return self._template.of_type(kind)[logical_id]

    def _referred(self, name: str) -> str:
        if name in self._pseudo:
            return self._pseudo[name]
        parameters = self._template.document["Parameters"]
        return str(parameters[name]["Default"]) if name in parameters else self.made[name, ""]

    def _substituted(self, found: re.Match[str]) -> str:
        name, _, attribute = found[1].partition(".")
        return self.made[name, attribute] if attribute else self._referred(name)


def _text(value: object) -> str:
    """An attribute of SQS, all of which are texts."""
    return str(value).lower() if isinstance(value, bool) else str(value)
