"""Makes up for what MiniStack lacks, around each `sam deploy`; the story calls it, on AWS nobody.

Before it, resources of a type that the emulator refuses (none of them does anything for a ticket)
are taken out of the built template. After it, two things are added through the services' own
APIs: the routes of an HTTP API (the emulator ignores the OpenAPI body that SAM writes) and the
workflow in JSON (it cannot read YAML). Everything else is deployed as `sam` packages it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from tools.local_cloud import sam_template
from tools.sam_rehearsal.deployed_stack import DeployedStack

MACHINE = "AWS::StepFunctions::StateMachine"


def leave_out_unknown(built: Path) -> None:
    """Rewrites the built template, in JSON, if there is something to leave out."""
    template = sam_template.load(built)
    before = len(template["Resources"])
    sam_template.leave_out_unknown(template)
    if len(template["Resources"]) < before:
        built.write_text(json.dumps(template))


def fill(stack: DeployedStack, template_file: Path) -> None:
    """Safe to repeat: an upgrade keeps the API with its routes, and may bring new ones. What a
    parameter switches on may not be there."""
    template, deployed = sam_template.load(template_file), stack.resources()
    for name in template["Resources"].keys() & deployed.keys():
        events = template["Resources"][name].get("Properties", {}).get("Events", {})
        for event in events.values():
            if event["Type"] == "HttpApi":
                _route(stack, name, event["Properties"])
    for kind, arn in deployed.values():
        if kind == MACHINE:
            _rewrite(stack.aws("stepfunctions"), arn)


def _route(stack: DeployedStack, function: str, event: dict[str, Any]) -> None:
    gateway = stack.aws("apigatewayv2")
    api = stack.physical_id(event["ApiId"]["Ref"])
    key = f"{event['Method']} {event['Path']}"
    if key in {route["RouteKey"] for route in gateway.get_routes(ApiId=api)["Items"]}:
        return
    configuration = stack.aws("lambda").get_function_configuration(
        FunctionName=stack.physical_id(function)
    )
    integration = gateway.create_integration(
        ApiId=api,
        IntegrationType="AWS_PROXY",
        IntegrationUri=configuration["FunctionArn"],
        PayloadFormatVersion="2.0",
    )
    target = f"integrations/{integration['IntegrationId']}"
    gateway.create_route(ApiId=api, RouteKey=key, Target=target)


def _rewrite(workflows: Any, machine: str) -> None:  # noqa: ANN401 (boto3's client)
    definition = workflows.describe_state_machine(stateMachineArn=machine)["definition"]
    workflows.update_state_machine(
        stateMachineArn=machine, definition=json.dumps(yaml.safe_load(definition))
    )
