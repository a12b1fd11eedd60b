"""The app's calls, under /_control: their log, once more, and what they covered; see routes.py."""

import json

import httpx
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.fake_slack.control.asking import BadRequest, holder_of, slack_of
from tools.fake_slack.sending.outbound import JSON
from tools.fake_slack.state.messages import JsonObject

REPLAY_LIMIT_S = 30.0


async def get_calls(request: Request) -> Response:
    """All of them, or those of `?method=`, oldest first."""
    method = request.query_params.get("method")
    calls = slack_of(request).calls
    return JSONResponse([call for call in calls if method in (None, call["method"])])


async def replay(request: Request) -> Response:
    """The same call again with the app's token, through the front door; answers what it answers."""
    slack = slack_of(request)
    wanted = request.path_params["id"]
    call = next((one for one in slack.calls if one["id"] == wanted), None)
    if call is None:
        raise BadRequest("there is no such call")
    url = f"{slack.config.base_url}/api/{call['method']}"
    headers = {"Authorization": f"Bearer {slack.config.bot_token}"}
    async with httpx.AsyncClient(trust_env=False, timeout=REPLAY_LIMIT_S) as client:
        try:
            answer = await client.post(url, headers=headers, **_body_of(call))
        except httpx.TransportError:
            return JSONResponse({"status": None, "answer": None, "reason": "connection_failed"})
    return JSONResponse({"status": answer.status_code, "answer": answer.text, "reason": None})


def _body_of(call: JsonObject) -> JsonObject:
    """As it came: JSON, or a form, in which nested values are JSON strings."""
    args = call["args"]
    if call["headers"].get("content-type", "").startswith(JSON):
        return {"json": args}
    texts = {
        name: value if isinstance(value, str) else json.dumps(value) for name, value in args.items()
    }
    return {"data": texts}


async def get_coverage(request: Request) -> Response:
    """Of all calls since the fake began, whatever was reset meanwhile."""
    holder = holder_of(request)
    return JSONResponse(holder.coverage.shown(holder.slack.calls.outcomes))


ROUTES = [
    Route("/calls", get_calls),
    Route("/calls/{id}/replay", replay, methods=["POST"]),
    Route("/coverage", get_coverage),
]
