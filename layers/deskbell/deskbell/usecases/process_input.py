"""Every input, whatever its source, is handled here; intake calls it once a queue message."""

from typing import assert_never

from deskbell.domain import inputs as i
from deskbell.domain.caused_inputs import CausedInput
from deskbell.usecases.actors import cause_of
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.follow_up import follow_up
from deskbell.usecases.hear_webhook import hear_webhook
from deskbell.usecases.home.use_home import use_home
from deskbell.usecases.install.offer_capture import offer_capture
from deskbell.usecases.install.record_dropped import record_dropped
from deskbell.usecases.install.record_ended import record_ended
from deskbell.usecases.leaving.person_left import part_with, tell_of_leaving
from deskbell.usecases.loans.import_inventory import import_inventory
from deskbell.usecases.outbox.heal_echo import heal_echo
from deskbell.usecases.outbox.posting import Ports
from deskbell.usecases.outbox.retry_parked import retry_parked
from deskbell.usecases.paging.answer_page import answer_page
from deskbell.usecases.paging.hear_of_outage import hear_of_outage
from deskbell.usecases.registry import expire_timer, record_parked
from deskbell.usecases.requests.advance_request import hear_of_hook
from deskbell.usecases.search.ask_search import ask_search
from deskbell.usecases.tickets.desk import TicketPorts
from deskbell.usecases.tickets.press_button import press_button
from deskbell.usecases.tickets.react_to_emoji import react_to_emoji
from deskbell.usecases.tickets.receive_mail import receive_mail
from deskbell.usecases.tickets.receive_reply import receive_reply
from deskbell.usecases.tickets.record_message import record_message
from deskbell.usecases.tickets.record_thread import record_thread
from deskbell.usecases.tickets.submit_form import submit_form
from deskbell.usecases.tickets.use_dialog import use_dialog
from deskbell.usecases.welcome.greet_member import greet_known, greet_member

HOP_LIMIT = 10
"""Inputs that Deskbell may cause one after the other; more is a loop (reliability.md 6.11)."""


def process_input(  # noqa: C901 - one line an input
    ports: TicketPorts, relay: Ports, envelope: i.Envelope
) -> Handled:
    """Raises StoreUnavailableError or SlackUnavailableError: the queue brings the input again."""
    if envelope.hops > HOP_LIMIT:
        return ignored("too_many_hops")
    cause = cause_of(envelope)
    if isinstance(envelope.input, CausedInput):
        return follow_up(ports, envelope.input, cause)
    match envelope.input:
        case i.ReactionChanged() as reaction:
            return react_to_emoji(ports, envelope, reaction, cause)
        case i.MessagePosted() as said if answered := answer_page(ports, relay.lists, said, cause):
            return answered
        case (i.MessagePosted() | i.MessageEdited() | i.MessageDeleted()) as message:
            return record_message(ports, envelope, message, cause)
        case i.ButtonPressed() as press:
            return press_button(ports, press, cause)
        case i.FormSubmitted() as submission:
            return submit_form(ports, submission, cause)
        case i.DialogSubmitted() as submitted:
            return use_dialog(ports, submitted, cause)
        case i.MemberJoined() as joined:
            return greet_member(ports.settings, ports.aggregates, relay.people, joined, cause)
        case i.PersonLeft() as left:
            return tell_of_leaving(relay.lists, relay.queue, relay.people, envelope, left)
        case i.LeftBehind() as left:
            return part_with(ports, left, cause)
        case i.InstallEnded() as ended:
            return record_ended(ports.aggregates, ended, cause)
        case i.PersonRead() as person:
            return greet_known(ports.settings, ports.aggregates, person, cause)
        case (i.HomeOpened() | i.HomeUsed()) as used:
            return use_home(ports.aggregates, used, cause)
        case i.QuestionMissed() as question:
            return offer_capture(ports, question, cause)
        case i.SearchAsked() as asked:
            return ask_search(ports.aggregates, asked, cause)
        case i.MailReceived() as mail:
            return receive_mail(ports, relay.lists, mail, cause)
        case i.ReplyReceived() as reply:
            return receive_reply(ports, reply, cause)
        case i.DeliveryLimited() as limited:
            return record_dropped(ports.aggregates, limited, cause)
        case i.TimerDue() as timer:
            return expire_timer(ports, timer, cause)
        case i.ThreadRead() as read:
            return record_thread(ports, read, cause)
        case i.PostParked() as parked:
            return record_parked(ports, parked, cause)
        case i.HookAnswered() as answered:
            return hear_of_hook(ports, answered, cause)
        case i.RetryRequested() as retry:
            return retry_parked(ports.settings, ports.aggregates, ports.outbox, retry, cause)
        case i.InventoryImported() as inventory:
            return import_inventory(ports.settings, ports.aggregates, inventory, cause)
        case (
            i.AlertReceived()
            | i.HeartbeatHeard()
            | i.HeartbeatPauseWanted()
            | i.PageReceipted()
            | i.ReceiptCame()
            | i.ChannelMade()
        ) as outage:
            return hear_of_outage(ports, outage, cause)
        case (i.ScoreReceived() | i.FeedbackGiven() | i.IssueClosed()) as webhook:
            return hear_webhook(ports, webhook, cause)
        case i.PostEchoed() as echo:
            return ignored(heal_echo(echo, relay))
    assert_never(envelope.input)
