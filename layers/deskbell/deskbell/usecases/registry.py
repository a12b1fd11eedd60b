"""What becomes of a timer that is due, and of a post that never arrives, by the kind of aggregate
that they are of: one row a kind. process_input calls the two functions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from deskbell.domain.decision import Cause
from deskbell.domain.ids import Kind
from deskbell.domain.inputs import PostParked, TimerDue
from deskbell.domain.workflows import watch
from deskbell.usecases.announcements.change_announcement import watch_announcement
from deskbell.usecases.approvals.advance_approval import approver_unreached, expire_approval
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.dogfooding.change_turn import report_month, watch_turn
from deskbell.usecases.feedback.send_digest import send_digest as send_feedback_digest
from deskbell.usecases.flag_log.keep_flag_log import send_digest
from deskbell.usecases.loans.advance_loan import borrower_unreached, expire_loan
from deskbell.usecases.nps.change_case import expire_case
from deskbell.usecases.oncall.watch_rota import watch_rota
from deskbell.usecases.paging.advance_incident import expire_incident
from deskbell.usecases.paging.heartbeats import expire_heartbeat
from deskbell.usecases.paging.pages import expire_pager, pages_undelivered
from deskbell.usecases.praise.change_praise import send_round_up, settle_praise
from deskbell.usecases.rationale.change_notice import announce_change
from deskbell.usecases.requests.advance_request import expire_request, request_undelivered
from deskbell.usecases.standups.change_stand_up import watch_stand_up
from deskbell.usecases.themes.change_theme import expire_theme
from deskbell.usecases.tickets.desk import TicketPorts
from deskbell.usecases.tickets.expire_ticket import expire_ticket
from deskbell.usecases.tickets.record_undelivered import record_undelivered
from deskbell.usecases.welcome.greet_member import welcome_undelivered
from deskbell.usecases.workflows.watch import watch_execution

Expire = Callable[[TicketPorts, TimerDue, Cause], Handled]
Undelivered = Callable[[TicketPorts, PostParked, Cause], Handled]


@dataclass(frozen=True, slots=True)
class Registered:
    """`expire` is None where there are no timers; `undelivered` is why nobody minds, where nobody
    does: the row stays parked for the operator."""

    undelivered: Undelivered | str
    expire: Expire | None = None


KINDS: Mapping[Kind, Registered] = {
    Kind.TICKET: Registered(record_undelivered, expire_ticket),
    Kind.APPROVAL: Registered(approver_unreached, expire_approval),
    Kind.REQUEST: Registered(request_undelivered, expire_request),
    Kind.LOAN: Registered(borrower_unreached, expire_loan),
    Kind.STOCK: Registered("stock_notice_undelivered"),
    Kind.FLAGS: Registered("digest_undelivered", send_digest),
    Kind.WELCOME: Registered(welcome_undelivered),
    Kind.HOME: Registered("home_not_shown"),
    Kind.INSTALL: Registered("offer_not_shown"),
    Kind.INCIDENT: Registered("incident_post_undelivered", expire_incident),
    Kind.PAGER: Registered(pages_undelivered, expire_pager),
    Kind.ROTA: Registered("rota_notice_undelivered", watch_rota),
    Kind.SURVEYED: Registered("nothing_posted"),
    Kind.HEARTBEAT: Registered("nothing_posted", expire_heartbeat),
    Kind.NPS: Registered("nps_post_undelivered", expire_case),
    Kind.NPS_RESPONSE: Registered("nothing_posted"),
    Kind.NPS_TURN: Registered("nothing_posted"),
    Kind.NPS_WEEK: Registered("digest_undelivered"),
    Kind.FEEDBACK: Registered("feedback_card_undelivered"),
    Kind.THEME: Registered("theme_post_undelivered", expire_theme),
    Kind.FEEDBACK_DIGEST: Registered("digest_undelivered", send_feedback_digest),
    Kind.DOGFOOD: Registered("dogfood_undelivered", watch_turn),
    Kind.DOGFOOD_MONTH: Registered("dogfood_undelivered", report_month),
    Kind.CHANGE: Registered("change_notice_undelivered", announce_change),
    Kind.ANNOUNCEMENT: Registered("announcement_undelivered", watch_announcement),
    Kind.PRAISE: Registered("praise_undelivered", settle_praise),
    Kind.PRAISE_ROUND: Registered("praise_undelivered", send_round_up),
    Kind.STANDUP: Registered("standup_undelivered", watch_stand_up),
}


def expire_timer(ports: TicketPorts, timer: TimerDue, cause: Cause) -> Handled:
    """The decision re-checks: a timer is only a hint. One that means nothing any more is deleted,
    so that it does not come back each minute."""
    is_watch = timer.name == watch.TIMER and timer.ref.kind is not Kind.TICKET
    expire = watch_execution if is_watch else KINDS[timer.ref.kind].expire
    handled = expire(ports, timer, cause) if expire else ignored("timer_stale", timer.ref)
    if handled.ignored is not None:
        ports.timers.drop(timer)
    return handled


def record_parked(ports: TicketPorts, parked: PostParked, cause: Cause) -> Handled:
    """The relay gave a row up: whatever it was of hears of it."""
    undelivered = KINDS[parked.ref.kind].undelivered
    if isinstance(undelivered, str):
        return ignored(undelivered)
    return undelivered(ports, parked, cause)
