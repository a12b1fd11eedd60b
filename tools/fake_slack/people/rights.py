"""Which gestures on a channel Slack offers a person; the page's menus ask (browser/frame.py).

The gestures themselves refuse by the same rules, with words.
"""

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.people.channel_life import is_admin, manages
from tools.fake_slack.people.connect import may_unshare
from tools.fake_slack.seed.world import Person
from tools.fake_slack.state.messages import Channel, ChannelKind


def rights(slack: FakeSlack, person: Person, channel: Channel) -> list[str]:
    if channel.kind.is_direct:
        return []
    roams = slack.workspace.roams(person)
    inside, open_ = person.id in channel.members, not channel.is_archived
    manager = manages(slack, person, channel)
    may = {
        "invite": inside and open_ and not person.is_guest,
        "kick": inside and roams,
        "set_topic": inside and open_,
        "rename": manager and open_,
        "make_private": manager
        and open_
        and channel.kind_for(person.team) is not ChannelKind.PRIVATE,
        "share": inside and open_ and roams,
        "unshare": any(may_unshare(person, channel, team) for team in channel.shared_with),
        "archive": open_ and roams,
        "unarchive": roams and channel.is_archived,
        "delete_channel": is_admin(slack, person) and not channel.is_shared,
        "leave": inside and not person.is_guest,
    }
    return [what for what, allowed in may.items() if allowed]
