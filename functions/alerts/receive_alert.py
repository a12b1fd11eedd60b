"""Alerts: what the systems of `paging.sources` say is wrong, or over, each as an input (A1-05).

Whom it is believed from and how it is read is in adapters/alerts; what becomes of it,
usecases/paging decides.
"""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.runtime import alerts
from deskbell.runtime.reporting import reported


@reported
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, object]:
    """An event of API Gateway's. What is raised is answered 500, after which it comes again."""
    return alerts.reception().answer_alert(event)
