"""The people, channels and app the fake starts with, read from world.yaml."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


class BadWorldError(Exception):
    """The world file cannot be used; the text says why."""


@dataclass(frozen=True, slots=True)
class Team:
    id: str
    name: str
    domain: str


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

    @property
    def is_bot(self) -> bool:
        """Whether it is the bot user of another app."""
        return bool(self.bot_id)


@dataclass(frozen=True, slots=True)
class SeedChannel:
    id: str
    name: str
    topic: str
    is_private: bool
    shared_with: tuple[str, ...]
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class App:
    id: str
    bot_id: str
    bot_user: str


@dataclass(frozen=True, slots=True)
class World:
    team: Team
    other_teams: tuple[Team, ...]
    app: App
    people: tuple[Person, ...]
    channels: tuple[SeedChannel, ...]

    def person(self, key_or_id: str) -> Person | None:
        return next((one for one in self.people if key_or_id in (one.key, one.id)), None)

    def is_external(self, person: Person) -> bool:
        return person.team != self.team.id


def load_world(path: Path) -> World:
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        return _world(raw)
    except FileNotFoundError:
        raise BadWorldError(f"{path}: there is no such file") from None
    except yaml.YAMLError as error:
        raise BadWorldError(f"{path}: not YAML: {error}") from error
    except (KeyError, TypeError) as error:
        raise BadWorldError(f"{path}: an entry is missing or misspelt: {error}") from error


def _world(raw: dict[str, Any]) -> World:
    team = Team(**raw["team"])
    app = App(**raw["app"])
    people = tuple(_person(entry, team) for entry in raw["people"])
    ids = {person.key: person.id for person in people}
    return World(
        team=team,
        other_teams=tuple(Team(**entry) for entry in raw.get("other_teams", ())),
        app=app,
        people=people,
        channels=tuple(
            SeedChannel(
                id=entry["id"],
                name=entry["name"],
                topic=entry.get("topic", ""),
                is_private=entry.get("is_private", False),
                shared_with=tuple(entry.get("shared_with", ())),
                members=(app.bot_user, *(ids[key] for key in entry["members"])),
            )
            for entry in raw["channels"]
        ),
    )


def _person(entry: dict[str, Any], team: Team) -> Person:
    return Person(**{"locale": None, "team": team.id, **entry})
