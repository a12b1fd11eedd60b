"""The golden log: a week of a small desk, whose every figure test_golden_log.py has by hand."""

from deskbell.domain.reports.facts import Fact
from deskbell.domain.tickets.ticket import Status
from tests.builders import ANA, BEN, BOT, JIWOO, LENA, MINJUN, OLA, XENA
from tests.unit.reports.history import History, X

BACK = "ActionUndone"


def golden_log() -> list[Fact]:
    """Of the week from Monday 2026-11-16 on, in New York."""
    # Asked on the Friday before; solved, and once more after Ana has come back.
    reopened = History("reopened").opened("2026-11-13 16:00", ANA)
    reopened.then("2026-11-13 16:05", "TicketClassified", category="hardware")
    reopened.said("2026-11-16 09:00", BEN, answer=True)
    reopened.solved("2026-11-16 10:00", BEN)
    reopened.then("2026-11-17 09:00", "TicketReopened", status=Status.ASSIGNED)
    reopened.said("2026-11-17 09:05", JIWOO, answer=True)
    reopened.solved("2026-11-17 12:00")

    # A bot and a note come before the answer; solved by mistake first.
    undone = History("undone").opened("2026-11-16 09:00", MINJUN, category="hardware")
    undone.said("2026-11-16 09:01", None).said("2026-11-16 09:02", BOT)
    undone.said("2026-11-16 09:05", JIWOO, internal=True)
    undone.said("2026-11-16 09:10", JIWOO, answer=True)
    undone.solved("2026-11-16 10:00", JIWOO)
    undone.then("2026-11-16 10:01", BACK, status=Status.NEW, assignee=None)
    undone.solved("2026-11-16 11:00", JIWOO)

    by_peer = History("by_peer").opened("2026-11-16 09:30", OLA)
    by_peer.said("2026-11-16 09:35", ANA).said("2026-11-16 09:36", BEN, answer=True)
    by_peer.then("2026-11-16 09:40", "SolvedByPeer", status=Status.SOLVED)

    # The same request twice: what was said to the first counts for the second, which goes on.
    goes_on = History("goes_on").opened("2026-11-17 13:10", ANA, category="software")
    merged = History("merged").opened("2026-11-17 13:00", ANA)
    merged.said("2026-11-17 13:20", BEN, answer=True)
    merged.then("2026-11-17 13:30", "TicketMerged", into=goes_on, status=Status.MERGED)
    goes_on.said("2026-11-17 14:00", JIWOO, answer=True)
    goes_on.solved("2026-11-18 13:00", JIWOO)

    # Thursday already, in London.
    late = History("late", X).opened("2026-11-18 22:30", OLA)
    late.then("2026-11-19 09:00", "TicketAssigned", status=Status.ASSIGNED, assignee=XENA)

    taken_back = History("taken_back").opened("2026-11-19 09:00", ANA)
    taken_back.said("2026-11-19 09:00:30", BEN, answer=True)
    taken_back.then("2026-11-19 09:01", "TicketCancelled", status=Status.CANCELLED)

    silent = History("silent").opened("2026-11-19 09:15", MINJUN)
    silent.said("2026-11-19 09:45", BEN, answer=True)
    silent.then("2026-11-19 09:46", "TicketPaused", status=Status.WAITING, assignee=BEN)
    silent.then("2026-11-22 10:00", "TicketClosed", status=Status.CLOSED)

    moved = History("moved").opened("2026-11-20 10:00", OLA)
    moved.then("2026-11-20 11:00", "TicketMoved", inbox=X)
    moved.then("2026-11-20 11:30", "TicketAssigned", status=Status.ASSIGNED, assignee=XENA)
    moved.said("2026-11-20 12:00", XENA, answer=True)

    # In the first minute of the week; of two notes of Ben's that are made public one is taken back.
    first = History("first").opened("2026-11-16 00:00", ANA)
    first.said("2026-11-16 00:05", BEN, internal=True)
    first.said("2026-11-16 00:10", BEN, internal=True)
    first.published("2026-11-16 00:05", "2026-11-16 00:15", LENA)
    first.published("2026-11-16 00:05", "2026-11-16 00:16", LENA, back=True)
    first.published("2026-11-16 00:10", "2026-11-16 00:30", LENA)

    # The week is over.
    next_week = History("next_week").opened("2026-11-23 00:00", ANA)
    goes_on.then("2026-11-23 08:00", "TicketReopened", status=Status.ASSIGNED)

    histories = [reopened, undone, by_peer, goes_on, merged, late]
    histories += [taken_back, silent, moved, first, next_week]
    return [fact for history in histories for fact in history.facts]
