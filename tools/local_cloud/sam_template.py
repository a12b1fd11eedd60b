"""Turns template.yaml into the CloudFormation that MiniStack understands, for the deployer.

The template stays idiomatic SAM. What differs here is what the emulator lacks: it ignores an
HTTP API's OpenAPI body, cannot read a state machine written in YAML, knows no resource for an
answer to a waiting execution, and refuses a template with a type that it does not know.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import boto3
import yaml
from samtranslator.parser.parser import Parser  # type: ignore[import-untyped]
from samtranslator.public.exceptions import InvalidDocumentException  # type: ignore[import-untyped]
from samtranslator.translator.translator import Translator  # type: ignore[import-untyped]

from tools.local_cloud.aws import REGION
from tools.local_cloud.errors import LocalCloudError

Template = dict[str, Any]
Upload = Callable[[Path], str]

UNKNOWN = frozenset({"AWS::Logs::QueryDefinition"})
"""Types that the emulator does not know; nothing local needs them."""
WIDENED = ("states:SendTaskSuccess", "ses:SendEmail")
"""By the machine of the token; by the identity that is sent from."""
ONE, TEN = "sqs:SendMessage", "sqs:SendMessageBatch"
"""To IAM a batch is what it is made of; the emulator asks for a right of its own."""


class _TemplateLoader(yaml.SafeLoader):
    """SafeLoader that also knows CloudFormation's short tags."""


def _short_tag(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    value: Any
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
        if suffix == "GetAtt":
            value = str(value).split(".", 1)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        assert isinstance(node, yaml.MappingNode)  # noqa: S101 (the three kinds of node there are)
        value = loader.construct_mapping(node, deep=True)
    return {suffix if suffix in {"Ref", "Condition"} else f"Fn::{suffix}": value}


_TemplateLoader.add_multi_constructor("!", _short_tag)


def load(file: Path) -> Template:
    """The template as written, its short tags in their long form."""
    try:
        template = _TemplateLoader(file.read_text()).get_single_data()
    except FileNotFoundError as error:
        raise LocalCloudError(f"{file} is missing; run this from a whole checkout") from error
    except yaml.YAMLError as error:
        raise LocalCloudError(f"{file} is not YAML: {error}") from error
    assert isinstance(template, dict)  # noqa: S101 (CloudFormation's own form)
    return template


def package(template: Template, folder: Path, code: Upload, layer: Upload) -> None:
    """Put addresses of uploaded zips, and whole state machines, where the template has paths."""
    for properties in _sources(template, "AWS::Serverless::Function", "Function"):
        if "CodeUri" in properties:
            properties["CodeUri"] = code(folder / properties["CodeUri"])
    for properties in _sources(template, "AWS::Serverless::LayerVersion", "LayerVersion"):
        if "ContentUri" in properties:
            properties["ContentUri"] = layer(folder / properties["ContentUri"])
    for properties in _sources(template, "AWS::Serverless::StateMachine", "StateMachine"):
        if "DefinitionUri" in properties:
            definition = folder / properties.pop("DefinitionUri")
            properties["Definition"] = yaml.safe_load(definition.read_text())


def expand(template: Template, parameters: Mapping[str, str]) -> Template:
    """Plain CloudFormation of the packaged template, with explicit API routes."""
    session = boto3.session.Session(region_name=REGION)
    try:
        expanded = Translator({}, Parser(), boto_session=session).translate(
            template, parameter_values=dict(parameters)
        )
    except InvalidDocumentException as error:
        causes = "; ".join(str(cause.message) for cause in error.causes)
        raise LocalCloudError(f"template.yaml does not expand: {causes}") from error
    plain: Template = json.loads(json.dumps(expanded))
    _route_explicitly(plain["Resources"])
    return plain


def give_environment(template: Template, variables: Mapping[str, str]) -> None:
    """Add variables that only the local cloud has to every function."""
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Lambda::Function":
            environment = resource["Properties"].setdefault("Environment", {})
            environment.setdefault("Variables", {}).update(variables)


def widen_rights(template: Template) -> None:
    """AWS checks some against what they are about, the emulator against `*` only."""
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        policies = [policy["PolicyDocument"] for policy in _policies(resource["Type"], properties)]
        for statement in (one for policy in policies for one in policy["Statement"]):
            if statement["Action"] in WIDENED:
                statement["Resource"] = "*"
            if statement["Action"] == ONE:
                statement["Action"] = [ONE, TEN]


def _policies(kind: str, properties: dict[str, Any]) -> list[dict[str, Any]]:
    if kind == "AWS::IAM::ManagedPolicy":
        return [properties]
    return properties.get("Policies", []) if kind == "AWS::IAM::Role" else []


def leave_out_unknown(template: Template) -> None:
    """Nothing may refer to such a resource."""
    resources = template["Resources"]
    for name in [name for name, resource in resources.items() if resource["Type"] in UNKNOWN]:
        del resources[name]


def _sources(template: Template, kind: str, section: str) -> list[dict[str, Any]]:
    found = [
        resource["Properties"]
        for resource in template["Resources"].values()
        if resource["Type"] == kind
    ]
    if section in template.get("Globals", {}):
        found.append(template["Globals"][section])
    return found


def _route_explicitly(resources: dict[str, Any]) -> None:
    apis = {
        name: resource["Properties"]
        for name, resource in resources.items()
        if resource["Type"] == "AWS::ApiGatewayV2::Api"
    }
    for api, properties in apis.items():
        body = properties.pop("Body", {"paths": {}})
        properties.update(Name=api, ProtocolType="HTTP")
        properties.pop("FailOnWarnings", None)
        for path, methods in body["paths"].items():
            for method, written in _behind_condition(methods)[1].items():
                condition, operation = _behind_condition(written)
                _add_route(resources, api, _route_key(path, method), operation, condition)


def _behind_condition(value: dict[str, Any]) -> tuple[str | None, dict[str, Any]]:
    """A route of a function that is not always there is written as `Fn::If`."""
    if "Fn::If" not in value:
        return None, value
    condition, there, _ = value["Fn::If"]
    return condition, there


def _route_key(path: str, method: str) -> str:
    if path == "$default":
        return path
    return f"{'ANY' if method.startswith('x-') else method.upper()} {path}"


def _add_route(
    resources: dict[str, Any],
    api: str,
    route_key: str,
    operation: dict[str, Any],
    condition: str | None,
) -> None:
    where = {"Condition": condition} if condition else {}
    integration = operation["x-amazon-apigateway-integration"]
    stem = api + "".join(part.capitalize() for part in route_key.split() for part in _words(part))
    resources[f"{stem}Integration"] = {
        **where,
        "Type": "AWS::ApiGatewayV2::Integration",
        "Properties": {
            "ApiId": {"Ref": api},
            "IntegrationType": "AWS_PROXY",
            "IntegrationUri": integration["uri"],
            "PayloadFormatVersion": integration["payloadFormatVersion"],
        },
    }
    resources[f"{stem}Route"] = {
        **where,
        "Type": "AWS::ApiGatewayV2::Route",
        "Properties": {
            "ApiId": {"Ref": api},
            "RouteKey": route_key,
            "Target": {"Fn::Sub": f"integrations/${{{stem}Integration}}"},
        },
    }


def _words(text: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in text).split()
