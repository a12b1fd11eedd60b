"""What every route of the control API needs: the running fake, and how a mistake is told."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tools.fake_slack.composition import FakeSlack


def slack_of(request: Request) -> FakeSlack:
    slack: FakeSlack = request.app.state.holder.slack
    return slack


def bad(error: str) -> Response:
    return JSONResponse({"ok": False, "error": error}, 400)
