"""Everything Slack sends arrives here, over HTTP: events, slash commands and interactions.

Slack waits three seconds, cold start included, so this imports no SDK: it checks the signature,
puts what happened on the inbox queue and answers (architecture.md, idea 1). From the queue the
walk goes on in `intake/process_input.py`.
"""

from collections.abc import Mapping

from deskbell.adapters.request_lines import count_request
from deskbell.domain.errors import SettingsError
from deskbell.runtime.ingress import reception


def handler(event: Mapping[str, object], _context: object) -> dict[str, object]:
    """An API Gateway HTTP API event (payload 2.0) in, its response out; never raises."""
    try:
        desk = reception()
    except SettingsError as fault:
        count_request("failed", "SettingsError", why=str(fault))
        return {"statusCode": 500}
    return desk.answer(event)
