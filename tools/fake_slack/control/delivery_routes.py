"""What was sent, sending by hand and waiting, under /_control; routes.py mounts it."""

import base64
import re
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.control.asking import (
    LAST_MOMENT,
    BadRequest,
    bad,
    body_of,
    number_in,
    slack_of,
    text_in,
    texts_in,
)
from tools.fake_slack.control.waiting import UNTIL, reached
from tools.fake_slack.sending.delivery_limits import BadLimitsError
from tools.fake_slack.sending.outbound import FORM, JSON, USER_AGENT
from tools.fake_slack.sending.tampering import WRONG_SIGNATURE
from tools.fake_slack.state.messages import Json, JsonObject

LONGEST_WAIT_S = 600
WAITED_FOR = ("channel", "contains", "user", "method")
SIGNS = ("good", "wrong", "none")


async def get_deliveries(request: Request) -> Response:
    """`?kind=&type=&state=&since=`; `since` is the fake's time of the last that happened to it."""
    asked = request.query_params
    since = number_in(asked, "since", 0, most=LAST_MOMENT) if "since" in asked else None
    found = slack_of(request).deliveries.matching(
        asked.get("kind"), asked.get("type"), asked.get("state"), since
    )
    return JSONResponse([one.shown() for one in found])


async def redeliver(request: Request) -> Response:
    copy = slack_of(request).deliveries.redeliver(request.path_params["id"])
    if copy is None:
        return bad("there is no such delivery")
    return JSONResponse({"ok": True, "id": copy.id})


async def release(request: Request) -> Response:
    """`{"order": "fifo" | "reverse" | [delivery ids]}`; answers when all were answered."""
    wanted = await body_of(request)
    order = wanted.get("order", "fifo")
    if order not in ("fifo", "reverse"):
        order = texts_in(wanted, "order")
    return JSONResponse({"released": await slack_of(request).deliveries.release(order)})


async def get_event_delivery(request: Request) -> Response:
    slack = slack_of(request)
    return JSONResponse(slack.deliveries.limits.told(slack.clock.now()))


async def set_event_delivery(request: Request) -> Response:
    """`{"on", "failing_share", "exempt_below", "per_hour"}`, any of them."""
    slack, raw = slack_of(request), await body_of(request)
    limits, now = slack.deliveries.limits, slack.clock.now()
    on = raw.pop("on", None)
    try:
        limits.settings = limits.settings.changed(raw)
    except BadLimitsError as error:
        return bad(str(error))
    if on is True:
        limits.switch_on()
    elif on is False:
        limits.switch_off(now)
    return JSONResponse(limits.told(now))


async def wait(request: Request) -> Response:
    """`{"until": one of UNTIL, "timeout": s, …}`, see the README."""
    raw = await body_of(request)
    until = raw.get("until")
    if until not in UNTIL:
        return bad(f"`until` is one of {', '.join(UNTIL)}")
    wanted = {
        "until": until,
        "timeout": number_in(raw, "timeout", 5, most=LONGEST_WAIT_S),
        "count": number_in(raw, "count", 1, most=LAST_MOMENT),
        **{name: text_in(raw, name) for name in WAITED_FOR if name in raw},
    }
    if not await reached(slack_of(request), wanted):
        return JSONResponse({"ok": False, "error": f"{until} was not reached"}, 408)
    return JSONResponse({"ok": True})


async def send_raw(request: Request) -> Response:
    """`{"to", "body" or "base64", "sign": good|wrong|none, "skew", "headers"}`.

    `to` is events, interactions, a command, or an address on the same host as the events'.
    """
    slack, wanted = slack_of(request), await body_of(request)
    address = _address(slack, str(wanted.get("to")))
    if address is None:
        return bad("`to` is events, interactions, a command or an address of the app")
    if wanted.get("sign", "good") not in SIGNS:
        return bad(f"`sign` is one of {', '.join(SIGNS)}")
    try:
        body = _raw_body(wanted)
    except ValueError:
        return bad("`base64` is not base64")
    url, content_type = address
    headers = {"Content-Type": content_type, "User-Agent": USER_AGENT}
    headers |= _signed(slack, wanted, body) | _own_headers(wanted)
    outcome = await slack.deliveries.send_raw(url, headers, body)
    answer = outcome.body.decode(errors="replace")
    return JSONResponse({"status": outcome.status, "reason": outcome.reason, "body": answer})


def _address(slack: FakeSlack, to: str) -> tuple[str, str] | None:
    manifest = slack.manifest
    known = {
        "events": (manifest.events_url, JSON),
        "interactions": (manifest.interactions_url, FORM),
        **{command.name: (command.url, FORM) for command in manifest.commands},
    }
    if urlsplit(to)[:2] == urlsplit(manifest.events_url)[:2]:
        return to, JSON
    return known.get(to)


def _own_headers(wanted: JsonObject) -> dict[str, str]:
    headers = wanted.get("headers", {})
    if not isinstance(headers, dict) or not all(map(_is_header, headers.items())):
        raise BadRequest("`headers` is an object of texts that can be headers")
    return headers


def _is_header(header: tuple[str, Json]) -> bool:
    name, text = header
    is_text = isinstance(text, str) and text.isascii() and text.isprintable()
    return is_text and re.fullmatch(r"[\w-]+", name, re.ASCII) is not None


def _raw_body(wanted: JsonObject) -> bytes:
    if "base64" in wanted:
        return base64.b64decode(text_in(wanted, "base64"), validate=True)
    return text_in(wanted, "body").encode()


def _signed(slack: FakeSlack, wanted: JsonObject, body: bytes) -> dict[str, str]:
    sign = wanted.get("sign", "good")
    if sign == "none":
        return {}
    skew = int(number_in(wanted, "skew", 0, least=-LAST_MOMENT, most=LAST_MOMENT))
    signed = slack.sender.sign(body, slack.clock.signing_time() + skew)
    return signed | ({"X-Slack-Signature": WRONG_SIGNATURE} if sign == "wrong" else {})


ROUTES = [
    Route("/deliveries", get_deliveries),
    Route("/deliveries/{id}/redeliver", redeliver, methods=["POST"]),
    Route("/event_delivery", get_event_delivery, methods=["GET"]),
    Route("/event_delivery", set_event_delivery, methods=["POST"]),
    Route("/release", release, methods=["POST"]),
    Route("/wait", wait, methods=["POST"]),
    Route("/send_raw", send_raw, methods=["POST"]),
]
