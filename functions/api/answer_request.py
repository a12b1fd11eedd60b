"""The API: what programs read and ask of tickets in the name of the people of `api` (A5-07).

Whose key it is and what is wanted is read in adapters/api; what is asked for becomes an input, and
usecases/tickets/receive_reply.py and press_button.py decide.
"""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.runtime import api
from deskbell.runtime.reporting import reported


@reported
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, object]:
    """An event of API Gateway's. What is raised is answered 500, after which it may be sent again
    under the same key."""
    return api.reception().answer(event)
