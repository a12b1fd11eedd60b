"""The story of an incident for its review, from its history: what people did and what was decided,
without the post's own book-keeping."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from deskbell.domain.paging import events as e
from deskbell.domain.texts import Text
from deskbell.domain.workflows.events import WorkflowStalled

_BOOK_KEEPING = {
    one.__name__
    for one in (
        e.AlertOvertaken,
        e.IncidentNewsSpread,
        e.ToldAfterwards,
        e.IncidentActionRefused,
        e.IncidentReviewed,
        WorkflowStalled,
    )
}


@dataclass(frozen=True, slots=True)
class Moment:
    """`event` is its name, `detail` what it holds, as the history has them."""

    at: datetime
    event: str
    reason: Text
    detail: Mapping[str, object] = field(default_factory=dict)


def timeline(history: Iterable[Moment]) -> Iterator[Moment]:
    """In the order in which it happened; of the pages only those that failed."""
    for moment in history:
        is_receipt = moment.event == e.PageReceipted.__name__
        is_delivery = is_receipt and not moment.detail.get("code")
        if not is_delivery and moment.event not in _BOOK_KEEPING:
            yield moment
