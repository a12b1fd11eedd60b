"""`./deskbell rules replay`: what the rules of a settings file would have done with the requests of
the past, beside those that are in force (D-3). Pure; only numbers of tickets are told, no words."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from deskbell.domain.ids import PersonId
from deskbell.domain.people import Person
from deskbell.domain.rules.matching import matching
from deskbell.domain.rules.rule import Rule, Then
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets.ticket import Ticket
from tools.desk.rules.history import came_to, facts_at_opening
from tools.desk.rules.report import sets

People = Callable[[PersonId], Person]
_NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Differing:
    """A request that the two treat differently: what each sets, by name, where they differ."""

    number: int
    opened_at: datetime
    before: Mapping[str, str]
    after: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Replayed:
    """Of `requests`, those that differ; how often each rule fires by both, by its id."""

    requests: int
    differing: Sequence[Differing]
    before: Mapping[str, int]
    after: Mapping[str, int]


def replay(tickets: Sequence[Ticket], in_force: Desk, proposed: Desk, people: People) -> Replayed:
    """Both are asked of each request as it was opened, so what people did since plays no part."""
    fired_before, fired_after = Counter[str](), Counter[str]()
    differing = []
    for ticket in sorted(tickets, key=lambda ticket: ticket.number):
        before = _asked(ticket, in_force, people, fired_before)
        after = _asked(ticket, proposed, people, fired_after)
        names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
        if names:
            kept = ({name: each.get(name, _NOTHING) for name in names} for each in (before, after))
            differing.append(Differing(ticket.number, ticket.opened_at, *kept))
    return Replayed(len(tickets), differing, dict(fired_before), dict(fired_after))


def _asked(ticket: Ticket, desk: Desk, people: People, fired: Counter[str]) -> dict[str, str]:
    inbox = came_to(ticket, desk)
    if inbox is None:
        return {}
    requester = people(ticket.requester) if ticket.requester else None
    facts = facts_at_opening(ticket, desk, inbox, requester)
    rules = matching(desk.rules, desk.rules_mode, facts)
    fired.update(rule.id for rule in rules)
    then = _together(rules)
    return sets(replace(then, inbox=then.inbox or inbox.id), {})


def _together(rules: Sequence[Rule]) -> Then:
    """Of two that set the same, the upper one counts (docs/settings.md)."""
    together = Then()
    for rule in rules:
        new = {
            name: getattr(rule.then, name)
            for name in Then.__dataclass_fields__
            if not getattr(together, name)
        }
        new["followers"] = (*together.followers, *rule.then.followers)
        together = replace(together, **new)
    return replace(together, followers=tuple(dict.fromkeys(together.followers)))


def as_text(replayed: Replayed, names: Mapping[str, str]) -> str:
    """`names` are those of people by id."""
    lines = [_total(replayed)]
    for one in replayed.differing:
        changes = "; ".join(
            f"{name} {names.get(before, before)} → {names.get(one.after[name], one.after[name])}"
            for name, before in one.before.items()
        )
        lines.append(f"#{one.number}  {one.opened_at:%Y-%m-%d %H:%M}  {changes}")
    for rule in dict.fromkeys((*replayed.before, *replayed.after)):
        before, after = replayed.before.get(rule, 0), replayed.after.get(rule, 0)
        if before != after:
            lines.append(f"rule {rule}: fires for {before} → {after}")
    return "\n".join(lines)


def _total(replayed: Replayed) -> str:
    if not replayed.requests:
        return "no request was opened in that time"
    return f"requests: {replayed.requests}; treated differently: {len(replayed.differing)}"


def as_json(replayed: Replayed) -> str:
    told = asdict(replayed)
    for one in told["differing"]:
        one["opened_at"] = one["opened_at"].isoformat()
    return json.dumps(told, indent=2, ensure_ascii=False)
