"""An outage gets a channel of its own because somebody asks for one, and Slack has made it."""

from dataclasses import replace

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.paging import commands as c
from deskbell.domain.paging import events as e
from deskbell.domain.paging.effects import OpenChannel
from deskbell.domain.paging.incident import Incident
from deskbell.domain.paging.own_channel import name_of, people_in
from deskbell.domain.paging.permissions import IncidentAction, can
from deskbell.domain.paging.steps import Around, about, decided, refuse
from deskbell.domain.paging.words import reason
from deskbell.domain.texts import ChannelName, Name


def want_channel(incident: Incident, command: c.WantChannel, around: Around) -> Decision:
    """Once more where Slack has not made it yet, which is harmless: it has one name. Where it is
    there, whoever wants it comes in."""
    by, steps, action = command.by, about(incident, around), IncidentAction.OPEN_CHANNEL
    there = incident.own_channel
    if there and (by.person in people_in(incident) or not incident.is_open):
        known = ChannelName(there)
        return refuse(steps, by, command.channel, action, "channel_there", channel=known)
    if wrong := _wrong(incident, command):
        return refuse(steps, by, command.channel, action, wrong)
    # A second wish is a row of its own; the first one may be parked.
    again = (OpenChannel(name_of(incident)),) if incident.wants_channel and not there else ()
    comes_in = incident.channel_for | {by.person}
    after = replace(incident, wants_channel=True, channel_for=comes_in)
    event = e.IncidentChannelWanted(by.person)
    why = reason("channel_wanted", by=Name(by.person))
    return decided(steps.then(after, event, why, *again))


def record_channel(incident: Incident, command: c.RecordChannel, around: Around) -> Decision:
    if incident.own_channel:
        return nothing("channel_known")
    after = replace(incident, own_channel=command.made)
    event = e.IncidentChannelOpened(command.made)
    why = reason("channel_opened", channel=ChannelName(command.made))
    return decided(about(incident, around).then(after, event, why))


def _wrong(incident: Incident, command: c.WantChannel) -> str | None:
    if not can(command.by, IncidentAction.OPEN_CHANNEL, incident):
        return "not_allowed"
    if not incident.is_open:
        return "over"
    return "drill" if incident.drill else None
