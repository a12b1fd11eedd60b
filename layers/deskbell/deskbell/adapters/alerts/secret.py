"""The one secret of those that tell of outages, as Secrets Manager holds it: JSON with the keys of
each alert source, and those that the addresses of heartbeats are made with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from deskbell.adapters.strict_json import load_object
from deskbell.domain.errors import InputError, SettingsError


@dataclass(frozen=True, slots=True)
class AlertSecret:
    """Never shown; two keys while one is being replaced."""

    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    heartbeats: tuple[str, ...] = field(default=(), repr=False)

    def keys_of(self, source: str) -> tuple[str, ...]:
        return self.sources.get(source, ())


def parse_alert_secret(text: str) -> AlertSecret:
    """Raises SettingsError, which says what to do and nothing of what is inside."""
    try:
        document = load_object(text)
        return AlertSecret(
            _keys_by_source(document.get("sources", {})), _keys(document.get("heartbeats", []))
        )
    except InputError:
        raise SettingsError(
            'the secret of alerts must be JSON such as {"sources": {"prometheus": ["…"]}, '
            '"heartbeats": ["…"]}; let `./deskbell alerts` write it'
        ) from None


def _keys_by_source(value: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise InputError("no mapping")
    return {source: _keys(keys) for source, keys in value.items()}


def _keys(value: object) -> tuple[str, ...]:
    keys = tuple(key for key in value if isinstance(key, str)) if isinstance(value, list) else ()
    if not isinstance(value, list) or len(keys) != len(value) or not all(keys):
        raise InputError("no list of keys")
    return keys
