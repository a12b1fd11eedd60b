"""The `announcements` of the settings, as `parse.py` reads them: who announces what to whom
(A1-20)."""

from collections.abc import Mapping

from deskbell.domain.announcements.policy import (
    REMIND_AFTER,
    AnnouncementSettings,
    Audience,
    AudienceId,
)
from deskbell.domain.settings import values
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.own_channels import own_channel
from deskbell.domain.settings.read_departments import read_person
from deskbell.domain.settings.section import Section

_NAME_LIMIT = 40


def read_announcements(
    part: Section, desk: Desk, channels: Mapping[str, str]
) -> AnnouncementSettings:
    audiences = part.section("audiences")
    values.names(audiences)
    settings = AnnouncementSettings(
        audiences={
            AudienceId(key): _audience(key, one, desk, channels)
            for key, one in audiences.sections()
        },
        remind_after=values.duration_or(part, "remind_after", REMIND_AFTER),
    )
    part.end()
    return settings


def _audience(key: str, part: Section, desk: Desk, channels: Mapping[str, str]) -> Audience:
    audience = Audience(
        id=AudienceId(key),
        name=values.short_text(part, "name", _NAME_LIMIT),
        channel=own_channel(part, "channel", desk, channels, "announcements are"),
        authors=frozenset(
            read_person(part, desk, name, *where) for where, name in part.texts("authors")
        ),
        lead=read_person(part, desk, part.text("lead"), "lead") if part.has("lead") else None,
    )
    part.end()
    return audience
