"""Reads template.yaml for the tests: as it is written, and as CloudFormation gets it from SAM."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.local_cloud import sam_template

ROOT = Path(__file__).parents[2]
FUNCTIONS = ROOT / "functions"

Properties = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Template:
    """The resources of a template by logical id, and what else it says."""

    document: Mapping[str, Any]

    def of_type(self, kind: str) -> dict[str, Properties]:
        return {
            name: resource.get("Properties", {})
            for name, resource in self.document["Resources"].items()
            if resource["Type"] == kind
        }


def as_written() -> Template:
    return Template(sam_template.load(ROOT / "template.yaml"))


def as_deployed() -> Template:
    """After the SAM transform: every role, permission, rule and mapping that SAM adds is there."""
    template = sam_template.load(ROOT / "template.yaml")
    sam_template.package(
        template,
        ROOT,
        code=lambda _: "s3://bucket/code.zip",
        layer=lambda _: "s3://bucket/layer.zip",
    )
    return Template(sam_template.expand(template, {}))


def named(value: object) -> str:
    """The logical id that a Ref or a GetAtt names."""
    match value:
        case {"Ref": str(name)} | {"Fn::GetAtt": [str(name), *_]}:
            return name
        case {"Fn::GetAtt": str(path)}:
            return path.partition(".")[0]
        case {"Fn::If": [_, there, {"Ref": "AWS::NoValue"}]}:
            return named(there)
    raise ValueError(f"names no resource: {value!r}")


def listed(value: object) -> list[Any]:
    """IAM and EventBridge allow one thing where a list is meant."""
    return value if isinstance(value, list) else [value]


def statements(template: Template) -> Iterator[tuple[str, Properties]]:
    """(who, statement) for each policy statement that is written into the template."""
    for name, role in template.of_type("AWS::IAM::Role").items():
        for policy in role.get("Policies", ()):
            for statement in listed(policy["PolicyDocument"]["Statement"]):
                yield name, statement
    for kind in ("AWS::IAM::ManagedPolicy", "AWS::SQS::QueuePolicy"):
        for name, policy in template.of_type(kind).items():
            for statement in listed(policy["PolicyDocument"]["Statement"]):
                yield name, statement
