"""The cards of what is no ticket, each one live message of a channel."""

from deskbell.domain.announcements.effects import ShowAnnouncement
from deskbell.domain.feedback.effects import ShowFeedback, ShowTheme
from deskbell.domain.nps.effects import ShowNpsCase
from deskbell.domain.praise.effects import ShowPraise
from deskbell.domain.rationale.effects import ShowChange

ShowLiveCard = ShowNpsCase | ShowFeedback | ShowTheme | ShowChange | ShowAnnouncement | ShowPraise
