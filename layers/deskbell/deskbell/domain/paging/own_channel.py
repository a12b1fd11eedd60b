"""The channel that an outage can have of its own in Slack: private, named after it, with its card
and whoever has to do with it. Called by `steps` for every decision."""

import re
from collections.abc import Iterator
from dataclasses import replace

from deskbell.domain.effects import Effect, SendNotice
from deskbell.domain.ids import PersonId
from deskbell.domain.paging.effects import InviteTo, OpenChannel, ShowIncident
from deskbell.domain.paging.incident import Incident, Status
from deskbell.domain.paging.policy import Urgency
from deskbell.domain.paging.words import notice

LONGEST_NAME = 80
MOST_PEOPLE = 100
"""Both are Slack's, which takes so many people at once."""
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


def wished(incident: Incident) -> Incident:
    """As its policy wants: what is urgent has one as soon as somebody is called."""
    is_wanted = (
        incident.policy.own_channel
        and incident.urgency is Urgency.HIGH
        and incident.is_open
        and incident.status is not Status.HELD
        and not incident.drill
    )
    return replace(incident, wants_channel=True) if is_wanted else incident


def in_own_channel(before: Incident | None, after: Incident) -> Iterator[Effect]:
    """What becomes of it there: it is made, has the card, and whoever is new comes in."""
    earlier = before if before and before.is_open else None  # what begins anew has none
    is_asked_for = earlier is not None and earlier.wants_channel
    if after.wants_channel and not after.own_channel and after.is_open and not is_asked_for:
        yield OpenChannel(name_of(after))
    channel = after.own_channel
    if channel is None or not (after.is_open or earlier):
        return  # people may have archived it once it was over, and who is called for nothing sleeps
    yield ShowIncident(channel)
    known = people_in(earlier) if earlier and earlier.own_channel else frozenset()
    new = sorted(people_in(after) - known)
    for start in range(0, len(new), MOST_PEOPLE):
        yield InviteTo(channel, tuple(new[start : start + MOST_PEOPLE]))
    was_active = earlier is not None and earlier.status is not Status.HELD  # flapping is held
    if was_active and after.status is Status.RESOLVED:
        said = notice("channel_over", number=after.number, system=after.system_name)
        yield SendNotice(channel, said)


def name_of(incident: Incident) -> str:
    """Such as `inc-57-vpn`: its number is no other outage's, so its channel is found again."""
    of = _NOT_IN_NAMES.sub("-", incident.service.lower()).strip("-")
    return f"inc-{incident.number}-{of}"[:LONGEST_NAME].rstrip("-")


def people_in(incident: Incident) -> frozenset[PersonId]:
    """Who has been called, which people alone follow, has a role, sees to it or asked for it."""
    called = (one for one in incident.followers if one in incident.called)
    seen_to = (incident.acknowledged_by,) if incident.acknowledged_by else ()
    return frozenset((*called, *incident.roles.values(), *seen_to, *incident.channel_for))
