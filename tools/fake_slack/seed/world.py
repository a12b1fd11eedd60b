"""The people, channels and app the fake starts with, read from world.yaml."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_type_hints
from zoneinfo import available_timezones

import yaml

from tools.fake_slack.state.messages import ChannelKind, Posting

T = TypeVar("T")
PAIR = 2


class BadWorldError(Exception):
    """The world file cannot be used; the text says why."""


@dataclass(frozen=True, slots=True)
class Enterprise:
    """An Enterprise organisation, which holds several workspaces."""

    id: str
    name: str
    domain: str


@dataclass(frozen=True, slots=True)
class Team:
    """A workspace: ours, another of our organisation, or another company's."""

    id: str
    name: str
    domain: str
    enterprise: str | None = None
    plan: str = "standard"
    language: str = "en-US"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account: of the company, a guest, from next door, or another app's bot."""

    key: str
    id: str
    name: str
    title: str
    team: str
    locale: str | None
    tz: str
    is_admin: bool = False
    is_guest: bool = False
    bot_id: str = ""
    app_id: str = ""
    is_webhook: bool = False
    """A webhook of another app: it writes, but there is no user of that id."""
    email: str = ""
    display_name: str = ""
    deleted: bool = False

    @property
    def is_bot(self) -> bool:
        """Whether it is the bot user, or a webhook, of another app."""
        return bool(self.bot_id)

    @property
    def shown_name(self) -> str:
        return self.display_name or self.key


@dataclass(frozen=True, slots=True)
class SeedChannel:
    """`team` is the workspace it belongs to; with `private_for` it is private for these only."""

    id: str
    name: str
    kind: ChannelKind
    team: str
    members: tuple[str, ...]
    topic: str = ""
    purpose: str = ""
    shared_with: tuple[str, ...] = ()
    org_shared_with: tuple[str, ...] = ()
    private_for: tuple[str, ...] = ()
    is_archived: bool = False
    posting: Posting = Posting.EVERYONE


@dataclass(frozen=True, slots=True)
class SeedGroup:
    id: str
    handle: str
    name: str
    members: tuple[str, ...]
    enabled: bool


@dataclass(frozen=True, slots=True)
class App:
    id: str
    bot_id: str
    bot_user: str


@dataclass(frozen=True, slots=True)
class OrgInstall:
    """The app is installed in the whole organisation; an admin added it to these workspaces."""

    granted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class World:
    team: Team
    other_teams: tuple[Team, ...]
    app: App
    people: tuple[Person, ...]
    channels: tuple[SeedChannel, ...]
    groups: tuple[SeedGroup, ...] = ()
    enterprises: tuple[Enterprise, ...] = ()
    org_install: OrgInstall | None = None
    _known: dict[str, Person] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        known = {person.id: person for person in self.people}
        known |= {person.key: person for person in self.people}
        object.__setattr__(self, "_known", known)

    @property
    def teams(self) -> tuple[Team, ...]:
        return (self.team, *self.other_teams)

    @property
    def enterprise(self) -> Enterprise | None:
        """The organisation our workspace belongs to, if it does."""
        return next((one for one in self.enterprises if one.id == self.team.enterprise), None)

    def person(self, key_or_id: str) -> Person | None:
        return self._known.get(key_or_id)

    def team_of(self, team_id: str) -> Team | None:
        return next((team for team in self.teams if team.id == team_id), None)

    def enterprise_of(self, team_id: str) -> str | None:
        team = self.team_of(team_id)
        return team.enterprise if team else None

    def same_company(self, one: str, other: str) -> bool:
        """Whether two workspaces are one, or of one organisation."""
        org = self.enterprise_of(one)
        return one == other or (org is not None and org == self.enterprise_of(other))

    def is_ours(self, teams: Iterable[str]) -> bool:
        """Whether one of the workspaces is of our company."""
        return any(self.same_company(team, self.team.id) for team in teams)

    def is_external(self, person: Person) -> bool:
        return not self.same_company(person.team, self.team.id)


def load_world(path: Path) -> World:
    try:
        return read_world(yaml.safe_load(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise BadWorldError(f"{path}: there is no such file") from None
    except yaml.YAMLError as error:
        raise BadWorldError(f"{path}: not YAML: {error}") from error
    except BadWorldError as error:
        raise BadWorldError(f"{path}: {error}") from error


def read_world(raw: dict[str, Any]) -> World:
    """As world.yaml has it."""
    try:
        return _world(raw)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadWorldError(f"an entry is missing or misspelt: {error}") from error


def read_person(entry: dict[str, Any]) -> Person:
    """Raises TypeError, or ValueError for a time zone that is nowhere."""
    person = _made(Person, entry)
    if person.tz not in _time_zones():
        raise ValueError(f"there is no time zone {person.tz!r}")
    return person


@cache
def _time_zones() -> set[str]:
    return available_timezones()


def _made(kind: type[T], entry: dict[str, Any]) -> T:
    hints = get_type_hints(kind)
    for name, value in entry.items():
        if not isinstance(value, hints.get(name, object)):
            raise TypeError(f"{name} cannot be {value!r}")
    return kind(**entry)


def _world(raw: dict[str, Any]) -> World:
    team, app = _made(Team, raw["team"]), _made(App, raw["app"])
    people = tuple(
        read_person({"locale": None, "team": team.id, **entry}) for entry in raw["people"]
    )
    ids = {person.key: person.id for person in people}
    org_install = raw.get("org_install")
    return World(
        team=team,
        other_teams=tuple(_made(Team, entry) for entry in raw.get("other_teams", ())),
        app=app,
        people=people,
        channels=(
            *(_channel(entry, team, app, ids) for entry in raw["channels"]),
            *(_direct(entry, team, ids) for entry in raw.get("direct", ())),
        ),
        groups=tuple(
            SeedGroup(
                id=entry["id"],
                handle=entry["handle"],
                name=entry["name"],
                members=tuple(ids[key] for key in entry["members"]),
                enabled=entry.get("enabled", True),
            )
            for entry in raw.get("groups", ())
        ),
        enterprises=tuple(_made(Enterprise, entry) for entry in raw.get("enterprises", ())),
        org_install=OrgInstall(tuple(org_install["granted"])) if org_install else None,
    )


def _channel(entry: dict[str, Any], team: Team, app: App, ids: dict[str, str]) -> SeedChannel:
    """The app is in every channel that does not say `without_app`."""
    private = entry.get("is_private", False)
    with_app = () if entry.get("without_app") else (app.bot_user,)
    return SeedChannel(
        id=entry["id"],
        name=entry["name"],
        kind=ChannelKind.PRIVATE if private else ChannelKind.PUBLIC,
        team=entry.get("team", team.id),
        members=(*with_app, *(ids[key] for key in entry["members"])),
        topic=entry.get("topic", ""),
        purpose=entry.get("purpose", ""),
        shared_with=tuple(entry.get("shared_with", ())),
        org_shared_with=tuple(entry.get("org_shared_with", ())),
        private_for=tuple(entry.get("private_for", ())),
        is_archived=entry.get("is_archived", False),
        posting=Posting(entry.get("posting", "everyone")),
    )


def _direct(entry: dict[str, Any], team: Team, ids: dict[str, str]) -> SeedChannel:
    """A conversation of two people, or of several."""
    keys: list[str] = entry["members"]
    is_group = len(keys) > PAIR
    return SeedChannel(
        id=entry["id"],
        name=f"mpdm-{'--'.join(keys)}-1" if is_group else "directmessage",
        kind=ChannelKind.MPIM if is_group else ChannelKind.IM,
        team=team.id,
        members=tuple(ids[key] for key in keys),
    )
