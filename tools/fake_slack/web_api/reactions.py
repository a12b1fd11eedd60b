"""The reactions.* methods, by which the app shows a state on a message."""

from tools.fake_slack.blocks.emoji_names import is_emoji
from tools.fake_slack.state import shapes
from tools.fake_slack.state.messages import Channel, JsonObject, Message
from tools.fake_slack.web_api.arguments import Arguments, Refused
from tools.fake_slack.web_api.call import Call
from tools.fake_slack.web_api.chat_changing import permalink
from tools.fake_slack.web_api.places import need_writable, reacted_message

KINDS, BY_ONE_PERSON, USERS_SHOWN = 50, 23, 3


def add(call: Call) -> JsonObject:
    channel, message = reacted_message(call)
    name, bot = _name(call.args), call.install.bot_user
    need_writable(channel)
    _need_open(channel, message)
    if bot in message.reactions.get(name, ()):
        raise Refused("already_reacted")
    if name not in message.reactions and len(message.reactions) >= KINDS:
        raise Refused("too_many_emoji")
    if sum(bot in users for users in message.reactions.values()) >= BY_ONE_PERSON:
        raise Refused("too_many_reactions")
    call.workspace.react(channel, message, bot, name)
    return {}


def remove(call: Call) -> JsonObject:
    channel, message = reacted_message(call)
    name = _name(call.args)
    _need_open(channel, message)
    if not call.workspace.unreact(channel, message, call.install.bot_user, name):
        raise Refused("no_reaction")
    return {}


def get(call: Call) -> JsonObject:
    channel, message = reacted_message(call)
    shown = shapes.message_object(call.workspace, message, with_metadata=False)
    if not call.args.flag("full"):
        for reaction in shown.get("reactions", ()):
            reaction["users"] = reaction["users"][:USERS_SHOWN]
    shown["permalink"] = permalink(call, channel, message.ts)
    return {"type": "message", "channel": channel.id, "message": shown}


def _name(args: Arguments) -> str:
    """Without colons; a skin tone may follow it."""
    name = args.need("name")
    if not is_emoji(name):
        raise Refused("invalid_name")
    return name


def _need_open(channel: Channel, message: Message) -> None:
    if channel.is_locked(message):
        raise Refused("thread_locked")
