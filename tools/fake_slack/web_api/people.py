"""The users.* methods about people: who somebody is, as far as their company lets the app know."""

from tools.fake_slack.seed.world import Person
from tools.fake_slack.state import shapes, sides
from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.web_api.arguments import Refused
from tools.fake_slack.web_api.call import Call
from tools.fake_slack.web_api.paging import page
from tools.fake_slack.web_api.places import person_by_id


def users_info(call: Call) -> JsonObject:
    user = call.args.need("user")
    if bot := call.workspace.installs.of_bot(user):
        return {"user": shapes.bot_user_object(call.workspace, bot)}
    person = person_by_id(call, user)
    if person is None:
        raise Refused("user_not_found")
    if not sides.is_visible(call.workspace, call.install, person):
        raise Refused("user_not_visible")
    return {"user": _shown(call, person, with_locale=call.args.flag("include_locale"))}


def users_lookup_by_email(call: Call) -> JsonObject:
    """Only the company's own people, and only those who still work there."""
    email = call.args.need("email").casefold()
    for person in _colleagues(call):
        if person.email.casefold() == email and not person.deleted:
            return {"user": _shown(call, person, with_locale=False)}
    raise Refused("users_not_found")


def users_list(call: Call) -> JsonObject:
    """The company's own people and the app; nobody from next door."""
    with_locale = call.args.flag("include_locale")
    people = [_shown(call, person, with_locale=with_locale) for person in _colleagues(call)]
    everybody = [*people, shapes.bot_user_object(call.workspace, call.install)]
    members, more = page("users", everybody, call.args, usual=1000, most=1000)
    cached = int(call.workspace.clock.now())
    return {"members": members, "cache_ts": cached, "response_metadata": more}


def _colleagues(call: Call) -> list[Person]:
    return [
        person
        for person in call.workspace.world.people
        if not person.is_webhook and sides.is_colleague(call.workspace, call.install, person)
    ]


def _shown(call: Call, person: Person, *, with_locale: bool) -> JsonObject:
    return shapes.user_object(
        call.workspace,
        person,
        with_locale=with_locale,
        with_email="users:read.email" in call.install.scopes,
        seen_by=call.install,
    )
