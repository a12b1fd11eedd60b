"""Does what is due of a loan, a request or an outage, and tells its machine what it waits for."""

from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.runtime import compose
from deskbell.runtime.reporting import task


@task
def handler(event: dict[str, str | int], context: LambdaContext) -> dict[str, str | int]:
    """ref, install and generation in; what it waits for and how long, or how it has ended, out."""
    return compose.workflow().carry_on(event)
