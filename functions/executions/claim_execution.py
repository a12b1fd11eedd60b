"""The first task: of several executions of one generation, one goes on."""

from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.runtime import compose
from deskbell.runtime.reporting import task


@task
def handler(event: dict[str, str | int], context: LambdaContext) -> dict[str, str]:
    """ref, generation and execution in; `claimed` or `already_running` out."""
    return compose.workflow().claim(event)
