"""Rows of loans and of offices' stocks; the other models are in `items.py`."""

from pynamodb.attributes import BooleanAttribute, UnicodeAttribute

from deskbell.adapters.dynamo.attributes import InstantAttribute, TextListAttribute, WholeAttribute
from deskbell.adapters.dynamo.table import Row


class StockItem(Row):
    kind = UnicodeAttribute(default="stock")
    install = UnicodeAttribute()
    version = WholeAttribute()
    office = UnicodeAttribute()
    assets = TextListAttribute()
    waiting = TextListAttribute()
    visits = TextListAttribute()


class LoanItem(Row):
    kind = UnicodeAttribute(default="loan")
    install = UnicodeAttribute()
    version = WholeAttribute()
    number = WholeAttribute()
    office = UnicodeAttribute()
    requester = UnicodeAttribute()
    opener = UnicodeAttribute()
    manager = UnicodeAttribute(null=True)
    needed_by = InstantAttribute()
    days = WholeAttribute()
    why = UnicodeAttribute()
    requested_at = InstantAttribute()
    since = InstantAttribute()
    reminded_at = InstantAttribute()
    status = UnicodeAttribute()
    approval = UnicodeAttribute(null=True)
    asset = UnicodeAttribute(null=True)
    attestation = UnicodeAttribute(null=True)
    delivery = UnicodeAttribute()
    slot = InstantAttribute(null=True)
    ends_at = InstantAttribute(null=True)
    extensions = WholeAttribute()
    escalated = BooleanAttribute()
    holder_left = BooleanAttribute()
    undo = UnicodeAttribute(null=True)
    deadline = InstantAttribute(null=True)
    remind_at = InstantAttribute(null=True)
    escalate_at = InstantAttribute(null=True)
    generation = WholeAttribute(default=0)
    request = UnicodeAttribute(null=True)
