"""What surveys and other sources send of what people say: scores (A1-23), feedback (A3-08) and what
happens in Jira (A5-08), each as an input.

Whom it is believed from is in adapters/webhooks, how it is read in adapters/nps, adapters/feedback
and adapters/jira; what becomes of it, the use cases decide.
"""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.runtime import webhooks
from deskbell.runtime.reporting import reported


@reported
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, object]:
    """An event of API Gateway's. What is raised is answered 500, after which it comes again."""
    return webhooks.reception().answer(event)
