"""An answer that never comes: the connection is cut, as when a network breaks."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send


class DroppedResponse(Response):
    """Aborts the client's connection; the server gives `app.state.abort` for it (server.py)."""

    def __init__(self, request: Request) -> None:
        super().__init__()
        self._abort = request.app.state.abort

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._abort(scope["client"])
        while (await receive())["type"] != "http.disconnect":
            pass
