"""What people are asked about the help that they got, and can answer, for `texts_decided.py` and
`everything_sent.py`, which have all there is."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from deskbell.domain.csat.surveyed import Surveyed
from deskbell.domain.ids import surveyed_ref
from deskbell.domain.people import Person, Standing
from deskbell.domain.settings.csat import Csat, LowCsat
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.permissions import Member
from deskbell.domain.tickets.survey import Score, Survey
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.usecases.slack_ports import Message, Renderer
from tests.builders import ANA, BEN, INSTALL, NOW
from tests.unit.rendering.statuses import LATER

DAY = timedelta(days=1)
LATELY = Surveyed(surveyed_ref(INSTALL, ANA), INSTALL, 1, ANA, surveyed_ref(INSTALL, ANA), NOW)


def tickets(ticket: Ticket) -> Iterator[Ticket]:
    """Solved, and asked about: without an answer, with each, and when the time for it is over."""
    solved = replace(ticket, status=Status.SOLVED, assignee=BEN, solver=BEN, solved_at=NOW)
    asked = Survey(ticket.requester or ANA, NOW, BEN, NOW, LATER + DAY)
    words = (ticket.text or "x")[:1_000]
    yield replace(solved, surveys=(asked,))
    for score in Score:
        for comment in ("", words):
            yield replace(solved, surveys=(replace(asked, score=score, comment=comment),))
    for score_or_none in (None, Score.BAD):
        over = replace(asked, score=score_or_none, is_over=True)
        yield replace(solved, surveys=(over,))
        yield replace(solved, surveys=(over, replace(asked, solved_at=LATER)))


def commands(ticket: Ticket, by: Member, at: c.Pressed, inbox: Inbox) -> Iterator[c.TicketCommand]:
    asking = replace(inbox, csat=Csat(timedelta(0), LowCsat.REOPEN))
    for surveyed in (None, LATELY):
        yield c.AskRequester(asking, surveyed, DAY, is_reachable=True)
    yield c.AskRequester(asking, None, DAY, is_reachable=False)
    yield c.EndSurvey()
    for number in (1, 2, 9):
        for score in Score:
            for box in (inbox, asking):
                yield c.GiveScore(by, at, box, number, score)
        yield c.CommentScore(by, at, inbox, number, ticket.text or "x")


def shown(renderer: Renderer, ticket: Ticket, locale: str) -> Iterator[tuple[str, Message]]:
    """Each question as whoever is asked sees it."""
    reader = Person(ANA, "Reader", locale, "Asia/Seoul", Standing.MEMBER)
    for state, one in enumerate(tickets(ticket)):
        for number, _ in enumerate(one.surveys, 1):
            yield f"question {number} of state {state}", renderer.survey(one, number, reader)
