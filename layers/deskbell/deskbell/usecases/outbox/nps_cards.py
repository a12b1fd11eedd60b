"""The live card of a low score, as the relay brings it up to date; carry_out calls it.

A ✅ on it may come before we know where it is: so a new one is finished in two steps, as a ticket's
card is (cards.py).
"""

from dataclasses import replace

from deskbell.domain.decision import Link, page_link
from deskbell.domain.effects import Place
from deskbell.domain.ids import Thread
from deskbell.domain.nps.case import Case
from deskbell.domain.nps.effects import ShowNpsCase
from deskbell.usecases.outbox.cards import UNKNOWN_REVISION
from deskbell.usecases.outbox.posting import DONE, Ports, Result, or_plain, post, read_back
from deskbell.usecases.outbox.release_parked import release_parked
from deskbell.usecases.ports import OutboxRow, Posted
from deskbell.usecases.slack_ports import Never, Sent, Undelivered

PLACE = Place.REQUEST
"""At the top level of its channel."""


def place_nps_card(row: OutboxRow, at: Thread, revision: int, ports: Ports) -> None:
    """All that a new card needs before its row is sent. Raises ConcurrentChangeError if its row is
    another post by now, QueueUnavailableError."""
    if row.post is None:
        link = Link(page_link(row.install, at), row.ref, PLACE)
        ports.outbox.placed(row, Posted(PLACE, at.channel, at.ts, revision), link)
    release_parked(row, at, ports)


def show_nps_case(row: OutboxRow, effect: ShowNpsCase, ports: Ports) -> Result:
    if row.post is not None:
        known = Result(Sent(row.post.channel, row.post.ts))
        return _placed(row, known, UNKNOWN_REVISION, ports)
    case = row.aggregate or ports.aggregates.load(row.ref)
    if not isinstance(case, Case):
        return DONE
    shown = ports.aggregates.posted(row.ref, PLACE)
    if shown is None:
        return _post(row, effect, case, ports)
    if shown.revision >= case.version:
        return DONE
    message = ports.renderer.nps_case(case)
    outcome = or_plain(
        message, lambda rendered: ports.workspace.update(shown.channel, shown.ts, rendered)
    )
    match outcome:
        case Never(why=Undelivered.MESSAGE_GONE, code=code):
            # Somebody has deleted it: what is open has to be seen, what is over need not be.
            return _post(row, effect, case, ports) if case.is_open else _gone(code)
        case Sent():
            return Result(Sent(), replace(shown, revision=case.version))
        case _:
            return Result(outcome)


def _gone(code: str) -> Result:
    return Result(Sent(), dropped=code)


def _post(row: OutboxRow, effect: ShowNpsCase, case: Case, ports: Ports) -> Result:
    earlier = read_back(row, effect.channel, None, ports)
    if earlier is not None:
        return _placed(row, earlier, UNKNOWN_REVISION, ports)
    result = post(row, effect.channel, None, ports.renderer.nps_case(case), ports)
    return _placed(row, result, case.version, ports)


def _placed(row: OutboxRow, result: Result, revision: int, ports: Ports) -> Result:
    match result.outcome:
        case Sent(channel=channel, ts=ts) if channel is not None and ts is not None:
            place_nps_card(row, Thread(channel, ts), revision, ports)
    return result
