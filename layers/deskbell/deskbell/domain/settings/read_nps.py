"""The `nps` of the settings, as `parse.py` reads it: how low scores are followed up."""

from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import timedelta

from deskbell.domain.ids import InboxId
from deskbell.domain.nps.policy import (
    ACCEPT_WITHIN,
    DUE,
    ESCALATE_AFTER,
    REMIND_AFTER,
    REOPEN_WITHIN,
    SURVEY_COOLDOWN,
    NpsSettings,
    ScoreFields,
    ScoreSource,
    Terms,
)
from deskbell.domain.nps.score import HIGHEST, THRESHOLD, DateFormat
from deskbell.domain.settings import values
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.own_channels import own_channel
from deskbell.domain.settings.read_sources import read_path
from deskbell.domain.settings.section import Section

_NAME_LIMIT = 40
_SEGMENT_LIMIT = 40
_DAY = timedelta(days=1)


def read_nps(part: Section, desk: Desk, channels: Mapping[str, str]) -> NpsSettings:
    inbox = part.choose(part.text("inbox"), desk.inboxes, "no inbox", "inbox")
    taken = desk.paging.sources if desk.paging else ()
    nps = NpsSettings(
        inbox=InboxId(inbox),
        channel=own_channel(part, "channel", desk, channels, "what members say is"),
        threshold=_threshold(part, "threshold") if part.has("threshold") else THRESHOLD,
        thresholds=_thresholds(part.section("thresholds")) if part.has("thresholds") else {},
        date_format=_date_format(part) if part.has("date_format") else None,
        terms=_terms(part),
        accept_within=_accept_within(part) if part.has("accept_within") else ACCEPT_WITHIN,
        sources=_sources(part.section("sources"), taken),
    )
    part.end()
    return nps


def _threshold(part: Section, key: str) -> int:
    """Nobody gives less than 0, so 0 would call for nobody."""
    number = values.whole(part, key)
    if number > HIGHEST:
        part.fault(f"{number} is above {HIGHEST}, so every score would be below it", key)
    return number


def _thresholds(part: Section) -> Mapping[str, int]:
    for segment in part.values:
        if len(segment) > _SEGMENT_LIMIT:
            part.fault(f"too long; at most {_SEGMENT_LIMIT} characters", segment)
    return {segment: _threshold(part, segment) for segment in part.values}


def _date_format(part: Section) -> DateFormat | None:
    named = part.choose(part.text("date_format"), DateFormat, "no format of dates", "date_format")
    return DateFormat(named) if named else None


def _terms(part: Section) -> Terms:
    terms = Terms(
        due=values.duration_or(part, "due", DUE),
        remind_after=values.duration_or(part, "remind_after", REMIND_AFTER),
        escalate_after=values.duration_or(part, "escalate_after", ESCALATE_AFTER),
        reopen_within=values.duration_or(part, "reopen_within", REOPEN_WITHIN),
        resurvey_after=values.duration(part, "resurvey_after")
        if part.has("resurvey_after")
        else None,
        survey_cooldown=values.duration_or(part, "survey_cooldown", SURVEY_COOLDOWN),
    )
    if terms.resurvey_after and terms.resurvey_after < terms.reopen_within:
        part.fault(
            "the case could still be opened again; make it as long as reopen_within, or longer",
            "resurvey_after",
        )
    if part.has("survey_cooldown") and not part.has("resurvey_after"):
        part.fault("nobody is surveyed again without resurvey_after", "survey_cooldown")
    if terms.escalate_after < terms.remind_after:
        part.fault(
            "the lead would be told before the owner is reminded; make it longer than remind_after",
            "escalate_after",
        )
    return terms


def _accept_within(part: Section) -> timedelta:
    time = values.duration(part, "accept_within")
    if time and not _DAY <= time <= ACCEPT_WITHIN:
        part.fault(
            "write whole days from 1d to 30d: a webhook that is sent again later than that could "
            "not be told from a correction",
            "accept_within",
        )
    return time


def _sources(part: Section, taken: Collection[str]) -> Mapping[str, ScoreSource]:
    values.names(part)
    sources = {key: _source(one) for key, one in part.sections()}
    for key in sources:
        if key in taken:
            part.fault("a source of alerts has this name, and its keys; choose another one", key)
    return sources


def _source(part: Section) -> ScoreSource:
    source = ScoreSource(
        name=values.short_text(part, "name", _NAME_LIMIT),
        fields=_fields(part.section("fields")) if part.has("fields") else ScoreFields(),
    )
    part.end()
    return source


def _fields(part: Section) -> ScoreFields:
    """What is left out stands where it stands by default."""
    known = {one.name for one in fields(ScoreFields) if part.has(one.name)}
    paths = {name: read_path(part, name) for name in sorted(known)}
    part.end()
    return ScoreFields(**paths)
