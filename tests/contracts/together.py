"""Commands about tickets that belong together, for all that `texts_decided.py` asks of one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from deskbell.domain.ids import Thread, Ts, ticket_ref
from deskbell.domain.settings.desk import Inbox, Reply
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.copies import IN_DIALOG
from deskbell.domain.tickets.flag import Flag
from deskbell.domain.tickets.permissions import Member
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.domain.tickets.ties import (
    Bulk,
    BulkRun,
    Child,
    Duplicate,
    Parent,
    Survivor,
    Ties,
)
from deskbell.domain.tickets.transition import snapshot_of
from tests.builders import ADAM, ANA, BEN, INSTALL, IT_HAPPENS, LENA, ROOT


def commands(by: Member, ticket: Ticket, inbox: Inbox) -> Iterator[c.TicketCommand]:
    """Merged with whatever there can be, and parted again."""
    at = c.Pressed(IT_HAPPENS, ROOT.ts, ticket.card_revision)
    other = replace(ticket, ref=ticket_ref(INSTALL, "other"), status=Status.NEW)
    over = replace(other, status=Status.CLOSED)
    known = (Duplicate(ticket.ref, ticket.number, ticket.opened_at, brought=(BEN,)),)
    into = replace(other, ties=Ties(duplicates=known))
    merged = replace(into, status=Status.MERGED)
    for one in (None, ticket, other, over):
        yield c.Merge(by, at, one, inbox)
    for one in (None, into, merged):
        yield c.Unmerge(by, at, one, inbox, inbox)
    yield from _parts(by, ticket, other, at, inbox)
    yield from _calls(by, ticket, at)
    later = Reply("later", "Later", {"en": "Later"})
    said = Thread(IN_DIALOG, Ts("1795424900.000100"))
    yield c.ReplyWith(by, at, later, said, ticket.text or "", c.Heard())


def _parts(
    by: Member, ticket: Ticket, other: Ticket, at: c.Pressed, inbox: Inbox
) -> Iterator[c.TicketCommand]:
    tied = Parent(other.ref, other.number)
    runs = BulkRun(Bulk.SOLVE, BEN, done=1, total=2)
    part = replace(other, ties=Ties(parent=tied))
    busy = replace(other, ties=Ties(bulk=runs))
    for one in (None, ticket, other, part, busy):
        yield c.LinkParent(by, at, one)
        yield c.UnlinkParent(by, at, one)
    yield c.SolveAll(by, at, inbox)
    yield c.NotifyAll(by, at, ticket.text or "")
    yield c.ContinueBulk(0)
    yield c.SolvePart(BEN, 1, True, inbox)
    yield c.UnsolvePart(BEN, 1, True, inbox)
    yield c.TellPart(BEN, 1, ticket.text or "")


def _calls(by: Member, ticket: Ticket, at: c.Pressed) -> Iterator[c.TicketCommand]:
    lena = replace(by, person=LENA, admin=True)
    duty = c.Duty((lena,), (replace(lena, person=ADAM),), timedelta(minutes=5))
    for message in (None, ROOT):
        yield c.RaiseFlag(by, at, duty, message)
    yield c.PassFlagOn(duty)
    yield c.AnswerFlag(by.person, at)
    yield c.LowerFlag(by.person)


def tied(ticket: Ticket) -> Iterator[Ticket]:
    """With as many others as there can be, in every way."""
    many = range(1, 501)
    refs = {number: ticket_ref(INSTALL, "tied", str(number)) for number in many}
    children = tuple(Child(refs[number], number, ANA) for number in many)
    duplicates = tuple(Duplicate(refs[number], number, ticket.opened_at) for number in many)
    parent = Parent(refs[1], ticket.number)
    flag = Flag(ticket.opener, ticket.opened_at, (LENA,), ticket.opened_at)
    for run in (None, *(BulkRun(bulk, BEN, "", 1, 500) for bulk in Bulk)):
        yield replace(ticket, ties=Ties(children=children, duplicates=duplicates, bulk=run))
    yield replace(ticket, ties=Ties(children=children[:1], bulk=BulkRun(Bulk.SOLVE, BEN)))
    yield replace(ticket, ties=Ties(parent=parent, duplicates=duplicates[:1]), flag=flag)
    yield replace(
        ticket,
        status=Status.MERGED,
        merged_into=refs[1],
        before_merge=snapshot_of(ticket),
        ties=Ties(survivor=Survivor(ticket.number, ROOT)),
    )
