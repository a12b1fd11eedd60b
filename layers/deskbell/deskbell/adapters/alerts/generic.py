"""Alerts of no known form: JSON in which the settings say where what stands."""

from collections.abc import Mapping
from functools import partial

from deskbell.adapters.alerts.alert import (
    Alert,
    Batch,
    UnreadableAlertError,
    at_path,
    read_each,
    shown,
)
from deskbell.domain.paging.sources import AlertSource, Mapped


def read_batch(document: Mapping[str, object], source: AlertSource, signed_at: str) -> Batch:
    """Raises UnreadableAlertError. Whoever sends it again as it was signed means the same."""
    mapped = source.mapped or Mapped(title="title")
    if not mapped.alerts:
        return Batch((_alert(source, mapped, document, None),), signed_at)
    return read_each(document, mapped.alerts, signed_at, partial(_alert, source, mapped))


def _alert(source: AlertSource, mapped: Mapped, one: object, number: int | None) -> Alert:
    title, is_over, at = _at(one, mapped.title), _is_over(one, mapped), _at(one, mapped.time)
    if not title.strip():
        place = mapped.title if number is None else f"{mapped.alerts}.{number}.{mapped.title}"
        raise UnreadableAlertError(f"there is no text at {place}")
    return Alert(
        key=_at(one, mapped.key),
        firing=not is_over,
        title=title,
        text=_at(one, mapped.text),
        url=_at(one, mapped.url),
        service=_at(one, source.service_from),
        urgency=_at(one, source.urgency_from),
        began="" if is_over else at,
        ended=at if is_over else "",
    )


def _is_over(one: object, mapped: Mapped) -> bool:
    status = _at(one, mapped.status).casefold()
    return bool(status) and status in {word.casefold() for word in mapped.over}


def _at(one: object, path: str) -> str:
    return shown(at_path(one, path)) if path else ""
