"""The language somebody reads, found fast enough for a modal; the ingress asks (slack.md 4.2)."""

from collections.abc import Callable, Mapping
from typing import Protocol

from deskbell.adapters.dynamo import keys
from deskbell.adapters.languages import language_of
from deskbell.domain.errors import StoreUnavailableError
from deskbell.domain.ids import InstallId, PersonId

_MOST_KEPT = 1000


class Rows(Protocol):
    def row(self, pk: str, sk: str) -> Mapping[str, str] | None: ...


class Locales(Protocol):
    def locale(self, person: str) -> str | None: ...


class PersonLanguage:
    """From the person's row, else from Slack, else `default()`; what was found is kept."""

    def __init__(self, table: Rows, slack: Locales, default: Callable[[], str]) -> None:
        self._table = table
        self._slack = slack
        self._default = default
        self._locales: dict[tuple[InstallId, PersonId], str] = {}

    def __call__(self, install: InstallId, person: PersonId) -> str:
        known = self._locales.get((install, person))
        locale = known or self._look_up(install, person)
        if locale and not known:
            if len(self._locales) >= _MOST_KEPT:
                self._locales.clear()
            self._locales[install, person] = locale
        return language_of(locale, self._default())

    def _look_up(self, install: InstallId, person: PersonId) -> str | None:
        key = keys.person(install, person)
        try:
            row = self._table.row(key.pk, key.sk)
        except StoreUnavailableError:
            row = None
        return row.get("locale") if row else self._slack.locale(person)
