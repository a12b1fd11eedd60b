"""Slack shows us our own posts; each settles the outbox row it carries. Called by the intake.

An echo ends doubt without a call, and it is the only witness of a post that Slack applied so
late that the read-back missed it and the row was posted again.
"""

from dataclasses import replace

from deskbell.domain.effects import ShowCard
from deskbell.domain.errors import SlackUnavailableError
from deskbell.domain.ids import Thread
from deskbell.domain.inputs import PostEchoed
from deskbell.usecases.outbox.carry_out import UNKNOWN_REVISION, Ports, card_link
from deskbell.usecases.ports import Later, OutboxRow, Posted, RowState, Unknown


def heal_echo(echo: PostEchoed, ports: Ports) -> str:
    """Returns what came of it, as a counted metric name. Raises SlackUnavailableError."""
    row = ports.outbox.row(echo.outbox_id)
    if row is None or row.attempt == 0:
        return "EchoOfNothing"
    post = Thread(echo.channel, echo.ts)
    if row.state is RowState.PENDING:
        return _finish(row, post, ports)
    if row.state is RowState.PARKED or row.post is None or row.post == post:
        return "EchoAgrees"
    return _remove_twin(post, ports)


def _finish(row: OutboxRow, post: Thread, ports: Ports) -> str:
    # The relay may be between Slack's answer and its own write. Whoever writes first wins:
    # the row is finished once, and the other's write does nothing.
    posted = None
    if isinstance(row.effect, ShowCard):
        posted = Posted(row.effect.place, post.channel, post.ts, UNKNOWN_REVISION)
    link = card_link(row, posted) if posted else None
    ports.outbox.sent(replace(row, post=post), posted, link)
    return "EchoHealed"


def _remove_twin(post: Thread, ports: Ports) -> str:
    """The post that the table names stays, for its links and cards point there; every echo
    reads the same table, so all agree on the survivor."""
    outcome = ports.workspace.delete(post)
    if isinstance(outcome, Later | Unknown):
        raise SlackUnavailableError(f"could not delete a double post: {outcome.code}")
    return "EchoRemovedTwin"
