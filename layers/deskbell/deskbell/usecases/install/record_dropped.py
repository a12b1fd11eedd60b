"""Slack dropped events: written down, and published, which starts the back-fill (template.yaml)."""

from deskbell.domain.decision import Cause
from deskbell.domain.ids import install_ref
from deskbell.domain.inputs import DeliveryLimited
from deskbell.domain.install.decide import events_dropped
from deskbell.domain.install.install import Install
from deskbell.usecases.change import Handled, change
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.ports import Aggregates


def record_dropped(aggregates: Aggregates, limited: DeliveryLimited, cause: Cause) -> Handled:
    """Once a minute that Slack names, however often it does."""
    return change(
        aggregates,
        install_ref(cause.install),
        cause,
        lambda state: events_dropped(of_kind(Install, state), cause.install, limited.minute),
    )
