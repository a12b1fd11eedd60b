"""The reactions.* methods, by which the app shows a state on a message."""

from tools.fake_slack.blocks.emoji_names import is_emoji
from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.state import shapes
from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.web_api.arguments import Arguments, Refused
from tools.fake_slack.web_api.chat import permalink
from tools.fake_slack.web_api.places import reacted_message

KINDS, BY_ONE_PERSON, USERS_SHOWN = 50, 23, 3


def add(slack: FakeSlack, args: Arguments) -> JsonObject:
    channel, message = reacted_message(slack, args)
    name, bot = _name(args), slack.workspace.app.bot_user
    if channel.is_archived:
        raise Refused("is_archived")
    if name not in message.reactions and len(message.reactions) >= KINDS:
        raise Refused("too_many_emoji")
    if sum(bot in users for users in message.reactions.values()) >= BY_ONE_PERSON:
        raise Refused("too_many_reactions")
    if not slack.workspace.react(channel, message, bot, name):
        raise Refused("already_reacted")
    return {}


def remove(slack: FakeSlack, args: Arguments) -> JsonObject:
    channel, message = reacted_message(slack, args)
    if not slack.workspace.unreact(channel, message, slack.workspace.app.bot_user, _name(args)):
        raise Refused("no_reaction")
    return {}


def get(slack: FakeSlack, args: Arguments) -> JsonObject:
    channel, message = reacted_message(slack, args)
    shown = shapes.message_object(slack.workspace, message, with_metadata=False)
    if not args.flag("full"):
        for reaction in shown.get("reactions", ()):
            reaction["users"] = reaction["users"][:USERS_SHOWN]
    shown["permalink"] = permalink(slack, channel, message.ts)
    return {"type": "message", "channel": channel.id, "message": shown}


def _name(args: Arguments) -> str:
    name = args.need("name")
    if not is_emoji(name):
        raise Refused("invalid_name")
    return name
