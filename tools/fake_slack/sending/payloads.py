"""What payloads of interactions share: who, to which app, where; sending/ builds on it."""

from tools.fake_slack.seed.world import Person, Team
from tools.fake_slack.sending.signing import VERIFICATION_TOKEN
from tools.fake_slack.state.installs import Install
from tools.fake_slack.state.messages import Channel, ChannelKind, Ephemeral, JsonObject, Message
from tools.fake_slack.state.workspace import Workspace


def install_for(workspace: Workspace, person: Person) -> Install | None:
    """The app as the person's own workspace has it; people from next door may have none."""
    return next(iter(workspace.installs.working_in([person.team])), None)


def author_of(workspace: Workspace, message: Message | Ephemeral) -> Install | None:
    """Whose message it is, if that app is still installed."""
    unnamed = isinstance(message, Ephemeral) and message.bot is None
    home = workspace.installs.home
    author = home if unnamed else workspace.installs.of_bot(message.bot or "")
    return author if author and author.is_active else None


def head(workspace: Workspace, install: Install, person: Person, kind: str) -> JsonObject:
    """What every payload starts with. In an org install nobody's workspace is `team`."""
    team = _team_of(workspace, install, person)
    return {
        "type": kind,
        "team": None if install.is_org else {**_place(team), **_org_of(workspace, team)},
        "user": user(person, "username", "name"),
        "token": VERIFICATION_TOKEN,
        "enterprise": _enterprise(workspace, team),
        "is_enterprise_install": install.is_org,
    }


def user(person: Person, *names: str) -> JsonObject:
    """Each kind of payload calls the name differently."""
    return {"id": person.id, **dict.fromkeys(names, person.key), "team_id": person.team}


def command_head(workspace: Workspace, install: Install, person: Person) -> dict[str, str]:
    """The same in the flat form of slash commands."""
    team = _team_of(workspace, install, person)
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": team.id,
        "team_domain": team.domain,
        **_org_of(workspace, team),
        "user_id": person.id,
        "user_name": person.key,
        "api_app_id": install.app_id,
        "is_enterprise_install": str(install.is_org).lower(),
    }


def channel(place: Channel, person: Person) -> JsonObject:
    return {"id": place.id, "name": channel_name(place, person)}


def channel_name(place: Channel, person: Person) -> str:
    """Private channels do not tell their name."""
    match place.kind_for(person.team):
        case ChannelKind.PRIVATE:
            return "privategroup"
        case ChannelKind.IM:
            return "directmessage"
        case _:
            return place.name


def container(message: Message | Ephemeral) -> JsonObject:
    place: JsonObject = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": isinstance(message, Ephemeral),
    }
    return {**place, "thread_ts": message.thread_ts} if message.thread_ts else place


def _team_of(workspace: Workspace, install: Install, person: Person) -> Team:
    world = workspace.world
    return world.team_of(install.team or person.team) or world.team


def _place(team: Team) -> JsonObject:
    return {"id": team.id, "domain": team.domain}


def _org_of(workspace: Workspace, team: Team) -> dict[str, str]:
    org = _enterprise(workspace, team)
    return {"enterprise_id": org["id"], "enterprise_name": org["name"]} if org else {}


def _enterprise(workspace: Workspace, team: Team) -> JsonObject | None:
    """The organisation the workspace belongs to."""
    for one in workspace.world.enterprises:
        if one.id == team.enterprise:
            return {"id": one.id, "name": one.name}
    return None
