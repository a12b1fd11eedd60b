"""The control API under /_control, by which tests act as people, break things and look."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.fake_slack.control import clock_routes, delivery_routes, fault_routes
from tools.fake_slack.control.asking import bad, slack_of
from tools.fake_slack.people.gestures import act
from tools.fake_slack.people.sight import BadGesture
from tools.fake_slack.seed.newcomers import BadNewcomerError, newcomers
from tools.fake_slack.seed.world import Person
from tools.fake_slack.state import shapes
from tools.fake_slack.state.messages import ChannelKind


async def do_act(request: Request) -> Response:
    try:
        return JSONResponse(await act(slack_of(request), await request.json()))
    except BadGesture as error:
        return bad(str(error))


async def get_state(request: Request) -> Response:
    slack = slack_of(request)
    workspace = slack.workspace
    world = workspace.world
    return JSONResponse(
        {
            "team_id": world.team.id,
            "api_app_id": world.app.id,
            "bot_user_id": world.app.bot_user,
            "bot_id": world.app.bot_id,
            "now": slack.clock.now(),
            "users": {person.key: person.id for person in world.people},
            "channels": {
                channel.name: channel.id
                for channel in workspace.channels.values()
                if channel.kind is not ChannelKind.IM
            },
        }
    )


async def get_messages(request: Request) -> Response:
    """All messages of a channel, replies among them, oldest first."""
    workspace = slack_of(request).workspace
    channel = workspace.channel(request.query_params.get("channel", ""))
    if channel is None:
        return bad("there is no such channel")
    messages = channel.messages.values()
    return JSONResponse([shapes.message_object(workspace, message) for message in messages])


async def get_dms(request: Request) -> Response:
    """What the app and the person wrote to each other."""
    workspace = slack_of(request).workspace
    person = _person(request)
    if person is None:
        return bad("there is no such person")
    messages = workspace.dm(workspace.app.bot_user, person.id).messages.values()
    return JSONResponse([shapes.message_object(workspace, message) for message in messages])


async def get_ephemerals(request: Request) -> Response:
    workspace = slack_of(request).workspace
    person = _person(request)
    if person is None:
        return bad("there is no such person")
    whispers = workspace.whispers_to(person.id)
    return JSONResponse([shapes.ephemeral_object(workspace, one) for one in whispers])


async def get_views(request: Request) -> Response:
    """The modals the person has open, the one on top last."""
    slack, person = slack_of(request), _person(request)
    if person is None:
        return bad("there is no such person")
    return JSONResponse([slack.views.shown(view) for view in slack.views.stack(person.id)])


async def get_home(request: Request) -> Response:
    """What the app published on the person's Home tab; null before it did."""
    slack, person = slack_of(request), _person(request)
    if person is None:
        return bad("there is no such person")
    home = slack.views.home(person.id)
    return JSONResponse(slack.views.shown(home) if home else None)


async def add_people(request: Request) -> Response:
    """More accounts, as newcomers.py reads them, already in `channels`, without events."""
    workspace, raw = slack_of(request).workspace, await request.json()
    names = raw.get("channels", [])
    rooms = [room for name in names if (room := workspace.channel(name))]
    if len(rooms) < len(names):
        return bad("there is no such channel")
    try:
        people = newcomers(workspace.world, raw)
    except BadNewcomerError as error:
        return bad(str(error))
    workspace.add_people(people)
    for room in rooms:
        room.members.extend(person.id for person in people)
    return JSONResponse({"users": {person.key: person.id for person in people}})


async def get_calls(request: Request) -> Response:
    method = request.query_params.get("method")
    calls = slack_of(request).calls
    return JSONResponse([call for call in calls if method in (None, call["method"])])


async def reset(request: Request) -> Response:
    await request.app.state.holder.reset()
    return JSONResponse({"ok": True})


def _person(request: Request) -> Person | None:
    return slack_of(request).workspace.world.person(request.query_params.get("user", ""))


ROUTES = [
    *clock_routes.ROUTES,
    *delivery_routes.ROUTES,
    *fault_routes.ROUTES,
    Route("/act", do_act, methods=["POST"]),
    Route("/state", get_state),
    Route("/messages", get_messages),
    Route("/dms", get_dms),
    Route("/ephemerals", get_ephemerals),
    Route("/views", get_views),
    Route("/home", get_home),
    Route("/people", add_people, methods=["POST"]),
    Route("/calls", get_calls),
    Route("/reset", reset, methods=["POST"]),
]
