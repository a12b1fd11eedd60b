"""Signs of life of the systems of `paging.heartbeats`: whoever calls its address is alive (D-13).

The address is a secret of its own; what it is called with does not matter.
"""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.runtime import alerts
from deskbell.runtime.reporting import reported


@reported
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, object]:
    """An event of API Gateway's. What is raised is answered 500."""
    return alerts.reception().answer_heartbeat(event)
