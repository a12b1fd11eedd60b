"""Channels that a part of the settings names; see read_announcements.py and its like."""

from collections.abc import Mapping

from deskbell.domain.ids import ChannelId
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.section import Section


def channel_at(part: Section, key: str, channels: Mapping[str, str]) -> ChannelId:
    """Empty with a fault, where `channels` has none of that name."""
    name = part.choose(part.text(key), channels, "no channel in channels", key)
    return ChannelId(channels.get(name, ""))


def own_channel(
    part: Section, key: str, desk: Desk, channels: Mapping[str, str], is_about: str
) -> ChannelId:
    """One without partners; `is_about` tells the admin what is for our own people only (C-21)."""
    channel = channel_at(part, key, channels)
    if channel and desk.partners_in(channel):
        part.fault(f"another company is in it; {is_about} for your own people", key)
    return channel
