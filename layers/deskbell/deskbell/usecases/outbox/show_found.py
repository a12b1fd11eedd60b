"""The answer to a search, to the one person who asked; `carry_out` calls it."""

from deskbell.domain.effects import ShowFound
from deskbell.domain.search.query import understood
from deskbell.domain.tickets.permissions import member
from deskbell.usecases.outbox.messages import WHISPERED_WITHIN
from deskbell.usecases.outbox.posting import Ports, Result, post
from deskbell.usecases.ports import OutboxRow
from deskbell.usecases.search.find_tickets import find_tickets
from deskbell.usecases.slack_ports import Never, Sent


def show_found(row: OutboxRow, effect: ShowFound, ports: Ports) -> Result:
    """One attempt, and soon, where they asked; where the app is not, in their direct messages."""
    if row.doubtful or ports.wall() - row.created > WHISPERED_WITHIN:
        return Result(Sent(), dropped="late")
    desk, reader = ports.settings.current(), ports.people.get(row.install, effect.person)
    found = find_tickets(
        effect.query,
        understood(effect.query),
        member(effect.person, desk, reader.standing),
        desk,
        ports.aggregates,
        ports.lists,
    )
    message = ports.renderer.found(found, reader)
    outcome = ports.workspace.whisper(effect.channel, effect.person, None, message)
    if isinstance(outcome, Never):
        outcome = post(row, effect.person, None, message, ports).outcome
    return Result(outcome) if isinstance(outcome, Sent) else Result(Sent(), dropped=outcome.code)
