"""Events about accounts and user groups."""

from collections.abc import Iterator

from tools.fake_slack.seed.world import Person
from tools.fake_slack.sending.notices import Notice
from tools.fake_slack.state import happenings as happened
from tools.fake_slack.state import shapes, sides
from tools.fake_slack.state.installs import Install
from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.state.user_groups import UserGroup
from tools.fake_slack.state.workspace import Workspace

USERS_SCOPE = "users:read"
GROUPS_SCOPE = "usergroups:read"


def notices(
    workspace: Workspace, install: Install, happening: happened.Happening
) -> Iterator[Notice]:
    match happening:
        case happened.PersonJoined(person, ts) if sides.is_colleague(workspace, install, person):
            yield _person(workspace, install, "team_join", person, ts)
        case happened.PersonChanged(person, ts) if _is_known(workspace, install, person):
            yield _person(workspace, install, "user_change", person, ts)
        case happened.GroupCreated(group, ts) if group.team in install.workspaces:
            yield _group("subteam_created", group, {"subteam": group.shown()}, ts)
        case happened.GroupUpdated(group, ts) if group.team in install.workspaces:
            yield _group("subteam_updated", group, {"subteam": group.shown()}, ts)
        case happened.GroupMembersChanged(group) if group.team in install.workspaces:
            yield _members(happening)
        case _:
            return


def _is_known(workspace: Workspace, install: Install, person: Person) -> bool:
    """A colleague, or somebody of another company in a channel with us."""
    return not sides.is_stranger(workspace, install, person)


def _person(workspace: Workspace, install: Install, kind: str, person: Person, ts: str) -> Notice:
    shown = shapes.user_object(
        workspace,
        person,
        with_locale=True,
        with_email="users:read.email" in install.scopes,
        seen_by=install,
    )
    cached = {"cache_ts": int(ts.partition(".")[0])} if kind == "user_change" else {}
    event = {"type": kind, "user": shown, **cached, "event_ts": ts}
    team = person.team if person.team in install.workspaces else install.workspaces[0]
    return Notice(event, kind, USERS_SCOPE, team, user=person.id)


def _group(kind: str, group: UserGroup, inner: JsonObject, ts: str) -> Notice:
    return Notice({"type": kind, **inner, "event_ts": ts}, kind, GROUPS_SCOPE, group.team)


def _members(changed: happened.GroupMembersChanged) -> Notice:
    group = changed.group
    inner = {
        "subteam_id": group.id,
        "team_id": group.team,
        "date_previous_update": changed.previous_update,
        "date_update": group.date_update,
        "added_users": list(changed.added),
        "added_users_count": len(changed.added),
        "removed_users": list(changed.removed),
        "removed_users_count": len(changed.removed),
    }
    return _group("subteam_members_changed", group, inner, changed.ts)
