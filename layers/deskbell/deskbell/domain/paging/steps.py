"""What happens to one incident in one decision, step by step; each is a version of it with its own
event and reason.

Every branch of `decide` ends in `decided`, so that no card, timer, page or word to whoever follows
it can be forgotten.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from deskbell.domain.caused import caused
from deskbell.domain.decision import (
    CancelTimer,
    Change,
    Decision,
    Event,
    Link,
    Row,
    SetTimer,
    TimerChange,
)
from deskbell.domain.effects import Effect, Whisper
from deskbell.domain.ids import ChannelId, InstallId, pager_ref
from deskbell.domain.paging import events as e
from deskbell.domain.paging.dedup import DedupKey
from deskbell.domain.paging.effects import ShowIncident
from deskbell.domain.paging.incident import Incident, waiting_calls
from deskbell.domain.paging.inputs import PageWanted
from deskbell.domain.paging.news import is_fresh, spread
from deskbell.domain.paging.own_channel import in_own_channel, wished
from deskbell.domain.paging.page import Page
from deskbell.domain.paging.permissions import IncidentAction
from deskbell.domain.paging.policy import Maintenance
from deskbell.domain.paging.roster import Roster
from deskbell.domain.paging.words import reason, whisper
from deskbell.domain.texts import Argument, Name, Text
from deskbell.domain.tickets.permissions import Member
from deskbell.domain.workflows.watch import watch

STEP = "step."
"""Begins the name of the timer that goes on from a rung, which is the rest of it."""
RECEIPTS = "receipts"


@dataclass(frozen=True, slots=True)
class Around:
    """What a decision about an incident goes by besides the incident; `now` is aware and in UTC."""

    now: datetime
    roster: Roster
    maintenance: tuple[Maintenance, ...] = ()


@dataclass(frozen=True, slots=True)
class Steps:
    """`incident` is what has become of it so far, `pages` those that are sent with it."""

    before: Incident | None
    incident: Incident
    around: Around
    changes: tuple[Change, ...] = ()
    pages: tuple[Page, ...] = ()

    def then(self, after: Incident, event: Event, why: Text, *effects: Effect) -> "Steps":
        """It becomes `after`."""
        last = self.changes[-1].after if self.changes else self.before
        after = replace(after, version=last.version + 1 if last else 1)
        change = Change(last, after, event, why, effects=effects)
        return replace(self, incident=after, changes=(*self.changes, change))

    def also(self, *effects: Effect) -> "Steps":
        """With the last of them."""
        *earlier, last = self.changes
        last = replace(last, effects=(*last.effects, *effects))
        return replace(self, changes=(*earlier, last))

    def with_pages(self, pages: tuple[Page, ...]) -> "Steps":
        return replace(self, pages=(*self.pages, *pages))


def about(incident: Incident, around: Around) -> Steps:
    return Steps(incident, incident, around)


def decided(steps: Steps, *, spreads: bool = False) -> Decision:
    """All of it, with what follows from the last step itself. `spreads`: what was announced before
    goes on to those who have not heard it."""
    before, after, now = steps.before, wished(steps.incident), steps.around.now
    *earlier, last = steps.changes
    told: tuple[Effect, ...] = ()
    if spreads or is_fresh(before, after):
        after, told = spread(after, now)
    change = replace(
        last,
        after=after,
        effects=(
            *_sent(steps.pages, after, now),
            *last.effects,
            *told,
            ShowIncident(after.policy.channel),
            *in_own_channel(before, after),
        ),
        timers=(*_changed(before, after, now), *watch(before, after, now)),
        rows=() if before else tuple(_named(after)),
    )
    return Decision((*earlier, change))


def refuse(
    steps: Steps,
    by: Member,
    channel: ChannelId | None,
    action: IncidentAction,
    why: str,
    /,
    **args: Argument,
) -> Decision:
    """Nothing changes; they are told why where they pressed, and the history knows who wanted
    what."""
    said = whisper(why, number=steps.incident.number, **args)
    told = [Whisper(by.person, channel, None, said)] if channel else []
    event = e.IncidentActionRefused(by.person, action, why)
    return decided(
        steps.then(steps.incident, event, reason(f"refused_{why}", by=Name(by.person)), *told)
    )


def incident_link(install: InstallId, key: DedupKey) -> str:
    """The link key of the newest incident of a key."""
    return f"incident#{install}#{key}"


def incident_number_link(install: InstallId, number: int) -> str:
    """The link key of an incident's human number, which no ticket has."""
    return f"incident-number#{install}#{number}"


def _named(incident: Incident) -> Iterator[Row]:
    yield Link(incident_link(incident.install, incident.key), incident.ref, newest=True)
    yield Link(incident_number_link(incident.install, incident.number), incident.ref)


def _sent(pages: tuple[Page, ...], by: Incident, now: datetime) -> Iterator[Effect]:
    """By way of whoever's pager, which knows what else goes there just now."""
    for number, page in enumerate(pages):
        pager = pager_ref(by.install, page.to, page.method)
        yield caused(pager, by.version, PageWanted(pager, page), by, now, number)


def _changed(before: Incident | None, after: Incident, now: datetime) -> Iterator[TimerChange]:
    """One whose time has come is set anew for the same moment, too: its row may be what has led
    here, and fires no second time."""
    had, has = _timers(before) if before else {}, _timers(after)
    yield from (CancelTimer(name) for name in had if name not in has)
    for name, due in has.items():
        if due != had.get(name) or due <= now:
            yield SetTimer(name, after.version, due)


def _timers(incident: Incident) -> dict[str, datetime]:
    timers = {f"{STEP}{incident.rung}": incident.due} if incident.due else {}
    if retry := next_try(incident):
        timers[RECEIPTS] = retry
    return timers


def next_try(incident: Incident) -> datetime | None:
    """When somebody is called by another way, unless a receipt comes first."""
    return min((call.due for call in waiting_calls(incident) if call.due), default=None)
