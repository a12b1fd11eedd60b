"""What happens to an outage is told to everybody who follows it, some at a time: a transaction has
room for so many."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from deskbell.domain.caused import caused
from deskbell.domain.effects import Effect, SendDirect
from deskbell.domain.ids import PersonId
from deskbell.domain.paging.incident import Incident, News
from deskbell.domain.paging.inputs import NewsWaits
from deskbell.domain.texts import Text

AT_ONCE = 20
_NUMBER = 1_000
"""Of the input that goes on with it; a decision's pages are counted from 0."""


def announce(incident: Incident, text: Text, by: PersonId | None = None) -> Incident:
    """Everybody but `by` hears it, and nobody what was announced before."""
    number = incident.news.number + 1 if incident.news else 1
    return replace(incident, news=News(number, text, by))


def with_followers(incident: Incident, people: Iterable[PersonId]) -> Incident:
    """Each once. Whoever comes while news goes round hears that as well."""
    return replace(incident, followers=tuple(dict.fromkeys((*incident.followers, *people))))


def is_fresh(before: Incident | None, after: Incident) -> bool:
    """Whether something has just been announced."""
    had = before.news.number if before and before.news else 0
    return after.news is not None and after.news.number != had


def spread(incident: Incident, now: datetime) -> tuple[Incident, tuple[Effect, ...]]:
    """The next ones are told; an input goes on with those who are left."""
    news = incident.news
    if news is None:
        return incident, ()
    people = incident.followers[news.told : news.told + AT_ONCE]
    told = news.told + len(people)
    effects: list[Effect] = [SendDirect(one, news.text) for one in people if one != news.by]
    if told < len(incident.followers):
        waits = NewsWaits(incident.ref, news.number, told)
        effects.append(caused(incident.ref, incident.version, waits, incident, now, _NUMBER))
    return replace(incident, news=replace(news, told=told)), tuple(effects)
