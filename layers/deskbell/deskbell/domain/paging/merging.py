"""Two incidents that are the same outage: one goes on, from wherever the search is further."""

from dataclasses import replace

from deskbell.domain.decision import Decision
from deskbell.domain.paging import commands as c
from deskbell.domain.paging import events as e
from deskbell.domain.paging.calls import again, ring
from deskbell.domain.paging.incident import Held, Incident, Status
from deskbell.domain.paging.ladder import climb
from deskbell.domain.paging.news import announce, with_followers
from deskbell.domain.paging.permissions import IncidentAction, can
from deskbell.domain.paging.policy import Urgency
from deskbell.domain.paging.raising import with_tickets
from deskbell.domain.paging.steps import Around, Steps, about, decided, refuse
from deskbell.domain.paging.words import direct, reason
from deskbell.domain.texts import Name


def merge(incident: Incident, command: c.MergeInto, around: Around) -> Decision:
    """`incident` ends; those who follow it follow the other one."""
    other, by = command.other, command.by
    if wrong := _wrong(incident, command):
        return refuse(about(incident, around), by, command.channel, IncidentAction.MERGE, wrong)
    ended = replace(
        incident,
        status=Status.MERGED,
        merged_into=other.ref,
        since=around.now,
        due=None,
        held=None,
        calls=(),
    )
    why = reason("merged", by=Name(by.person), number=other.number)
    gone = about(incident, around).then(ended, e.IncidentMerged(by.person, other.ref), why)
    return Decision(
        (*decided(gone).changes, *decided(_absorb(other, incident, command, around)).changes)
    )


def _wrong(incident: Incident, command: c.MergeInto) -> str | None:
    other = command.other
    if not all(can(command.by, IncidentAction.MERGE, one) for one in (incident, other)):
        return "not_allowed"
    if not incident.is_open:
        return "over"
    is_other = other.ref != incident.ref and other.is_open
    return None if is_other and not (incident.drill or other.drill) else "no_merge"


def _absorb(into: Incident, gone: Incident, command: c.MergeInto, around: Around) -> Steps:
    urgency = Urgency.HIGH if Urgency.HIGH in (into.urgency, gone.urgency) else Urgency.LOW
    called = {
        to: max(one[to] for one in (into.called, gone.called) if to in one)
        for to in (*into.called, *gone.called)
    }
    after = replace(
        into,
        reports=into.reports + gone.reports,
        urgency=urgency,
        called=called,
        tickets=with_tickets(into.tickets, gone.tickets),
        alerts={**gone.alerts, **into.alerts},
    )
    after = with_followers(after, gone.followers)
    news = direct("merged", number=into.number, other=gone.number, system=into.system_name)
    after = announce(after, news, command.by.person)
    after = _further(after, gone, around)
    after, pages = ring(after, around.now)
    event = e.IncidentAbsorbed(command.by.person, gone.ref, after.rung)
    why = reason("absorbed", by=Name(command.by.person), number=gone.number)
    steps = about(into, around).then(after, event, why).with_pages(pages)
    # What waited for the morning is urgent now, and that does not wait.
    return climb(steps) if urgency is Urgency.HIGH and after.held is Held.QUIET else steps


def _further(into: Incident, gone: Incident, around: Around) -> Incident:
    """The one of the two searches that goes on: none once somebody sees to either."""
    if into.status is Status.ACKNOWLEDGED:
        return into
    if gone.status is Status.ACKNOWLEDGED:
        return replace(
            into,
            status=Status.ACKNOWLEDGED,
            since=around.now,
            due=gone.due,
            held=None,
            calls=(),
            acknowledged_by=gone.acknowledged_by,
        )
    is_behind = into.status is not Status.OPEN or _height(into) < _height(gone)
    if gone.status is not Status.OPEN or not is_behind:
        return into
    return replace(
        into,
        policy=replace(gone.policy, channel=into.policy.channel),
        status=Status.OPEN,
        since=around.now,
        rung=replace(gone.rung, generation=into.rung.generation + 1),
        due=gone.due,
        held=None,
        calls=again(gone.calls, into, around.now),
    )


def _height(incident: Incident) -> tuple[int, int]:
    return incident.rung.loop, incident.rung.level
