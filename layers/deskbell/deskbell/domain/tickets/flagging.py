"""Somebody calls the supervisor in a ticket's thread: one after the other is told in private, until
one of them has it (A1-15, A1-16).

The thread's people see nothing of it, and the call is no message of theirs. Each step is an event.
"""

from dataclasses import replace
from datetime import datetime

from deskbell.domain.caused import caused
from deskbell.domain.caused_inputs import FlagNoted, SupervisorSpoke
from deskbell.domain.decision import CancelTimer, Decision, SetTimer, TimerChange, nothing
from deskbell.domain.effects import Effect, Offer, SendDirect, Whisper
from deskbell.domain.flag_log.call import Call
from deskbell.domain.ids import PersonId, flags_ref
from deskbell.domain.inputs import Button
from deskbell.domain.texts import Argument, MessageLink, Name, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.about import title_of
from deskbell.domain.tickets.flag import Flag
from deskbell.domain.tickets.permissions import Action, Member, Surface, can
from deskbell.domain.tickets.refusal import refuse_press
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.domain.tickets.transition import step

TIMER = "flag"
NO_FLAG = "no_flag_of_theirs"
_OVER = frozenset({Status.CLOSED, Status.CANCELLED, Status.MERGED})


def raise_flag(ticket: Ticket, command: c.RaiseFlag, now: datetime) -> Decision:
    """One open call a thread; a second one changes nothing."""
    who = command.by.person
    if not can(command.by, Action.FLAG, ticket):
        return _refused(ticket, command, "not_allowed")
    if ticket.status in _OVER:
        return _refused(ticket, command, "over")
    if ticket.flag:
        return _refused(ticket, command, "flagged_already")
    flag = Flag(who, now, message=command.message)
    flag, effects, timers = _call(ticket, flag, command.duty, now)
    if command.at.channel:
        told = Text("whisper.flagged", {"number": ticket.number})
        effects = (*effects, Whisper(who, command.at.channel, command.at.thread_ts, told))
    return step(
        ticket,
        replace(ticket, flag=flag),
        e.TicketFlagged(who, flag.told),
        Text("reason.flagged", {"by": Name(who)}),
        effects=(*effects, _logged(ticket, who, now)),
        timers=timers,
    )


def _logged(ticket: Ticket, by: PersonId, now: datetime) -> Effect:
    version = ticket.version + 1
    call = Call(ticket.ref, ticket.number, version, by, ticket.assignee, ticket.category, now)
    log = flags_ref(ticket.install, ticket.inbox)
    return caused(log, version, FlagNoted(ticket.inbox, call), ticket, now)


def pass_on(ticket: Ticket, command: c.PassFlagOn, now: datetime) -> Decision:
    """Nobody has it: the next supervisor, and after the last one the admins."""
    flag = ticket.flag
    if flag is None or flag.due is None or now < flag.due:
        return nothing("timer_stale")
    if ticket.status in _OVER:
        reason = Text("reason.flag_over")
        return _lowered(ticket, e.FlagCleared(flag.by), reason)
    after, effects, timers = _call(ticket, flag, command.duty, now)
    new = after.told[len(flag.told) :]
    return step(
        ticket,
        replace(ticket, flag=after),
        e.FlagPassedOn(new),
        Text("reason.flag_passed_on", {"count": len(new)}),
        effects=effects,
        timers=timers,
    )


def answer(ticket: Ticket, command: c.AnswerFlag) -> Decision:
    """By one of those who were called: with the button, or with a word in the thread."""
    flag, who = ticket.flag, command.by
    if flag is None or who not in flag.told:
        return nothing(NO_FLAG)
    told = Text("dm.flag_answered", {"by": Name(who), "number": ticket.number})
    effects: list[Effect] = [SendDirect(flag.by, told)]
    if command.at and command.at.channel:
        facts: dict[str, Argument] = {"number": ticket.number, "by": Name(flag.by)}
        counted = Text("whisper.flag_answered", facts)
        effects.append(Whisper(who, command.at.channel, command.at.thread_ts, counted))
    return _lowered(
        ticket,
        e.FlagAnswered(who),
        Text("reason.flag_answered", {"by": Name(who)}),
        *effects,
    )


def listened(
    decision: Decision, ticket: Ticket, command: c.RecordMessage, now: datetime
) -> Decision:
    """Whoever was called and writes in the thread has seen to it: that is decided on next."""
    author = command.message.author
    if ticket.flag is None or author not in ticket.flag.told or not decision.changes:
        return decision
    change, *others = decision.changes
    spoke = SupervisorSpoke(ticket.ref, author)
    effect = caused(ticket.ref, change.after.version, spoke, ticket, now)
    heard = replace(change, effects=(*change.effects, effect))
    return replace(decision, changes=(heard, *others))


def lower_flag(ticket: Ticket, command: c.LowerFlag) -> Decision:
    """Whoever called needs nobody any more."""
    if ticket.flag is None or ticket.flag.by != command.by:
        return nothing(NO_FLAG)
    reason = Text("reason.flag_cleared", {"by": Name(command.by)})
    return _lowered(ticket, e.FlagCleared(command.by), reason)


def _lowered(ticket: Ticket, event: object, reason: Text, *effects: Effect) -> Decision:
    timers = (CancelTimer(TIMER),) if ticket.flag and ticket.flag.due else ()
    return step(ticket, replace(ticket, flag=None), event, reason, effects=effects, timers=timers)


def _call(
    ticket: Ticket, flag: Flag, duty: c.Duty, now: datetime
) -> tuple[Flag, tuple[Effect, ...], tuple[TimerChange, ...]]:
    next_ones = _who_may_know(ticket, flag, duty.supervisors)[:1]
    due = now + duty.patience if next_ones else None
    to = next_ones or _who_may_know(ticket, flag, duty.admins)
    after = replace(flag, told=(*flag.told, *to), due=due)
    timers: tuple[TimerChange, ...] = ()
    if due:
        timers = (SetTimer(TIMER, ticket.version + 1, due),)
    elif flag.due:
        timers = (CancelTimer(TIMER),)
    return after, tuple(_told(ticket, after, person) for person in to), timers


def _who_may_know(ticket: Ticket, flag: Flag, people: tuple[Member, ...]) -> tuple[PersonId, ...]:
    return tuple(
        one.person
        for one in people
        if one.person not in (flag.by, *flag.told)
        and can(replace(one, at=Surface.DIRECT), Action.VIEW, ticket)
    )


def _told(ticket: Ticket, flag: Flag, person: PersonId) -> SendDirect:
    args: dict[str, Argument] = {
        "by": Name(flag.by),
        "number": ticket.number,
        "title": title_of(ticket),
    }
    key = "dm.flagged"
    message = flag.message or ticket.message
    if message:
        key, args["message"] = "dm.flagged_at", MessageLink(message)
    offer = Offer(
        Button.ANSWER_FLAG,
        f"{ticket.ref}|{ticket.card_revision}",
        Text("button.answer_flag"),
    )
    return SendDirect(person, Text(key, args), offers=(offer,))


def _refused(ticket: Ticket, command: c.RaiseFlag, why: str) -> Decision:
    """An emoji is only noted where nobody can be told why."""
    return refuse_press(ticket, command.by, command.at, Action.FLAG, why)
