"""Tells the inbox's lead of a request that nobody took after the reminder."""

from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.runtime import compose
from deskbell.runtime.reporting import task


@task
def handler(event: dict[str, str | int], context: LambdaContext) -> dict[str, str]:
    """A task of workflow.asl.yaml: ref, install, generation in, an outcome out."""
    return compose.workflow().advance("escalate_request", event)
