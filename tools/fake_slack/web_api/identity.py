"""api.test and the auth.* methods: who the app is, where it works, and how it gives that up."""

from tools.fake_slack.seed.world import Team
from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.web_api.arguments import Refused
from tools.fake_slack.web_api.call import Call
from tools.fake_slack.web_api.paging import page

ICON_SIZES = (34, 44, 68, 88, 102, 132, 230)


def api_test(call: Call) -> JsonObject:
    """Says back what it was told; the one way to any error at all."""
    told = {name: value for name, value in call.args.raw.items() if name != "token"}
    if error := call.args.text("error"):
        raise Refused(error, args=told)
    return {"args": told} if told else {}


def auth_test(call: Call) -> JsonObject:
    install, world = call.install, call.workspace.world
    home = world.team_of(install.team) if install.team else world.enterprise
    answer: JsonObject = {
        "url": f"https://{home.domain if home else ''}.{_host(call)}/",
        "team": home.name if home else "",
        "user": install.bot_name,
        "team_id": install.team or install.enterprise,
        "user_id": install.bot_user,
        "bot_id": install.bot_id,
        "is_enterprise_install": install.is_org,
    }
    if install.enterprise:
        answer["enterprise_id"] = install.enterprise
    if call.token and call.token.expires is not None:
        answer["expires_in"] = int(call.token.expires - call.workspace.clock.now())
    return answer


def _host(call: Call) -> str:
    return "enterprise.slack.com" if call.install.is_org else "slack.com"


def auth_revoke(call: Call) -> JsonObject:
    """Without rotation this is the end of the install, not a log-out."""
    if call.token is None or call.args.flag("test"):
        return {"revoked": False}
    call.slack.installing.revoke(call.token)
    return {"revoked": True}


def auth_teams_list(call: Call) -> JsonObject:
    """Where the app works: its workspace, or those of the org it was added to."""
    world, with_icon = call.workspace.world, call.args.flag("include_icon")
    teams = [team for team in world.teams if team.id in call.install.workspaces]
    some, more = page("teams", teams, call.args, most=1000)
    return {
        "teams": [_team_object(team, with_icon=with_icon) for team in some],
        "response_metadata": more,
    }


def _team_object(team: Team, *, with_icon: bool) -> JsonObject:
    shown: JsonObject = {"id": team.id, "name": team.name}
    if with_icon:
        sizes = {f"image_{size}": _icon(team, size) for size in ICON_SIZES}
        shown["icon"] = {"image_default": True, **sizes}
    return shown


def _icon(team: Team, size: int) -> str:
    return f"https://{team.domain}.slack.com/icons/{size}.png"
