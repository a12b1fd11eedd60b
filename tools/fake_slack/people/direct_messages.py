"""Gestures that open a conversation, or the app's Home; gestures.py lists them."""

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.people.sight import OK, person_of, refused
from tools.fake_slack.seed.world import Person
from tools.fake_slack.state import direct
from tools.fake_slack.state.happenings import AppOpened
from tools.fake_slack.state.messages import JsonObject

MOST_OTHERS = 8


async def open_dm(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    """With another person, several, or (`with` left out) with the app: its Messages tab."""
    workspace = slack.workspace
    if "with" not in raw:
        return _open_app(slack, person)
    wanted = raw["with"] if isinstance(raw["with"], list) else [raw["with"]]
    users = list(dict.fromkeys(_user(slack, key) for key in wanted if key != person.key))
    if len(users) > MOST_OTHERS:
        return refused(f"You can message up to {MOST_OTHERS} people at once.")
    others = [other for user in users if (other := workspace.world.person(user))]
    if error := next((told for other in others if (told := _why_not(slack, person, other))), None):
        return refused(error)
    if len(users) > 1:
        channel = direct.group_dm(workspace, [person.id, *users])
    else:
        channel = direct.dm(workspace, person.id, users[0] if users else person.id)
    return {**OK, "channel": channel.id}


def _open_app(slack: FakeSlack, person: Person) -> JsonObject:
    workspace = slack.workspace
    channel = direct.dm(workspace, person.id, workspace.app.bot_user)
    if not workspace.world.is_external(person):
        workspace.tell(AppOpened(channel, person.id, "messages", workspace.next_ts()))
    return {**OK, "channel": channel.id}


async def open_home(slack: FakeSlack, person: Person, _raw: JsonObject) -> JsonObject:
    """The app's Home tab, as it is when the person comes."""
    workspace = slack.workspace
    if not slack.manifest.home_tab or workspace.world.is_external(person):
        return refused(f"{slack.manifest.app_name} has no Home tab for you.")
    channel = direct.dm(workspace, person.id, workspace.app.bot_user)
    home = slack.views.home(person.id)
    shown = slack.views.shown(home) if home else None
    workspace.tell(AppOpened(channel, person.id, "home", workspace.next_ts(), shown))
    return {**OK, "channel": channel.id, "view": shown}


def _user(slack: FakeSlack, key: str) -> str:
    """Somebody, or the app among others."""
    workspace = slack.workspace
    if key in (workspace.bot_name, workspace.app.bot_user):
        return workspace.app.bot_user
    return person_of(slack, key).id


def _why_not(slack: FakeSlack, person: Person, other: Person) -> str | None:
    if other.deleted:
        return f"{other.name}’s account has been deactivated."
    if other.is_webhook:
        return f"{other.name} cannot receive messages."
    shared = any(other.id in one.members for one in slack.workspace.channels_of(person.id))
    if other.team != person.team and not shared:
        return f"You share no channel with {other.name}."
    return None
