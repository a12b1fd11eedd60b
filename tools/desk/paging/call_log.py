"""Who was called for an outage: when, how, what became of it, and who answered; read from its
history. `./deskbell explain` shows it below that."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from deskbell.domain.paging import events as e
from deskbell.domain.paging.page import Receipt, Rung
from deskbell.usecases.ports import AuditRow

TIME = "%Y-%m-%d %H:%M:%S"
_SENT = {e.LevelPaged.__name__, e.PagesSent.__name__}
_ANSWERED = {e.IncidentAcknowledged.__name__, e.AcknowledgementAdded.__name__}


@dataclass(slots=True)
class Called:
    """One page. `receipt` is empty as long as nothing is known of it; `answered` is when the one
    who was called has acknowledged."""

    at: datetime
    rung: str
    to: str
    method: str
    receipt: str = ""
    code: str = ""
    receipt_at: datetime | None = None
    answered: datetime | None = None


def call_log(history: Sequence[AuditRow]) -> list[Called]:
    """In the order of the calls."""
    log = list[Called]()
    for row in history:
        detail: Mapping[str, Any] = row.detail
        if row.event in _SENT:
            for to, method in detail.get("pages", ()):
                log.append(Called(row.at, _rung(detail), to, method))
        elif row.event == e.PageReceipted.__name__:
            page = (_rung(detail), detail["to"], detail["method"])
            for one in log:
                if (one.rung, one.to, one.method) == page:
                    one.receipt, one.code = detail["receipt"], detail["code"]
                    one.receipt_at = row.at
        elif row.event in _ANSWERED:
            mine = [one for one in log if one.to == detail["person"]]
            for one in mine[-1:]:
                one.answered = one.answered or row.at
    return log


def lines(log: Sequence[Called], names: Mapping[str, str]) -> Iterator[str]:
    for one in log:
        rung = Rung.parse(one.rung)
        where = f"search {rung.generation + 1}, round {rung.loop + 1}, level {rung.level + 1}"
        said = [f"{names.get(one.to, one.to)} by {one.method}", _became(one)]
        if one.answered:
            said.append(f"answered after {_seconds(one.at, one.answered)}")
        yield f"      {one.at:{TIME}}  {where}: {', '.join(said)}"


def as_json(log: Sequence[Called]) -> list[dict[str, object]]:
    times = ("at", "receipt_at", "answered")
    told = [asdict(one) for one in log]
    for one in told:
        one |= {name: one[name] and one[name].isoformat() for name in times}
    return told


def _became(one: Called) -> str:
    if one.receipt_at is None:
        return "no receipt"
    why = f" ({one.code})" if one.code else ""
    what = "delivered" if one.receipt == Receipt.DELIVERED else "failed"
    return f"{what} after {_seconds(one.at, one.receipt_at)}{why}"


def _seconds(start: datetime, end: datetime) -> str:
    minutes, seconds = divmod(round((end - start).total_seconds()), 60)
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"


def _rung(detail: Mapping[str, Any]) -> str:
    return str(Rung(**detail["rung"]))
