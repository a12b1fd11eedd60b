"""The `partners` of the settings, as `parse.py` reads them."""

from collections.abc import Collection, Iterator, Mapping

from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.settings import values
from deskbell.domain.settings.partners import Partner
from deskbell.domain.settings.section import Section

_NAME_LIMIT = 40


def read_partners(
    part: Section,
    people: Mapping[str, str],
    channels: Mapping[str, str],
    asked_in: Collection[ChannelId],
) -> tuple[Partner, ...]:
    """`asked_in` are the help channels of all inboxes, as each ticket needs one."""
    values.names(part)
    return tuple(_sound(part, people, channels, asked_in))


def _sound(
    part: Section,
    people: Mapping[str, str],
    channels: Mapping[str, str],
    asked_in: Collection[ChannelId],
) -> Iterator[Partner]:
    known: dict[tuple[ChannelId, str], str] = {}
    for key, one in part.sections():
        partner = _partner(one, people, channels)
        if partner.channel and partner.channel not in asked_in:
            one.fault(
                "it is no help channel of an inbox, so nobody would have the ticket", "channel"
            )
        elif partner.channel and partner.team:
            first = known.setdefault((partner.channel, partner.team), key)
            if first != key:
                one.fault(f"{first} is the same company in the same channel", "team")
        yield partner


def _partner(part: Section, people: Mapping[str, str], channels: Mapping[str, str]) -> Partner:
    def person(key: str) -> PersonId:
        return PersonId(
            people.get(part.choose(part.text(key), people, "nobody in people", key), "")
        )

    channel = part.choose(part.text("channel"), channels, "no channel in channels", "channel")
    partner = Partner(
        name=values.short_text(part, "name", _NAME_LIMIT),
        channel=ChannelId(channels.get(channel, "")),
        team=values.slack_id(part, "team", "T", "workspace"),
        owner=person("owner"),
        backup=person("backup"),
        auto=values.says_yes(part, "auto"),
    )
    part.end()
    return partner
