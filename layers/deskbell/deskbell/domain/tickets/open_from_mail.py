"""A mail becomes a ticket: private, as a letter is; talked about by mail (A4-03)."""

from dataclasses import replace
from datetime import datetime

from deskbell.domain.decision import Decision
from deskbell.domain.effects import Effect, SendMail, ShowHome
from deskbell.domain.texts import Name, Text
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.by_rules import begin_by_rules
from deskbell.domain.tickets.comments import comment_of
from deskbell.domain.tickets.copies import show
from deskbell.domain.tickets.mail_commands import OpenFromMail
from deskbell.domain.tickets.places import cards_of_work, confided
from deskbell.domain.tickets.ticket import Privacy, Progress, Related, Status, Ticket
from deskbell.domain.tickets.transition import show_cards, step

TEXT_LIMIT = 3_000
"""Of the beginning that the card quotes; the comment below it has all."""


def open_from_mail(command: OpenFromMail, now: datetime) -> Decision:
    """Whoever works on it has it in the triage channel; somebody who is in Slack has it in their
    direct messages, too."""
    who, said, inbox = command.by.person, command.said, command.inbox
    privacy = inbox.privacy.stricter(Privacy.PRIVATE)
    follows = command.follows
    ticket = confided(
        Ticket(
            ref=command.ref,
            install=command.install,
            number=command.number,
            version=1,
            card_revision=1,
            status=Status.NEW,
            inbox=inbox.id,
            requester=who,
            opener=who,
            text=f"{command.mail.subject}\n{said.text}".strip()[:TEXT_LIMIT],
            text_ts=said.ts,
            opened_at=now,
            cards=cards_of_work(privacy, inbox),
            privacy=privacy,
            progress=Progress.ROUTED,
            mail=command.mail,
            comments=1,
            follows=Related(follows.ref, follows.number) if follows else None,
        )
    )
    comment = comment_of(ticket.ref, said, None)
    received = Text("mail.received", {"number": ticket.number, "inbox": inbox.name})

    def effects(routed: Ticket) -> tuple[Effect, ...]:
        told = (SendMail(received),) if command.is_answered else ()
        home = ShowHome(who, after=routed.home.place)
        return (*show_cards(routed), home, *show(routed, None, comment), *told)

    opened = begin_by_rules(
        ticket,
        Text("reason.opened_by_mail", {"by": Name(who)}),
        inbox,
        command.consulted,
        now,
        effects=effects,
        rows=(comment,),
    )
    return _followed(opened, command) if follows else opened


def _followed(opened: Decision, command: OpenFromMail) -> Decision:
    """The old ticket says where it goes on, so that the next answer to it comes there."""
    if command.follows is None:
        return opened
    end = step(
        command.follows,
        replace(command.follows, follow_up=Related(command.ref, command.number)),
        e.FollowUpOpened(command.ref, command.number),
        Text("reason.followed_up", {"by": Name(command.by.person), "number": command.number}),
        shown=True,
    )
    return Decision(changes=(*opened.changes, *end.changes))
