"""conversations.open: the app's conversation with one person, or with several at once."""

from tools.fake_slack.seed.world import Person
from tools.fake_slack.state import direct, shapes, sides
from tools.fake_slack.state.messages import Channel, ChannelKind, JsonObject
from tools.fake_slack.web_api.arguments import Refused
from tools.fake_slack.web_api.call import Call
from tools.fake_slack.web_api.places import (
    is_bot,
    is_stranger,
    need_scope,
    person_by_id,
    seen_channel,
)

MOST_PEOPLE = 8


def open_conversation(call: Call) -> JsonObject:
    """By `channel` one that is there; by `users` one that may have to be made."""
    if "channel" in call.args:
        channel = seen_channel(call)
        if not channel.kind.is_direct:
            raise Refused("method_not_supported_for_channel_type")
        _need_scope(call, alone=channel.kind is ChannelKind.IM)
        return _opened(call, channel, already=True)
    named = [user for user in (call.args.text("users") or "").replace(" ", "").split(",") if user]
    people = _people(call, named)
    known = _known(call, people)
    if known is None and call.args.flag("prevent_creation"):
        raise Refused("channel_not_found")
    return _opened(call, known or _made(call, people), already=known is not None)


def _people(call: Call, named: list[str]) -> list[Person]:
    """Whom the app wants to talk to; it is always there itself, and nobody is there twice."""
    if not named:
        raise Refused("users_list_not_supplied")
    if len(named) > MOST_PEOPLE:
        raise Refused("too_many_users")
    _need_scope(call, alone=len(named) == 1)
    group = len(named) > 1
    others = [
        user for user in dict.fromkeys(named) if not (group and user == call.install.bot_user)
    ]
    people = [_addressee(call, user) for user in others]
    if group and len(people) < 2:
        raise Refused("not_enough_users")
    if any(person.is_guest for person in people) and any(
        not sides.is_colleague(call.workspace, call.install, person) for person in people
    ):
        raise Refused("invalid_user_combination")
    return people


def _addressee(call: Call, user: str) -> Person:
    if is_bot(call, user):
        raise Refused("cannot_dm_bot")
    person = person_by_id(call, user)
    if person is None:
        raise Refused("user_not_found")
    if is_stranger(call, person):
        raise Refused("user_not_visible")
    if person.deleted:
        raise Refused("user_disabled")
    return person


def _need_scope(call: Call, *, alone: bool) -> None:
    need_scope(call, "im:write" if alone else "mpim:write")


def _known(call: Call, people: list[Person]) -> Channel | None:
    bot = call.install.bot_user
    if len(people) == 1:
        return direct.known_dm(call.workspace, bot, people[0].id)
    return direct.known_group_dm(call.workspace, _members(bot, people))


def _made(call: Call, people: list[Person]) -> Channel:
    bot = call.install.bot_user
    if len(people) == 1:
        return direct.dm(call.workspace, bot, people[0].id)
    return direct.group_dm(call.workspace, _members(bot, people))


def _members(bot: str, people: list[Person]) -> list[str]:
    return [bot, *(person.id for person in people)]


def _opened(call: Call, channel: Channel, *, already: bool) -> JsonObject:
    whole = shapes.channel_object(call.workspace, channel, call.install)
    known = {"no_op": True, "already_open": True} if already else {}
    return {"channel": whole if call.args.flag("return_im") else {"id": channel.id}, **known}
