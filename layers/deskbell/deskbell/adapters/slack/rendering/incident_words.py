"""The words for one outage, wherever it is shown: on its card, in a page, in the Home tab."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.rendering.texts import date_token
from deskbell.adapters.slack.rendering.words import People, escape, name_of, one_line, passage
from deskbell.domain.ids import PersonId
from deskbell.domain.paging.incident import Held, Incident, Status
from deskbell.domain.paging.ladder import next_rung
from deskbell.domain.paging.page import BELOW
from deskbell.domain.paging.policy import ServiceId
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import SystemName, Text

SIGNS = {
    Status.HELD: "⏳",
    Status.OPEN: "🚨",
    Status.ACKNOWLEDGED: "👀",
    Status.SNOOZED: "💤",
    Status.EXHAUSTED: "🚨",
    Status.RESOLVED: "✅",
    Status.MERGED: "🔀",
}
IMPACT_LIMIT = 300
AFFECTED_LIMIT = 100
HOUR = timedelta(hours=1)


def system_name(system: SystemName, desk: Desk, language: str) -> str:
    """In that language, where the settings have it."""
    known = desk.paging.services.get(ServiceId(system.service)) if desk.paging else None
    return known.named(language) if known else system.name


def with_systems(text: Text, desk: Desk, language: str) -> Text:
    """With the names of systems for that reader."""
    args = {
        name: system_name(one, desk, language) if isinstance(one, SystemName) else one
        for name, one in text.args.items()
    }
    return replace(text, args=args)


@dataclass(frozen=True, slots=True)
class IncidentWords:
    """`language` and `zone` are those of whoever reads: the channel's, or a person's."""

    incident: Incident
    desk: Desk
    people: People
    language: str
    zone: str

    def title(self) -> str:
        sign = self.text("card.incident.drill") if self.incident.drill else ""
        title = f"*#{self.incident.number}* · {one_line(self.system())}"
        return f"{sign} {title}".strip()

    def system(self) -> str:
        return system_name(self.incident.system_name, self.desk, self.language)

    def impact(self) -> str:
        said = passage(self.incident.impact, IMPACT_LIMIT, 2 * IMPACT_LIMIT)
        return "\n".join(f">{line}" for line in said.splitlines())

    def affected(self) -> str:
        if not self.incident.affected.strip():
            return ""
        affected = one_line(self.incident.affected, AFFECTED_LIMIT)
        return self.text("card.incident.affected", affected=affected)

    def status_line(self) -> str:
        return f"{SIGNS[self.incident.status]} {self._status()}"

    def _status(self) -> str:
        incident = self.incident
        match incident.status:
            case Status.HELD:
                held = incident.held or Held.QUIET
                return self.text(f"card.incident.held_{held}", at=self.at(incident.due))
            case Status.OPEN:
                return self.level()
            case Status.ACKNOWLEDGED:
                by = self.name(incident.acknowledged_by)
                return self.text("card.incident.acknowledged", by=by, at=self.at(incident.since))
            case Status.SNOOZED:
                return self.text("card.incident.snoozed", at=self.at(incident.due))
            case Status.EXHAUSTED:
                how = "exhausted" if incident.called else "nobody"
                return self.text(f"card.incident.{how}", at=self.at(incident.since))
            case Status.RESOLVED:
                took = self.span(incident.since - incident.raised_at)
                return self.text("card.incident.resolved", at=self.at(incident.since), took=took)
            case Status.MERGED:
                return self.text("card.incident.merged", at=self.at(incident.since))

    def level(self) -> str:
        rung, policy = self.incident.rung, self.incident.policy
        return self.text(
            "card.incident.open",
            level=max(rung.level, 0) + 1,
            levels=max(len(policy.levels), 1),
            round=rung.loop + 1,
            rounds=policy.loops,
        )

    def next_step(self) -> str:
        """What happens if nobody does anything, and when."""
        incident = self.incident
        if incident.due is None or incident.drill:
            return ""
        at = self.at(incident.due)
        if incident.status is Status.ACKNOWLEDGED:
            return self.text("card.incident.next.silent", at=at)
        if incident.status is not Status.OPEN or incident.rung.level == BELOW:
            return ""
        rung = next_rung(incident.rung, incident.policy)
        if rung is None:
            channel = f"<#{incident.policy.fallback}>"
            return self.text("card.incident.next.fallback", at=at, channel=channel)
        key = "level" if rung.loop == incident.rung.loop else "round"
        return self.text(f"card.incident.next.{key}", at=at, level=rung.level + 1)

    def facts(self) -> str:
        return " · ".join(self._facts())

    def _facts(self) -> Iterator[str]:
        incident = self.incident
        yield self.text(f"card.incident.urgency_{incident.urgency}")
        yield self.text("card.incident.since", at=self.at(incident.raised_at))
        if incident.opener:
            yield self.text("card.incident.by", by=self.name(incident.opener))
        elif incident.source:
            yield self.text("card.incident.by", by=one_line(incident.source))
        if incident.reports > 1:
            yield self.text("card.incident.reports", count=incident.reports)
        if incident.flaps:
            yield self.text("card.incident.flaps", count=incident.flaps)
        if incident.is_open and (
            over := {one.source for one in incident.alerts.values() if one.over}
        ):
            sources = one_line(", ".join(sorted(over)))
            yield self.text("card.incident.alert_over", source=sources)
        yield self.text("card.incident.followers", count=len(incident.followers))

    def name(self, person: PersonId | None) -> str:
        return name_of(self.people(person)) if person else self.text("card.nobody")

    def policy(self) -> str:
        """Its own name; of a system without one, the system's."""
        return escape(self.incident.policy.name)

    def at(self, at: datetime | None) -> str:
        return date_token(at or self.incident.since, self.zone)

    def span(self, span: timedelta) -> str:
        hours, rest = divmod(max(span, timedelta()), HOUR)
        minutes = rest // timedelta(minutes=1)
        if hours:
            return self.text("card.incident.took_hours", hours=hours, minutes=minutes)
        return self.text("card.incident.took_minutes", minutes=minutes)

    def text(self, key: str, **args: object) -> str:
        return translate(key, self.language, **args)
