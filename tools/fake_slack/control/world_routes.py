"""The world as a whole, under /_control: its ids, and starting over; routes.py mounts it."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.fake_slack.control import snapshots
from tools.fake_slack.control.asking import BadRequest, body_of, holder_of, slack_of
from tools.fake_slack.control.world_listing import world_listing
from tools.fake_slack.seed.world import BadWorldError, read_world


async def get_state(request: Request) -> Response:
    """Ids: team, app, bot, users by key, channels by name."""
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
                if not channel.kind.is_direct
            },
        }
    )


async def get_world(request: Request) -> Response:
    """Everybody, every channel, every user group."""
    return JSONResponse(world_listing(slack_of(request)))


async def reset(request: Request) -> Response:
    """Everything as at the start."""
    await holder_of(request).reset()
    return JSONResponse({"ok": True})


async def seed(request: Request) -> Response:
    """Start over in another world, written as in world.yaml; `reset` brings the first one back."""
    try:
        world = read_world(await body_of(request))
    except BadWorldError as error:
        raise BadRequest(str(error)) from error
    await holder_of(request).reset(world)
    return JSONResponse({"ok": True})


async def take_snapshot(request: Request) -> Response:
    """Everything that people and apps made, as one JSON document."""
    return JSONResponse(snapshots.taken(slack_of(request)))


async def restore_snapshot(request: Request) -> Response:
    """Of this run or of an earlier one; what is on its way and the logs are gone."""
    try:
        await holder_of(request).restore(await body_of(request))
    except snapshots.BadSnapshotError as error:
        raise BadRequest(str(error)) from error
    return JSONResponse({"ok": True})


ROUTES = [
    Route("/state", get_state),
    Route("/world", get_world),
    Route("/reset", reset, methods=["POST"]),
    Route("/seed", seed, methods=["POST"]),
    Route("/snapshot", take_snapshot, methods=["POST"]),
    Route("/restore", restore_snapshot, methods=["POST"]),
]
