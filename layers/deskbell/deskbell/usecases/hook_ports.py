"""What the relay needs to call the hooks of a desk; there is a real adapter and a memory twin.

As with Slack, a call answers with an outcome instead of an exception (slack_ports.py).
"""

from typing import Protocol

from deskbell.domain.settings.hooks import Hook
from deskbell.usecases.slack_ports import Outcome


class Hooks(Protocol):
    """The systems outside that workflows tell something."""

    def call(self, hook: Hook, key: str, body: str) -> Outcome:
        """Sends `body`, which is JSON, signed; the receiver knows a repeated call by its `key`.
        Whatever it says is not read: only whether it took it."""
        ...
