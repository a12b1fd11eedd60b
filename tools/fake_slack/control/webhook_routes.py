"""Sending webhooks of other systems, under /_control/webhooks; routes.py mounts it."""

import json

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.fake_slack.control.asking import BadRequest, body_of, slack_of
from tools.fake_slack.state.messages import JsonObject

NPS_FIELDS = ("source_event_id", "member_id", "score", "experience_date", "comment", "segment")
SIGNS = ("good", "wrong", "none")


async def send_nps(request: Request) -> Response:
    """Any of NPS_FIELDS, as they are, and `sign`; answers when the desk answered."""
    raw = await body_of(request)
    sign = raw.pop("sign", "good")
    if sign not in SIGNS:
        raise BadRequest(f"`sign` is one of {', '.join(SIGNS)}")
    if unknown := sorted(set(raw) - set(NPS_FIELDS)):
        raise BadRequest(f"no such field: {', '.join(unknown)}; allowed: {', '.join(NPS_FIELDS)}")
    webhooks = slack_of(request).webhooks
    if not webhooks.url:
        raise BadRequest("the desk's address for webhooks is not known; start with --hooks-url")
    body = json.dumps(_in_order(raw), ensure_ascii=False).encode()
    return JSONResponse((await webhooks.send("nps", body, sign=sign)).shown())


def _in_order(raw: JsonObject) -> JsonObject:
    return {name: raw[name] for name in NPS_FIELDS if name in raw}


async def list_webhooks(request: Request) -> Response:
    webhooks = slack_of(request).webhooks
    return JSONResponse({"url": webhooks.url, "sent": [one.shown() for one in webhooks.log]})


async def send_again(request: Request) -> Response:
    webhook = await slack_of(request).webhooks.send_again(request.path_params["id"])
    if webhook is None:
        raise BadRequest("there is no such webhook")
    return JSONResponse(webhook.shown())


ROUTES = [
    Route("/webhooks", list_webhooks, methods=["GET"]),
    Route("/webhooks/nps", send_nps, methods=["POST"]),
    Route("/webhooks/{id}/redeliver", send_again, methods=["POST"]),
]
