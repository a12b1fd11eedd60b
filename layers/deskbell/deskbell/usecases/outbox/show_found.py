"""The answer to a search, to the one person who asked; `carry_out` calls it."""

from deskbell.domain.effects import ShowFound
from deskbell.domain.ids import Ref
from deskbell.domain.loans import lookup
from deskbell.domain.search.query import understood
from deskbell.domain.search_inputs import Sought
from deskbell.domain.tickets.permissions import member
from deskbell.usecases.announcements.readers import readers_of
from deskbell.usecases.loans.look_up import look_up
from deskbell.usecases.oncall.overview import who_is_on_call
from deskbell.usecases.outbox.messages import WHISPERED_WITHIN
from deskbell.usecases.outbox.posting import Ports, Result, post
from deskbell.usecases.ports import OutboxRow
from deskbell.usecases.search.edits import edits_of
from deskbell.usecases.search.find_tickets import find_tickets
from deskbell.usecases.slack_ports import Message, Never, Sent


def show_found(row: OutboxRow, effect: ShowFound, ports: Ports) -> Result:
    """One attempt, and soon, where they asked; where the app is not, in their direct messages."""
    if row.doubtful or ports.wall() - row.created > WHISPERED_WITHIN:
        return Result(Sent(), dropped="late")
    message = _found(row, effect, ports)
    outcome = ports.workspace.whisper(effect.channel, effect.person, effect.thread_ts, message)
    if isinstance(outcome, Never):
        outcome = post(row, effect.person, None, message, ports).outcome
    return Result(outcome) if isinstance(outcome, Sent) else Result(Sent(), dropped=outcome.code)


def _found(row: OutboxRow, effect: ShowFound, ports: Ports) -> Message:
    desk, reader = ports.settings.current(), ports.people.get(row.install, effect.person)
    who = member(effect.person, desk, reader.standing)
    if effect.among is Sought.LOANS:
        asked = lookup.understood(effect.query)
        now = ports.now()
        known = look_up(asked, who, desk, ports.aggregates, ports.lists, now)
        return ports.renderer.lending(known, reader)
    if effect.among is Sought.ON_CALL:
        seen = who_is_on_call(effect.query, effect.person, desk, ports.aggregates, ports.now())
        return ports.renderer.text(seen.text, reader.locale, reader.zone, seen.offers)
    if effect.among is Sought.READERS:
        readers = readers_of(Ref.parse(effect.query), effect.person, ports)
        return ports.renderer.text(readers, reader.locale, reader.zone)
    if effect.among is Sought.EDITS:
        edits = edits_of(Ref.parse(effect.query), who, ports.aggregates)
        return ports.renderer.edits(edits, reader)
    query = understood(effect.query)
    found = find_tickets(effect.query, query, who, desk, ports.aggregates, ports.lists)
    return ports.renderer.found(found, reader)
