"""The `feedback` of the settings, as `parse.py` reads it: where it comes from and who sees it."""

from collections.abc import Collection, Mapping
from dataclasses import fields

from deskbell.domain.feedback.inputs import SLACK
from deskbell.domain.feedback.policy import (
    DIGEST,
    EXCLUDED,
    FIRST_RESPONSE,
    FeedbackFields,
    FeedbackSettings,
    FeedbackSource,
    is_category,
)
from deskbell.domain.settings import values
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.own_channels import own_channel
from deskbell.domain.settings.read_sources import read_path
from deskbell.domain.settings.section import Section

_NAME_LIMIT = 40


def read_feedback(part: Section, desk: Desk, channels: Mapping[str, str]) -> FeedbackSettings:
    channel = own_channel(part, "channel", desk, channels, "what members say is")
    broadcast = own_channel(part, "broadcast", desk, channels, "what members say is")
    if channel and channel == broadcast:
        part.fault("each item has a card there already; choose another channel", "broadcast")
    if desk.nps and channel == desk.nps.channel:
        part.fault("its emoji are about low scores; choose another channel", "channel")
    if any(channel in (*one.channels, one.triage_channel) for one in desk.inboxes.values()):
        part.fault("emoji there are about tickets; choose another channel", "channel")
    feedback = FeedbackSettings(
        channel=channel,
        broadcast=broadcast,
        digest=values.appointment_or(part, "digest", DIGEST),
        excluded=_excluded(part) if part.has("excluded") else EXCLUDED,
        sources=_sources(part.section("sources"), desk) if part.has("sources") else {},
        first_response=values.duration_or(part, "first_response", FIRST_RESPONSE),
    )
    part.end()
    return feedback


def _excluded(part: Section) -> frozenset[str]:
    named = list(part.texts("excluded"))
    for where, name in named:
        if name and not is_category(name):
            part.fault("write a class in small letters, digits, - and _ (at most 40)", *where)
    return frozenset(name for _, name in named)


def _sources(part: Section, desk: Desk) -> Mapping[str, FeedbackSource]:
    values.names(part)
    sources = {key: _source(one) for key, one in part.sections()}
    taken: Collection[str] = {
        SLACK,
        *(desk.paging.sources if desk.paging else ()),
        *(desk.nps.sources if desk.nps else ()),
    }
    for key in sources:
        if key in taken:
            part.fault("another source has this name, and its keys; choose another one", key)
    return sources


def _source(part: Section) -> FeedbackSource:
    source = FeedbackSource(
        name=values.short_text(part, "name", _NAME_LIMIT),
        fields=_fields(part.section("fields")) if part.has("fields") else FeedbackFields(),
    )
    part.end()
    return source


def _fields(part: Section) -> FeedbackFields:
    """What is left out stands where it stands by default."""
    known = {one.name for one in fields(FeedbackFields) if part.has(one.name)}
    paths = {name: read_path(part, name) for name in sorted(known)}
    part.end()
    return FeedbackFields(**paths)
