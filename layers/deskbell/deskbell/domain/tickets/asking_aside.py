"""Somebody of the desk asks a person, or another team, aside; what they answer is a note (B-19).

They read what was written for them and the ticket's number, and nothing else of it. As with an
approval, whoever was asked may answer, whatever else they may do.
"""

from dataclasses import replace
from typing import assert_never

from deskbell.domain.decision import Decision
from deskbell.domain.effects import Effect, Offer, SendDirect, SendNotice, Whisper
from deskbell.domain.inputs import Dialog
from deskbell.domain.people import Standing
from deskbell.domain.texts import Argument, Name, Passage, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.aside import Aside
from deskbell.domain.tickets.comments import blank_comment
from deskbell.domain.tickets.copies import show
from deskbell.domain.tickets.permissions import Action, Surface, can, may_show, works_in
from deskbell.domain.tickets.places import WORK
from deskbell.domain.tickets.refusal import refuse_press
from deskbell.domain.tickets.ticket import Ticket
from deskbell.domain.tickets.transition import step

MOST = 20
"""Questions of one ticket; more is another way of working."""


def aside(ticket: Ticket, command: c.AsideCommand) -> Decision:
    match command:
        case c.AskAside():
            return _ask(ticket, command)
        case c.AnswerAside():
            return _answer(ticket, command)
    assert_never(command)


def _ask(ticket: Ticket, command: c.AskAside) -> Decision:
    if why := _wrong(ticket, command):
        return refuse_press(ticket, command.by, command.at, Action.NOTE, why)
    who = command.by.person
    team = command.team.id if command.team else None
    asked = Aside(who, command.to, team)
    facts: dict[str, Argument] = {
        "by": Name(who),
        "to": Name(command.to) if command.to else command.team.name if command.team else "",
        "number": ticket.number,
    }
    return _noted(
        ticket,
        replace(ticket, asides=(*ticket.asides, asked)),
        command,
        e.AsideAsked(who, command.to, team),
        Text("reason.aside_asked", {"by": facts["by"], "to": facts["to"]}),
        (_question(ticket, command), *_team_reads(ticket, Text("notice.aside_asked", facts))),
    )


def _wrong(ticket: Ticket, command: c.AskAside) -> str | None:
    if not can(command.by, Action.NOTE, ticket):
        return "not_allowed"
    if not ticket.is_open or len(ticket.asides) >= MOST:
        return "over" if not ticket.is_open else "aside_too_many"
    if command.team and not may_show(ticket.privacy, Surface.TRIAGE):
        return "aside_too_private"
    return None


def _question(ticket: Ticket, command: c.AskAside) -> Effect:
    number = len(ticket.asides)
    offer = Offer(Dialog.ANSWER_ASIDE, f"{ticket.ref}|{number}", Text("button.answer_aside"))
    facts: dict[str, Argument] = {
        "by": Name(command.by.person),
        "number": ticket.number,
        "question": Passage(command.text),
    }
    if command.to:
        return SendDirect(command.to, Text("dm.aside", facts), (offer,))
    channel = command.team.triage_channel if command.team else ticket.home.channel
    return SendNotice(channel, Text("notice.aside", facts), offers=(offer,))


def _answer(ticket: Ticket, command: c.AnswerAside) -> Decision:
    who = command.by.person
    asked = ticket.asides[command.number] if command.number < len(ticket.asides) else None
    if asked is None or not _was_asked(command, asked):
        return refuse_press(ticket, command.by, command.at, Action.COMMENT, "aside_not_theirs")
    if not ticket.is_open:
        return refuse_press(ticket, command.by, command.at, Action.COMMENT, "over")
    answered = replace(asked, answered_by=who)
    asides = (
        *ticket.asides[: command.number],
        answered,
        *ticket.asides[command.number + 1 :],
    )
    facts: dict[str, Argument] = {"by": Name(who), "number": ticket.number}
    told = Text("dm.aside_answered", {**facts, "answer": Passage(command.text)})
    effects: list[Effect] = [SendDirect(asked.by, told)]
    if command.at.channel:
        counted = Text("whisper.aside_answered", {"by": Name(asked.by), "number": ticket.number})
        effects.append(Whisper(who, command.at.channel, command.at.thread_ts, counted))
    return _noted(
        ticket,
        replace(ticket, asides=asides),
        command,
        e.AsideAnswered(who),
        Text("reason.aside_answered", {"by": Name(who)}),
        effects,
    )


def _was_asked(command: c.AnswerAside, asked: Aside) -> bool:
    """Nobody of another company, whom the settings may name by mistake."""
    if asked.to:
        return command.by.person == asked.to
    is_ours = command.by.standing is Standing.MEMBER
    return asked.team is not None and is_ours and works_in(command.by, asked.team)


def _noted(
    ticket: Ticket,
    after: Ticket,
    command: c.AsideCommand,
    event: object,
    reason: Text,
    effects: "tuple[Effect, ...] | list[Effect]",
) -> Decision:
    """What was written is a note by its author; then what it is for."""
    who, message = command.by.person, command.message
    comment = replace(
        blank_comment(ticket.ref, message, None),
        author=who,
        texts=((message.ts, command.text),),
        internal=True,
    )
    [said] = step(
        ticket,
        replace(ticket, comments=ticket.comments + 1),
        e.CommentAdded(message.ts, who, internal=True, channel=message.channel),
        Text("reason.comment_said", {"by": Name(who)}),
        rows=(comment,),
    ).changes
    shown = show(ticket, None, comment, command.heard.later)
    noted = said.after if isinstance(said.after, Ticket) else ticket
    [meant] = step(
        noted, replace(noted, asides=after.asides), event, reason, effects=(*shown, *effects)
    ).changes
    return Decision((said, meant))


def _team_reads(ticket: Ticket, text: Text) -> list[Effect]:
    """Where they work on it, below its card."""
    return [
        SendNotice(card.channel, text, under=card.place)
        for card in ticket.cards
        if card.place in WORK
    ]
