"""One way to reach one person, or channel, and what is to go there: the first few pages each by
themselves, more of them together, so that five hundred incidents do not ring five hundred times.

Every page comes by here (`inputs.py`), and nothing is dropped.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from deskbell.domain.decision import (
    CancelTimer,
    Change,
    Decision,
    Event,
    SetTimer,
    TimerChange,
    nothing,
)
from deskbell.domain.ids import InstallId, Ref
from deskbell.domain.paging import events as e
from deskbell.domain.paging.effects import SendPages
from deskbell.domain.paging.page import Page
from deskbell.domain.paging.policy import MINUTE, Callee, Method
from deskbell.domain.paging.words import reason
from deskbell.domain.texts import Text
from deskbell.domain.unlisted import Unlisted

SINGLE = 3
"""Messages within `SPAN`; what comes then waits and goes together."""
SPAN = MINUTE
MOST = 500
"""Pages of one message: a row of the table has room for no more than three times as many."""
BUNDLE = "bundle"
"""Its timer."""


@dataclass(frozen=True, slots=True)
class Pager(Unlisted):
    """`sent`: when the messages of the last `SPAN` went out. `waiting`: the pages that go together
    at `due`."""

    to: Callee
    method: Method
    sent: tuple[datetime, ...] = ()
    waiting: tuple[Page, ...] = ()
    due: datetime | None = None

    @property
    def is_open(self) -> bool:
        return bool(self.waiting)


@dataclass(frozen=True, slots=True)
class SendPage:
    """An incident wants this page sent."""

    ref: Ref
    install: InstallId
    page: Page


@dataclass(frozen=True, slots=True)
class SendBundle:
    """Its timer is due."""


def decide_pager(pager: Pager | None, command: SendPage | SendBundle, now: datetime) -> Decision:
    """`pager` is None where nothing has ever gone there."""
    match command:
        case SendPage(page=page):
            there = pager or Pager(command.ref, command.install, 0, page.to, page.method)
            return _take(there, page, now)
        case SendBundle():
            if pager is None or pager.due is None or pager.due > now:
                return nothing("timer_stale")
            return _release(pager, pager.waiting, now)
    assert_never(command)


def _take(pager: Pager, page: Page, now: datetime) -> Decision:
    if page in pager.waiting:
        return nothing("page_waits_already")
    if pager.waiting or len(_lately(pager, now)) >= SINGLE:
        waiting = replace(pager, waiting=(*pager.waiting, page), due=pager.due or now + SPAN)
        if len(waiting.waiting) >= MOST:
            return _release(pager, waiting.waiting, now)
        return _step(pager, waiting, e.PageBundled(page.incident, page.rung), reason("bundled"))
    return _send(pager, pager, (page,), now)


def _release(pager: Pager, waiting: tuple[Page, ...], now: datetime) -> Decision:
    """What is new comes before what is repeated."""
    pages = tuple(sorted(waiting, key=lambda page: not page.is_new))
    return _send(pager, replace(pager, waiting=(), due=None), pages, now)


def _send(pager: Pager, after: Pager, pages: tuple[Page, ...], now: datetime) -> Decision:
    event = e.PagesReleased(tuple((page.incident, page.rung) for page in pages))
    after = replace(after, sent=(*_lately(pager, now), now))
    sent = SendPages(pager.to, pager.method, pages)
    return _step(pager, after, event, reason("released", count=len(pages)), sent)


def _lately(pager: Pager, now: datetime) -> tuple[datetime, ...]:
    return tuple(at for at in pager.sent if at > now - SPAN)


def _step(before: Pager, after: Pager, event: Event, why: Text, *effects: SendPages) -> Decision:
    after = replace(after, version=before.version + 1)
    timers: tuple[TimerChange, ...] = ()
    if after.due != before.due:
        timers = (SetTimer(BUNDLE, after.version, after.due) if after.due else CancelTimer(BUNDLE),)
    change = Change(
        before=before if before.version else None,
        after=after,
        event=event,
        reason=why,
        effects=effects,
        timers=timers,
    )
    return Decision((change,))
