"""oauth.v2.access: a token for a code from the install page, or for a refresh token."""

from tools.fake_slack.state.installing import Grant
from tools.fake_slack.state.installs import Install
from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.state.oauth import OAuthRefusedError
from tools.fake_slack.web_api.arguments import Refused
from tools.fake_slack.web_api.call import Call


def access(call: Call) -> JsonObject:
    oauth, args = call.slack.oauth, call.args
    try:
        oauth.check_client(args.text("client_id"), args.text("client_secret"))
        match args.text("grant_type") or "authorization_code":
            case "authorization_code":
                grant, consent = oauth.redeem(args.need("code"), args.text("redirect_uri"))
                return _answer(call, grant) | {"authed_user": {"id": consent.user}}
            case "refresh_token":
                return _answer(call, oauth.refresh(args.need("refresh_token")))
            case _:
                raise Refused("invalid_grant_type")
    except OAuthRefusedError as refusal:
        raise Refused(str(refusal)) from None


def _answer(call: Call, grant: Grant) -> JsonObject:
    install, access_token = grant.install, grant.access
    answer: JsonObject = {
        "app_id": install.app_id,
        "access_token": access_token.value,
        "token_type": "bot",
        "scope": ",".join(install.scopes),
        "bot_user_id": install.bot_user,
        **_place(call, install),
        "is_enterprise_install": install.is_org,
    }
    if access_token.expires is not None:
        answer["expires_in"] = round(access_token.expires - call.workspace.clock.now())
        answer["refresh_token"] = grant.refresh
    return answer


def _place(call: Call, install: Install) -> JsonObject:
    world = call.workspace.world
    team = world.team_of(install.team) if install.team else None
    org = next((one for one in world.enterprises if one.id == install.enterprise), None)
    return {
        "team": {"id": team.id, "name": team.name} if team else None,
        "enterprise": {"id": org.id, "name": org.name} if org else None,
    }
