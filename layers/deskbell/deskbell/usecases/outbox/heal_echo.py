"""Slack shows us our own posts; each settles the outbox row it carries. Called by the intake.

An echo ends a doubt without a call, and it is the only witness of a post that Slack applied so
late that the read-back missed it and the row was posted again:

    relay A   post ── no answer            (Slack applies it late: ts 1)
    relay B            lease ends ── reads back: nothing ── posts: ts 2 ── sent as ts 2
    echoes                                    ts 2: agrees       ts 1: a twin, deleted

Nor does relay B find ts 1 if it has come to stand below a card that moved in between; and it may
have nothing to say any more: then the row is over without a post, and ts 1 goes.
"""

from dataclasses import replace

from deskbell.domain.effects import (
    ShowAsk,
    ShowCard,
    ShowComment,
    ShowFound,
    ShowSurvey,
)
from deskbell.domain.errors import SlackUnavailableError
from deskbell.domain.ids import PersonId, Thread
from deskbell.domain.inputs import PostEchoed
from deskbell.domain.live_cards import ShowLiveCard
from deskbell.domain.paging.effects import SendPages, ShowIncident
from deskbell.domain.paging.page import Receipt
from deskbell.usecases.outbox.cards import UNKNOWN_REVISION, place_card
from deskbell.usecases.outbox.links import link_of
from deskbell.usecases.outbox.live_cards import place_live_card
from deskbell.usecases.outbox.posting import Ports
from deskbell.usecases.paging.receipts import tell_of_pages
from deskbell.usecases.ports import Asked, Copied, OutboxRow, Posted, RowState
from deskbell.usecases.slack_ports import Later, Never, Sent, Undelivered, Unknown


def heal_echo(echo: PostEchoed, ports: Ports) -> str:
    """What came of it, by the name under which it is counted.

    Raises SlackUnavailableError, QueueUnavailableError or StoreError when the queue should bring
    the echo again.
    """
    row = ports.outbox.row(echo.outbox_id)
    if row is None or row.attempt == 0:
        return "echo_of_nothing"
    post = Thread(echo.channel, echo.ts)
    if row.post not in (None, post):
        _delete_twin(post, ports)
        return "echo_of_twin"
    if row.state is RowState.SENT and row.post is None and not isinstance(row.effect, ShowFound):
        _delete_twin(post, ports)  # what is tried only once, as a search, never says where it is
        return "echo_unwanted"
    if row.state is not RowState.PENDING:
        return "echo_agrees"
    finish(row, post, ports)
    return "echo_healed"


def _delete_twin(post: Thread, ports: Ports) -> None:
    # The post that the table names stays: links and cards point there, and every echo reads
    # the same row, so that all of them agree on the survivor. Where Slack refuses for good, say
    # because the app is out of the channel, an operator finds the echo among the dead letters.
    match ports.workspace.delete(post):
        case Sent() | Never(why=Undelivered.MESSAGE_GONE):
            return
        case Later(code=code) | Unknown(code=code) | Never(code=code):
            raise SlackUnavailableError(f"a double post could not be deleted: {code}")


def finish(row: OutboxRow, post: Thread, ports: Ports) -> None:
    """The row is found to have become this post. Raises ConcurrentChangeError if it was claimed
    again."""
    # The relay may be between Slack's answer and its own write: whoever comes first finishes
    # the row, the other's write does nothing.
    if isinstance(row.effect, ShowCard):
        posted = Posted(row.effect.place, post.channel, post.ts, UNKNOWN_REVISION)
        place_card(row, posted, ports)
    if isinstance(row.effect, ShowLiveCard):
        place_live_card(row, post, UNKNOWN_REVISION, ports)
    if isinstance(row.effect, SendPages):
        tell_of_pages(ports.queue, row, Receipt.DELIVERED, ports.now())
    healed = replace(row, post=post)
    ports.outbox.sent(healed, _shown(row, post), link_of(healed))


def _shown(row: OutboxRow, post: Thread) -> Copied | Asked | None:
    match row.effect:
        case ShowComment(place=place, of=of, part=part):
            return Copied(place, of, part, post)
        case ShowAsk(person=person):
            return Asked(person, post.channel, post.ts, UNKNOWN_REVISION)
        case ShowSurvey(person=person, number=number):
            return Asked(person, post.channel, post.ts, number)
        case ShowIncident(channel=channel):
            return Asked(PersonId(channel), post.channel, post.ts, UNKNOWN_REVISION)
        case _:
            return None
