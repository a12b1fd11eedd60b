"""Rows of outages and of whom they are paged to; the other models are in `items.py`."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from deskbell.adapters.dynamo.attributes import TextListAttribute, WholeAttribute
from deskbell.adapters.dynamo.table import Row


class IncidentItem(Row):
    """`state` is all of it, as that of a pager and of a heartbeat is."""

    kind = UnicodeAttribute(default="incident")
    install = UnicodeAttribute()
    version = WholeAttribute()
    state = UnicodeAttribute()


class PagerItem(Row):
    kind = UnicodeAttribute(default="pager")
    install = UnicodeAttribute()
    version = WholeAttribute()
    state = UnicodeAttribute()


class HeartbeatItem(Row):
    kind = UnicodeAttribute(default="heartbeat")
    install = UnicodeAttribute()
    version = WholeAttribute()
    state = UnicodeAttribute()


class GroupItem(Row):
    """A user group of Slack's, as it was when it was last asked for."""

    kind = UnicodeAttribute(default="group")
    members = TextListAttribute()
    fresh_until = NumberAttribute()
