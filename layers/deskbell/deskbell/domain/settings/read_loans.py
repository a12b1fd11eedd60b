"""The `loans` of the settings, as `parse.py` reads them: how each office lends its laptops."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import timedelta

from deskbell.domain.ids import ChannelId, InboxId
from deskbell.domain.loans.policy import Delivery, LoanPolicy, OfficeId, Question, VisitPolicy
from deskbell.domain.loans.policy_lint import lint
from deskbell.domain.settings import values
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.hours import OfficeHours, Weekday
from deskbell.domain.settings.section import Section
from deskbell.domain.texts import LANGUAGES

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_NAME_LIMIT = 40
_QUESTION_LIMIT = 150
_ANY_HOURS = OfficeHours(Weekday.MON, Weekday.FRI, "09:00", "17:00")
"""For reading on after a fault."""


def read_loans(
    part: Section, inboxes: Section, channels: Mapping[str, str], desk: Desk
) -> Mapping[OfficeId, LoanPolicy]:
    """By office; what an office leaves out is as docs/settings.md says."""
    values.names(part)
    return {
        OfficeId(key): _policy(key, one, inboxes, channels, desk) for key, one in part.sections()
    }


def _policy(
    key: str, part: Section, inboxes: Section, channels: Mapping[str, str], desk: Desk
) -> LoanPolicy:
    faults = len(part.faults)
    inbox = part.choose(part.text("inbox"), inboxes.values, "no inbox", "inbox")
    channel = part.choose(part.text("channel"), channels, "no channel in channels", "channel")
    policy = LoanPolicy(
        office=OfficeId(key),
        name=values.short_text(part, "name", _NAME_LIMIT),
        inbox=InboxId(inbox),
        channel=ChannelId(channels.get(channel, "")),
        zone=values.zone(part) if part.has("zone") else desk.zone,
        hours=values.office_hours(part, "hours") or _ANY_HOURS,
        needs_approval=values.says_yes(part, "needs_approval"),
        visit=_visit(part.section("visit") if part.has("visit") else _none(part), desk.language),
        longest=values.whole_or(part, "longest", 14),
        ahead=values.whole_or(part, "ahead", 30),
        extensions=values.whole_or(part, "extensions", 1, least=0),
        hold=values.duration_or(part, "hold", _DAY),
        grace=values.duration_or(part, "grace", _HOUR / 4),
        offer=values.duration_or(part, "offer", _DAY),
        transit=values.duration_or(part, "transit", 5 * _DAY),
        reminders=tuple(_reminders(part)),
        remind_every=values.duration_or(part, "remind_every", 3 * _DAY),
        escalate_after=values.duration_or(part, "escalate_after", 7 * _DAY),
        undo_window=desk.undo_window,
        low=values.whole_or(part, "low", 1, least=0),
    )
    part.end()
    if len(part.faults) == faults:
        for place, wrong in lint(policy):
            part.fault(wrong, *place.split("."))
    return policy


def _none(part: Section) -> Section:
    return Section({}, part.faults, (*part.path, "visit"))


def _reminders(part: Section) -> tuple[timedelta, ...]:
    """Those before the due time are negative."""
    before = values.durations(part, "remind_before") if part.has("remind_before") else (_DAY,)
    after = values.durations(part, "remind_after") if part.has("remind_after") else (_DAY,)
    return (*sorted(-span for span in before), *sorted(after))


def _visit(part: Section, language: str) -> VisitPolicy:
    questions = tuple(_questions(part, language)) if part.has("questions") else ()
    visit = VisitPolicy(
        version=_version(questions),
        questions=questions,
        validity=values.duration_or(part, "validity", 2 * _DAY),
        slot=values.duration_or(part, "slot", _HOUR / 2),
        capacity=values.whole_or(part, "capacity", 1),
        remind_before=values.duration_or(part, "remind_before", 2 * _HOUR),
        alternatives=tuple(_alternatives(part)) if part.has("alternatives") else (),
    )
    part.end()
    return visit


def _questions(part: Section, language: str) -> Iterator[Question]:
    asked = part.section("questions")
    values.names(asked)
    for key, one in asked.sections():
        spoken = [name for name in LANGUAGES if one.has(name) or name == language]
        yield Question(
            id=key,
            passes="yes" if values.yes(one, "passes") else "no",
            labels={name: values.short_text(one, name, _QUESTION_LIMIT) for name in spoken},
        )
        one.end()


def _alternatives(part: Section) -> Iterator[Delivery]:
    allowed = [Delivery.SHIP, Delivery.DESKSIDE]
    for where, name in part.texts("alternatives"):
        if found := part.choose(name, allowed, "no way to get a laptop", *where):
            yield Delivery(found)


def _version(questions: tuple[Question, ...]) -> str:
    """Changes with what is asked: answers to other questions count no more."""
    asked = [[one.id, one.passes, dict(one.labels)] for one in questions]
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:12]
