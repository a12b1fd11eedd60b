"""The requester is asked once, a while after the solution, how satisfied they are (A4-14, C-24).

`decide` asks for it. A bad answer is told to the team where they work on it, and reopens the ticket
if its inbox wants that; no public place shows an answer.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from deskbell.domain.csat.surveyed import is_rested, surveyed
from deskbell.domain.decision import CancelTimer, Decision, SetTimer, nothing
from deskbell.domain.effects import Effect, SendDirect, SendNotice, ShowCard, ShowSurvey
from deskbell.domain.ids import PersonId
from deskbell.domain.settings.csat import LowCsat
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.texts import Argument, Instant, Name, Passage, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.permissions import Action
from deskbell.domain.tickets.places import WORK
from deskbell.domain.tickets.refusal import refuse_press
from deskbell.domain.tickets.reopening import is_in_time, is_over, reopened
from deskbell.domain.tickets.survey import OPEN_FOR, Score, Survey
from deskbell.domain.tickets.survey_times import ASK, END, ask_at, open_survey
from deskbell.domain.tickets.ticket import Ticket
from deskbell.domain.tickets.transition import step


def survey(ticket: Ticket, command: c.SurveyCommand, now: datetime) -> Decision:
    match command:
        case c.AskRequester():
            return _ask(ticket, command, now)
        case c.EndSurvey():
            return _end(ticket, now)
        case c.GiveScore():
            return _score(ticket, command, now)
        case c.CommentScore():
            return _comment(ticket, command, now)
    assert_never(command)


def _ask(ticket: Ticket, command: c.AskRequester, now: datetime) -> Decision:
    """The timer is only a hint: it may be open again, or the inbox may ask nobody by now."""
    due, person = ask_at(ticket, command.inbox), ticket.requester
    if due is None or person is None or ticket.solved_at is None or now < due:
        return nothing("timer_stale")
    if not command.is_reachable:
        return _skipped(ticket, person, "unreachable")
    if not is_rested(command.surveyed, command.every, now):
        return _skipped(ticket, person, "asked_lately")
    number, until = len(ticket.surveys) + 1, now + OPEN_FOR
    asked = Survey(person, ticket.solved_at, ticket.solver, now, until)
    ended = _ended_early(ticket)
    change = step(
        ticket,
        replace(ticket, surveys=(*ended.surveys, asked)),
        e.CsatAsked(number, person, ticket.solver, until, _seconds(command.every)),
        Text("reason.csat_asked", {"person": Name(person), "until": Instant(until)}),
        effects=(*_last_shown(ticket), ShowSurvey(person, number, asks=True)),
        timers=(CancelTimer(ASK), SetTimer(END, ticket.version + 1, until)),
    ).changes
    turn = surveyed(command.surveyed, ticket.install, person, ticket.ref, ticket.number, now)
    return Decision((*change, turn))


def _skipped(ticket: Ticket, person: PersonId, why: str) -> Decision:
    return step(
        ticket,
        ticket,
        e.CsatSkipped(person, why),
        Text(f"reason.csat_{why}", {"person": Name(person)}),
        timers=(CancelTimer(ASK),),
    )


def _ended_early(ticket: Ticket) -> Ticket:
    """Who is asked anew answers that."""
    last = open_survey(ticket)
    if last is None:
        return ticket
    return replace(ticket, surveys=(*ticket.surveys[:-1], replace(last, is_over=True)))


def _last_shown(ticket: Ticket) -> tuple[ShowSurvey, ...]:
    last = open_survey(ticket)
    return (ShowSurvey(last.person, len(ticket.surveys)),) if last else ()


def _end(ticket: Ticket, now: datetime) -> Decision:
    last = open_survey(ticket)
    if last is None or now < last.until:
        return nothing("timer_stale")
    return step(
        ticket,
        _ended_early(ticket),
        e.CsatEnded(len(ticket.surveys)),
        Text("reason.csat_ended", {"person": Name(last.person)}),
        effects=_last_shown(ticket),
        timers=(CancelTimer(END),),
    )


def _score(ticket: Ticket, command: c.GiveScore, now: datetime) -> Decision:
    asked, who = _answerable(ticket, command, now), command.by.person
    if isinstance(asked, Decision):
        return asked
    if asked.score is command.score:
        return nothing("score_given_already")
    after = _answered(ticket, replace(asked, score=command.score))
    given = step(
        ticket,
        after,
        e.CsatGiven(command.number, who, asked.solver, command.score, asked.score),
        Text(f"reason.csat_{command.score}", {"by": Name(who)}),
        effects=(*_shown(after, command.number), *_told_score(ticket, asked, command)),
    )
    if not _brings_back(ticket, asked, command, now):
        return given
    [change] = given.changes
    again = reopened(
        replace(after, version=change.after.version),
        who,
        command.inbox,
        now,
        reason=Text("reason.reopened_by_csat", {"by": Name(who)}),
    )
    return Decision((change, *again.changes))


def _answerable(
    ticket: Ticket, command: c.GiveScore | c.CommentScore, now: datetime
) -> Survey | Decision:
    """As with an approval, whoever was asked may answer, whatever else they may do."""
    number = command.number
    asked = ticket.surveys[number - 1] if 0 < number <= len(ticket.surveys) else None
    if asked is None or asked.person != command.by.person:
        return refuse_press(ticket, command.by, command.at, Action.COMMENT, "csat_not_theirs")
    if asked.is_over or now > asked.until:
        return refuse_press(ticket, command.by, command.at, Action.COMMENT, "csat_over")
    return asked


def _answered(ticket: Ticket, asked: Survey) -> Ticket:
    """Only the last one can be."""
    return replace(ticket, surveys=(*ticket.surveys[:-1], asked))


def _brings_back(ticket: Ticket, asked: Survey, command: c.GiveScore, now: datetime) -> bool:
    """Only the solution that they were asked about."""
    csat = command.inbox.csat
    wanted = csat is not None and csat.low is LowCsat.REOPEN and command.score is Score.BAD
    is_still_solved = is_over(ticket) and asked.solved_at == ticket.solved_at
    return wanted and is_still_solved and is_in_time(ticket, command.inbox, now)


def _comment(ticket: Ticket, command: c.CommentScore, now: datetime) -> Decision:
    asked, who = _answerable(ticket, command, now), command.by.person
    if isinstance(asked, Decision):
        return asked
    if asked.score is None or asked.comment == command.text:
        return nothing("comment_given_already" if asked.score else "no_score_yet")
    after = _answered(ticket, replace(asked, comment=command.text))
    facts: dict[str, Argument] = {"by": Name(who), "comment": Passage(command.text)}
    told = Text(f"notice.csat_commented_{asked.score}", {**facts, "number": ticket.number})
    return step(
        ticket,
        after,
        e.CsatCommented(command.number, who, asked.score),
        Text("reason.csat_commented", facts),
        effects=(*_shown(after, command.number), *_team_reads(ticket, told, command.inbox)),
    )


def _shown(ticket: Ticket, number: int) -> tuple[Effect, ...]:
    """What the team's cards show is no news for anybody else: no button is stale after it."""
    work = (
        ShowCard(card.place, card.channel, card.thread_ts, refresh=True)
        for card in ticket.cards
        if card.place in WORK
    )
    return (ShowSurvey(ticket.surveys[number - 1].person, number), *work)


def _told_score(ticket: Ticket, asked: Survey, command: c.GiveScore) -> tuple[Effect, ...]:
    """A good one is news only where the team has heard of a bad one."""
    is_bad = command.score is Score.BAD
    if not is_bad and asked.score is None:
        return ()
    key = "notice.csat_bad" if is_bad else "notice.csat_changed"
    text = Text(key, {"by": Name(asked.person), "number": ticket.number})
    return _team_reads(ticket, text, command.inbox)


def _team_reads(ticket: Ticket, text: Text, inbox: Inbox) -> tuple[Effect, ...]:
    """Where they work on it, below its card; whoever has it, where there is none (any more)."""
    work = [card for card in ticket.cards if card.place in WORK]
    if not work:
        return (SendDirect(ticket.assignee or inbox.lead, text),)
    return tuple(SendNotice(card.channel, text, under=card.place) for card in work)


def _seconds(span: timedelta) -> int:
    return round(span.total_seconds())
