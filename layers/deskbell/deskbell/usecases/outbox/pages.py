"""Pages on their way out, by whichever method; outages.py calls this.

What is not wanted any more as it goes out is left out (on-call case 22). Of a post in Slack it is
known at once that it is there, of everything else only its provider's delivery event tells
(`PageReceipted`).
"""

from collections.abc import Sequence

from deskbell.domain.errors import QueueUnavailableError
from deskbell.domain.ids import PersonId, Thread
from deskbell.domain.paging.effects import SendPages
from deskbell.domain.paging.incident import Incident
from deskbell.domain.paging.page import Receipt
from deskbell.domain.paging.policy import Method
from deskbell.domain.paging.wanted import is_wanted
from deskbell.usecases.outbox.posting import Ports, Result, post, read_back
from deskbell.usecases.paging.contact_ports import Contact
from deskbell.usecases.paging.paged import MOST_SHOWN, Paged
from deskbell.usecases.paging.receipts import tell_of_pages
from deskbell.usecases.ports import OutboxRow
from deskbell.usecases.slack_ports import Sent, Unknown

IN_SLACK = frozenset({Method.SLACK, Method.CHANNEL})


def send_pages(row: OutboxRow, effect: SendPages, ports: Ports) -> Result:
    result = read_back(row, effect.to, None, ports) if effect.method in IN_SLACK else None
    if result is None:
        wanted = _wanted(effect, ports)
        if not wanted:
            return Result(Sent(), dropped="not_wanted")
        result = _send(row, effect, wanted, ports)
    if isinstance(result.outcome, Sent) and effect.method in IN_SLACK:
        return _told(row, result, ports)
    return result


def _told(row: OutboxRow, sent: Result, ports: Ports) -> Result:
    """The post is there: as long as nobody has been told so, the next attempt looks for it again
    instead of posting it again."""
    try:
        tell_of_pages(ports.queue, row, Receipt.DELIVERED, ports.now())
    except QueueUnavailableError:
        return Result(Unknown("queue_unavailable"))
    return sent


def _wanted(effect: SendPages, ports: Ports) -> Sequence[Paged]:
    """Of five hundred outages at once, too, before the relay's time is over: the incidents come
    together, and cards are looked up of those alone that have room in the message."""
    incidents = ports.aggregates.load_all(page.incident for page in effect.pages)
    found = ((page, incidents.get(page.incident)) for page in effect.pages)
    wanted = [
        (page, incident)
        for page, incident in found
        if isinstance(incident, Incident) and is_wanted(incident, page)
    ]
    return [
        Paged(incident, page, _card_of(incident, ports) if number < MOST_SHOWN else None)
        for number, (page, incident) in enumerate(wanted)
    ]


def _card_of(incident: Incident, ports: Ports) -> Thread | None:
    shown = ports.aggregates.asked(incident.ref, PersonId(incident.policy.channel))
    return Thread(shown.channel, shown.ts) if shown else None


def _send(row: OutboxRow, effect: SendPages, wanted: Sequence[Paged], ports: Ports) -> Result:
    if effect.method is Method.CHANNEL:
        return post(row, effect.to, None, ports.renderer.page(wanted, None), ports)
    person = PersonId(effect.to)
    reader = ports.people.get(row.install, person)
    if effect.method is Method.SLACK:
        return post(row, person, None, ports.renderer.page(wanted, reader), ports)
    words = ports.renderer.page_in_words(wanted, reader)
    contact = Contact(row.install, person, effect.method, words, reader.locale, row.id)
    return Result(ports.contacts.reach(contact))
