"""Messages, channels and people as Slack shows them in events and in Web API answers."""

from tools.fake_slack.state.shapes.channels import channel_object
from tools.fake_slack.state.shapes.messages import ephemeral_object, message_object, reactions
from tools.fake_slack.state.shapes.people import bot_user_object, user_object

__all__ = [
    "bot_user_object",
    "channel_object",
    "ephemeral_object",
    "message_object",
    "reactions",
    "user_object",
]
