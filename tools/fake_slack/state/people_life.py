"""How accounts and user groups change; the gestures of people/ decide who may change them."""

from dataclasses import replace
from typing import TypedDict

from tools.fake_slack.seed.world import Person
from tools.fake_slack.state import happenings as happened
from tools.fake_slack.state.user_groups import UserGroup
from tools.fake_slack.state.workspace import Workspace


class Profile(TypedDict, total=False):
    """What people can change about themselves."""

    name: str
    display_name: str
    title: str
    locale: str
    tz: str


def change_person(
    workspace: Workspace,
    person: Person,
    profile: Profile | None = None,
    *,
    deleted: bool | None = None,
) -> Person:
    after = replace(person, **(profile or {}))
    if deleted is not None:
        after = replace(after, deleted=deleted)
    if after != person:
        everybody = (after if one.id == person.id else one for one in workspace.world.people)
        workspace.world = replace(workspace.world, people=tuple(everybody))
        workspace.tell(happened.PersonChanged(after, workspace.next_ts()))
    return after


def create_group(
    workspace: Workspace, handle: str, name: str, members: list[str], user: str
) -> UserGroup:
    now = int(workspace.clock.now())
    group = UserGroup(
        id=workspace.ids.next("S0"),
        team=workspace.world.team.id,
        handle=handle,
        name=name,
        members=members,
        date_create=now,
        date_update=now,
        created_by=user,
        updated_by=user,
    )
    workspace.user_groups.add(group)
    workspace.tell(happened.GroupCreated(group, workspace.next_ts()))
    return group


def change_members(workspace: Workspace, group: UserGroup, members: list[str], user: str) -> None:
    added = tuple(one for one in members if one not in group.members)
    removed = tuple(one for one in group.members if one not in members)
    if not (added or removed):
        return
    group.members = members
    previous = _touch(workspace, group, user)
    ts = workspace.next_ts()
    workspace.tell(happened.GroupMembersChanged(group, added, removed, previous, ts))
    workspace.tell(happened.GroupUpdated(group, ts))


def switch_group(workspace: Workspace, group: UserGroup, user: str, *, enabled: bool) -> None:
    if group.is_enabled is enabled:
        return
    _touch(workspace, group, user)
    group.date_delete = 0 if enabled else group.date_update
    group.deleted_by = None if enabled else user
    workspace.tell(happened.GroupUpdated(group, workspace.next_ts()))


def _touch(workspace: Workspace, group: UserGroup, user: str) -> int:
    """When it was last changed before, in seconds."""
    previous = group.date_update
    group.date_update, group.updated_by = int(workspace.clock.now()), user
    return previous
