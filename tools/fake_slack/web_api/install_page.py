"""/oauth/v2/authorize: where somebody allows the app in a workspace or an org; app.py mounts it."""

from html import escape
from typing import TypedDict
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.state.oauth import Consent

HEADERS = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}


class _Asked(TypedDict):
    """What the link to this page asked for, checked."""

    scopes: tuple[str, ...]
    redirect_uri: str
    named_uri: str | None
    state: str


class _Wrong(Exception):
    """The link cannot be used; the text is Slack's code for it."""


async def install_page(request: Request) -> Response:
    """GET shows what is asked for and lets choose where; POST is the answer, Allow or Cancel."""
    slack: FakeSlack = request.app.state.holder.slack
    try:
        asked = _asked(slack, request)
    except _Wrong as wrong:
        return _page(slack, f"<h1>Something went wrong</h1><p>{escape(str(wrong))}</p>", 400)
    if request.method == "GET":
        return _page(slack, _form(slack, asked))
    async with request.form() as form:
        place, allowed = str(form.get("place", "")), form.get("answer") == "allow"
    if not allowed:
        return _back(asked, {"error": "access_denied"})
    if place not in _places(slack):
        return _page(slack, "<h1>Something went wrong</h1><p>invalid_team</p>", 400)
    consent = Consent(place, _installer(slack, place), asked["scopes"], asked["named_uri"])
    return _back(asked, {"code": slack.oauth.code_for(consent)})


def _asked(slack: FakeSlack, request: Request) -> _Asked:
    query = request.query_params
    if query.get("client_id") != slack.oauth.client_id:
        raise _Wrong("invalid_client_id")
    if slack.manifest.is_org_ready and slack.manifest.steps:
        raise _Wrong("an org-ready app with custom steps is installed from its settings page")
    scopes = tuple(scope for scope in query.get("scope", "").split(",") if scope)
    if not scopes:
        raise _Wrong("no_scopes")
    if unknown := set(scopes) - set(slack.manifest.scopes):
        raise _Wrong(f"invalid_scope: {', '.join(sorted(unknown))}")
    redirect_uri = slack.oauth.redirect_uri(query.get("redirect_uri"))
    if redirect_uri is None:
        raise _Wrong("bad_redirect_uri")
    return {
        "scopes": scopes,
        "redirect_uri": redirect_uri,
        "named_uri": query.get("redirect_uri"),
        "state": query.get("state", ""),
    }


def _places(slack: FakeSlack) -> dict[str, str]:
    """Names of the workspaces and, for an org-ready app, orgs, by id."""
    world = slack.workspace.world
    workspaces = {team.id: team.name for team in world.teams}
    orgs = {org.id: org.name for org in world.enterprises}
    return workspaces | orgs if slack.manifest.is_org_ready else workspaces


def _installer(slack: FakeSlack, place: str) -> str:
    """An admin there, or whoever is."""
    world = slack.workspace.world
    people = [one for one in world.people if place in (one.team, world.enterprise_of(one.team))]
    people.sort(key=lambda one: not one.is_admin)
    return people[0].id if people else slack.workspace.app.bot_user


def _form(slack: FakeSlack, asked: _Asked) -> str:
    name = escape(slack.manifest.app_name)
    choices = "".join(
        f'<option value="{escape(place)}">{escape(told)}</option>'
        for place, told in _places(slack).items()
    )
    scopes = "".join(f"<li><code>{escape(scope)}</code></li>" for scope in asked["scopes"])
    return (
        f"<h1>{name} is asking to be installed</h1><p>It will be able to use:</p><ul>{scopes}</ul>"
        f'<form method="post"><p><label for="place">Where</label> '
        f'<select id="place" name="place" data-testid="install-place">{choices}</select></p>'
        '<button name="answer" value="cancel" data-testid="install-cancel">Cancel</button> '
        '<button name="answer" value="allow" data-testid="install-allow">Allow</button></form>'
    )


def _page(slack: FakeSlack, content: str, status: int = 200) -> HTMLResponse:
    title = f"Install {escape(slack.manifest.app_name)} (fake Slack)"
    style = "body{font:1rem/1.5 system-ui;max-width:36rem;margin:2rem auto;padding:0 1rem}"
    return HTMLResponse(
        f'<!doctype html><html lang="en"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title>'
        f"<style>:root{{color-scheme:light dark}}{style}</style><main>{content}</main></html>",
        status,
        headers=HEADERS,
    )


def _back(asked: _Asked, answer: dict[str, str]) -> RedirectResponse:
    joint = "&" if "?" in asked["redirect_uri"] else "?"
    query = urlencode({**answer, "state": asked["state"]})
    return RedirectResponse(f"{asked['redirect_uri']}{joint}{query}", 302)
