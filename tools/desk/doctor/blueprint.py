"""What this checkout's template.yaml makes, to compare a deployed stack with; for `examine`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.local_cloud import sam_template


@dataclass(frozen=True, slots=True)
class QueuePlan:
    fifo: bool
    redrives: bool


@dataclass(frozen=True, slots=True)
class Blueprint:
    """By logical id. `resources` are those that each deployment has under the name written there,
    with their types."""

    resources: Mapping[str, str]
    indexes: frozenset[str]
    queues: Mapping[str, QueuePlan]


def read(template: Path) -> Blueprint:
    resources = sam_template.load(template)["Resources"]
    table = resources["DeskTable"]["Properties"]
    return Blueprint(
        resources={
            name: resource["Type"]
            for name, resource in resources.items()
            # SAM adds a hash of its content to a layer's name.
            if "Condition" not in resource and resource["Type"] != "AWS::Serverless::LayerVersion"
        },
        indexes=frozenset(index["IndexName"] for index in table["GlobalSecondaryIndexes"]),
        queues={
            name: QueuePlan(
                fifo=resource["Properties"].get("FifoQueue", False),
                redrives="RedrivePolicy" in resource["Properties"],
            )
            for name, resource in resources.items()
            if resource["Type"] == "AWS::SQS::Queue"
        },
    )
