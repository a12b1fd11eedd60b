"""The app was removed, or its token revoked: written down, and published for whoever listens.

Nothing is given up: what is to be said waits until the app is installed again (send_outbox.py).
"""

from deskbell.domain.decision import Cause
from deskbell.domain.ids import install_ref
from deskbell.domain.inputs import InstallEnded
from deskbell.domain.install.decide import install_lost
from deskbell.domain.install.install import Install
from deskbell.usecases.change import Handled, change
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.ports import Aggregates


def record_ended(aggregates: Aggregates, ended: InstallEnded, cause: Cause) -> Handled:
    return change(
        aggregates,
        install_ref(cause.install),
        cause,
        lambda state: install_lost(of_kind(Install, state), cause.install, ended.how),
    )
