"""auth.test and the users.* methods about people: who the app is, and who people are."""

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.state import shapes
from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.web_api.arguments import Arguments, Refused
from tools.fake_slack.web_api.paging import page


def auth_test(slack: FakeSlack, _args: Arguments) -> JsonObject:
    world = slack.workspace.world
    return {
        "url": f"https://{world.team.domain}.slack.com/",
        "team": world.team.name,
        "user": slack.workspace.bot_name,
        "team_id": world.team.id,
        "user_id": world.app.bot_user,
        "bot_id": world.app.bot_id,
        "is_enterprise_install": False,
    }


def users_info(slack: FakeSlack, args: Arguments) -> JsonObject:
    user = args.need("user")
    if user == slack.workspace.app.bot_user:
        return {"user": shapes.bot_user_object(slack.workspace)}
    person = slack.workspace.world.person(user)
    if person is None or person.id != user:
        raise Refused("user_not_found")
    with_locale = args.flag("include_locale")
    return {"user": shapes.user_object(slack.workspace, person, with_locale=with_locale)}


def users_list(slack: FakeSlack, args: Arguments) -> JsonObject:
    """The company's own people and the app; nobody from next door."""
    workspace, with_locale = slack.workspace, args.flag("include_locale")
    shown = [
        shapes.user_object(workspace, person, with_locale=with_locale)
        for person in workspace.world.people
        if not workspace.world.is_external(person)
    ]
    everybody = [*shown, shapes.bot_user_object(workspace)]
    members, more = page("users", everybody, args, usual=1000, most=1000)
    cached = int(workspace.clock.now())
    return {"members": members, "cache_ts": cached, "response_metadata": more}
