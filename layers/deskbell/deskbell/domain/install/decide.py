"""What a word of Slack's about our install means; pure, each answer with its reason."""

from dataclasses import replace
from datetime import datetime

from deskbell.domain.decision import Change, Decision
from deskbell.domain.ids import InstallId, install_ref
from deskbell.domain.install.events import EventsDropped
from deskbell.domain.install.install import Install
from deskbell.domain.texts import Instant, Text


def events_dropped(state: Install | None, install: InstallId, minute: datetime) -> Decision:
    """`state` is None where Slack has told nothing yet."""
    before = state or Install(install_ref(install), install, 0)
    after = replace(before, version=before.version + 1)
    reason = Text("reason.events_dropped", {"at": Instant(minute)})
    return Decision((Change(state, after, EventsDropped(minute), reason),))
