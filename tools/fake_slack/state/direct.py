"""The conversations of a few people, or of people and the app; made when somebody opens them."""

from collections.abc import Sequence

from tools.fake_slack.state.messages import Channel, ChannelKind
from tools.fake_slack.state.workspace import Workspace


def known_dm(workspace: Workspace, one: str, other: str) -> Channel | None:
    """The direct conversation of two people, or of a person and the app."""
    return _known(workspace, ChannelKind.IM, {one, other})


def dm(workspace: Workspace, one: str, other: str) -> Channel:
    """As `known_dm`; made when missing."""
    known = known_dm(workspace, one, other)
    if known:
        return known
    bot = workspace.app.bot_user
    members = [one] if one == other else sorted([one, other])
    partner = next((member for member in members if member != bot), one)
    with_app = bot in members
    made = Channel(
        id=f"D{partner[1:]}" if with_app else f"D{members[0][-5:]}{members[-1][-5:]}",
        name="directmessage",
        kind=ChannelKind.IM,
        topic="",
        created=int(workspace.clock.now()),
        members=members,
        team=workspace.world.team.id,
    )
    workspace.channels[made.id] = made
    return made


def known_group_dm(workspace: Workspace, members: Sequence[str]) -> Channel | None:
    """The conversation of exactly these people, and the app if it is one of them."""
    return _known(workspace, ChannelKind.MPIM, set(members))


def group_dm(workspace: Workspace, members: Sequence[str]) -> Channel:
    """As `known_group_dm`; made when missing. Its name has everybody's."""
    known = known_group_dm(workspace, members)
    if known:
        return known
    names = [person.key for one in members if (person := workspace.world.person(one))]
    made = Channel(
        id=workspace.ids.next("G0"),
        name=f"mpdm-{'--'.join(names)}-1",
        kind=ChannelKind.MPIM,
        topic="",
        created=int(workspace.clock.now()),
        members=list(members),
        creator=members[0],
        team=workspace.world.team.id,
    )
    workspace.channels[made.id] = made
    return made


def _known(workspace: Workspace, kind: ChannelKind, members: set[str]) -> Channel | None:
    """Looked for among all of them only until it was found once."""
    key = (kind, *sorted(members))
    known = workspace.channels.get(workspace.direct.get(key, ""))
    if known and set(known.members) == members:
        return known
    of_kind = (channel for channel in workspace.channels.values() if channel.kind is kind)
    found = next((channel for channel in of_kind if set(channel.members) == members), None)
    if found:
        workspace.direct[key] = found.id
    return found
