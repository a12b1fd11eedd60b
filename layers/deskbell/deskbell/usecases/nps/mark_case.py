"""A ✅ on the card of a low score: an agent has called the member back (A1-24).

Whatever ✅ means elsewhere, on such a card it means this; react_to_emoji.py asks first.
"""

from deskbell.domain.decision import Cause, page_link
from deskbell.domain.ids import Kind, Thread
from deskbell.domain.inputs import Envelope, ReactionChanged
from deskbell.domain.nps import commands as c
from deskbell.domain.nps.case import Mark
from deskbell.domain.nps.decide import MARK_DID_NOTHING
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.nps.change_case import change_case
from deskbell.usecases.tickets.acting import reacting
from deskbell.usecases.tickets.desk import TicketPorts
from deskbell.usecases.tickets.emoji_order import taken_off_since
from deskbell.usecases.tickets.park_input import PATIENCE, park_input

MARKS = frozenset({"white_check_mark", "heavy_check_mark", "ballot_box_with_check"})
"""Slack has three of them, and people do not tell them apart."""


def mark_case(
    ports: TicketPorts, envelope: Envelope, reaction: ReactionChanged, cause: Cause
) -> Handled | None:
    """None where it is none, or on something else: then the emoji means what it means there."""
    desk = ports.settings.current()
    if desk.nps is None or reaction.channel != desk.nps.channel or reaction.emoji not in MARKS:
        return None
    if reaction.author not in (None, desk.workspace.bot_user):
        return None
    on = Thread(reaction.channel, reaction.ts)
    key = page_link(cause.install, on)
    link = ports.aggregates.find(key) or park_input(ports, on, envelope, key)
    if link is None:
        return ignored("parked")
    if link.ref.kind is not Kind.NPS:
        return None
    if reaction.added and taken_off_since(ports, on, reaction, cause):
        return ignored("emoji_taken_off")
    by, mark = reacting(ports, reaction, cause.install), Mark(reaction.emoji, reaction.event_ts)
    command: c.CaseCommand = (
        c.MarkHandled(by, reaction.channel, mark=mark)
        if reaction.added
        else c.Unmark(by, reaction.channel, mark)
    )
    handled = change_case(ports, link.ref, cause, command)
    if handled.ignored == MARK_DID_NOTHING:  # it may come on later than it came off
        ports.parked.park(on, envelope, envelope.received_at + PATIENCE)
    return handled
