"""Events about who comes and goes in channels, the app itself among them."""

from collections.abc import Iterator

from tools.fake_slack.sending.notices import Notice, family_of, is_inside, told
from tools.fake_slack.state import happenings as happened
from tools.fake_slack.state import sides
from tools.fake_slack.state.installs import Install
from tools.fake_slack.state.messages import Channel, ChannelKind, JsonObject
from tools.fake_slack.state.workspace import Workspace


def notices(
    workspace: Workspace, install: Install, happening: happened.Happening
) -> Iterator[Notice]:
    """Who is inside hears of others; an app that was removed hears of that and no more."""
    match happening:
        case happened.MemberJoined(channel, user, ts, inviter) if is_inside(install, channel):
            came = _comer(workspace, install, channel, user)
            invited = {"inviter": inviter} if inviter else {}
            yield told(install, channel, "member_joined_channel", came | invited, ts, user)
        case happened.MemberLeft(channel, user, ts) if is_inside(install, channel):
            gone = _comer(workspace, install, channel, user)
            yield told(install, channel, "member_left_channel", gone, ts, user)
        case happened.MemberLeft(channel, user, ts, actor) if user == install.bot_user:
            removed = {"channel": channel.id, "actor_id": actor}
            kind = f"{family_of(install, channel)}_left"
            yield told(install, channel, kind, removed, ts, actor)
        case _:
            return


def _comer(workspace: Workspace, install: Install, channel: Channel, user: str) -> JsonObject:
    """Who came or went where; `team`, and on Grid `enterprise`, are theirs."""
    person = workspace.world.person(user)
    bot = workspace.installs.of_bot(user)
    team = person.team if person else sides.side_of(bot or install, channel)
    org = workspace.world.enterprise_of(team)
    public = sides.kind_for(install, channel) is ChannelKind.PUBLIC
    return {
        "user": user,
        "channel": channel.id,
        "channel_type": "C" if public else "G",
        "team": team,
        **({"enterprise": org} if org else {}),
    }
