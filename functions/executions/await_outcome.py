"""A waiting state: keeps its task token, and answers at once what has happened already."""

from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.runtime import compose
from deskbell.runtime.reporting import task


@task
def handler(event: dict[str, str | int], context: LambdaContext) -> dict[str, int]:
    """ref, wait and token in; the answer itself goes to the token, not to this return value."""
    return {"answered": compose.workflow().wait(event)}
