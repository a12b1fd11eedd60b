"""What follows from an answer that everybody may read: who is told of it, and who was as fast.

Called by `decide` where a message, a published note or a dialog becomes such an answer.
"""

from dataclasses import dataclass
from datetime import timedelta

from deskbell.domain.decision import Comment
from deskbell.domain.effects import Effect, SendDirect, Whisper
from deskbell.domain.ids import PersonId, Thread, Ts
from deskbell.domain.texts import Argument, ChannelName, MessageLink, Name, Quote, Text
from deskbell.domain.tickets.copies import said_at
from deskbell.domain.tickets.instants import instant_of
from deskbell.domain.tickets.permissions import Action, Member, can
from deskbell.domain.tickets.ticket import Answer, Ticket

AT_ONCE = timedelta(minutes=2)
"""Two people of the desk who answer within it did not know of each other."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The desk's last answer, if this is one, and who is told what."""

    answer: Answer | None = None
    effects: tuple[Effect, ...] = ()


UNANSWERED = Answered()


def rival_of(ticket: Ticket, person: PersonId | None, ts: Ts) -> Thread | None:
    """What somebody else of the desk answered at nearly the same time as this one does."""
    last = ticket.last_answer
    if last is None or person is None or last.person == person:
        return None
    apart = abs(instant_of(ts) - instant_of(last.message.ts))
    return last.message if apart <= AT_ONCE else None


def answered(
    ticket: Ticket, comment: Comment, by: Member | None, rival: Comment | None, where: Thread | None
) -> Answered:
    """`comment` has just become public by somebody's doing in the thread `where`, if it was one."""
    if comment.internal or comment.deleted_ts is not None or by is None:
        return UNANSWERED
    told = _tell_requester(ticket, comment)
    if not is_of_desk(by, ticket):
        return Answered(effects=told)
    answer = Answer(by.person, comment.message)
    if where is None or rival is None or not rival.texts or rival.author in (None, by.person):
        return Answered(answer, told)
    words: dict[str, Argument] = {
        "by": Name(rival.author or by.person),
        "number": ticket.number,
        "what": Quote(rival.texts[-1][1]),
    }
    whisper = Whisper(
        by.person, where.channel, where.ts or None, Text("whisper.also_answered", words)
    )
    return Answered(answer, (*told, whisper))


def is_of_desk(who: Member, ticket: Ticket) -> bool:
    """Somebody of the desk who answers, and does not ask."""
    return who.person != ticket.requester and can(who, Action.NOTE, ticket)


def _tell_requester(ticket: Ticket, comment: Comment) -> tuple[Effect, ...]:
    """Whoever asked by form follows no thread, so they hear of each answer (A5-06)."""
    requester = ticket.requester
    if ticket.answers is None or requester is None or comment.author is None:
        return ()
    if comment.author == requester:
        return ()
    is_there = said_at(ticket, comment) is ticket.home.place
    where: Argument = MessageLink(comment.message) if is_there else ChannelName(ticket.home.channel)
    words: dict[str, Argument] = {
        "by": Name(comment.author),
        "number": ticket.number,
        "where": where,
    }
    return (SendDirect(requester, Text("dm.reply", words)),)
