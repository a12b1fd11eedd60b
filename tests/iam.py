"""Who may do what, by template.yaml: the rights of a function, and the rights that a call needs.

Denies by default, as IAM does, and refuses to judge what it does not know (a Deny, a condition, an
operation), so that such a thing fails a test instead of passing it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from tests.aws_calls import Call
from tests.aws_resources import Resources
from tests.template.cloudformation import Template, listed, named, statements

LEADING_KEYS = {"ForAllValues:StringLike": "dynamodb:LeadingKeys"}
"""The one condition that our policies have."""


@dataclass(frozen=True, slots=True)
class Need:
    """A right that a call takes; `keys` are the partition keys of the rows it names."""

    action: str
    resource: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grant:
    """One action on one resource, as a statement of `owner`, a role or a policy, gives it."""

    owner: str
    statement: str
    action: str
    resource: str
    keys: tuple[str, ...] | None = None

    def allows(self, need: Need) -> bool:
        """Our names have no `*` to be taken for a pattern's; keys are checked by their own. Only
        the secrets of hooks are granted by a pattern, as AWS puts letters of its own behind."""
        return (
            self.action.lower() == need.action.lower()
            and fnmatchcase(need.resource, self.resource)
            and (self.keys is None or _are_like(need.keys, self.keys))
        )


def _are_like(keys: tuple[str, ...], patterns: tuple[str, ...]) -> bool:
    # ForAllValues would be true of no keys at all; all our calls under it name theirs.
    return bool(keys) and all(
        any(fnmatchcase(key, pattern) for pattern in patterns) for key in keys
    )


def grants(template: Template, function: str, resources: Resources) -> list[Grant]:
    """What our own statements give a function, those of shared policies included.

    SAM's own have no Sid: they are for what Lambda does in the function's name, such as putting
    events that failed on the dead letters.
    """
    role_name = named(template.of_type("AWS::Lambda::Function")[function]["Role"])
    role = template.of_type("AWS::IAM::Role")[role_name]
    owners = {role_name, *(named(p) for p in role["ManagedPolicyArns"] if isinstance(p, dict))}
    for name, policy in template.of_type("AWS::IAM::ManagedPolicy").items():
        if role_name in map(named, policy.get("Roles", ())):
            owners.add(name)
    return [
        Grant(owner, statement["Sid"], action, resources.resolve(resource), _keys(statement))
        for owner, statement in statements(template)
        if owner in owners and "Sid" in statement
        for action in listed(_allowing(statement)["Action"])
        for resource in listed(statement["Resource"])
    ]


def _allowing(statement: Mapping[str, Any]) -> Mapping[str, Any]:
    known = {"Sid", "Effect", "Action", "Resource", "Condition"}
    if statement["Effect"] != "Allow" or set(statement) - known or "*" in str(statement["Action"]):
        raise NotImplementedError(f"the tests do not know how to read {statement}")
    return statement


def _keys(statement: Mapping[str, Any]) -> tuple[str, ...] | None:
    condition = statement.get("Condition")
    if condition is None:
        return None
    ((operator, keys),) = condition.items()
    if {operator: next(iter(keys))} != LEADING_KEYS or len(keys) != 1:
        raise NotImplementedError(f"the tests do not know this condition: {condition}")
    return tuple(keys[LEADING_KEYS[operator]])


def needs(call: Call, resources: Resources) -> list[Need]:
    """The rights that AWS asks for (Service Authorization Reference), one a row and resource."""
    try:
        rights = _RIGHTS[call.service, call.operation]
    except KeyError:
        raise NotImplementedError(
            f"{call.function} calls {call.service}:{call.operation}; say in tests/iam.py what "
            "right that takes"
        ) from None
    return list(rights(call.parameters, resources))


Rights = Callable[[Mapping[str, Any], Resources], Iterator[Need]]


def _table(name: str, resources: Resources, index: str | None = None) -> str:
    # What was bound is the name; anything else is somebody else's table.
    arn = resources.name("DeskTable", "Arn")
    arn = f"{arn.rpartition('/')[0]}/{name}"
    return f"{arn}/index/{index}" if index else arn


def _one_row(action: str, holder: str) -> Rights:
    def rights(given: Mapping[str, Any], resources: Resources) -> Iterator[Need]:
        keys = (given[holder]["pk"]["S"],)
        yield Need(f"dynamodb:{action}", _table(given["TableName"], resources), keys)

    return rights


def _query(given: Mapping[str, Any], resources: Resources) -> Iterator[Need]:
    table = _table(given["TableName"], resources, given.get("IndexName"))
    # The one key that has to be equal is the partition's.
    equal = re.search(r"= (:\w+)", given.get("KeyConditionExpression", ""))
    keys = (given["ExpressionAttributeValues"][equal[1]]["S"],) if equal else ()
    yield Need("dynamodb:Query", table, keys)


_IN_TRANSACTIONS = {
    "Put": _one_row("PutItem", "Item"),
    "Update": _one_row("UpdateItem", "Key"),
    "Delete": _one_row("DeleteItem", "Key"),
    "ConditionCheck": _one_row("ConditionCheckItem", "Key"),
}


def _transaction(given: Mapping[str, Any], resources: Resources) -> Iterator[Need]:
    for item in given["TransactItems"]:
        for kind, operation in item.items():
            yield from _IN_TRANSACTIONS[kind](operation, resources)


def _batch_get(given: Mapping[str, Any], resources: Resources) -> Iterator[Need]:
    for table, wanted in given["RequestItems"].items():
        keys = tuple(key["pk"]["S"] for key in wanted["Keys"])
        yield Need("dynamodb:BatchGetItem", _table(table, resources), keys)


def _scan(given: Mapping[str, Any], resources: Resources) -> Iterator[Need]:
    yield Need("dynamodb:Scan", _table(given["TableName"], resources))


def _to_queue(action: str) -> Rights:
    def rights(given: Mapping[str, Any], resources: Resources) -> Iterator[Need]:
        account, name = given["QueueUrl"].split("/")[-2:]
        region = resources.name("InboxQueue", "Arn").split(":")[3]
        yield Need(f"sqs:{action}", f"arn:aws:sqs:{region}:{account}:{name}")

    return rights


def _secret(given: Mapping[str, Any], resources: Resources) -> Iterator[Need]:
    """Whoever asks by a name is judged by what that is the name of."""
    asked = given["SecretId"]
    yield Need("secretsmanager:GetSecretValue", resources.secrets.get(asked, asked))


def _events(given: Mapping[str, Any], resources: Resources) -> Iterator[Need]:
    bus = resources.name("DeskBus", "Arn").rpartition("/")[0]
    for entry in given["Entries"]:
        yield Need("events:PutEvents", f"{bus}/{entry.get('EventBusName', 'default')}")


def _kept_file(given: Mapping[str, Any], _: Resources) -> Iterator[Need]:
    # Of a right to all of a folder.
    yield Need("s3:GetObject", f"arn:aws:s3:::{given['Bucket']}/{given['Key'].split('/')[0]}/*")


def _mail(given: Mapping[str, Any], resources: Resources) -> Iterator[Need]:
    region, account = resources.name("InboxQueue", "Arn").split(":")[3:5]
    domain = given["FromEmailAddress"].rpartition("@")[2]
    yield Need("ses:SendEmail", f"arn:aws:ses:{region}:{account}:identity/{domain}")


def _by_telephone(action: str) -> Rights:
    def rights(given: Mapping[str, Any], _: Resources) -> Iterator[Need]:
        yield Need(f"sms-voice:{action}", given["OriginationIdentity"])

    return rights


def _answer(_: Mapping[str, Any], resources: Resources) -> Iterator[Need]:
    # The token tells AWS whose it is: it can be any machine's.
    machines = ("ItFormMachine", "LoanerLaptopMachine", "GuidedRequestMachine")
    for machine in (*machines, "OutagePagingMachine", "NpsPingMachine"):
        yield Need("states:SendTaskSuccess", resources.name(machine))


_RIGHTS: Mapping[tuple[str, str], Rights] = {
    ("dynamodb", "GetItem"): _one_row("GetItem", "Key"),
    ("dynamodb", "PutItem"): _one_row("PutItem", "Item"),
    ("dynamodb", "UpdateItem"): _one_row("UpdateItem", "Key"),
    ("dynamodb", "DeleteItem"): _one_row("DeleteItem", "Key"),
    ("dynamodb", "Query"): _query,
    ("dynamodb", "TransactWriteItems"): _transaction,
    ("dynamodb", "BatchGetItem"): _batch_get,
    ("dynamodb", "Scan"): _scan,
    ("sqs", "SendMessage"): _to_queue("SendMessage"),
    ("sqs", "SendMessageBatch"): _to_queue("SendMessage"),  # there is no right of its own
    ("sqs", "GetQueueAttributes"): _to_queue("GetQueueAttributes"),
    ("secretsmanager", "GetSecretValue"): _secret,
    ("events", "PutEvents"): _events,
    ("stepfunctions", "SendTaskSuccess"): _answer,
    ("s3", "GetObject"): _kept_file,
    ("sesv2", "SendEmail"): _mail,
    ("pinpoint-sms-voice-v2", "SendTextMessage"): _by_telephone("SendTextMessage"),
    ("pinpoint-sms-voice-v2", "SendVoiceMessage"): _by_telephone("SendVoiceMessage"),
}
