"""A deployed desk as the operator's commands reach it: an AWS account, or the local cloud."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import boto3
from botocore.credentials import Credentials
from botocore.exceptions import BotoCoreError, ClientError

from tools.desk.errors import AwsError, OperatorError, explain_aws
from tools.desk.sam_config import region_of
from tools.local_cloud import aws
from tools.local_cloud.options import ROOT
from tools.local_cloud.stack_file import StackFile

DEFAULT_STACK = "deskbell"
SAM_CONFIG = ROOT / "samconfig.toml"


@dataclass(frozen=True, slots=True)
class Account:
    """Where a stack is looked for. `local` is set for the desk that `make run` started."""

    stack: str
    region: str
    client: Callable[[str], Any]
    """A boto3 client of the service with this name; boto3 makes their types at run time."""
    credentials: Callable[[], Credentials | None]
    """Those of the clients, for other libraries that ask AWS."""
    local: StackFile | None = None

    @property
    def option(self) -> str:
        """How a command that a remedy names reaches the same desk."""
        return "--local" if self.local else f"--stack {self.stack}"

    @property
    def deploy(self) -> str:
        """The command that deploys this checkout to it; see samconfig.toml."""
        if self.local:
            return "make down up"
        stage = self.stack.removeprefix(DEFAULT_STACK).removeprefix("-")
        return f"make deploy STAGE={stage}" if stage else "make deploy"


class Resource(NamedTuple):
    logical_id: str
    physical_id: str
    kind: str


@dataclass(frozen=True, slots=True)
class Stack:
    """What CloudFormation says of it; `asked_at` is the Date header of its answer."""

    status: str
    reason: str
    outputs: Mapping[str, str]
    parameters: Mapping[str, str]
    resources: tuple[Resource, ...]
    asked_at: str

    def of_kind(self, *kinds: str) -> list[Resource]:
        return [resource for resource in self.resources if resource.kind in kinds]

    def output(self, name: str) -> str:
        if name not in self.outputs:
            raise OperatorError(
                f"the stack has no output {name}", "wait until it is deployed, or: make deploy"
            )
        return self.outputs[name]


def in_aws(stack: str, profile: str | None, region: str | None) -> Account:
    """The account of the shell, in the region of samconfig.toml or else the shell's.

    boto3 asks for AWS_DEFAULT_REGION only; AWS's own CLI, and many a shell, prefer AWS_REGION.
    """
    region = region or region_of(stack, SAM_CONFIG) or os.environ.get("AWS_REGION") or None
    try:
        session = boto3.Session(profile_name=profile, region_name=region)
    except BotoCoreError as error:
        raise explain_aws(error) from error
    client: Any = session.client
    return Account(stack, session.region_name or "", client, session.get_credentials)


def in_local_cloud(local: StackFile) -> Account:
    endpoint = local.aws_endpoint_url
    credentials = Credentials(aws.ACCOUNT, aws.ENVIRONMENT["AWS_SECRET_ACCESS_KEY"])
    return Account(
        aws.STACK,
        aws.REGION,
        lambda name: aws.client(name, endpoint),
        lambda: credentials,
        local,
    )


def describe(account: Account) -> Stack:
    """Raises OperatorError if there is no such stack, or nobody to ask."""
    try:
        cloudformation = account.client("cloudformation")
        answer = cloudformation.describe_stacks(StackName=account.stack)
        pages = cloudformation.get_paginator("list_stack_resources")
        resources = tuple(
            Resource(
                row["LogicalResourceId"], row.get("PhysicalResourceId", ""), row["ResourceType"]
            )
            for page in pages.paginate(StackName=account.stack)
            for row in page["StackResourceSummaries"]
        )
    except ClientError as error:
        if "does not exist" in str(error):
            raise OperatorError(
                f"there is no stack {account.stack} in {account.region}",
                "name another one or its region (--stack, --region), or deploy it: make deploy",
            ) from error
        raise explain_aws(error) from error
    except AwsError as error:
        raise explain_aws(error) from error
    [stack] = answer["Stacks"]
    return Stack(
        status=stack["StackStatus"],
        reason=stack.get("StackStatusReason", ""),
        outputs={one["OutputKey"]: one["OutputValue"] for one in stack.get("Outputs", ())},
        parameters={
            one["ParameterKey"]: one["ParameterValue"] for one in stack.get("Parameters", ())
        },
        resources=resources,
        asked_at=answer["ResponseMetadata"]["HTTPHeaders"].get("date", ""),
    )
