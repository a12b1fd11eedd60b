"""The escalation itself: from where an incident stands to the next level where somebody can be
called, and beyond the last one to the fallback and the alarm."""

from dataclasses import replace
from datetime import datetime

from deskbell.domain.deliveries.quiet import quiet_until
from deskbell.domain.effects import SendNotice
from deskbell.domain.ids import PersonId
from deskbell.domain.paging import events as e
from deskbell.domain.paging.calls import call, ring
from deskbell.domain.paging.effects import SoundAlarm
from deskbell.domain.paging.incident import Held, Incident, Status
from deskbell.domain.paging.news import with_followers
from deskbell.domain.paging.page import BELOW, Rung, below
from deskbell.domain.paging.policy import EscalationPolicy, Method, Urgency
from deskbell.domain.paging.roster import Responder
from deskbell.domain.paging.steps import Steps
from deskbell.domain.paging.words import notice, reason
from deskbell.domain.texts import Instant


def onward(steps: Steps) -> Steps:
    """To the next level; what is not urgent waits for the end of the quiet hours before that."""
    incident, now = steps.incident, steps.around.now
    if until := quiet(incident, now):
        return hold(steps, Held.QUIET, until)
    return climb(steps)


def anew(incident: Incident) -> Incident:
    """At its next generation, below the first level; whatever was meant for the one before is
    stale."""
    return replace(
        incident,
        rung=below(incident.rung.generation + 1),
        calls=(),
        held=None,
        acknowledged_by=None,
        told_afterwards=frozenset(),
    )


def quiet(incident: Incident, now: datetime) -> datetime | None:
    """Until when nobody is called for it."""
    policy = incident.policy
    if policy.quiet is None or incident.urgency is Urgency.HIGH or incident.drill:
        return None
    until = quiet_until(policy.quiet, policy.zone, now)
    # In an hour that comes twice, an end that was the first time is past the second time.
    return until if until and until > now else None


def hold(steps: Steps, why: Held, until: datetime) -> Steps:
    """Nobody is called before that."""
    after = replace(
        steps.incident, status=Status.HELD, held=why, due=until, calls=(), since=steps.around.now
    )
    return steps.then(
        after, e.IncidentHeld(why, until), reason(f"held_{why}", until=Instant(until))
    )


def climb(steps: Steps) -> Steps:
    """To the next level where somebody can be called: where nobody can, it is skipped at once; so
    is the rest if there is nobody at any level. A drill calls one level."""
    incident, around = steps.incident, steps.around
    if incident.drill and incident.rung.level != BELOW:
        return _miss_drill(steps)
    skipped: list[Rung] = []
    rung = next_rung(incident.rung, incident.policy)
    while rung and len(skipped) < len(incident.policy.levels):
        if responders := around.roster.of(incident.policy.levels[rung.level]):
            return _reach(steps, rung, responders, tuple(skipped))
        skipped.append(rung)
        rung = next_rung(rung, incident.policy)
    return _exhaust(steps, tuple(skipped))


def next_rung(rung: Rung, policy: EscalationPolicy) -> Rung | None:
    """None behind the last level of the last loop."""
    if rung.level + 1 < len(policy.levels):
        return replace(rung, level=rung.level + 1)
    if policy.levels and rung.loop + 1 < policy.loops:
        return Rung(rung.generation, rung.loop + 1, 0)
    return None


def _reach(
    steps: Steps, rung: Rung, responders: tuple[Responder, ...], skipped: tuple[Rung, ...]
) -> Steps:
    incident, now = steps.incident, steps.around.now
    level = incident.policy.levels[rung.level]
    calls = call(responders, incident, now)
    due = max(one.due or now for one in calls) + level.delay
    after = replace(
        incident,
        status=Status.OPEN,
        since=now if incident.status is not Status.OPEN else incident.since,
        rung=rung,
        due=due,
        held=None,
        calls=calls,
    )
    after, pages = ring(after, now)
    people = (one.to for one in responders if Method.CHANNEL not in one.methods)
    after = with_followers(after, map(PersonId, people))
    called = tuple(one.to for one in responders)
    sent = tuple((page.to, page.method) for page in pages)
    event = e.LevelPaged(rung, called, sent, skipped, due)
    why = reason("paged", level=rung.level + 1, loop=rung.loop + 1, count=len(responders))
    return steps.then(after, event, why).with_pages(pages)


def _exhaust(steps: Steps, skipped: tuple[Rung, ...]) -> Steps:
    incident = steps.incident
    generation = incident.rung.generation
    if incident.drill:
        return _miss_drill(steps)
    after = replace(
        incident, status=Status.EXHAUSTED, due=None, calls=(), held=None, since=steps.around.now
    )
    what = "exhausted" if incident.called else "nobody_to_call"
    said = notice(what, number=incident.number, system=incident.system_name)
    return steps.then(
        after,
        e.IncidentExhausted(generation, skipped),
        reason(what),
        SendNotice(incident.policy.fallback, said),
        SoundAlarm(generation),
    )


def _miss_drill(steps: Steps) -> Steps:
    incident = steps.incident
    after = replace(incident, status=Status.RESOLVED, due=None, calls=(), since=steps.around.now)
    return steps.then(after, e.DrillMissed(incident.rung), reason("drill_missed"))
