"""Keeps the pages of other sites from pressing the fake's buttons; app.py puts it in front.

A browser lets any page send a plain form anywhere, so whoever runs the fake could otherwise be made
to act as somebody by opening a page; a request of a program has no Origin and passes.
"""

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send


class SameOrigin:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        origin = _foreign_origin(Headers(scope=scope)) if scope["type"] == "http" else None
        told = {"ok": False, "error": f"a page of {origin} may not do this"}
        app = JSONResponse(told, 403) if origin else self._app
        await app(scope, receive, send)


def _foreign_origin(headers: Headers) -> str | None:
    """Such as https://elsewhere.example, or `null` for a page that hides it."""
    origin = headers.get("origin")
    is_own = origin is None or origin.partition("://")[2] == headers.get("host")
    return None if is_own else origin
