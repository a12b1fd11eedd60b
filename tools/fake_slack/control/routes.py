"""The control API under /_control, by which tests act as people, break things and look."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.control.waiting import UNTIL, reached
from tools.fake_slack.people.gestures import act
from tools.fake_slack.people.sight import BadGesture
from tools.fake_slack.seed.newcomers import BadNewcomerError, newcomers
from tools.fake_slack.seed.world import Person
from tools.fake_slack.sending.faults import BadFaultError, read_fault
from tools.fake_slack.sending.outbound import FORM, JSON
from tools.fake_slack.state import shapes
from tools.fake_slack.state.messages import ChannelKind


def slack_of(request: Request) -> FakeSlack:
    slack: FakeSlack = request.app.state.holder.slack
    return slack


async def do_act(request: Request) -> Response:
    try:
        return JSONResponse(await act(slack_of(request), await request.json()))
    except BadGesture as error:
        return _bad(str(error))


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
        return _bad("there is no such channel")
    messages = channel.messages.values()
    return JSONResponse([shapes.message_object(workspace, message) for message in messages])


async def get_dms(request: Request) -> Response:
    """What the app and the person wrote to each other."""
    workspace = slack_of(request).workspace
    person = _person(request)
    if person is None:
        return _bad("there is no such person")
    messages = workspace.dm(workspace.app.bot_user, person.id).messages.values()
    return JSONResponse([shapes.message_object(workspace, message) for message in messages])


async def get_ephemerals(request: Request) -> Response:
    workspace = slack_of(request).workspace
    person = _person(request)
    if person is None:
        return _bad("there is no such person")
    whispers = workspace.whispers_to(person.id)
    return JSONResponse([shapes.ephemeral_object(workspace, one) for one in whispers])


async def get_views(request: Request) -> Response:
    """The modals the person has open, the one on top last."""
    slack, person = slack_of(request), _person(request)
    if person is None:
        return _bad("there is no such person")
    return JSONResponse([slack.views.shown(view) for view in slack.views.stack(person.id)])


async def get_home(request: Request) -> Response:
    """What the app published on the person's Home tab; null before it did."""
    slack, person = slack_of(request), _person(request)
    if person is None:
        return _bad("there is no such person")
    home = slack.views.home(person.id)
    return JSONResponse(slack.views.shown(home) if home else None)


async def add_people(request: Request) -> Response:
    """More accounts, as newcomers.py reads them, already in `channels`, without events."""
    workspace, raw = slack_of(request).workspace, await request.json()
    names = raw.get("channels", [])
    rooms = [room for name in names if (room := workspace.channel(name))]
    if len(rooms) < len(names):
        return _bad("there is no such channel")
    try:
        people = newcomers(workspace.world, raw)
    except BadNewcomerError as error:
        return _bad(str(error))
    workspace.add_people(people)
    for room in rooms:
        room.members.extend(person.id for person in people)
    return JSONResponse({"users": {person.key: person.id for person in people}})


async def get_calls(request: Request) -> Response:
    method = request.query_params.get("method")
    calls = slack_of(request).calls
    return JSONResponse([call for call in calls if method in (None, call["method"])])


async def get_deliveries(request: Request) -> Response:
    return JSONResponse([one.shown() for one in slack_of(request).deliveries.log])


async def redeliver(request: Request) -> Response:
    if not slack_of(request).deliveries.redeliver(request.path_params["id"]):
        return _bad("there is no such delivery")
    return JSONResponse({"ok": True})


async def release(request: Request) -> Response:
    """`{"order": "fifo" | "reverse" | [delivery ids]}`; answers when all were answered."""
    order = (await request.json()).get("order", "fifo")
    return JSONResponse({"released": await slack_of(request).deliveries.release(order)})


async def add_fault(request: Request) -> Response:
    try:
        fault = read_fault(await request.json())
    except BadFaultError as error:
        return _bad(str(error))
    return JSONResponse({"id": slack_of(request).faults.add(fault)})


async def list_faults(request: Request) -> Response:
    return JSONResponse(slack_of(request).faults.listed())


async def remove_faults(request: Request) -> Response:
    slack_of(request).faults.remove(request.path_params.get("id"))
    return JSONResponse({"ok": True})


async def move_clock(request: Request) -> Response:
    """`{"advance": seconds}`; fires what is due by then."""
    slack = slack_of(request)
    slack.clock.advance(float((await request.json())["advance"]))
    slack.timetable.wake()
    return JSONResponse({"now": slack.clock.now()})


async def reset(request: Request) -> Response:
    await request.app.state.holder.reset()
    return JSONResponse({"ok": True})


async def wait(request: Request) -> Response:
    """`{"until": one of UNTIL, "timeout": s, …}`, see the README."""
    wanted = await request.json()
    until = wanted.get("until")
    if until not in UNTIL:
        return _bad(f"`until` is one of {', '.join(UNTIL)}")
    if not await reached(slack_of(request), wanted):
        return JSONResponse({"ok": False, "error": f"{until} was not reached"}, 408)
    return JSONResponse({"ok": True})


async def send_raw(request: Request) -> Response:
    """A request as the test wants it: `{"to", "body", "sign": good|wrong|none, "skew"}`."""
    slack, wanted = slack_of(request), await request.json()
    manifest = slack.manifest
    addresses = {
        "events": (manifest.events_url, JSON),
        "interactions": (manifest.interactions_url, FORM),
        **{command.name: (command.url, FORM) for command in manifest.commands},
    }
    if wanted.get("to") not in addresses:
        return _bad(f"`to` is one of {', '.join(addresses)}")
    url, content_type = addresses[wanted["to"]]
    body = str(wanted.get("body", "")).encode()
    signed = slack.sender.sign(body, int(wanted.get("skew", 0)))
    if wanted.get("sign") == "wrong":
        signed["X-Slack-Signature"] = f"v0={'0' * 64}"
    headers = {"Content-Type": content_type, **({} if wanted.get("sign") == "none" else signed)}
    outcome = await slack.sender.post_raw(url, headers | wanted.get("headers", {}), body)
    answer = outcome.body.decode(errors="replace")
    return JSONResponse({"status": outcome.status, "reason": outcome.reason, "body": answer})


def _person(request: Request) -> Person | None:
    return slack_of(request).workspace.world.person(request.query_params.get("user", ""))


def _bad(error: str) -> Response:
    return JSONResponse({"ok": False, "error": error}, 400)


ROUTES = [
    Route("/act", do_act, methods=["POST"]),
    Route("/state", get_state),
    Route("/messages", get_messages),
    Route("/dms", get_dms),
    Route("/ephemerals", get_ephemerals),
    Route("/views", get_views),
    Route("/home", get_home),
    Route("/people", add_people, methods=["POST"]),
    Route("/calls", get_calls),
    Route("/deliveries", get_deliveries),
    Route("/deliveries/{id}/redeliver", redeliver, methods=["POST"]),
    Route("/release", release, methods=["POST"]),
    Route("/faults", add_fault, methods=["POST"]),
    Route("/faults", list_faults, methods=["GET"]),
    Route("/faults", remove_faults, methods=["DELETE"]),
    Route("/faults/{id}", remove_faults, methods=["DELETE"]),
    Route("/clock", move_clock, methods=["POST"]),
    Route("/reset", reset, methods=["POST"]),
    Route("/wait", wait, methods=["POST"]),
    Route("/send_raw", send_raw, methods=["POST"]),
]
