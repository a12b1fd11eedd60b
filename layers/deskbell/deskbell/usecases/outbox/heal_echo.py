"""Slack shows us our own posts; each settles the outbox row it carries. Called by the intake.

An echo ends a doubt without a call, and it is the only witness of a post that Slack applied so
late that the read-back missed it and the row was posted again:

    relay A   post ── no answer            (Slack applies it late: ts 1)
    relay B            lease ends ── reads back: nothing ── posts: ts 2 ── sent as ts 2
    echoes                                    ts 2: agrees       ts 1: a twin, deleted
"""

from dataclasses import replace

from deskbell.domain.effects import ShowCard
from deskbell.domain.errors import SlackUnavailableError
from deskbell.domain.ids import Thread
from deskbell.domain.inputs import PostEchoed
from deskbell.usecases.outbox.cards import UNKNOWN_REVISION, card_link
from deskbell.usecases.outbox.posting import Ports
from deskbell.usecases.outbox.release_parked import release_parked
from deskbell.usecases.ports import OutboxRow, Posted, RowState
from deskbell.usecases.slack_ports import Later, Unknown


def heal_echo(echo: PostEchoed, ports: Ports) -> str:
    """What came of it, by the name under which it is counted.

    Raises SlackUnavailableError, QueueUnavailableError or StoreError when the queue should bring
    the echo again.
    """
    row = ports.outbox.row(echo.outbox_id)
    if row is None or row.attempt == 0:
        return "echo_of_nothing"
    post = Thread(echo.channel, echo.ts)
    if row.state is RowState.PENDING:
        _finish(row, post, ports)
        told = "echo_healed"
    elif row.post in (None, post):
        told = "echo_agrees"
    else:
        _delete_twin(post, ports)
        return "echo_of_twin"
    if isinstance(row.effect, ShowCard):
        release_parked(row, post, ports)
    return told


def _delete_twin(post: Thread, ports: Ports) -> None:
    # The post that the table names stays: links and cards point there, and every echo reads
    # the same row, so that all of them agree on the survivor.
    outcome = ports.workspace.delete(post)
    if isinstance(outcome, Later | Unknown):
        raise SlackUnavailableError(f"a double post could not be deleted: {outcome.code}")


def _finish(row: OutboxRow, post: Thread, ports: Ports) -> None:
    # The relay may be between Slack's answer and its own write: whoever comes first finishes
    # the row, the other's write does nothing.
    posted = None
    if isinstance(row.effect, ShowCard):
        posted = Posted(row.effect.place, post.channel, post.ts, UNKNOWN_REVISION)
    link = card_link(row, posted) if posted else None
    ports.outbox.sent(replace(row, post=post), posted, link)
