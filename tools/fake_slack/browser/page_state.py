"""What the browser page asks for: everything one person sees, in one answer."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from tools.fake_slack.blocks.emoji_names import OFTEN, UP_FRONT, emoji_by_name
from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.control.asking import slack_of
from tools.fake_slack.seed.world import Person
from tools.fake_slack.state import shapes
from tools.fake_slack.state.messages import Channel, ChannelKind, JsonObject

LOG_LINES = 60


async def get_page_state(request: Request) -> Response:
    """Query: `as` a person, `channel` and `thread` what the window shows."""
    slack = slack_of(request)
    workspace = slack.workspace
    query = request.query_params
    me = workspace.world.person(query.get("as", "")) or workspace.world.people[0]
    workspace.dm(workspace.app.bot_user, me.id)
    shown = _shown_channel(slack, me, query.get("channel", ""))
    return JSONResponse(
        {
            "team": {"id": workspace.world.team.id, "name": workspace.world.team.name},
            "now": slack.clock.now(),
            "app": _app(slack, me),
            "me": _person(slack, me),
            "people": [_person(slack, person) for person in workspace.world.people],
            "channels": [_channel(slack, me, one) for one in _listed(slack, me)],
            "channel": _channel(slack, me, shown),
            "members": shown.members,
            "messages": _messages(slack, me, shown),
            "views": [slack.views.shown(view) for view in slack.views.stack(me.id)],
            "commands": _commands(slack, me),
            "shortcuts": _shortcuts(slack, me),
        }
    )


def _app(slack: FakeSlack, me: Person) -> JsonObject:
    """`home` is what it published for this person, if it did and they have a Home tab."""
    home = slack.views.home(me.id)
    return {
        "user": slack.workspace.app.bot_user,
        "name": slack.manifest.app_name,
        "home_tab": slack.manifest.home_tab and not slack.workspace.world.is_external(me),
        "home": slack.views.shown(home) if home else None,
    }


def _shown_channel(slack: FakeSlack, me: Person, wanted: str) -> Channel:
    channel = slack.workspace.channel(wanted)
    if channel and slack.workspace.may_see(channel, me.id):
        return channel
    return slack.workspace.channels_of(me.id)[0]


def _listed(slack: FakeSlack, me: Person) -> list[Channel]:
    everything = slack.workspace.channels.values()
    return [channel for channel in everything if slack.workspace.may_see(channel, me.id)]


def _person(slack: FakeSlack, person: Person) -> JsonObject:
    return {
        "key": person.key,
        "id": person.id,
        "name": person.name,
        "title": person.title,
        "locale": person.locale,
        "external": slack.workspace.world.is_external(person),
        "guest": person.is_guest,
        "bot": person.is_bot,
    }


def _channel(slack: FakeSlack, me: Person, channel: Channel) -> JsonObject:
    others = [user for user in channel.members if user != me.id]
    partner = others[0] if channel.kind is ChannelKind.IM and others else None
    return {
        "id": channel.id,
        "kind": channel.kind,
        "name": slack.workspace.name_of(partner) if partner else channel.name,
        "partner": partner,
        "topic": channel.topic,
        "private": channel.kind is ChannelKind.PRIVATE,
        "shared": channel.is_shared,
        "archived": channel.is_archived,
        "member": me.id in channel.members,
        "size": len(channel.members),
        "unread": slack.workspace.unread(me.id, channel) if me.id in channel.members else 0,
    }


def _messages(slack: FakeSlack, me: Person, channel: Channel) -> list[JsonObject]:
    workspace = slack.workspace
    messages = channel.messages.values()
    shown = [shapes.message_object(workspace, message) for message in messages]
    shown += [
        shapes.ephemeral_object(workspace, whisper)
        for whisper in workspace.whispers_to(me.id)
        if whisper.channel == channel.id
    ]
    return sorted(shown, key=lambda message: str(message["ts"]))


def _commands(slack: FakeSlack, me: Person) -> list[JsonObject]:
    if slack.workspace.world.is_external(me):
        return []
    return [
        {"name": one.name, "description": one.description, "hint": one.usage_hint}
        for one in slack.manifest.commands
    ]


def _shortcuts(slack: FakeSlack, me: Person) -> list[JsonObject]:
    if slack.workspace.world.is_external(me):
        return []
    return [
        {"name": one.name, "callback_id": one.callback_id, "description": one.description}
        for one in slack.manifest.global_shortcuts
    ]


async def mark_read(request: Request) -> Response:
    slack, raw = slack_of(request), await request.json()
    person = slack.workspace.world.person(raw["as"])
    channel = slack.workspace.channel(raw["channel"])
    if person and channel:
        slack.workspace.mark_read(person.id, channel)
    return JSONResponse({"ok": True})


async def get_emoji(_request: Request) -> Response:
    return JSONResponse({"up_front": UP_FRONT, "often": OFTEN, "emoji": emoji_by_name()})


async def get_log(request: Request) -> Response:
    """The last deliveries and Web API calls, newest first, for the drawer."""
    slack = slack_of(request)
    return JSONResponse(
        {
            "deliveries": [one.shown() for one in slack.deliveries.log[: -LOG_LINES - 1 : -1]],
            "calls": slack.calls[: -LOG_LINES - 1 : -1],
        }
    )


async def get_changes(request: Request) -> Response:
    changes = request.app.state.holder.hub.changes()
    return StreamingResponse(
        changes, media_type="text/event-stream", headers={"Cache-Control": "no-store"}
    )


ROUTES = [
    Route("/state", get_page_state),
    Route("/read", mark_read, methods=["POST"]),
    Route("/emoji", get_emoji),
    Route("/log", get_log),
    Route("/changes", get_changes),
]
