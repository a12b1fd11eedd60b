"""People a test adds to the workspace, one by one or by the hundred; people_routes.py asks."""

import itertools
from collections.abc import Iterator

from tools.fake_slack.seed.world import Person, World, read_person
from tools.fake_slack.state.messages import JsonObject

HOMES = (("en-US", "America/New_York"), ("ko-KR", "Asia/Seoul"), ("pl-PL", "Europe/Warsaw"))
"""Locale and time zone of those who are made up, one after the other."""


class BadNewcomerError(Exception):
    """They cannot be added; the text says why."""


def newcomers(world: World, raw: JsonObject) -> list[Person]:
    """`people` as in world.yaml (`id` and `title` may be left out), and `count` made up ones.

    `like` holds what they have in common, such as `{"is_guest": true}`.
    """
    made_up = itertools.islice(_made_up(world), raw.get("count", 0))
    try:
        people = [
            _person(world, {**entry, **raw.get("like", {})})
            for entry in [*raw.get("people", []), *made_up]
        ]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadNewcomerError(f"an entry is missing or misspelt: {error}") from error
    everybody = [*world.people, *people]
    for names in ([one.id for one in everybody], [one.key for one in everybody]):
        if len(names) != len(set(names)):
            raise BadNewcomerError("somebody with this key or id is already there")
    return people


def _made_up(world: World) -> Iterator[JsonObject]:
    for number in itertools.count(len(world.people) + 1):
        locale, tz = HOMES[number % len(HOMES)]
        key = f"member{number}"
        yield {"key": key, "name": f"Member {number}", "locale": locale, "tz": tz}


def _person(world: World, entry: JsonObject) -> Person:
    default_id = f"U0{entry['key'].upper():0>9}"
    usual = {"id": default_id, "title": "", "team": world.team.id, "locale": None, "tz": "UTC"}
    return read_person({**usual, **entry})
