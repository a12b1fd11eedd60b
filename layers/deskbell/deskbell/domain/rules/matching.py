"""Which rules a request fires, and why the others do not. Pure; asked when a request is opened, and
by `./deskbell rules test`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from deskbell.domain.calendars.office_hours import is_open
from deskbell.domain.folding import folded, mentions, words_of
from deskbell.domain.ids import ChannelId, FormId
from deskbell.domain.people import Standing
from deskbell.domain.rules.rule import Answer, Office, Rule, RulesMode, When
from deskbell.domain.settings.hours import OfficeHours

MOST_FIRED = 10
"""Rules that one request can fire: each is an audit row of the transaction that opens it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a request when it is opened. `standing` and `language` are its requester's;
    `hours` those of the inbox that it came to, None if that has none."""

    channel: ChannelId
    text: str
    at: datetime
    zone: str
    standing: Standing | None
    language: str
    hours: OfficeHours | None = None
    holidays: frozenset[str] = frozenset()
    form: FormId | None = None
    answers: Mapping[str, str] = field(default_factory=dict)


def matching(rules: Sequence[Rule], mode: RulesMode, facts: Facts) -> tuple[Rule, ...]:
    """The rules that fire, in their order; of very many the first ones."""
    found = tuple(rule for rule in rules if not unmet(rule.when, facts))
    return found[:1] if mode is RulesMode.FIRST else found[:MOST_FIRED]


def unmet(when: When, facts: Facts) -> tuple[str, ...]:
    """The conditions that do not hold, by their names in the settings; none if all do."""
    held = {
        "channels": not when.channels or facts.channel in when.channels,
        "forms": not when.forms or facts.form in when.forms,
        "answers": all(_answers(answer, facts.answers) for answer in when.answers),
        "words": not when.words or _mentions_one(facts.text, when.words),
        "requester": not when.requester or facts.standing in when.requester,
        "languages": not when.languages or facts.language in when.languages,
        "office": when.office is None or when.office is _office(facts),
        "between": when.between is None or is_open(when.between, facts.at, facts.zone),
    }
    return tuple(name for name, holds in held.items() if not holds)


def _answers(answer: Answer, given: Mapping[str, str]) -> bool:
    value = given.get(answer.field, "")
    equal = not answer.equals or folded(value) in {folded(one) for one in answer.equals}
    return equal and (not answer.contains or _mentions_one(value, answer.contains))


def _mentions_one(text: str, keywords: Sequence[str]) -> bool:
    said = words_of(text)
    return any(mentions(said, keyword) for keyword in keywords)


def _office(facts: Facts) -> Office | None:
    """An inbox without office hours is neither open nor closed."""
    if facts.hours is None:
        return None
    return (
        Office.OPEN if is_open(facts.hours, facts.at, facts.zone, facts.holidays) else Office.CLOSED
    )
