"""How an install stands to channels and people; the Web API and the shapes of its answers ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.fake_slack.seed.world import Person
from tools.fake_slack.state.installs import Install
from tools.fake_slack.state.messages import Channel, ChannelKind

if TYPE_CHECKING:
    from tools.fake_slack.state.workspace import Workspace


def side_of(install: Install, channel: Channel) -> str:
    """The workspace through which the install has the channel, else the channel's own."""
    return next((team for team in channel.teams if team in install.workspaces), channel.team)


def kind_for(install: Install, channel: Channel) -> ChannelKind:
    return channel.kind_for(side_of(install, channel))


def is_within_reach(install: Install, channel: Channel) -> bool:
    """Whether one of the workspaces the app works in has the channel."""
    return not set(install.workspaces).isdisjoint(channel.teams)


def may_know(install: Install, channel: Channel) -> bool:
    """Where it is inside, and public channels of its workspaces."""
    if install.bot_user in channel.members:
        return True
    return is_within_reach(install, channel) and kind_for(install, channel) is ChannelKind.PUBLIC


def is_colleague(workspace: Workspace, install: Install, person: Person) -> bool:
    """Of the company, or organisation, that installed the app."""
    return any(workspace.world.same_company(person.team, team) for team in install.workspaces)


def is_stranger(workspace: Workspace, install: Install, person: Person) -> bool:
    """From another company, and in no channel with the company of the install."""
    return not is_colleague(workspace, install, person) and not any(
        person.id in channel.members and is_within_reach(install, channel)
        for channel in workspace.channels.values()
    )


def is_visible(workspace: Workspace, install: Install, person: Person) -> bool:
    """A colleague, or somebody of a company that shares a channel; others are unknown to us."""
    return is_colleague(workspace, install, person) or any(
        person.team in channel.teams and is_within_reach(install, channel)
        for channel in workspace.channels.values()
    )
