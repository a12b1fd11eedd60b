"""The digest's time has come: everybody is told of what waits (A3-01); registry.py calls it."""

from deskbell.domain.decision import Cause, Decision, State, nothing
from deskbell.domain.feedback.digest import FeedbackDigest, tell
from deskbell.domain.feedback.item import FeedbackItem
from deskbell.domain.inputs import TimerDue
from deskbell.usecases.change import Handled, change, ignored
from deskbell.usecases.feedback.change_feedback import NOT_SET_UP, around_of
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.tickets.desk import TicketPorts


def send_digest(ports: TicketPorts, timer: TimerDue, cause: Cause) -> Handled:
    around = around_of(ports.settings.current(), cause.install, cause)
    if around is None:
        return ignored(NOT_SET_UP)

    def decided(state: State | None) -> Decision:
        digest = of_kind(FeedbackDigest, state)
        if digest is None or digest.install != cause.install:
            return nothing("timer_stale")
        loaded = ports.aggregates.load_all(digest.waiting)
        items = [one for one in loaded.values() if isinstance(one, FeedbackItem)]
        return tell(digest, items, around)

    return change(ports.aggregates, timer.ref, cause, decided)
