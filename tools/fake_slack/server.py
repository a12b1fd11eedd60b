"""Runs the app on uvicorn, on 127.0.0.1 only; __main__.py and the tests start it."""

import socket

import uvicorn

from tools.fake_slack.app import create_app
from tools.fake_slack.composition import Config

HOST = "127.0.0.1"


def listen(port: int) -> socket.socket:
    """Take the port, 0 for any free one; raises OSError when somebody has it."""
    listener = socket.socket(proto=socket.IPPROTO_TCP)  # else asyncio leaves Nagle on: 40 ms a call
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError:
        listener.close()
        raise
    return listener


class FakeSlackServer(uvicorn.Server):
    """Can cut a client's connection, for the faults that lose answers, and lets pages go first."""

    def __init__(self, config: Config) -> None:
        self.app = create_app(config)
        self.app.state.abort = self.abort
        super().__init__(
            uvicorn.Config(self.app, log_level="warning", timeout_graceful_shutdown=1, ws="none")
        )

    def abort(self, client: tuple[str, int]) -> None:
        for connection in list(self.server_state.connections):
            if getattr(connection, "client", None) == client:
                connection.transport.abort()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.app.state.holder.hub.close()
        await super().shutdown(sockets)
