"""The fixed address that requests from outside come to, forwarded to the emulator's API; the stack
runs it.

API Gateway's own address changes with every deployment; Slack's settings need one that stays.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from tools.local_cloud.errors import LocalCloudError
from tools.local_cloud.options import LOOPBACK
from tools.local_cloud.phones import PATH, Phones

# They describe one connection, not the message (RFC 9110, 7.6.1); the rest passes untouched.
CONNECTION_HEADERS = frozenset(
    {"connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "host"}
)
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
START_SECONDS = 5.0
AT_ONCE = 4
"""Requests on their way to the API. The emulator starts a process for each one more: thirty at
once take seconds to start (longer than Slack waits), and a fraction of one to wait their turn."""


def application(
    api_url: str,
    transport: httpx.AsyncBaseTransport | None = None,
    phones: Phones | None = None,
) -> Starlette:
    """An app that forwards what comes from outside byte for byte, and takes the calls of the
    telephones; tests give a transport of their own."""
    upstream = httpx.URL(api_url)
    client = httpx.AsyncClient(transport=transport, timeout=30, trust_env=False)
    turn = asyncio.Semaphore(AT_ONCE)

    async def forward(request: Request) -> Response:
        target = b"?".join(filter(None, (request.scope["raw_path"], request.scope["query_string"])))
        outgoing = httpx.Request(
            request.method,
            upstream.copy_with(raw_path=upstream.raw_path + target),
            headers=_passing(request.headers.raw),
            content=await request.body(),
        )
        try:
            async with turn:
                answer = await client.send(outgoing, stream=True)
                content = b"".join([part async for part in answer.aiter_raw()])
        except httpx.TransportError as error:
            # Slack's retry is the remedy, as it is when API Gateway itself fails.
            return PlainTextResponse(f"the local API did not answer: {error!r}", status_code=503)
        response = Response(content, answer.status_code)
        response.raw_headers = _passing(answer.headers.raw)
        return response

    async def ring(request: Request) -> Response:
        if phones is None:
            return PlainTextResponse("there are no telephones", status_code=404)
        target, message = request.headers.get("x-amz-target", ""), await request.json()
        return JSONResponse(await anyio.to_thread.run_sync(phones.take, target, message))

    async def rung(_: Request) -> Response:
        return JSONResponse({"messages": phones.came if phones else []})

    async def health(_: Request) -> Response:
        return PlainTextResponse("ok")

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with client:
            yield

    return Starlette(
        routes=[
            Route("/health", health),
            Route("/slack/{rest:path}", forward, methods=METHODS),
            Route("/alerts/{rest:path}", forward, methods=METHODS),
            Route("/api/{rest:path}", forward, methods=METHODS),
            Route("/hooks/{rest:path}", forward, methods=METHODS),
            Route("/heartbeats/{rest:path}", forward, methods=METHODS),
            Route("/", ring, methods=["POST"]),
            Route(PATH, rung),
        ],
        lifespan=lifespan,
    )


def _passing(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    return [
        (name.lower(), value)
        for name, value in headers
        if name.lower().decode("latin-1") not in CONNECTION_HEADERS
    ]


class Front:
    """The listener in a thread of the stack's own process, so that it cannot outlive it."""

    def __init__(self, port: int, api_url: str, phones: Phones | None = None) -> None:
        config = uvicorn.Config(
            application(api_url, phones=phones),
            host=LOOPBACK,
            port=port,
            log_level="warning",
            access_log=False,
            server_header=False,
            date_header=False,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, name="front", daemon=True)

    def start(self) -> None:
        self._thread.start()
        for _ in range(int(START_SECONDS / 0.02)):
            if self._server.started:
                return
            self._thread.join(0.02)
        raise LocalCloudError("The front listener did not start; is its port free?")

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(START_SECONDS)
