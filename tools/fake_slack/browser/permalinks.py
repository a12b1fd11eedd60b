"""Addresses of single messages, as people copy and share them; they open the page there."""

from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

DECIMALS = 6


async def open_message(request: Request) -> Response:
    """`/archives/C0ITHAPPEN/p1700000000000100?thread_ts=…`; `as` may say for whom."""
    digits = request.path_params["message"].removeprefix("p")
    if not digits.isdigit() or len(digits) <= DECIMALS:
        raise HTTPException(404, "a message's address ends in p and its digits")
    place = {
        "channel": request.path_params["channel"],
        "ts": f"{digits[:-DECIMALS]}.{digits[-DECIMALS:]}",
        "thread": request.query_params.get("thread_ts"),
        "as": request.query_params.get("as"),
    }
    return RedirectResponse(f"/?{urlencode({key: one for key, one in place.items() if one})}")
