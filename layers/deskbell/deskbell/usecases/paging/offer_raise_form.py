"""The emoji for an outage: whoever puts it on a message gets a button that opens the form, as a
reaction itself can open none (A1-05). `react_to_emoji.py` asks.
"""

from dataclasses import replace

from deskbell.domain.decision import Cause, message_link
from deskbell.domain.home import decide as d
from deskbell.domain.home.home import Home
from deskbell.domain.ids import EventKey, Kind, Thread, home_ref
from deskbell.domain.inputs import ReactionChanged
from deskbell.domain.paging.permissions import may_raise
from deskbell.domain.paging.raise_claim import RaiseClaim
from deskbell.usecases.change import Handled, change, ignored
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.paging.incidents import someone
from deskbell.usecases.tickets.desk import TicketPorts
from deskbell.usecases.tickets.reading import read_now


def offer_raise_form(ports: TicketPorts, reaction: ReactionChanged, cause: Cause) -> Handled:
    """Once a person and message. A direct message, as no other is sure to be seen; what is said in
    the channel stays there."""
    desk = ports.settings.current()
    if not reaction.added:
        return ignored("emoji_removed")
    if desk.paging is None:
        return ignored("paging_not_set_up")
    person = reaction.person
    by = someone(ports, cause, person, reaction.channel, shared=reaction.shared)
    if not may_raise(by):
        return ignored("incident_not_allowed")
    ref = home_ref(cause.install, person)
    claim = _claim(ports, Thread(reaction.channel, reaction.ts), cause)
    command = d.OfferRaiseForm(ref, cause.install, person, claim)
    once = EventKey(f"raise-form:{cause.install}:{person}:{reaction.channel}:{reaction.ts}")
    return change(
        ports.aggregates,
        ref,
        replace(cause, key=once),
        lambda state: d.decide(of_kind(Home, state), command),
    )


def _claim(ports: TicketPorts, message: Thread, cause: Cause) -> RaiseClaim:
    """The ticket that it is already, or what it says."""
    link = ports.aggregates.find(message_link(cause.install, message))
    if link and link.ref.kind is Kind.TICKET:
        return RaiseClaim(ticket=link.ref)
    said = read_now(ports, message)
    return RaiseClaim(message, said=said[0].text if said else "")
