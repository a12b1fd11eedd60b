"""What was sent, and sending by hand, under /_control; routes.py mounts it."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.fake_slack.control.asking import bad, slack_of
from tools.fake_slack.control.waiting import UNTIL, reached
from tools.fake_slack.sending.outbound import FORM, JSON


async def get_deliveries(request: Request) -> Response:
    return JSONResponse([one.shown() for one in slack_of(request).deliveries.log])


async def redeliver(request: Request) -> Response:
    if not slack_of(request).deliveries.redeliver(request.path_params["id"]):
        return bad("there is no such delivery")
    return JSONResponse({"ok": True})


async def release(request: Request) -> Response:
    """`{"order": "fifo" | "reverse" | [delivery ids]}`; answers when all were answered."""
    order = (await request.json()).get("order", "fifo")
    return JSONResponse({"released": await slack_of(request).deliveries.release(order)})


async def wait(request: Request) -> Response:
    """`{"until": one of UNTIL, "timeout": s, …}`, see the README."""
    wanted = await request.json()
    until = wanted.get("until")
    if until not in UNTIL:
        return bad(f"`until` is one of {', '.join(UNTIL)}")
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
        return bad(f"`to` is one of {', '.join(addresses)}")
    url, content_type = addresses[wanted["to"]]
    body = str(wanted.get("body", "")).encode()
    signed = slack.sender.sign(body, int(wanted.get("skew", 0)))
    if wanted.get("sign") == "wrong":
        signed["X-Slack-Signature"] = f"v0={'0' * 64}"
    headers = {"Content-Type": content_type, **({} if wanted.get("sign") == "none" else signed)}
    outcome = await slack.sender.post_raw(url, headers | wanted.get("headers", {}), body)
    answer = outcome.body.decode(errors="replace")
    return JSONResponse({"status": outcome.status, "reason": outcome.reason, "body": answer})


ROUTES = [
    Route("/deliveries", get_deliveries),
    Route("/deliveries/{id}/redeliver", redeliver, methods=["POST"]),
    Route("/release", release, methods=["POST"]),
    Route("/wait", wait, methods=["POST"]),
    Route("/send_raw", send_raw, methods=["POST"]),
]
