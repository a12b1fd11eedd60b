"""Rows of aggregates that are stored as a whole, as nothing looks for a part of one: outages and
whom they are paged to, scores and the cases of low ones, feedback, its themes and its digest,
stand-ups, dogfooding, announcements, praise. `states.py` reads and writes them; the other models
are in `items.py`.
"""

from pynamodb.attributes import UnicodeAttribute

from deskbell.adapters.dynamo.attributes import WholeAttribute
from deskbell.adapters.dynamo.table import Row


class WholeItem(Row):
    """`state` is all of it."""

    install = UnicodeAttribute()
    version = WholeAttribute()
    state = UnicodeAttribute()


class IncidentItem(WholeItem):
    kind = UnicodeAttribute(default="incident")


class PagerItem(WholeItem):
    kind = UnicodeAttribute(default="pager")


class HeartbeatItem(WholeItem):
    kind = UnicodeAttribute(default="heartbeat")


class NpsCaseItem(WholeItem):
    kind = UnicodeAttribute(default="nps_case")


class NpsScoreItem(WholeItem):
    kind = UnicodeAttribute(default="nps_score")


class NpsTurnItem(WholeItem):
    kind = UnicodeAttribute(default="nps_turn")


class NpsWeekItem(WholeItem):
    kind = UnicodeAttribute(default="nps_week")


class FeedbackItemItem(WholeItem):
    kind = UnicodeAttribute(default="feedback")


class ThemeItem(WholeItem):
    kind = UnicodeAttribute(default="theme")


class FeedbackDigestItem(WholeItem):
    kind = UnicodeAttribute(default="feedback_digest")


class StandUpItem(WholeItem):
    kind = UnicodeAttribute(default="standup")


class DogfoodTurnItem(WholeItem):
    kind = UnicodeAttribute(default="dogfood")


class ChangeNoticeItem(WholeItem):
    kind = UnicodeAttribute(default="change")


class DogfoodMonthItem(WholeItem):
    kind = UnicodeAttribute(default="dogfood_month")


class AnnouncementItem(WholeItem):
    kind = UnicodeAttribute(default="announcement")


class PraiseItem(WholeItem):
    kind = UnicodeAttribute(default="praise")


class PraiseRoundItem(WholeItem):
    kind = UnicodeAttribute(default="praise_round")
