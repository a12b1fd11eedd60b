"""Shifts as a calendar to subscribe to; its address is the secret (adapters/calendar_feed.py)."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.runtime import on_call
from deskbell.runtime.reporting import reported


@reported
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, object]:
    """An event of API Gateway's. What is raised is answered 500; a calendar asks again."""
    return on_call.calendar().answer(event)
