"""What nobody takes is reminded of, then escalated to the lead (A5-11).

A form's workflow asks for it when the timer is due, else the timer itself (expire_ticket.py).
"""

from dataclasses import replace
from datetime import datetime

from deskbell.domain.decision import CancelTimer, Decision, SetTimer, nothing
from deskbell.domain.effects import SendDirect, SendNotice
from deskbell.domain.texts import Argument, Mention, Name, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.permissions import Surface, may_show
from deskbell.domain.tickets.progress import team_facts
from deskbell.domain.tickets.ticket import Progress, Status, Ticket
from deskbell.domain.tickets.transition import step


def remind(ticket: Ticket, command: c.RemindTriage, now: datetime) -> Decision:
    """One reminder in the triage channel, to whoever is on triage duty, or to the lead where none
    of the triagers is there; then the escalation's clock starts.

    After a long standstill the escalation does not follow at once: the triagers have at least
    half of its time (on-call case 49: never the backlog).
    """
    due = Progress.REMINDER_DUE if ticket.has_workflow else Progress.ROUTED
    if ticket.progress is not due or ticket.status is not Status.NEW:
        return nothing("reminded_already")
    inbox = command.inbox
    planned = ticket.opened_at + inbox.remind_after + inbox.escalate_after
    escalate_at = max(planned, now + inbox.escalate_after / 2)
    return step(
        ticket,
        replace(ticket, progress=Progress.REMINDED),
        e.TriageReminded(escalate_at),
        _why_reminded(command),
        effects=(_reminder(ticket, command),),
        timers=(
            SetTimer("escalation", ticket.version + 1, escalate_at),
            CancelTimer("workflow" if ticket.has_workflow else "reminder"),
        ),
    )


def escalate(ticket: Ticket, command: c.EscalateRequest) -> Decision:
    """The lead hears of it by DM and in the triage channel; the card says so."""
    due = Progress.ESCALATION_DUE if ticket.has_workflow else Progress.REMINDED
    if ticket.progress is not due or ticket.status is not Status.NEW:
        return nothing("escalated_already")
    inbox = command.inbox
    facts = team_facts(ticket, inbox)
    return step(
        ticket,
        replace(ticket, progress=Progress.ESCALATED, escalated_to=inbox.lead),
        e.RequestEscalated(inbox.lead),
        Text("reason.escalated", {"lead": Name(inbox.lead)}),
        effects=(
            SendDirect(inbox.lead, Text("dm.escalated", facts)),
            SendNotice(
                inbox.triage_channel,
                Text("notice.escalated", {**facts, "lead": Mention(inbox.lead)}),
            ),
        ),
        timers=(CancelTimer("workflow" if ticket.has_workflow else "escalation"),),
        shown=True,
    )


def _reminder(ticket: Ticket, command: c.RemindTriage) -> SendNotice | SendDirect:
    """To the lead alone, where the triage channel may not know."""
    inbox, facts = command.inbox, team_facts(ticket, command.inbox)
    if not may_show(ticket.privacy, Surface.TRIAGE):
        return SendDirect(inbox.lead, Text("notice.reminder", facts))
    text = Text("notice.reminder", facts)
    if command.triager:
        text = Text("notice.reminder_on_duty", {**facts, "triager": Mention(command.triager)})
    elif inbox.triagers:
        text = Text("notice.reminder_off_duty", {**facts, "lead": Mention(inbox.lead)})
    return SendNotice(inbox.triage_channel, text)


def _why_reminded(command: c.RemindTriage) -> Text:
    facts: dict[str, Argument] = {"inbox": command.inbox.name}
    if command.triager:
        return Text("reason.reminded_on_duty", {**facts, "triager": Name(command.triager)})
    return Text("reason.reminded", facts)
