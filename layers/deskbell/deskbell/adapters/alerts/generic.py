"""Alerts of no known form: JSON in which the settings say where what stands."""

from collections.abc import Mapping

from deskbell.adapters.alerts.alert import Alert, Batch, UnreadableAlertError, at_path, shown
from deskbell.domain.paging.sources import AlertSource, Mapped


def read_batch(document: Mapping[str, object], source: AlertSource, signed_at: str) -> Batch:
    """Raises UnreadableAlertError. Whoever sends it again as it was signed means the same."""
    mapped = source.mapped or Mapped(title="title")
    if not mapped.alerts:
        return Batch((_alert(document, "", source, mapped),), signed_at)
    found = at_path(document, mapped.alerts)
    if not isinstance(found, list):
        raise UnreadableAlertError(f"{mapped.alerts} is not a list")
    places = (f"{mapped.alerts}.{number}." for number in range(len(found)))
    read = (_alert(one, at, source, mapped) for one, at in zip(found, places, strict=True))
    return Batch(tuple(read), signed_at)


def _alert(one: object, place: str, source: AlertSource, mapped: Mapped) -> Alert:
    title = _at(one, mapped.title)
    if not title.strip():
        raise UnreadableAlertError(f"there is no text at {place}{mapped.title}")
    return Alert(
        key=_at(one, mapped.key),
        firing=not _is_over(one, mapped),
        title=title,
        text=_at(one, mapped.text),
        url=_at(one, mapped.url),
        service=_at(one, source.service_from),
        urgency=_at(one, source.urgency_from),
    )


def _is_over(one: object, mapped: Mapped) -> bool:
    status = _at(one, mapped.status).casefold()
    return bool(status) and status in {word.casefold() for word in mapped.over}


def _at(one: object, path: str) -> str:
    return shown(at_path(one, path)) if path else ""
