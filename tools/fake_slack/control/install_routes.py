"""Installs and their tokens, under /_control; routes.py mounts it.

Every call but GET means the desk's own install unless `install` names another by its workspace or
org; tokens are shown whole, as on the settings page of an app.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.fake_slack.browser.changes import Change
from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.control.asking import BadRequest, body_of, holder_of, slack_of, texts_in
from tools.fake_slack.state.installing import Grant
from tools.fake_slack.state.installs import Install, Token
from tools.fake_slack.state.messages import JsonObject

TOKEN_FATES = ("revoke", "expire", "drop_scope")


async def get_installs(request: Request) -> Response:
    """All installs, and the app's own secrets."""
    slack = slack_of(request)
    return JSONResponse(
        {
            "app": {
                "client_id": slack.oauth.client_id,
                "client_secret": slack.oauth.client_secret,
                "app_token": slack.installing.app_token.value,
                "token_rotation": slack.manifest.token_rotation,
                "scopes": slack.manifest.scopes,
            },
            "installs": [_shown(slack, one) for one in slack.workspace.installs.all],
        }
    )


async def install(request: Request) -> Response:
    """`{"team" | "enterprise", "granted": [teams], "scopes", "commercial"}`."""
    slack, wanted = slack_of(request), await body_of(request)
    world = slack.workspace.world
    place = str(wanted.get("team") or wanted.get("enterprise"))
    if place not in {*(team.id for team in world.teams), *(org.id for org in world.enterprises)}:
        raise BadRequest("`team` or `enterprise` must be the id of one in the world")
    scopes = tuple(texts_in(wanted, "scopes")) if "scopes" in wanted else None
    granted = tuple(_team(slack, team) for team in texts_in(wanted, "granted"))
    grant = slack.installing.install(place, scopes=scopes, granted=granted)
    grant.install.is_commercial = bool(wanted.get("commercial", grant.install.is_commercial))
    return _granted(request, grant)


async def uninstall(request: Request) -> Response:
    slack = slack_of(request)
    chosen = _install(slack, await body_of(request))
    slack.installing.uninstall(chosen)
    return JSONResponse(_shown(slack, chosen))


async def reinstall(request: Request) -> Response:
    """With all scopes of the manifest; `{"new_token": true}` for another token, as in Slack."""
    slack, wanted = slack_of(request), await body_of(request)
    chosen = _install(slack, wanted)
    grant = slack.installing.reinstall(chosen, same_token=not wanted.get("new_token"))
    return _granted(request, grant)


async def token(request: Request) -> Response:
    """`{"do": "revoke" | "expire" | "drop_scope", "scope", "token"}`; without one, the newest."""
    slack, wanted = slack_of(request), await body_of(request)
    chosen = _token(slack, wanted)
    match wanted.get("do"):
        case "revoke":
            slack.installing.revoke(chosen)
        case "expire":
            chosen.expires = slack.clock.now()
        case "drop_scope":
            _drop_scope(chosen.install, str(wanted.get("scope")))
        case _:
            raise BadRequest(f"`do` is one of {', '.join(TOKEN_FATES)}")
    return JSONResponse(_shown(slack, chosen.install))


async def grant(request: Request) -> Response:
    """`{"team", "granted": true | false}`: an admin of the org adds the app, or takes it out."""
    slack, wanted = slack_of(request), await body_of(request)
    chosen, team = _install(slack, wanted), _team(slack, wanted.get("team"))
    if not chosen.is_org:
        raise BadRequest("the app is not installed in an org")
    if wanted.get("granted", True):
        slack.installing.grant(chosen, team)
    else:
        slack.installing.withdraw(chosen, team)
    return JSONResponse(_shown(slack, chosen))


def _install(slack: FakeSlack, wanted: JsonObject) -> Install:
    installs = slack.workspace.installs
    named = wanted.get("install")
    found = installs.at(str(named)) if named else installs.home
    if found is None:
        raise BadRequest(f"there is no install in {named!r}")
    return found


def _team(slack: FakeSlack, team: object) -> str:
    if not isinstance(team, str) or slack.workspace.world.team_of(team) is None:
        raise BadRequest(f"there is no such workspace: {team!r}")
    return team


def _token(slack: FakeSlack, wanted: JsonObject) -> Token:
    installs = slack.workspace.installs
    if "token" not in wanted:
        return installs.tokens_of(_install(slack, wanted))[-1]
    found = installs.token(str(wanted["token"]))
    if found is None:
        raise BadRequest("there is no such token")
    return found


def _drop_scope(install: Install, scope: str) -> None:
    if scope not in install.scopes:
        raise BadRequest(f"the install does not have the scope {scope!r}")
    install.scopes = tuple(one for one in install.scopes if one != scope)


def _granted(request: Request, grant: Grant) -> Response:
    """The app hears nothing of it; open pages offer its commands again."""
    slack = slack_of(request)
    holder_of(request).hub.tell(Change(frame=True))
    handed = {"token": grant.access.value, "refresh_token": grant.refresh}
    return JSONResponse({**_shown(slack, grant.install), **handed})


def _shown(slack: FakeSlack, install: Install) -> JsonObject:
    return {
        "id": install.team or install.enterprise,
        "team": install.team,
        "enterprise": install.enterprise,
        "granted": install.granted,
        "bot_user": install.bot_user,
        "bot_id": install.bot_id,
        "scopes": install.scopes,
        "missing_scopes": [one for one in slack.manifest.scopes if one not in install.scopes],
        "is_active": install.is_active,
        "commercial": install.is_commercial,
        "was_in": [
            channel_id
            for channel_id in install.was_in
            if (channel := slack.workspace.channels.get(channel_id))
            and not channel.is_archived
            and install.bot_user not in channel.members
        ],
        "is_home": install is slack.workspace.installs.home,
        "tokens": [_token_shown(slack, one) for one in slack.workspace.installs.tokens_of(install)],
    }


def _token_shown(slack: FakeSlack, token: Token) -> JsonObject:
    return {
        "token": token.value,
        "expires": token.expires,
        "is_revoked": token.is_revoked,
        "is_alive": token.install.is_active and token.is_alive(slack.clock.now()),
    }


ROUTES = [
    Route("/installs", get_installs),
    Route("/install", install, methods=["POST"]),
    Route("/uninstall", uninstall, methods=["POST"]),
    Route("/reinstall", reinstall, methods=["POST"]),
    Route("/token", token, methods=["POST"]),
    Route("/grant", grant, methods=["POST"]),
]
