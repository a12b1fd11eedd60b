"""The ids that `desk.yaml` needs, by the names people know; `ids` and `init` look them up."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from deskbell.domain.settings.faults import nearest
from tools.desk.errors import OperatorError
from tools.desk.slack_calls import Ask, every
from tools.desk.slack_secret import Install


@dataclass(frozen=True, slots=True)
class Found:
    """A channel or a person: the name that `desk.yaml` may give them, Slack's id, and of a person
    the full name and the time zone."""

    key: str
    id: str
    full_name: str = ""
    zone: str = ""

    @property
    def line(self) -> str:
        return f"  {self.key}: {self.id}" + (f"  # {self.full_name}" if self.full_name else "")


@dataclass(frozen=True, slots=True)
class Search:
    """What was found, in the order in which it was asked for, and what was not."""

    found: list[Found]
    missing: list[OperatorError]


def workspace_lines(install: Install) -> list[str]:
    enterprise = [f"  enterprise: {install.enterprise}"] if install.org_wide else []
    return [
        f"workspace:  # {_in_one_line(install.team_name)}",
        f"  team: {install.team}",
        *enterprise,
        f"  app: {install.app}",
        f"  bot_user: {install.bot_user}",
    ]


def find_channels(ask: Ask, wanted: Iterable[str], bot_name: str) -> Search:
    """A private channel is found once the app, which people call `@bot_name`, is in it."""
    pages = every(
        ask,
        "conversations.list",
        "channels",
        types="public_channel,private_channel",
        exclude_archived="true",
    )
    channels = {channel["name"]: channel["id"] for channel in pages}
    search = Search([], [])
    for name in (one.removeprefix("#") for one in wanted):
        if name in channels:
            search.found.append(Found(_key(name, channels[name]), channels[name]))
        else:
            wrong = f"the app sees no channel #{name} {nearest(name, channels)}".rstrip()
            mend = f"if it is private, write /invite @{bot_name} in #{name} first"
            search.missing.append(OperatorError(wrong, mend))
    return search


def find_people(ask: Ask, wanted: Iterable[str]) -> Search:
    """By handle, display name or full name; Deskbell does not ask for the right to see e-mail,
    so of an address the part before the @ is taken as the handle."""
    people = [
        user
        for user in every(ask, "users.list", "members")
        if not user.get("deleted") and not user.get("is_bot")
    ]
    search = Search([], [])
    for one in wanted:
        try:
            search.found.append(_person(people, one))
        except OperatorError as missing:
            search.missing.append(missing)
    return search


def _person(people: list[Mapping[str, Any]], wanted: str) -> Found:
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
    return Found(
        _key(user["name"], user["id"]), user["id"], _full_name(user), str(user.get("tz") or "")
    )


def _names(user: Mapping[str, Any]) -> set[str]:
    shown = user.get("profile", {}).get("display_name", "")
    return {str(one).casefold() for one in (user["name"], shown, _full_name(user)) if one}


def _full_name(user: Mapping[str, Any]) -> str:
    return _in_one_line(user.get("real_name") or user.get("profile", {}).get("real_name", ""))


def _in_one_line(name: object) -> str:
    """What people call themselves, as a comment that ends with its line."""
    return " ".join(str(name).split())


def _key(name: str, id_: str) -> str:
    """As `desk.yaml` takes names: Slack's may have dots and letters of any script."""
    plain = re.sub(r"[^a-z0-9_-]+", "-", name.casefold()).strip("-_")
    return plain[:40] or id_.lower()
