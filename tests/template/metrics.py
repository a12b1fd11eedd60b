"""Which metrics there are to watch and to draw: AWS's own of our resources, and ours."""

from collections.abc import Mapping

from deskbell.runtime.reporting import Metric
from tests.template.cloudformation import Template

OURS = "Deskbell/${AWS::StackName}"

OF_AWS = {
    ("AWS/SQS", "QueueName"): (
        "AWS::SQS::Queue",
        {"ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage"},
    ),
    ("AWS/Lambda", "FunctionName"): (
        "AWS::Serverless::Function",
        {"Errors", "Throttles", "Duration", "ConcurrentExecutions", "IteratorAge"},
    ),
    ("AWS/ApiGateway", "ApiId"): (
        "AWS::Serverless::HttpApi",
        {"4xx", "5xx", "Count", "Latency"},
    ),
    ("AWS/States", "StateMachineArn"): (
        "AWS::Serverless::StateMachine",
        {
            "ExecutionsStarted",
            "ExecutionsSucceeded",
            "ExecutionsFailed",
            "ExecutionsTimedOut",
            "ExecutionsAborted",
        },
    ),
    ("AWS/DynamoDB", "TableName"): (
        "AWS::DynamoDB::Table",
        {
            "ReadThrottleEvents",
            "WriteThrottleEvents",
            "ConsumedReadCapacityUnits",
            "ConsumedWriteCapacityUnits",
        },
    ),
}
"""Namespace and dimension, the type that they tell of, and what they are called (AWS's guides)."""


def is_there(
    template: Template, namespace: str, name: str, dimensions: Mapping[str, str], *, attribute: str
) -> bool:
    """Whether somebody publishes this; a dimension's value is a logical id, `attribute` what of the
    resource it takes (`QueueName`; empty for its Ref)."""
    if namespace == OURS:
        return dimensions == {"service": "deskbell"} and name in set(Metric)
    [(dimension, resource)] = dimensions.items()
    kind, names = OF_AWS[namespace, dimension]
    takes = "QueueName" if kind == "AWS::SQS::Queue" else ""
    return name in names and resource in template.of_type(kind) and attribute == takes
