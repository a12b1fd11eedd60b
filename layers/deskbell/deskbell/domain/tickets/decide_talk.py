"""What is said in a ticket, wherever it is said; `decide.py` asks (A1-09, A5-03)."""

from datetime import datetime
from typing import assert_never

from deskbell.domain.decision import Decision
from deskbell.domain.tickets import (
    by_api,
    by_mail,
    direct_talk,
    flagging,
    macros,
    replies,
    thread,
)
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.publishing import publish, unpublish
from deskbell.domain.tickets.saying import correct, say
from deskbell.domain.tickets.ticket import Ticket


def decide_talk(  # noqa: C901 - one line a command
    ticket: Ticket, command: c.SayingCommand | c.MailCommand, now: datetime
) -> Decision:
    match command:
        case c.RecordMessage():
            decision = replies.understood(thread.record_message(ticket, command), command, now)
            return flagging.listened(decision, ticket, command, now)
        case c.GoOnDirectly():
            return direct_talk.go_on(ticket, command, decide_talk(ticket, command.said, now))
        case c.RecordEdit():
            return thread.record_edit(ticket, command)
        case c.RecordDeletion():
            return thread.record_deletion(ticket, command)
        case c.RecordText():
            return thread.record_text(ticket, command)
        case c.RecordThread():
            return thread.record_thread(ticket, command)
        case c.Publish():
            return publish(ticket, command, now)
        case c.Unpublish():
            return unpublish(ticket, command, now)
        case c.Say():
            return say(ticket, command)
        case c.ReceiveReply():
            return by_api.receive_reply(ticket, command, decide_talk(ticket, command.said, now))
        case c.Correct():
            return correct(ticket, command, now)
        case c.ReplyWith():
            return macros.reply(ticket, command, now)
        case c.RecordMail() | c.NoteMail():
            return by_mail.receive(ticket, command, now)
    assert_never(command)
