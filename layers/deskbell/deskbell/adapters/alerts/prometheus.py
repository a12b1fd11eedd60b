"""Alerts in the form of Prometheus' Alertmanager (webhook version 4), which Grafana's webhook has
too, with some more in it; the reception reads them."""

from collections.abc import Mapping
from functools import partial

from deskbell.adapters.alerts.alert import Alert, Batch, UnreadableAlertError, read_each, shown
from deskbell.domain.paging.sources import AlertSource

_FIRING = {"firing": True, "resolved": False}
_LINKS = ("panelURL", "dashboardURL", "generatorURL")
"""The first that is there; Alertmanager has the last one only."""
_ONE_TELLING = 300
"""Seconds. A message has no id: within that time it is a retry, as nobody's take longer; whoever
says it again later means that it is still so, which counts anew where it was over."""


def read_batch(document: Mapping[str, object], source: AlertSource, now: float) -> Batch:
    """Raises UnreadableAlertError. Some may be over and some not."""
    telling = str(int(now) // _ONE_TELLING)
    return read_each(document, "alerts", telling, partial(_alert, source))


def _alert(source: AlertSource, one: object, number: int) -> Alert:
    place = f"alerts[{number}]"
    if not isinstance(one, dict):
        raise UnreadableAlertError(f"{place} is not an object")
    status = one.get("status")
    if not isinstance(status, str) or status not in _FIRING:
        raise UnreadableAlertError(f"{place}.status is neither firing nor resolved")
    labels, notes = _texts(one, "labels", place), _texts(one, "annotations", place)
    named = ", ".join(f"{name}={value}" for name, value in sorted(labels.items()))
    name = labels.get("alertname", "")
    said = notes.get("description") or notes.get("message") or ""
    return Alert(
        key=shown(one.get("fingerprint")) or named,
        firing=_FIRING[status],
        title=notes.get("summary") or name or named,
        text=f"{said}\n{named}".strip(),
        url=next((url for key in _LINKS if (url := shown(one.get(key)))), ""),
        service=labels.get(source.service_from, ""),
        urgency=labels.get(source.urgency_from, ""),
        began=shown(one.get("startsAt")),
        ended=shown(one.get("endsAt")),
    )


def _texts(one: Mapping[str, object], key: str, place: str) -> dict[str, str]:
    found = one.get(key, {})
    if not isinstance(found, dict):
        raise UnreadableAlertError(f"{place}.{key} is not an object")
    return {name: shown(value) for name, value in found.items()}
