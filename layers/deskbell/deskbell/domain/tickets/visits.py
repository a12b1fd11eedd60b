"""What people of other companies write in the channels shared with them (A1-31, A1-33, C-21).

Called by the decisions that make a ticket or a comment of it.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from deskbell.domain.decision import Decision
from deskbell.domain.effects import SendDirect
from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.settings.partners import Partner
from deskbell.domain.texts import ChannelName, Name, Text
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.about import title_of
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.domain.tickets.transition import show_status, step
from deskbell.domain.tickets.triage_timers import waiting_timers


@dataclass(frozen=True, slots=True)
class Visit:
    """A message by somebody of another company. `partner` is theirs, by their workspace and not by
    their name; None: the channel is shared with nobody of that workspace. `told` looks after it."""

    channel: ChannelId
    author: PersonId
    team: str
    partner: Partner | None
    told: PersonId


def received(decision: Decision, visit: Visit | None, now: datetime) -> Decision:
    """A new ticket of a partner's is at once that of whoever looks after the partner, unless a rule
    has given it to somebody; nobody's is reported."""
    if visit is None or visit.partner is None:
        return reported(decision, visit)
    before = _last(decision)
    if before.status is not Status.NEW:
        return decision
    after = replace(before, status=Status.ASSIGNED, assignee=visit.told, assigned_at=now)
    told = Text(
        "dm.partner_ticket",
        {
            "number": before.number,
            "partner": visit.partner.name,
            "title": title_of(before),
            "channel": ChannelName(visit.channel),
        },
    )
    assigned = step(
        before,
        after,
        e.TicketAssigned(visit.told),
        Text("reason.partner_assigned", {"partner": visit.partner.name, "to": Name(visit.told)}),
        effects=(*show_status(before, after), SendDirect(visit.told, told)),
        timers=waiting_timers(before),
    )
    return replace(decision, changes=(*decision.changes, *assigned.changes))


def reported(decision: Decision, visit: Visit | None) -> Decision:
    """Who is not of the company that they seem to be of is reported to whoever would answer."""
    if visit is None or visit.partner is not None or not decision.changes:
        return decision
    ticket = _last(decision)
    told = Text(
        "dm.wrong_team",
        {
            "number": ticket.number,
            "person": Name(visit.author),
            "team": visit.team,
            "channel": ChannelName(visit.channel),
        },
    )
    report = step(
        ticket,
        ticket,
        e.StrangerReported(visit.author, visit.team),
        Text("reason.wrong_team", {"person": Name(visit.author), "team": visit.team}),
        effects=(SendDirect(visit.told, told),),
    )
    return replace(decision, changes=(*decision.changes, *report.changes))


def _last(decision: Decision) -> Ticket:
    after = decision.changes[-1].after
    if not isinstance(after, Ticket):
        raise TypeError(f"{after.ref} is no ticket")
    return after
