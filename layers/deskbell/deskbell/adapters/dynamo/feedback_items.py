"""Rows of feedback and of its digest; the other models are in `items.py`."""

from pynamodb.attributes import UnicodeAttribute

from deskbell.adapters.dynamo.attributes import WholeAttribute
from deskbell.adapters.dynamo.table import Row


class FeedbackItemItem(Row):
    """`state` is all of it, as that of a digest is."""

    kind = UnicodeAttribute(default="feedback")
    install = UnicodeAttribute()
    version = WholeAttribute()
    state = UnicodeAttribute()


class FeedbackDigestItem(Row):
    kind = UnicodeAttribute(default="feedback_digest")
    install = UnicodeAttribute()
    version = WholeAttribute()
    state = UnicodeAttribute()
