"""The review of an outage on its way out; `carry_out` calls this. Below the card, where that is."""

from deskbell.domain.ids import PersonId
from deskbell.domain.paging.effects import PostReview
from deskbell.domain.paging.incident import Incident
from deskbell.domain.paging.timeline import Moment
from deskbell.usecases.outbox.posting import DONE, Ports, Result, post, read_back
from deskbell.usecases.ports import OutboxRow


def post_review(row: OutboxRow, effect: PostReview, ports: Ports) -> Result:
    incident = row.aggregate or ports.aggregates.load(row.ref)
    if not isinstance(incident, Incident):
        return DONE
    card = ports.aggregates.asked(row.ref, PersonId(effect.channel))
    thread_ts = card.ts if card else None
    if earlier := read_back(row, effect.channel, thread_ts, ports):
        return earlier
    history = [
        Moment(one.at, one.event, one.reason, one.detail)
        for one in ports.aggregates.history(row.ref)
    ]
    message = ports.renderer.review(incident, history)
    return post(row, effect.channel, thread_ts, message, ports)
