"""Slack dropped events: written down, and published, which starts the back-fill (template.yaml)."""

from deskbell.domain.decision import Cause, Decision, State
from deskbell.domain.ids import install_ref
from deskbell.domain.inputs import DeliveryLimited
from deskbell.domain.install.decide import events_dropped
from deskbell.domain.install.install import Install
from deskbell.usecases.change import Handled, change
from deskbell.usecases.ports import Aggregates


def record_dropped(aggregates: Aggregates, limited: DeliveryLimited, cause: Cause) -> Handled:
    """Once a minute that Slack names, however often it does."""
    ref = install_ref(cause.install)

    def decided(state: State | None) -> Decision:
        if state is not None and not isinstance(state, Install):
            raise TypeError(f"{ref} is no install")
        return events_dropped(state, cause.install, limited.minute)

    return change(aggregates, ref, cause, decided)
