"""The ASGI application of the fake Slack: which address plays which part of Slack."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route

from tools.fake_slack.browser import permalinks
from tools.fake_slack.browser import routes as browser
from tools.fake_slack.composition import Config
from tools.fake_slack.control import routes as control
from tools.fake_slack.control.asking import BadRequest, told_why
from tools.fake_slack.holder import Holder
from tools.fake_slack.page_files import PageFiles
from tools.fake_slack.same_origin import SameOrigin
from tools.fake_slack.sending.response_urls import AnswerRefused
from tools.fake_slack.strict_json import read_json
from tools.fake_slack.web_api import file_addresses
from tools.fake_slack.web_api.endpoint import web_api
from tools.fake_slack.web_api.install_page import install_page

PAGE = Path(__file__).with_name("page")


async def response_url(request: Request) -> Response:
    """One use of a response URL."""
    try:
        answer = read_json(await request.body())
        if not isinstance(answer, dict):
            return PlainTextResponse("invalid_payload", 400)
        request.app.state.holder.slack.response_urls.use(request.path_params["path"], answer)
    except ValueError:
        return PlainTextResponse("invalid_payload", 400)
    except AnswerRefused as refusal:
        told = json.dumps({"ok": False, "error": refusal.code})
        return PlainTextResponse(told if refusal.status == 404 else refusal.code, refusal.status)
    return PlainTextResponse("ok")


def create_app(config: Config) -> Starlette:
    holder = Holder(config)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await holder.start()
        yield
        await holder.stop()

    app = Starlette(
        routes=[
            Route("/api/{method:path}", web_api, methods=["GET", "POST"]),
            Route("/oauth/v2/authorize", install_page, methods=["GET", "POST"]),
            Route("/hooks/{path:path}", response_url, methods=["POST"]),
            *file_addresses.ROUTES,
            Mount("/_control", routes=control.ROUTES),
            Mount("/_page", routes=browser.ROUTES),
            Route("/archives/{channel}/{message}", permalinks.open_message),
            Mount("/", PageFiles(directory=PAGE, html=True)),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"]),
            Middleware(SameOrigin),
        ],
        lifespan=lifespan,
        exception_handlers={BadRequest: told_why},
    )
    app.state.holder = holder
    return app
