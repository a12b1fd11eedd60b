"""The addresses under /_page, which the page asks as one person; nothing else may rely on them."""

import json
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from tools.fake_slack.browser import frame, timeline
from tools.fake_slack.browser.emoji_list import emoji_list
from tools.fake_slack.browser.hub import Hub
from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.control.asking import BadRequest, body_of, slack_of, whole_in
from tools.fake_slack.seed.world import Person
from tools.fake_slack.state import whispers
from tools.fake_slack.state.messages import Channel, JsonObject
from tools.fake_slack.state.whispers import whispers_to

LARGEST_PAGE = 200


async def get_state(request: Request) -> Response:
    """All that surrounds the messages: people, channels, commands, open modals."""
    slack, me = slack_of(request), _me(request)
    return JSONResponse(frame.frame(slack, me))


async def get_places(request: Request) -> Response:
    """Only those lines of the sidebar: `?ids=C1,C2`."""
    slack, me = slack_of(request), _me(request)
    workspace = slack.workspace
    known = [workspace.channels.get(one) for one in _listed(request, "ids")]
    seen = [one for one in known if one and workspace.may_see(one, me.id)]
    return JSONResponse({"channels": [frame.place(slack, me, one) for one in seen]})


async def get_views(request: Request) -> Response:
    return JSONResponse(frame.views(slack_of(request), _me(request)))


async def get_members(request: Request) -> Response:
    channel = _channel(slack_of(request), _me(request), request.query_params.get("channel"))
    return JSONResponse({"members": channel.members})


async def get_messages(request: Request) -> Response:
    """A page of a channel, or with `thread` of a thread: see timeline.py. `only` names messages."""
    slack, me = slack_of(request), _me(request)
    query = request.query_params
    channel = _channel(slack, me, query.get("channel"))
    if "only" in query:
        stamps = _listed(request, "only")
        return JSONResponse(timeline.touched(slack.workspace, me.id, channel, stamps))
    wanted = timeline.Wanted(
        before=query.get("before"),
        after=query.get("after"),
        around=query.get("around"),
        limit=whole_in(query, "limit", timeline.PAGE, least=1, most=LARGEST_PAGE),
    )
    if thread := query.get("thread"):
        page = timeline.thread_page(slack.workspace, me.id, channel, thread, wanted)
    else:
        page = timeline.channel_page(slack.workspace, me.id, channel, wanted)
    return JSONResponse(page)


async def mark_read(request: Request) -> Response:
    """Up to the newest message, or with `from` up to the one before it."""
    slack, raw = slack_of(request), await body_of(request)
    person = _person(slack, raw.get("as"))
    channel = _channel(slack, person, raw.get("channel"))
    up_to = timeline.stamp_before(channel, str(raw["from"])) if "from" in raw else None
    slack.workspace.mark_read(person.id, channel, up_to)
    return JSONResponse({"ok": True})


async def dismiss(request: Request) -> Response:
    """Takes away a message that only this person sees."""
    slack, raw = slack_of(request), await body_of(request)
    person = _person(slack, raw.get("as"))
    for whisper in whispers_to(slack.workspace, person.id):
        if whisper.ts == raw.get("ts"):
            whispers.delete(slack.workspace, whisper)
    return JSONResponse({"ok": True})


async def get_emoji(_request: Request) -> Response:
    return JSONResponse(emoji_list())


async def get_changes(request: Request) -> Response:
    """Server-sent events: `hello` at the start, then each time what changed, see changes.py."""
    me = _me(request)
    stream = _stream(request, request.app.state.holder.hub, me)
    headers = {"Cache-Control": "no-store"}
    return StreamingResponse(stream, media_type="text/event-stream", headers=headers)


async def _stream(request: Request, hub: Hub, me: Person) -> AsyncIterator[str]:
    yield _event("hello", {})
    async for changes in hub.changes(me.id):
        workspace = slack_of(request).workspace
        yield _event("change", changes.as_seen(workspace)) if changes else ": still here\n\n"


def _event(name: str, data: JsonObject) -> str:
    return f"event: {name}\ndata: {json.dumps(data, separators=(',', ':'))}\n\n"


def _me(request: Request) -> Person:
    return _person(slack_of(request), request.query_params.get("as"))


def _person(slack: FakeSlack, wanted: object) -> Person:
    """The first person for a window that names nobody who is there."""
    world = slack.workspace.world
    return world.person(str(wanted)) or world.people[0]


def _channel(slack: FakeSlack, me: Person, wanted: object) -> Channel:
    channel = slack.workspace.channels.get(str(wanted))
    if channel is None or not slack.workspace.may_see(channel, me.id):
        raise BadRequest(f"{me.key} sees no channel {wanted!r}")
    return channel


def _listed(request: Request, name: str) -> list[str]:
    return [one for one in request.query_params.get(name, "").split(",") if one]


ROUTES = [
    Route("/state", get_state),
    Route("/places", get_places),
    Route("/views", get_views),
    Route("/members", get_members),
    Route("/messages", get_messages),
    Route("/read", mark_read, methods=["POST"]),
    Route("/dismiss", dismiss, methods=["POST"]),
    Route("/emoji", get_emoji),
    Route("/changes", get_changes),
]
