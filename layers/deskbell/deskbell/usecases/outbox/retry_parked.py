"""An operator wants a parked row tried again: its effect becomes that of a new one, in order.

A new row, not the old one set back: it stands behind what has been decided since, its age is its
own, and the aggregate's history says who wanted it.
"""

from deskbell.domain.announcements.announcement import Announcement
from deskbell.domain.approvals.approval import Approval
from deskbell.domain.approvals.decide import decide as decide_approval
from deskbell.domain.decision import Cause, Decision, State, nothing
from deskbell.domain.deliveries.retry import RetryDelivery, retried
from deskbell.domain.dogfooding.turn import DogfoodMonth, DogfoodTurn
from deskbell.domain.feedback.digest import FeedbackDigest
from deskbell.domain.feedback.item import FeedbackItem
from deskbell.domain.flag_log.flag_log import FlagLog
from deskbell.domain.home.decide import decide as decide_home
from deskbell.domain.home.home import Home
from deskbell.domain.ids import ChannelId
from deskbell.domain.inputs import RetryRequested
from deskbell.domain.loans.decide import decide as decide_loan
from deskbell.domain.loans.loan import Loan
from deskbell.domain.loans.stock import Stock
from deskbell.domain.nps.case import Case
from deskbell.domain.nps.week import NpsWeek
from deskbell.domain.praise.praise import Praise
from deskbell.domain.praise.round_up import PraiseRound
from deskbell.domain.rationale.notice import ChangeNotice
from deskbell.domain.requests.delivery import retried as request_retried
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.standups.stand_up import StandUp
from deskbell.domain.themes.theme import Theme
from deskbell.domain.tickets.decide import decide as decide_ticket
from deskbell.domain.tickets.ticket import Ticket
from deskbell.domain.welcome.decide import Retry
from deskbell.domain.welcome.decide import decide as decide_welcome
from deskbell.domain.welcome.welcome import Welcome
from deskbell.usecases.change import Handled, change
from deskbell.usecases.loans.offices import policy_of, stock_of
from deskbell.usecases.ports import Aggregates, Outbox, RowState, Settings


def retry_parked(
    settings: Settings,
    aggregates: Aggregates,
    outbox: Outbox,
    wanted: RetryRequested,
    cause: Cause,
) -> Handled:
    """Does nothing if the row is not parked (any more)."""

    def decided(state: State | None) -> Decision:
        row = outbox.row(wanted.outbox_id)
        if row is None or row.state is not RowState.PARKED:
            return nothing("not_parked")
        delivery = RetryDelivery(row.id, row.effect, row.code)
        match state:
            case Ticket():
                return decide_ticket(state, delivery, cause.at)
            case Welcome():
                return decide_welcome(state, Retry(delivery, _guide(settings, state.channel)))
            case Approval():
                return decide_approval(state, delivery, cause.at)
            case GuidedRequest():
                return request_retried(state, delivery)
            case Loan():
                return _of_loan(settings, aggregates, state, delivery, cause)
            case (
                Announcement()
                | Case()
                | ChangeNotice()
                | DogfoodMonth()
                | DogfoodTurn()
                | FeedbackDigest()
                | FeedbackItem()
                | FlagLog()
                | NpsWeek()
                | Praise()
                | PraiseRound()
                | StandUp()
                | Stock()
                | Theme()
            ):
                return retried(state, delivery)
            case Home():
                return decide_home(state, delivery)
            case _:
                return nothing("not_parked")

    return change(aggregates, wanted.ref, cause, decided)


def _of_loan(
    settings: Settings, aggregates: Aggregates, loan: Loan, delivery: RetryDelivery, cause: Cause
) -> Decision:
    policy = policy_of(settings.current(), loan.office)
    if policy is None:
        return nothing("no_such_office")
    stock = stock_of(aggregates, loan.install, loan.office)
    return decide_loan(loan, stock, policy, delivery, cause.at)


def _guide(settings: Settings, channel: ChannelId) -> int:
    """The version of the guide that the channel has by now, 0 if it has none."""
    inbox = settings.current().inbox_of(channel)
    return inbox.welcome.guide if inbox and inbox.welcome else 0
