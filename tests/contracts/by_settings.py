"""What the desk does by its settings: rules, hours, peers, the sweep; for `texts_decided.py`."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product

from deskbell.domain.decision import Decision
from deskbell.domain.effects import Place
from deskbell.domain.flag_log.decide import digest
from deskbell.domain.flag_log.flag_log import Call, CallEnd, FlagLog, Told
from deskbell.domain.ids import Thread, flags_ref
from deskbell.domain.inputs import QuestionMissed
from deskbell.domain.install.decide import question_missed
from deskbell.domain.rules.fired import Consulted, Fired
from deskbell.domain.rules.rule import Rule, Then, When
from deskbell.domain.settings.desk import Desk, Inbox
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.permissions import Member
from deskbell.domain.tickets.ticket import Ticket
from tests.builders import (
    ANA,
    BEN,
    INSTALL,
    LENA,
    NOW,
    OLA,
    ROOT,
    a_message,
    open_from_form,
    open_from_message,
)

LONGEST_NAME, LONGEST_REPLY = 40, 1_000
"""What the settings allow."""


def openings(ticket: Ticket, inbox: Inbox) -> Iterator[c.TicketCommand]:
    """A rule that answers and assigns, while nobody is there."""
    rule = Rule("r" * LONGEST_NAME, "3f0e2a9c41d7", When(), Then(assignee=BEN))
    said = (ticket.text or "")[:LONGEST_REPLY] or "Restart it."
    answering = replace(rule, then=Then(assignee=BEN, reply={"": said}))
    fired = Consulted((Fired(answering, reply=said),), NOW + timedelta(hours=4))
    yield open_from_form(inbox=inbox, number=ticket.number, consulted=fired)
    root = replace(open_from_message().thread[0], text=ticket.text or "")  # type: ignore[index]
    yield open_from_message(inbox=inbox, number=ticket.number, consulted=fired, thread=(root,))


def commands(by: Member, inbox: Inbox) -> Iterator[c.TicketCommand]:
    yield c.SolveByPeer(by, OLA, inbox, "white_check_mark")
    yield c.DisputePeer(by, inbox, "white_check_mark")
    said = a_message("1795424700.000100", "And it beeps")
    around = c.Heard(None, Place.THREAD, (), by, None)
    yield c.Group(c.RecordMessage(said, around, inbox))
    yield c.CaptureAgain(by, c.Pressed(ROOT.channel, ROOT.ts, 0))


def digests(ticket: Ticket, inbox: Inbox, desk: Desk) -> Iterator[Decision]:
    """Every outcome of a call, with and without an agent and a category, in as many messages."""
    calls = tuple(
        Call(ticket.ref, ticket.number, version, BEN, agent, topic, NOW)
        for version, (agent, topic) in enumerate(
            product((OLA, None), (None, *(one.value for one in inbox.categories[:1])))
        )
    )
    log = FlagLog(flags_ref(INSTALL, inbox.id), INSTALL, 1, inbox.id, calls * 2, NOW)
    told = [Told(call, end, LENA) for call in calls for end in CallEnd]
    yield digest(log, told, inbox, desk, NOW)
    yield digest(log, told[:1], inbox, desk, NOW)


def offered(ticket: Ticket, inbox: Inbox) -> Decision:
    """A question with the words of the ticket."""
    question = QuestionMissed(Thread(ROOT.channel, ROOT.ts), ANA, ticket.text or "")
    return question_missed(None, INSTALL, question, inbox)
