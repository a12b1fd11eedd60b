"""Scores: what the surveys of `nps.sources` say that members gave, each as an input (A1-23).

Whom it is believed from and how it is read is in adapters/nps; what becomes of it, usecases/nps
decides.
"""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.runtime import nps
from deskbell.runtime.reporting import reported


@reported
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, object]:
    """An event of API Gateway's. What is raised is answered 500, after which it comes again."""
    return nps.reception().answer(event)
