"""The addresses under /files/, where bytes come in and go out; app.py mounts them.

Uploads go to a secret address; downloads need a token of the app or, for the page, a person.
"""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.state.files import File, UploadRefused
from tools.fake_slack.state.shapes.files import places_of

SAFE = {
    "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
}
"""An uploaded page must not act as the fake's own."""
SCOPE = "files:read"


async def receive(request: Request) -> Response:
    """The bytes, raw or as the one file of a form."""
    slack: FakeSlack = request.app.state.holder.slack
    try:
        content = await _content(request)
        file = slack.workspace.files.receive(request.path_params["ticket"], content)
    except UploadRefused as refusal:
        return PlainTextResponse(str(refusal), 400)
    return PlainTextResponse(f"OK - {file.length}")


async def _content(request: Request) -> bytes:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await request.body()
    async with request.form() as form:
        for value in form.values():
            if not isinstance(value, str):
                return await value.read()
    raise UploadRefused("the form has no file")


async def send(request: Request) -> Response:
    """Without a good token Slack shows its sign-in page instead, and says 302."""
    slack: FakeSlack = request.app.state.holder.slack
    file = slack.workspace.files.find(request.path_params["id"])
    if not _may_have(slack, request, file):
        return RedirectResponse(f"/?redir={request.url.path}", 302)
    if file is None or file.content is None:
        return PlainTextResponse("file_not_found", 404)
    wanted = "attachment" if "/download/" in request.url.path else "inline"
    headers = {**SAFE, "Content-Disposition": wanted}
    return Response(file.content, media_type=file.mimetype, headers=headers)


def _may_have(slack: FakeSlack, request: Request, file: File | None) -> bool:
    """`?as=ana` is the window in which this person is signed in."""
    workspace = slack.workspace
    places = places_of(workspace, file) if file else []
    person = workspace.world.person(request.query_params.get("as", ""))
    if person:
        owns = file is not None and file.user == person.id
        return owns or any(workspace.may_see(channel, person.id) for channel in places)
    kind, _, bearer = request.headers.get("authorization", "").partition(" ")
    token = workspace.installs.token(bearer) if kind.lower() == "bearer" else None
    if token is None or not token.is_alive(slack.clock.now()) or SCOPE not in token.scopes:
        return False
    owns = file is not None and file.install is token.install
    return owns or any(token.install.bot_user in channel.members for channel in places)


ROUTES = [
    Route("/files/upload/v1/{ticket}", receive, methods=["POST"]),
    Route("/files/{id}/{name}", send),
    Route("/files/{id}/download/{name}", send),
]
