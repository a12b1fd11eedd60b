"""Gestures on user groups; gestures.py lists them."""

import re

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.people.sight import OK, BadGesture, person_of, refused
from tools.fake_slack.seed.world import Person
from tools.fake_slack.state import people_life
from tools.fake_slack.state.messages import JsonObject

HANDLE = re.compile(r"[a-z0-9][a-z0-9._-]{0,20}")


async def create_group(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    """`handle` without the @, `members` as keys or ids."""
    handle, members = str(raw["handle"]), _members(slack, raw["members"])
    workspace = slack.workspace
    if error := _why_not(slack, person):
        return refused(error)
    if not HANDLE.fullmatch(handle):
        return refused("A handle has up to 21 lowercase letters, digits, dots and hyphens.")
    known = (workspace.user_groups.find, workspace.world.person, workspace.channel)
    if any(find(handle) for find in known):
        return refused("That handle is already taken.")
    group = people_life.create_group(workspace, handle, str(raw["name"]), members, person.id)
    return {**OK, "group": group.id}


async def change_group(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    """`group` is its handle or id; what is left out of `members` and `enabled` stays."""
    group = slack.workspace.user_groups.find(str(raw["group"]))
    if group is None:
        raise BadGesture(f"there is no user group {raw['group']!r}")
    if error := _why_not(slack, person):
        return refused(error)
    if "members" in raw:
        members = _members(slack, raw["members"])
        people_life.change_members(slack.workspace, group, members, person.id)
    if "enabled" in raw:
        enabled = bool(raw["enabled"])
        people_life.switch_group(slack.workspace, group, person.id, enabled=enabled)
    return OK


def _members(slack: FakeSlack, keys: list[str]) -> list[str]:
    return list(dict.fromkeys(person_of(slack, key).id for key in keys))


def _why_not(slack: FakeSlack, person: Person) -> str | None:
    if slack.workspace.world.team.plan == "free":
        return "User groups are only available on paid plans."
    if not person.is_admin or slack.workspace.world.is_external(person):
        return "Only an admin can manage user groups."
    return None
