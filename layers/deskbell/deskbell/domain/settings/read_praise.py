"""The `praise` of the settings, as `parse.py` reads it: where people praise each other, and when
all of a week is told again (A1-21)."""

from collections.abc import Mapping

from deskbell.domain.ids import ChannelId
from deskbell.domain.praise.policy import ROUND_UP, PraiseSettings
from deskbell.domain.settings import values
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.section import Section


def read_praise(part: Section, desk: Desk, channels: Mapping[str, str]) -> PraiseSettings:
    settings = PraiseSettings(
        channel=_channel(part, desk, channels),
        round_up=values.appointment_or(part, "round_up", ROUND_UP),
    )
    part.end()
    when = settings.round_up
    if when.first != when.last:
        part.fault(f"{when.first}-{when.last} are several days; name one", "round_up")
    return settings


def _channel(part: Section, desk: Desk, channels: Mapping[str, str]) -> ChannelId:
    name = part.choose(part.text("channel"), channels, "no channel in channels", "channel")
    channel = ChannelId(channels.get(name, ""))
    if channel and desk.partners_in(channel):
        part.fault("another company is in it; praise is for your own people", "channel")
    return channel
