"""The story of an outage, once it is over: asked for by hand, told once."""

from dataclasses import replace

from deskbell.domain.decision import Decision
from deskbell.domain.paging import commands as c
from deskbell.domain.paging import events as e
from deskbell.domain.paging.effects import PostReview
from deskbell.domain.paging.incident import Incident, Status
from deskbell.domain.paging.permissions import IncidentAction, can
from deskbell.domain.paging.steps import Around, about, decided, refuse
from deskbell.domain.paging.words import reason
from deskbell.domain.texts import Name


def write_review(incident: Incident, command: c.WriteReview, around: Around) -> Decision:
    by, steps = command.by, about(incident, around)
    if wrong := _wrong(incident, command):
        return refuse(steps, by, command.channel, IncidentAction.REVIEW, wrong)
    event, why = e.IncidentReviewed(by.person), reason("reviewed", by=Name(by.person))
    review = PostReview(incident.policy.channel)
    return decided(steps.then(replace(incident, reviewed=True), event, why, review))


def _wrong(incident: Incident, command: c.WriteReview) -> str | None:
    if not can(command.by, IncidentAction.REVIEW, incident):
        return "not_allowed"
    if incident.drill:
        return "drill"
    if incident.status is not Status.RESOLVED:
        return "not_over"
    return "reviewed_already" if incident.reviewed else None
