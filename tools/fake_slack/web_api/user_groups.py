"""The usergroups.* methods: which groups there are, and who is in one, or is to be."""

from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.state.people_life import change_members
from tools.fake_slack.web_api.arguments import Refused
from tools.fake_slack.web_api.call import Call

FREE = "free"


def listed(call: Call) -> JsonObject:
    team = _team(call)
    with_users, with_count = call.args.flag("include_users"), call.args.flag("include_count")
    with_disabled = call.args.flag("include_disabled")
    shown = [
        group.shown(with_users=with_users, with_count=with_count)
        for group in call.workspace.user_groups.all()
        if group.team == team and (group.is_enabled or with_disabled)
    ]
    return {"usergroups": shown}


def users_listed(call: Call) -> JsonObject:
    team, wanted = _team(call), call.args.need("usergroup")
    group = call.workspace.user_groups.find(wanted)
    if group is None or group.id != wanted or group.team != team:
        raise Refused("no_such_subteam")
    if not (group.is_enabled or call.args.flag("include_disabled")):
        raise Refused("no_such_subteam")
    return {"users": list(group.members)}


def users_updated(call: Call) -> JsonObject:
    """The people named are its members, and nobody else; of one that is switched off, too."""
    team, wanted = _team(call), call.args.need("usergroup")
    group = call.workspace.user_groups.find(wanted)
    if group is None or group.id != wanted or group.team != team:
        raise Refused("no_such_subteam")
    named = [one.strip() for one in call.args.need("users").split(",")]
    members = list(dict.fromkeys(one for one in named if one))
    if not members:
        raise Refused("no_users_provided")
    if any(call.workspace.world.person(one) is None for one in members):
        raise Refused("invalid_users")
    change_members(call.workspace, group, members, call.install.bot_user)
    return {"usergroup": group.shown()}


def _team(call: Call) -> str:
    """The install's own workspace, or the one an org token names; the free plan has no groups."""
    team = call.install.team or call.args.need("team_id")
    found = call.workspace.world.team_of(team)
    if found and found.plan == FREE:
        raise Refused("plan_upgrade_required")
    return team
