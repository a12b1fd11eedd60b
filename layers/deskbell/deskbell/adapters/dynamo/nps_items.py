"""Rows of scores and of the cases of low ones; the other models are in `items.py`."""

from pynamodb.attributes import UnicodeAttribute

from deskbell.adapters.dynamo.attributes import WholeAttribute
from deskbell.adapters.dynamo.table import Row


class NpsCaseItem(Row):
    """`state` is all of it, as that of a score and of a turn is."""

    kind = UnicodeAttribute(default="nps_case")
    install = UnicodeAttribute()
    version = WholeAttribute()
    state = UnicodeAttribute()


class NpsScoreItem(Row):
    kind = UnicodeAttribute(default="nps_score")
    install = UnicodeAttribute()
    version = WholeAttribute()
    state = UnicodeAttribute()


class NpsTurnItem(Row):
    kind = UnicodeAttribute(default="nps_turn")
    install = UnicodeAttribute()
    version = WholeAttribute()
    state = UnicodeAttribute()
