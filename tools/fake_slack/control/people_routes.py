"""Acting as people, and more of them, under /_control; routes.py mounts it."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.fake_slack.control.asking import BadRequest, body_of, slack_of, texts_in, whole_in
from tools.fake_slack.people.gestures import act
from tools.fake_slack.people.sight import BadGesture
from tools.fake_slack.seed.newcomers import BadNewcomerError, newcomers
from tools.fake_slack.state.happenings import PersonJoined

MOST_NEWCOMERS = 10_000


async def do_act(request: Request) -> Response:
    """One gesture, `{"as", "do", …}`; answers with what the person would see."""
    try:
        return JSONResponse(await act(slack_of(request), await body_of(request)))
    except BadGesture as error:
        raise BadRequest(str(error)) from error


async def add_people(request: Request) -> Response:
    """More accounts, as newcomers.py reads them, already in `channels`.

    Only with `announce` they join the company like anybody else, with an event.
    """
    workspace, raw = slack_of(request).workspace, await body_of(request)
    names, count = texts_in(raw, "channels"), whole_in(raw, "count", 0, most=MOST_NEWCOMERS)
    rooms = [room for name in names if (room := workspace.channel(name))]
    if len(rooms) < len(names):
        raise BadRequest("there is no such channel")
    try:
        people = newcomers(workspace.world, {**raw, "count": count})
    except BadNewcomerError as error:
        raise BadRequest(str(error)) from error
    workspace.add_people(people)
    for room in rooms:
        room.members.extend(person.id for person in people)
    for person in people if raw.get("announce") else ():
        workspace.tell(PersonJoined(person, workspace.next_ts()))
    return JSONResponse({"users": {person.key: person.id for person in people}})


ROUTES = [
    Route("/act", do_act, methods=["POST"]),
    Route("/people", add_people, methods=["POST"]),
]
