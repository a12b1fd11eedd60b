"""The ids that `desk.yaml` needs, by the names people know; `./deskbell ids` prints them."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from deskbell.domain.settings.faults import nearest
from tools.desk.errors import OperatorError
from tools.desk.slack_calls import Ask, every
from tools.desk.slack_secret import Install


def workspace_lines(install: Install) -> list[str]:
    enterprise = [f"  enterprise: {install.enterprise}"] if install.org_wide else []
    return [
        f"workspace:  # {install.team_name}",
        f"  team: {install.team}",
        *enterprise,
        f"  app: {install.app}",
        f"  bot_user: {install.bot_user}",
    ]


def channel_lines(ask: Ask, wanted: Iterable[str]) -> list[str]:
    """A private channel is found once the app is in it."""
    channels = {
        channel["name"]: channel["id"]
        for channel in every(
            ask,
            "conversations.list",
            "channels",
            types="public_channel,private_channel",
            exclude_archived="true",
        )
    }
    lines = ["channels:"]
    for name in (one.removeprefix("#") for one in wanted):
        if name not in channels:
            raise OperatorError(
                f"the app sees no channel #{name} {nearest(name, channels)}".rstrip(),
                f"if it is private, write /invite @deskbell in #{name} first",
            )
        lines.append(f"  {_key(name)}: {channels[name]}")
    return lines


def people_lines(ask: Ask, wanted: Iterable[str]) -> list[str]:
    """By handle, display name or full name; Deskbell does not ask for the right to see e-mail,
    so of an address the part before the @ is taken as the handle."""
    people = [
        user
        for user in every(ask, "users.list", "members")
        if not user.get("deleted") and not user.get("is_bot")
    ]
    return ["people:", *(_person_line(people, one) for one in wanted)]


def _person_line(people: list[Mapping[str, Any]], wanted: str) -> str:
    name = wanted.removeprefix("@").partition("@")[0].casefold()
    found = [user for user in people if name in _names(user)]
    if not found:
        handles = [str(user["name"]) for user in people]
        raise OperatorError(
            f"nobody here is called {wanted} {nearest(name, handles)}".rstrip(),
            "give the handle, the display name or the full name as in their profile",
        )
    if len(found) > 1:
        candidates = ", ".join(f"{user['name']} ({user['id']})" for user in found)
        raise OperatorError(f"several people are called {wanted}: {candidates}", "give the handle")
    [user] = found
    return f"  {_key(user['name'])}: {user['id']}  # {_full_name(user)}"


def _names(user: Mapping[str, Any]) -> set[str]:
    shown = user.get("profile", {}).get("display_name", "")
    return {str(one).casefold() for one in (user["name"], shown, _full_name(user)) if one}


def _full_name(user: Mapping[str, Any]) -> str:
    return str(user.get("real_name") or user.get("profile", {}).get("real_name", ""))


def _key(name: str) -> str:
    """As `desk.yaml` takes names: Slack's may have dots and letters of any script."""
    plain = re.sub(r"[^a-z0-9_-]+", "-", name.casefold()).strip("-_")
    return plain[:40] or "unnamed"
