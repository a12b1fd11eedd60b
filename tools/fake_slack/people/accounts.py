"""Gestures on accounts: deactivated, back again, another name or language; gestures.py lists
them."""

from typing import cast, get_type_hints
from zoneinfo import available_timezones

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.people.sight import OK, BadGesture, person_of, refused
from tools.fake_slack.seed.world import Person
from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.state.people_life import Profile, change_person

ADMINS_ONLY = "You need to be an admin to do that."


async def deactivate(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    other = person_of(slack, raw["user"])
    if error := _why_not(person, other):
        return refused(error)
    if person.id == other.id:
        return refused("You cannot deactivate your own account.")
    change_person(slack.workspace, other, deleted=True)
    return OK


async def reactivate(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    other = person_of(slack, raw["user"])
    if error := _why_not(person, other):
        return refused(error)
    change_person(slack.workspace, other, deleted=False)
    return OK


async def set_profile(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    """One's own, or as an admin that of `user`."""
    other = person_of(slack, raw["user"]) if "user" in raw else person
    if other.id != person.id and (error := _why_not(person, other)):
        return refused(error)
    known = get_type_hints(Profile)
    changed = {name: str(value) for name, value in raw.items() if name in known}
    if not changed:
        raise BadGesture(f"set_profile needs one of {', '.join(known)}")
    if "name" in changed and not changed["name"].strip():
        return refused("Unfortunately, you can’t leave this blank.")
    if changed.get("tz", "UTC") not in available_timezones():
        raise BadGesture(f"there is no time zone {changed['tz']!r}")
    change_person(slack.workspace, other, cast(Profile, changed))
    return OK


def _why_not(person: Person, other: Person) -> str | None:
    """Admins look after the accounts of their own workspace."""
    return None if person.is_admin and person.team == other.team else ADMINS_ONLY
