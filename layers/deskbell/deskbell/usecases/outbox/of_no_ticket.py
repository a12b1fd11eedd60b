"""Makes come true what is of no ticket: the card of a low score and what a week of scores has come
to, the card and the digest of feedback, the card of a theme, an announcement, praise, the notice of
a change; `carry_out` calls this."""

from deskbell.domain.announcements.effects import ShowAnnouncement
from deskbell.domain.feedback.effects import (
    SendFeedbackDigest,
    ShowFeedback,
    ShowTheme,
)
from deskbell.domain.live_cards import ShowLiveCard
from deskbell.domain.nps.effects import SendNpsWeek, ShowNpsCase
from deskbell.domain.praise.effects import ShowPraise
from deskbell.domain.rationale.effects import ShowChange
from deskbell.usecases.outbox.announcements import show_announcement
from deskbell.usecases.outbox.changes import show_change
from deskbell.usecases.outbox.feedback_posts import (
    send_feedback_digest,
    show_feedback,
    show_theme,
)
from deskbell.usecases.outbox.nps_cards import show_nps_case
from deskbell.usecases.outbox.nps_weeks import send_nps_week
from deskbell.usecases.outbox.posting import Ports, Result
from deskbell.usecases.outbox.praise_posts import show_praise
from deskbell.usecases.ports import OutboxRow

OfNoTicket = ShowLiveCard | SendFeedbackDigest | SendNpsWeek


def of_no_ticket(row: OutboxRow, effect: OfNoTicket, ports: Ports) -> Result:
    match effect:
        case ShowNpsCase():
            return show_nps_case(row, effect, ports)
        case SendNpsWeek():
            return send_nps_week(row, effect, ports)
        case ShowFeedback():
            return show_feedback(row, effect, ports)
        case ShowTheme():
            return show_theme(row, effect, ports)
        case SendFeedbackDigest():
            return send_feedback_digest(row, effect, ports)
        case ShowChange():
            return show_change(row, effect, ports)
        case ShowAnnouncement():
            return show_announcement(row, effect, ports)
        case ShowPraise():
            return show_praise(row, effect, ports)
