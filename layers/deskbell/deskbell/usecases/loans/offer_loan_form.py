"""The emoji for a laptop: whoever wrote the message gets a button in its thread that opens the
form, as a reaction itself can open none (A1-06, A1-07). `react_to_emoji.py` asks.
"""

from dataclasses import replace

from deskbell.domain.decision import Cause
from deskbell.domain.home import decide as d
from deskbell.domain.home.home import Home
from deskbell.domain.ids import EventKey, Thread, home_ref
from deskbell.domain.inputs import ReactionChanged
from deskbell.domain.people import Standing
from deskbell.usecases.change import Handled, change, ignored
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.tickets.desk import TicketPorts, hosts_tickets
from deskbell.usecases.tickets.reading import read_now

WHY_LIMIT = 500
"""Of what they said, for the form; a button's value has room for it."""


def offer_loan_form(ports: TicketPorts, reaction: ReactionChanged, cause: Cause) -> Handled:
    """Once a message, whoever puts the emoji there and however often."""
    desk = ports.settings.current()
    if not reaction.added:
        return ignored("emoji_removed")
    if not desk.loans or not hosts_tickets(desk, reaction.channel):
        return ignored("nobody_lends_here")
    if reaction.author in (None, desk.workspace.bot_user):
        return ignored("own_message")
    said = read_now(ports, Thread(reaction.channel, reaction.ts))
    if said == ():
        return ignored("no_such_message")
    message = said[0] if said else None
    person = (message.author if message else None) or reaction.author or reaction.person
    if ports.people.get(cause.install, person).standing is not Standing.MEMBER:
        return ignored("loan_not_allowed")
    root = (message.thread_ts if message else None) or reaction.ts
    ref = home_ref(cause.install, person)
    command = d.OfferLoanForm(
        ref=ref,
        install=cause.install,
        person=person,
        by=reaction.person,
        thread=Thread(reaction.channel, root),
        why=message.text[:WHY_LIMIT] if message else "",
    )
    # Several people at once mean one form: what happened is the message, not the reaction.
    once = EventKey(f"loan-form:{cause.install}:{reaction.channel}:{reaction.ts}")
    return change(
        ports.aggregates,
        ref,
        replace(cause, key=once),
        lambda state: d.decide(of_kind(Home, state), command),
    )
