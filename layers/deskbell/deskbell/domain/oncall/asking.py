"""Somebody wants to be stood in for, or to swap: asked, answered, expired, taken back (C-15).

Once both have agreed, it counts at once and everywhere, as an override of the schedule. Pure.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from deskbell.domain.effects import SendDirect
from deskbell.domain.ids import PersonId
from deskbell.domain.oncall import commands as c
from deskbell.domain.oncall import events as e
from deskbell.domain.oncall.overrides import stand_in
from deskbell.domain.oncall.rota import Ask, AskId, AskState, Rota
from deskbell.domain.oncall.schedule import Override, OverrideId
from deskbell.domain.oncall.shifts import Shift, shifts
from deskbell.domain.oncall.telling import facts, homes, of_agreement, of_asking, refused
from deskbell.domain.oncall.transition import Case, Step
from deskbell.domain.oncall.words import direct, reason
from deskbell.domain.people import Standing
from deskbell.domain.texts import Name
from deskbell.domain.tickets.permissions import member

LONGEST = timedelta(days=90)
MOST_OPEN = 20
_AROUND = timedelta(days=62)
"""A shift that is looked for lasts a month, at most; a longer one is cut."""


def decide(case: Case, command: c.RotaCommand) -> Step:
    match command:
        case c.AskForCover():
            return _ask(case, command)
        case c.AcceptCover():
            return _accept(case, command)
        case c.DeclineCover():
            return _decline(case, command)
        case c.WithdrawCover():
            return _withdraw(case, command)
    assert_never(command)


def _ask(case: Case, wanted: c.AskForCover) -> Step:
    by, now = wanted.by, case.now
    start = max(wanted.start, now)
    if not _may_ask(wanted):
        return refused(case, wanted, "not_allowed")
    if wanted.absent == wanted.substitute:
        return refused(case, wanted, "same_person")
    if not may_stand_in(case, wanted.substitute):
        return refused(case, wanted, "cannot_stand_in", person=Name(wanted.substitute))
    if wanted.end <= start or wanted.end - start > LONGEST:
        return refused(case, wanted, "no_time", days=LONGEST.days)
    if len(case.rota.open_asks) >= MOST_OPEN:
        return refused(case, wanted, "too_many", most=MOST_OPEN)
    asked = Ask(
        id=AskId(str(case.rota.version + 1)),
        asker=by.person,
        absent=wanted.absent,
        substitute=wanted.substitute,
        start=start,
        end=wanted.end,
        asked_at=now,
        in_return=_shift_at(case, wanted.in_return) if wanted.in_return else None,
    )
    if wrong := _impossible(case, asked):
        return refused(case, wanted, wrong, person=Name(_lacking(wrong, asked)))
    return Step(
        replace(case.rota, asks=(*case.rota.asks, asked)),
        e.CoverAsked(case.schedule.id, *_what(asked)),
        reason(
            "asked", by=Name(by.person), absent=Name(asked.absent), other=Name(asked.substitute)
        ),
        tuple(of_asking(case, asked)),
    )


def _may_ask(wanted: c.AskForCover) -> bool:
    """About one's own shifts; an admin, about anybody's."""
    by = wanted.by
    theirs = by.person in (wanted.absent, wanted.substitute)
    return by.standing is Standing.MEMBER and (theirs or by.admin)


def may_stand_in(case: Case, person: PersonId) -> bool:
    """Whoever works at the desk or takes turns somewhere: they can be paged, and may answer."""
    who = member(person, case.desk)
    on_duty = any(person in one.people for one in case.desk.schedules.values())
    known = bool(who.agent_of or who.lead_of or who.admin or on_duty)
    return known and person not in case.current.gone


def _impossible(case: Case, ask: Ask) -> str | None:
    """Why it cannot be as things stand: those shifts are not (any more) whose they would have to
    be. What is swapped has to lie apart."""
    if not _covering(case, ask, case.now):
        return "no_shift"
    given = ask.in_return
    if given is None:
        return None
    overlaps = given.start < ask.end and ask.start < given.end
    if overlaps or given.start < case.now or not _returning(case, ask, given, case.now):
        return "no_return"
    return None


def _lacking(wrong: str, ask: Ask) -> PersonId:
    return ask.absent if wrong == "no_shift" else ask.substitute


def _covering(case: Case, ask: Ask, now: datetime) -> tuple[Override, ...]:
    here = case.current
    start = max(ask.start, now)
    if start >= ask.end:
        return ()
    wanted = Override(OverrideId(f"ask.{ask.id}"), ask.substitute, start, ask.end, now)
    return stand_in(here.schedule, ask.absent, wanted, here.gone)


def _returning(case: Case, ask: Ask, given: Shift, now: datetime) -> tuple[Override, ...]:
    """The whole of it, or nothing."""
    here = case.current
    of = OverrideId(f"ask.{ask.id}.back")
    wanted = Override(of, ask.absent, given.start, given.end, now)
    found = stand_in(here.schedule, ask.substitute, wanted, here.gone)
    whole = len(found) == 1 and (found[0].start, found[0].end) == (given.start, given.end)
    return found if whole else ()


def _shift_at(case: Case, at: datetime) -> Shift:
    """The whole shift that somebody has then."""
    here = case.current
    found = shifts(here.schedule, at - _AROUND, at + _AROUND, here.gone)
    return next(one for one in found if one.start <= at < one.end)


def _accept(case: Case, accepted: c.AcceptCover) -> Step:
    ask = _open(case, accepted)
    if isinstance(ask, Step):
        return ask
    if accepted.by.person != ask.asked:
        return refused(case, accepted, "not_allowed")
    if not may_stand_in(case, ask.substitute):
        return refused(case, accepted, "cannot_stand_in", person=Name(ask.substitute))
    if wrong := _impossible(case, ask):
        return refused(case, accepted, wrong, person=Name(_lacking(wrong, ask)))
    now = case.now
    back = _returning(case, ask, ask.in_return, now) if ask.in_return else ()
    after = replace(ask, state=AskState.ACCEPTED, overrides=(*_covering(case, ask, now), *back))
    return Step(
        _with(case, after),
        e.CoverAccepted(case.schedule.id, *_what(after)),
        reason(
            "accepted",
            by=Name(ask.asked),
            absent=Name(ask.absent),
            other=Name(ask.substitute),
        ),
        tuple(of_agreement(case, after)),
    )


def _decline(case: Case, declined: c.DeclineCover) -> Step:
    ask = _open(case, declined)
    if isinstance(ask, Step):
        return ask
    if declined.by.person != ask.asked:
        return refused(case, declined, "not_allowed")
    text = direct("declined", by=Name(ask.asked), **facts(case, ask))
    return Step(
        _with(case, replace(ask, state=AskState.DECLINED)),
        e.CoverDeclined(case.schedule.id, ask.id, ask.asked),
        reason("declined", by=Name(ask.asked)),
        (SendDirect(ask.asker, text), *homes(ask)),
    )


def _withdraw(case: Case, withdrawn: c.WithdrawCover) -> Step:
    """Of what is accepted, whoever gets the shifts back may; a swap, only an admin: one of two who
    had agreed would be left with both."""
    ask, by = case.rota.ask(withdrawn.ask), withdrawn.by
    was = ask.state if ask else AskState.EXPIRED
    if ask is None or was not in (AskState.OPEN, AskState.ACCEPTED) or ask.end <= case.now:
        return refused(case, withdrawn, "settled")
    theirs = ask.asker if was is AskState.OPEN else ask.absent
    if not (by.admin or (by.person == theirs and (was is AskState.OPEN or not ask.in_return))):
        return refused(case, withdrawn, "not_allowed")
    over = tuple(
        replace(one, end=min(one.end, case.now)) for one in ask.overrides if one.start < case.now
    )
    text = direct("withdrawn", by=Name(by.person), **facts(case, ask))
    told = {ask.asker, ask.absent, ask.substitute} if was is AskState.ACCEPTED else {ask.asked}
    return Step(
        _with(case, replace(ask, state=AskState.WITHDRAWN, overrides=over)),
        e.CoverWithdrawn(case.schedule.id, ask.id, was is AskState.ACCEPTED),
        reason("withdrawn", by=Name(by.person)),
        (*(SendDirect(one, text) for one in sorted(told - {by.person})), *homes(ask)),
    )


def expiry(case: Case) -> datetime | None:
    return min((one.expires for one in case.rota.open_asks), default=None)


def expire(case: Case) -> Step:
    ask = min(case.rota.open_asks, key=lambda one: one.expires)
    text = direct("expired", by=Name(ask.asked), **facts(case, ask))
    return Step(
        _with(case, replace(ask, state=AskState.EXPIRED)),
        e.CoverExpired(case.schedule.id, ask.id, ask.asked),
        reason("expired", by=Name(ask.asked)),
        (SendDirect(ask.asker, text), *homes(ask)),
    )


def _open(case: Case, command: c.AcceptCover | c.DeclineCover) -> Ask | Step:
    ask = case.rota.ask(command.ask)
    if ask is None or ask.state is not AskState.OPEN or ask.expires <= case.now:
        return refused(case, command, "settled")
    return ask


def _with(case: Case, ask: Ask) -> Rota:
    asks = tuple(ask if one.id == ask.id else one for one in case.rota.asks)
    return replace(case.rota, asks=asks)


def _what(ask: Ask) -> tuple[str, PersonId, PersonId, datetime, datetime, bool]:
    is_swap = ask.in_return is not None
    return ask.id, ask.absent, ask.substitute, ask.start, ask.end, is_swap
