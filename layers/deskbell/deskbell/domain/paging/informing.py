"""During an outage: what those who follow it are told, and who does what."""

from dataclasses import replace

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.paging import commands as c
from deskbell.domain.paging import events as e
from deskbell.domain.paging.incident import Incident, Status
from deskbell.domain.paging.news import announce
from deskbell.domain.paging.permissions import IncidentAction, can
from deskbell.domain.paging.steps import Around, about, decided, refuse
from deskbell.domain.paging.words import direct, reason
from deskbell.domain.texts import Name, Passage


def post_update(incident: Incident, command: c.PostUpdate, around: Around) -> Decision:
    """It is a sign of life, too: who sees to it is not silent."""
    by, text, steps = command.by, command.text.strip(), about(incident, around)
    wrong = _wrong(incident, command) or ("" if text else "nothing_said")
    if wrong:
        return refuse(steps, by, command.channel, IncidentAction.UPDATE, wrong)
    is_seen_to = incident.status is Status.ACKNOWLEDGED
    after = replace(
        incident, due=around.now + incident.policy.silence if is_seen_to else incident.due
    )
    news = direct(
        "update",
        number=incident.number,
        system=incident.system_name,
        by=Name(by.person),
        said=Passage(text),
    )
    event = e.IncidentUpdated(by.person)
    why = reason("updated", by=Name(by.person), said=Passage(text))
    return decided(steps.then(announce(after, news, by.person), event, why))


def assign_role(incident: Incident, command: c.AssignRole, around: Around) -> Decision:
    by, to, steps = command.by, command.person, about(incident, around)
    if wrong := _wrong(incident, command):
        return refuse(steps, by, command.channel, IncidentAction.ASSIGN_ROLE, wrong)
    if incident.roles.get(command.role) == to:
        return nothing("role_same")
    after = replace(incident, roles={**incident.roles, command.role: to})
    event = e.IncidentRoleAssigned(by.person, command.role, to)
    why = reason(f"role_{command.role}", by=Name(by.person), to=Name(to))
    return decided(steps.then(after, event, why))


def spread_news(incident: Incident, command: c.SpreadNews, around: Around) -> Decision:
    """Unless they have heard it, or there is something newer."""
    news = incident.news
    if news is None or (news.number, news.told) != (command.number, command.told):
        return nothing("news_told")
    told = e.IncidentNewsSpread(news.number, news.told)
    return decided(
        about(incident, around).then(incident, told, reason("news_spread")), spreads=True
    )


def _wrong(incident: Incident, command: c.PostUpdate | c.AssignRole) -> str | None:
    is_update = isinstance(command, c.PostUpdate)
    action = IncidentAction.UPDATE if is_update else IncidentAction.ASSIGN_ROLE
    if not can(command.by, action, incident):
        return "not_allowed"
    return None if incident.is_open else "over"
