"""Rules that cannot do what they say: shadowed by one above, or at odds with it (D-7).

Asked by `domain/settings/rules.py` before anything is deployed. What only some requests would show
is left to `./deskbell rules test`: two rules with different words may meet in one message.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from deskbell.domain.rules.rule import Answer, Rule, RulesMode, Then, When


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with the rule at `index`."""

    index: int
    wrong: str


def lint(rules: Sequence[Rule], mode: RulesMode) -> Iterator[Finding]:
    """Each rule beside all above it."""
    for index, rule in enumerate(rules):
        for above in rules[:index]:
            if mode is RulesMode.FIRST and covers(above.when, rule.when):
                wrong = (
                    f'"{above.id}" above it matches whatever this rule matches, so it never '
                    "fires; put it above that rule, or narrow that one"
                )
                yield Finding(index, wrong)
                break
            if mode is RulesMode.ALL and (what := _contradiction(above, rule)):
                wrong = (
                    f'whenever one of them fires, "{above.id}" fires as well and sets another '
                    f"{what}; only the upper one would count, so leave it out of one of them"
                )
                yield Finding(index, wrong)
                break


def _contradiction(above: Rule, rule: Rule) -> str | None:
    if not (covers(above.when, rule.when) or covers(rule.when, above.when)):
        return None
    return next(iter(_differing(above.then, rule.then)), None)


def _differing(one: Then, other: Then) -> Iterator[str]:
    for name in ("inbox", "category", "priority", "privacy", "assignee", "reply", "outage"):
        first, second = getattr(one, name), getattr(other, name)
        if first and second and first != second:
            yield name


def covers(wide: When, narrow: When) -> bool:
    """Whether whatever fulfils `narrow` fulfils `wide`, as far as their values tell."""
    for field in fields(When):
        wanted, given = getattr(wide, field.name), getattr(narrow, field.name)
        if not wanted:
            continue
        if field.name == "answers":
            if not all(any(_covers_answer(one, other) for other in given) for one in wanted):
                return False
        elif isinstance(wanted, tuple):
            if not given or not set(given) <= set(wanted):
                return False
        elif wanted != given:
            return False
    return True


def _covers_answer(wide: Answer, narrow: Answer) -> bool:
    return (
        wide.field == narrow.field
        and (not wide.equals or (bool(narrow.equals) and set(narrow.equals) <= set(wide.equals)))
        and (
            not wide.contains
            or (bool(narrow.contains) and set(narrow.contains) <= set(wide.contains))
        )
    )
