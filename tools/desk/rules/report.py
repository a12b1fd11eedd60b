"""How a dry run of the rules is told, to people and to programs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from deskbell.domain.rules.matching import Facts, matching, unmet
from deskbell.domain.rules.rule import Rule, RulesMode, Then


@dataclass(frozen=True, slots=True)
class Judged:
    """A rule beside one request: whether it fires, else which conditions do not hold; `after` is
    the rule above that fired instead."""

    rule: Rule
    fires: bool
    unmet: tuple[str, ...]
    after: str | None


def judge(rules: Sequence[Rule], mode: RulesMode, facts: Facts) -> list[Judged]:
    """Each rule, in the order of the file."""
    fired = matching(rules, mode, facts)
    first = fired[0].id if fired else None
    found = []
    for rule in rules:
        fires, missing = rule in fired, unmet(rule.when, facts)
        after = first if not fires and not missing else None
        found.append(Judged(rule, fires, missing, after))
    return found


def as_text(judged: Sequence[Judged], people: Mapping[str, str]) -> str:
    if not judged:
        return "there are no rules"
    width = max(len(one.rule.id) for one in judged)
    return "\n".join(f"{one.rule.id:<{width}}  {_said(one, people)}" for one in judged)


def _said(one: Judged, people: Mapping[str, str]) -> str:
    if one.fires:
        found = sets(one.rule.then, people)
        return f"fires: {', '.join(f'{name} {value}' for name, value in found.items())}"
    if one.after:
        return f"matches, but {one.after} fires before it"
    return f"does not fire: {', '.join(one.unmet)} not met"


def as_json(judged: Sequence[Judged], people: Mapping[str, str]) -> str:
    told = [
        {
            "id": one.rule.id,
            "version": one.rule.version,
            "fires": one.fires,
            "unmet": list(one.unmet),
            "after": one.after,
            "sets": sets(one.rule.then, people),
        }
        for one in judged
    ]
    return json.dumps({"rules": told}, indent=2, ensure_ascii=False)


def sets(then: Then, people: Mapping[str, str]) -> dict[str, str]:
    """What a rule sets, by name, as people read it; `people` are names by id."""
    shown = dict[str, str]()
    for name, value in asdict(then).items():
        match value:
            case None | () | []:
                continue
            case Mapping() if not value:
                continue
            case Mapping():
                shown[name] = f"in {', '.join(language or 'any' for language in value)}"
            case tuple() | list():
                shown[name] = ", ".join(people.get(person, person) for person in value)
            case _:
                shown[name] = people.get(value, str(value))
    return shown
