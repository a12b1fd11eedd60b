"""What answers somebody who waits for a modal needs of Slack; each form has its own desk."""

from collections.abc import Mapping
from typing import Protocol


class Modals(Protocol):
    """Slack's two calls; each answers None, or its error code."""

    def open_view(self, trigger: str, view: Mapping[str, object]) -> str | None: ...
    def update_view(self, view_id: str, view: Mapping[str, object]) -> str | None: ...
