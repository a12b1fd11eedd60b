"""Which Web API methods the fake has, and what each asks for before its own work starts."""

from collections.abc import Callable
from dataclasses import dataclass

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.messages import JsonObject
from tools.fake_slack.web_api import chat, conversations, modals, people, reactions
from tools.fake_slack.web_api.arguments import Arguments


@dataclass(frozen=True, slots=True)
class Method:
    """`scope` is None where none is needed or where it depends on the kind of channel."""

    work: Callable[[FakeSlack, Arguments], JsonObject]
    scope: str | None = None
    required: tuple[str, ...] = ()


METHODS = {
    "auth.test": Method(people.auth_test),
    "users.info": Method(people.users_info, "users:read", ("user",)),
    "chat.postMessage": Method(chat.post_message, "chat:write", ("channel",)),
    "chat.postEphemeral": Method(chat.post_ephemeral, "chat:write", ("channel", "user")),
    "chat.update": Method(chat.update, "chat:write", ("channel", "ts")),
    "chat.delete": Method(chat.delete, "chat:write", ("channel", "ts")),
    "chat.getPermalink": Method(chat.get_permalink, None, ("channel", "message_ts")),
    "conversations.info": Method(conversations.info, None, ("channel",)),
    "conversations.members": Method(conversations.members, None, ("channel",)),
    "conversations.list": Method(conversations.listed),
    "conversations.history": Method(conversations.history, None, ("channel",)),
    "conversations.replies": Method(conversations.replies, None, ("channel", "ts")),
    "conversations.open": Method(conversations.open_dm, "im:write"),
    "reactions.add": Method(reactions.add, "reactions:write", ("name",)),
    "reactions.remove": Method(reactions.remove, "reactions:write", ("name",)),
    "reactions.get": Method(reactions.get, "reactions:read"),
    "views.open": Method(modals.open_view, None, ("view", "trigger_id")),
    "views.push": Method(modals.push, None, ("view", "trigger_id")),
    "views.update": Method(modals.update, None, ("view",)),
    "views.publish": Method(modals.publish, None, ("user_id", "view")),
}

DEAD = ("files.upload", "rtm.start", "rtm.connect", "workflows.stepCompleted")
