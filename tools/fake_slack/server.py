"""Runs the app on uvicorn, on 127.0.0.1 only; __main__.py and the tests start it."""

import uvicorn

from tools.fake_slack.app import create_app
from tools.fake_slack.composition import Config

HOST = "127.0.0.1"


def build_server(config: Config, port: int) -> uvicorn.Server:
    """A server that can also cut a client's connection, for the faults that lose answers."""
    app = create_app(config)
    server = uvicorn.Server(
        uvicorn.Config(
            app, host=HOST, port=port, log_level="warning", timeout_graceful_shutdown=1, ws="none"
        )
    )

    def abort(client: tuple[str, int]) -> None:
        for connection in list(server.server_state.connections):
            if getattr(connection, "client", None) == client:
                connection.transport.abort()

    app.state.abort = abort
    return server
