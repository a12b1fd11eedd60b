"""A page is answered in words: "ok" in the direct message, or below the card, means the button."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from deskbell.domain.decision import Cause, Role, message_link, page_link
from deskbell.domain.directs import is_direct
from deskbell.domain.ids import EventKey, Kind, PersonId, Thread
from deskbell.domain.inputs import Button, ButtonPressed, Envelope, MessagePosted
from deskbell.domain.paging.acknowledging_words import acknowledges
from deskbell.domain.paging.commands import AskWhich
from deskbell.domain.paging.incident import Incident, Status
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.paging.change_incident import change_incident
from deskbell.usecases.paging.incidents import going_on, load_incident, someone
from deskbell.usecases.ports import InputQueue, TicketLists
from deskbell.usecases.tickets.desk import TicketPorts

WAITING = (Status.OPEN, Status.EXHAUSTED)
MOST_READ = 20
CLOCKS_APART = timedelta(seconds=90)
"""By so much our clock may be ahead of Slack's, so that no answer beside the threads is lost; below
a page no clock is asked. It lets count, too, what was said that shortly before the page, if it was
heard after it: an "ok" to something else that was held up on its way. That is rarer, and mended by
the policy's `silence`; of an answer that is lost, whoever gave it believes that it counts."""


def answer_page(
    ports: TicketPorts, lists: TicketLists, message: MessagePosted, cause: Cause
) -> Handled | None:
    """None where it is no answer to any. Beside the threads, it answers all pages that still wait
    for them: who answers a bundle sees to it. In the thread of a bundle it might mean any of it:
    they are asked. In any other thread it is about something else. Raises QueueUnavailableError."""
    author = message.author
    if ports.settings.current().paging is None or author is None or not acknowledges(message.text):
        return None
    if _is_of_ticket(ports, message, cause):
        return None
    answered = list(_answered(ports, lists, message, author, cause))
    if not answered:
        return None
    if is_direct(message.channel) and message.thread_ts and len(answered) > 1:
        by = someone(ports, cause, author, message.channel)
        which = AskWhich(by, message.channel)
        return change_incident(ports, answered[0].ref, cause, lambda _: which)
    _put(ports.queue, answered, message, author, cause)
    return ignored("told_each_incident")


def _is_of_ticket(ports: TicketPorts, message: MessagePosted, cause: Cause) -> bool:
    """Said in its thread, it is the ticket's."""
    if message.thread_ts is None:
        return False
    thread = Thread(message.channel, message.thread_ts)
    return ports.aggregates.find(message_link(cause.install, thread)) is not None


def _answered(
    ports: TicketPorts,
    lists: TicketLists,
    message: MessagePosted,
    author: PersonId,
    cause: Cause,
) -> Iterator[Incident]:
    """Below a page or a card, what that is about; else, in direct messages, what they were called
    for by then: what was said before there was anything to answer is no answer."""
    if message.thread_ts is None:
        if is_direct(message.channel):
            for one in _called_by(ports, lists, author, cause):
                if cause.occurred_at >= one.called.get(author, one.raised_at) - CLOCKS_APART:
                    yield one
        return
    link = ports.aggregates.find(
        page_link(cause.install, Thread(message.channel, message.thread_ts))
    )
    if link is None:
        return
    if link.ref.kind is Kind.INCIDENT:
        meant = going_on(ports.aggregates, link.ref)
        yield from (one for one in [meant] if one and one.status in WAITING)
    elif is_direct(message.channel):
        posted_at = datetime.fromtimestamp(float(message.thread_ts), UTC)
        for one in _called_by(ports, lists, author, cause):
            # Not by when they were called: they may have been called again since.
            if posted_at >= one.raised_at - CLOCKS_APART:
                yield one


def _called_by(
    ports: TicketPorts, lists: TicketLists, author: PersonId, cause: Cause
) -> Iterator[Incident]:
    """Those that wait for them."""
    for ref in lists.of_person(cause.install, author, Role.RESPONDER)[:MOST_READ]:
        incident = load_incident(ports.aggregates, ref)
        if incident is None or all(call.to != author for call in incident.calls):
            continue
        if incident.status in WAITING:
            yield incident


def _put(
    queue: InputQueue,
    incidents: Sequence[Incident],
    message: MessagePosted,
    author: PersonId,
    cause: Cause,
) -> None:
    for incident in incidents:
        press = ButtonPressed(
            action=Button.INCIDENT_ACKNOWLEDGE,
            value=str(incident.ref),
            person=author,
            channel=message.channel,
            message_ts=None,
            thread_ts=message.thread_ts,
        )
        queue.put(
            Envelope(
                key=EventKey(f"{cause.key}:{incident.ref}"),
                install=cause.install,
                group=str(incident.ref),
                occurred_at=cause.occurred_at,
                received_at=cause.at,
                input=press,
                hops=cause.hops + 1,
            )
        )
