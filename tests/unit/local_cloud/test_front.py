from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
import anyio.lowlevel
import httpx

from tools.local_cloud.front import AT_ONCE, application

API = "http://127.0.0.1:4802/_aws/execute-api/abc/$default"
FORM = b"payload=%7B%22a%22%3A+1%7D&text=\xc5\xbc"


@asynccontextmanager
async def browsing(upstream: httpx.MockTransport) -> AsyncIterator[httpx.AsyncClient]:
    app = application(API, upstream)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:4800") as client:
        yield client


def ask(upstream: httpx.MockTransport, request: httpx.Request) -> httpx.Response:
    async def send() -> httpx.Response:
        async with browsing(upstream) as client:
            return await client.send(request)

    return anyio.run(send)


def test_bytes_headers_and_query_reach_the_api_as_slack_sent_them() -> None:
    arrived: list[httpx.Request] = []

    def upstream(request: httpx.Request) -> httpx.Response:
        arrived.append(request)
        return httpx.Response(200, stream=httpx.ByteStream(b""))

    headers = {"X-Slack-Signature": "v0=ab", "Content-Type": "application/x-www-form-urlencoded"}
    url = "http://127.0.0.1:4800/slack/events?a=%C5%BC&a=2"
    ask(httpx.MockTransport(upstream), httpx.Request("POST", url, content=FORM, headers=headers))
    (request,) = arrived
    assert request.content == FORM
    assert request.headers["x-slack-signature"] == "v0=ab"
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert "user-agent" not in request.headers
    assert str(request.url) == f"{API}/slack/events?a=%C5%BC&a=2"


def test_status_headers_and_body_come_back_as_the_api_gave_them() -> None:
    answer = httpx.Response(
        401, headers={"x-reason": "signature"}, stream=httpx.ByteStream(b"\x00no")
    )
    request = httpx.Request("POST", "http://127.0.0.1:4800/slack/commands")
    seen = ask(httpx.MockTransport(lambda _: answer), request)
    assert seen.status_code == httpx.codes.UNAUTHORIZED
    assert seen.headers["x-reason"] == "signature"
    assert seen.content == b"\x00no"


def test_an_api_that_is_down_asks_slack_to_try_again() -> None:
    def down(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    request = httpx.Request("POST", "http://127.0.0.1:4800/slack/events")
    assert ask(httpx.MockTransport(down), request).status_code == httpx.codes.SERVICE_UNAVAILABLE


def test_a_burst_waits_its_turn_instead_of_starting_a_worker_each() -> None:
    under_way, most = 0, 0

    async def upstream(_: httpx.Request) -> httpx.Response:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await anyio.lowlevel.checkpoint()
        under_way -= 1
        return httpx.Response(200, stream=httpx.ByteStream(b""))

    answers: list[int] = []

    async def burst() -> None:
        async def one(client: httpx.AsyncClient) -> None:
            answers.append((await client.post("/slack/events")).status_code)

        async with (
            browsing(httpx.MockTransport(upstream)) as client,
            anyio.create_task_group() as tasks,
        ):
            for _ in range(30):
                tasks.start_soon(one, client)

    anyio.run(burst)
    assert answers == [httpx.codes.OK] * 30
    assert most == AT_ONCE


def test_nothing_but_slacks_paths_is_forwarded() -> None:
    request = httpx.Request("GET", "http://127.0.0.1:4800/_ministack/health")
    seen = ask(httpx.MockTransport(lambda _: httpx.Response(200)), request)
    assert seen.status_code == httpx.codes.NOT_FOUND
