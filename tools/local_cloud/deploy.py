"""Deploys template.yaml to the local AWS, for the stack and for the emulator's canaries."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from tools.local_cloud import sam_template
from tools.local_cloud.aws import STACK, client
from tools.local_cloud.errors import LocalCloudError
from tools.local_cloud.packaging import Packager

BUCKET = "deskbell-artifacts"
DEPLOY_SECONDS = 60
POLL_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Deployment:
    """What came out of a deployment: the stack's outputs and the API's address."""

    outputs: dict[str, str]
    api_url: str


@dataclass(frozen=True, slots=True)
class Deployer:
    endpoint: str
    packager: Packager

    def deploy(
        self,
        template_file: Path,
        parameters: Mapping[str, str],
        environment: Mapping[str, str],
    ) -> Deployment:
        """Package, expand and create the stack; `environment` is added to every function."""
        template = sam_template.load(template_file)
        # The emulator's S3 is new with every start.
        client("s3", self.endpoint).create_bucket(Bucket=BUCKET)
        sam_template.package(
            template,
            template_file.parent,
            code=self._uploader(self.packager.code),
            layer=self._uploader(self.packager.layer),
        )
        expanded = sam_template.expand(template, parameters)
        sam_template.leave_out_unknown(expanded)
        sam_template.widen_rights(expanded)
        sam_template.give_environment(expanded, environment)
        self._create_stack(expanded, parameters)
        self._switch_expiry_on(expanded)
        return Deployment(self._outputs(), self._api_url())

    def _uploader(self, make: Callable[[Path], bytes]) -> sam_template.Upload:
        made: dict[Path, str] = {}

        def upload(source: Path) -> str:
            source = source.resolve()
            if source not in made:
                if not source.is_dir():
                    raise LocalCloudError(f"{source} is missing, but template.yaml names it")
                made[source] = self._put(make(source), ".zip")
            return made[source]

        return upload

    def _put(self, content: bytes, suffix: str) -> str:
        key = hashlib.sha256(content).hexdigest()[:32] + suffix
        client("s3", self.endpoint).put_object(Bucket=BUCKET, Key=key, Body=content)
        return f"s3://{BUCKET}/{key}"

    def _create_stack(self, template: sam_template.Template, parameters: Mapping[str, str]) -> None:
        # By address, since CreateStack takes no more than 51,200 bytes of template in its body.
        address = self._put(json.dumps(template).encode(), ".json")
        key = address.rpartition("/")[2]
        cloudformation = client("cloudformation", self.endpoint)
        try:
            cloudformation.create_stack(
                StackName=STACK,
                TemplateURL=f"{self.endpoint}/{BUCKET}/{key}",
                Capabilities=["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
                Parameters=[
                    {"ParameterKey": name, "ParameterValue": value}
                    for name, value in parameters.items()
                ],
            )
        except ClientError as error:
            raise LocalCloudError(f"template.yaml was refused: {error}") from error
        deadline = time.monotonic() + DEPLOY_SECONDS
        while (status := self._stack()["StackStatus"]) == "CREATE_IN_PROGRESS":
            if time.monotonic() > deadline:
                raise LocalCloudError(f"The deployment took more than {DEPLOY_SECONDS} s")
            time.sleep(POLL_SECONDS)
        if status != "CREATE_COMPLETE":
            raise LocalCloudError(f"The deployment failed ({status}): {self._first_failure()}")

    def _first_failure(self) -> str:
        events = client("cloudformation", self.endpoint).describe_stack_events(StackName=STACK)
        failures = [
            f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason', 'no reason given')}"
            for event in events["StackEvents"]
            if event["ResourceStatus"].endswith("FAILED")
        ]
        return failures[-1] if failures else "no resource says why"

    def _switch_expiry_on(self, template: sam_template.Template) -> None:
        """The emulator ignores a table's TimeToLiveSpecification in a template."""
        for name, resource in template["Resources"].items():
            expiry = resource.get("Properties", {}).get("TimeToLiveSpecification")
            if resource["Type"] == "AWS::DynamoDB::Table" and expiry:
                client("dynamodb", self.endpoint).update_time_to_live(
                    TableName=physical_id(self.endpoint, name), TimeToLiveSpecification=expiry
                )

    def _stack(self) -> dict[str, Any]:
        stacks = client("cloudformation", self.endpoint).describe_stacks(StackName=STACK)
        stack: dict[str, Any] = stacks["Stacks"][0]
        return stack

    def _outputs(self) -> dict[str, str]:
        return {
            output["OutputKey"]: output["OutputValue"]
            for output in self._stack().get("Outputs", ())
        }

    def _api_url(self) -> str:
        apis = physical_ids(self.endpoint, "AWS::ApiGatewayV2::Api")
        if not apis:
            raise LocalCloudError(
                "template.yaml declares no HTTP API, so nothing can reach the desk"
            )
        return f"{self.endpoint}/_aws/execute-api/{apis[0]}/$default"


def physical_id(endpoint: str, logical_id: str) -> str:
    """The deployed name of a resource of the template."""
    try:
        detail = client("cloudformation", endpoint).describe_stack_resource(
            StackName=STACK, LogicalResourceId=logical_id
        )
    except ClientError as error:
        raise LocalCloudError(f"The deployed stack has no {logical_id}: {error}") from error
    found: str = detail["StackResourceDetail"]["PhysicalResourceId"]
    return found


def physical_ids(endpoint: str, kind: str) -> list[str]:
    """The deployed names of all resources of a CloudFormation type."""
    pages = client("cloudformation", endpoint).get_paginator("list_stack_resources")
    return [
        resource["PhysicalResourceId"]
        for page in pages.paginate(StackName=STACK)
        for resource in page["StackResourceSummaries"]
        if resource["ResourceType"] == kind
    ]
