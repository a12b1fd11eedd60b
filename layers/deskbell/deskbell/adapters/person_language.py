"""The language somebody reads, found fast enough for a modal; the ingress asks (slack.md 4.2)."""

from collections.abc import Callable, Mapping
from time import time
from typing import Protocol

from deskbell.adapters.dynamo import keys
from deskbell.adapters.languages import language_of
from deskbell.domain.errors import StoreUnavailableError
from deskbell.domain.ids import InstallId, PersonId

_MOST_KEPT = 1000
_KEPT_SECONDS = 60.0


class Rows(Protocol):
    def row(self, pk: str, sk: str) -> Mapping[str, str] | None: ...


class Locales(Protocol):
    def locale(self, person: str) -> str | None: ...


class PersonLanguage:
    """From the person's row, else from Slack, else `default()`; what was found is kept a minute:
    somebody who chooses another language in the Home tab has it in the next form."""

    def __init__(
        self,
        table: Rows,
        slack: Locales,
        default: Callable[[], str],
        wall: Callable[[], float] = time,
    ) -> None:
        self._table = table
        self._slack = slack
        self._default = default
        self._wall = wall
        self._locales: dict[tuple[InstallId, PersonId], tuple[str, float]] = {}

    def __call__(self, install: InstallId, person: PersonId) -> str:
        locale, until = self._locales.get((install, person), (None, 0.0))
        if until <= self._wall():
            locale = self._look_up(install, person)
            if len(self._locales) >= _MOST_KEPT:
                self._locales.clear()
            if locale:
                self._locales[install, person] = locale, self._wall() + _KEPT_SECONDS
        return language_of(locale, self._default())

    def _look_up(self, install: InstallId, person: PersonId) -> str | None:
        key = keys.person(install, person)
        try:
            row = self._table.row(key.pk, key.sk)
        except StoreUnavailableError:
            row = None
        if row is None:
            return self._slack.locale(person)
        return row.get("language") or row.get("locale")
