"""What people see, under /_control: messages, whispers, modals, homes; routes.py mounts it."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.fake_slack.control.asking import channel_of, person_of, slack_of
from tools.fake_slack.state import direct, shapes
from tools.fake_slack.state.whispers import whispers_to


async def get_messages(request: Request) -> Response:
    """All messages of a channel, replies among them, oldest first."""
    workspace = slack_of(request).workspace
    messages = channel_of(request).messages.values()
    return JSONResponse(
        [shapes.message_object(workspace, message, whole_files=True) for message in messages]
    )


async def get_dms(request: Request) -> Response:
    """What the app and the person wrote to each other."""
    workspace, person = slack_of(request).workspace, person_of(request)
    messages = direct.dm(workspace, workspace.app.bot_user, person.id).messages.values()
    return JSONResponse(
        [shapes.message_object(workspace, message, whole_files=True) for message in messages]
    )


async def get_ephemerals(request: Request) -> Response:
    workspace, person = slack_of(request).workspace, person_of(request)
    whispers = whispers_to(workspace, person.id)
    return JSONResponse([shapes.ephemeral_object(workspace, one) for one in whispers])


async def get_views(request: Request) -> Response:
    """The modals the person has open, the one on top last."""
    slack, person = slack_of(request), person_of(request)
    return JSONResponse([slack.views.shown(view) for view in slack.views.stack(person.id)])


async def get_home(request: Request) -> Response:
    """What the app published on the person's Home tab; null before it did."""
    slack, person = slack_of(request), person_of(request)
    home = slack.views.home(person.id)
    return JSONResponse(slack.views.shown(home) if home else None)


ROUTES = [
    Route("/messages", get_messages),
    Route("/dms", get_dms),
    Route("/ephemerals", get_ephemerals),
    Route("/views", get_views),
    Route("/home", get_home),
]
