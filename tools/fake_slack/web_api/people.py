"""auth.test and the users.* methods about people: who the app is, and who people are."""

from tools.fake_slack.state import shapes
from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.web_api.arguments import Refused
from tools.fake_slack.web_api.call import Call
from tools.fake_slack.web_api.paging import page


def auth_test(call: Call) -> JsonObject:
    world = call.workspace.world
    return {
        "url": f"https://{world.team.domain}.slack.com/",
        "team": world.team.name,
        "user": call.install.bot_name,
        "team_id": world.team.id,
        "user_id": world.app.bot_user,
        "bot_id": world.app.bot_id,
        "is_enterprise_install": False,
    }


def users_info(call: Call) -> JsonObject:
    user = call.args.need("user")
    if user == call.install.bot_user:
        return {"user": shapes.bot_user_object(call.workspace)}
    person = call.workspace.world.person(user)
    if person is None or person.id != user:
        raise Refused("user_not_found")
    with_locale = call.args.flag("include_locale")
    return {"user": shapes.user_object(call.workspace, person, with_locale=with_locale)}


def users_list(call: Call) -> JsonObject:
    """The company's own people and the app; nobody from next door."""
    workspace, with_locale = call.workspace, call.args.flag("include_locale")
    shown = [
        shapes.user_object(workspace, person, with_locale=with_locale)
        for person in workspace.world.people
        if not workspace.world.is_external(person)
    ]
    everybody = [*shown, shapes.bot_user_object(workspace)]
    members, more = page("users", everybody, call.args, usual=1000, most=1000)
    cached = int(workspace.clock.now())
    return {"members": members, "cache_ts": cached, "response_metadata": more}
