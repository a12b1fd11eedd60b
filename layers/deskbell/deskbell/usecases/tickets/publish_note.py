"""An emoji on a note in a triage thread makes an answer of it, as `desk.yaml` maps it (C-20).

Slack is asked for the note: an emoji does not say in whose thread its message is (slack.md 7).
"""

from deskbell.domain.decision import Cause, Link, message_link
from deskbell.domain.errors import SlackUnavailableError
from deskbell.domain.ids import Thread
from deskbell.domain.inputs import Envelope, MessagePosted, ReactionChanged
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.ticket import Ticket
from deskbell.domain.tickets.undoing import EMOJI_DID_NOTHING
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.slack_ports import Later, Never, Unknown
from deskbell.usecases.tickets.acting import reacting
from deskbell.usecases.tickets.change_ticket import change_ticket
from deskbell.usecases.tickets.desk import TicketPorts, hosts_tickets, to_the_one_that_goes_on
from deskbell.usecases.tickets.emoji_order import taken_off_since
from deskbell.usecases.tickets.heard import heard, place_of
from deskbell.usecases.tickets.park_input import PATIENCE, park_input
from deskbell.usecases.tickets.record_message import belongs_to


def publish_note(
    ports: TicketPorts, envelope: Envelope, reaction: ReactionChanged, cause: Cause
) -> Handled:
    """Raises SlackUnavailableError: who publishes wants it to be read, so it is tried again."""
    desk = ports.settings.current()
    if not hosts_tickets(desk, reaction.channel):
        return ignored("not_a_help_channel")
    message = Thread(reaction.channel, reaction.ts)
    said = _read(ports, message)
    if said is None or said.thread_ts is None:
        return ignored("nothing_to_publish")
    thread = Thread(said.channel, said.thread_ts)
    link = ports.aggregates.find(message_link(cause.install, thread))
    link = link or park_input(ports, thread, envelope)
    if link is None:
        return ignored("parked")
    if reaction.added and taken_off_since(ports, message, reaction, cause):
        return ignored("emoji_taken_off")
    handled = to_the_one_that_goes_on(
        lambda: _publish_at(ports, link, said, thread, reaction, cause)
    )
    if handled.ignored == EMOJI_DID_NOTHING:  # it may come on later than it came off
        ports.parked.park(message, envelope, envelope.received_at + PATIENCE)
    return handled


def _publish_at(
    ports: TicketPorts,
    link: Link,
    said: MessagePosted,
    thread: Thread,
    reaction: ReactionChanged,
    cause: Cause,
) -> Handled:
    message = Thread(said.channel, said.ts)
    ref = belongs_to(ports, link.ref, message)
    who = reacting(ports, reaction, cause.install)

    def command_for(state: Ticket | None) -> c.TicketCommand:
        place = place_of(state, link, thread) if ref == link.ref else link.place
        around = heard(ports, state, ref, message, place, who.person)
        if reaction.added:
            window = ports.settings.current().undo_window
            return c.Publish(who, reaction.emoji, said, around, window)
        return c.Unpublish(who, reaction.emoji, message, said.thread_ts, around)

    return change_ticket(ports.aggregates, ref, cause, command_for)


def _read(ports: TicketPorts, message: Thread) -> MessagePosted | None:
    match ports.slack.read_thread(message):
        case Later(code=code) | Unknown(code=code):
            raise SlackUnavailableError(f"a note could not be read: {code}")
        case Never():
            return None
        case found:
            return found[0] if found else None
