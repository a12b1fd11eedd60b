"""When one person was asked last how satisfied they are, whatever the ticket (A4-14, C-24).

An aggregate of its own, written with the ticket in one transaction: of two tickets that ask the
same person at the same moment one finds that the other was faster, and decides again.

    ticket A   reads the person v3 ── asks ── commit v4 ✓
    ticket B   reads the person v3 ────── asks ── commit v4 ✗ ── reads v4 ── does not ask
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from deskbell.domain.csat.events import PersonSurveyed
from deskbell.domain.decision import Change
from deskbell.domain.ids import InstallId, PersonId, Ref, surveyed_ref
from deskbell.domain.texts import Text
from deskbell.domain.unlisted import Unlisted


@dataclass(frozen=True, slots=True)
class Surveyed(Unlisted):
    """`ticket` is the one that they were asked about last, at `asked_at`."""

    person: PersonId
    ticket: Ref
    asked_at: datetime


def is_rested(before: Surveyed | None, every: timedelta, now: datetime) -> bool:
    """Whether their last question is long enough ago."""
    return before is None or now - before.asked_at >= every


def surveyed(
    before: Surveyed | None,
    install: InstallId,
    person: PersonId,
    ticket: Ref,
    number: int,
    now: datetime,
) -> Change:
    """They are asked now about `ticket`, which people call by its `number`."""
    ref = surveyed_ref(install, person)
    known = before or Surveyed(ref, install, 0, person, ticket, now)
    after = replace(known, version=known.version + 1, ticket=ticket, asked_at=now)
    reason = Text("reason.person_surveyed", {"number": number})
    return Change(before, after, PersonSurveyed(person, ticket), reason)
