"""Which Web API methods the fake has, and what each asks for before its own work starts."""

from collections.abc import Callable
from dataclasses import dataclass

from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.web_api import chat, conversations, modals, people, reactions
from tools.fake_slack.web_api.call import Call

TIER_2, TIER_3, TIER_4, SPECIAL = 20, 50, 100, 200
"""Calls a minute; Slack publishes no number for its special tier, this one is ours."""


@dataclass(frozen=True, slots=True)
class Method:
    """`scope` is None where none is needed or where it depends on the kind of channel.

    `per_minute` is None for posting, which has a limit a channel instead (post_rate.py).
    """

    work: Callable[[Call], JsonObject]
    per_minute: int | None
    scope: str | None = None
    required: tuple[str, ...] = ()


METHODS = {
    "auth.test": Method(people.auth_test, SPECIAL),
    "users.info": Method(people.users_info, TIER_4, "users:read", ("user",)),
    "users.list": Method(people.users_list, TIER_2, "users:read"),
    "users.conversations": Method(conversations.of_user, TIER_3),
    "chat.postMessage": Method(chat.post_message, None, "chat:write", ("channel",)),
    "chat.postEphemeral": Method(chat.post_ephemeral, TIER_4, "chat:write", ("channel", "user")),
    "chat.update": Method(chat.update, TIER_3, "chat:write", ("channel", "ts")),
    "chat.delete": Method(chat.delete, TIER_3, "chat:write", ("channel", "ts")),
    "chat.getPermalink": Method(chat.get_permalink, SPECIAL, None, ("channel", "message_ts")),
    "conversations.info": Method(conversations.info, TIER_3, None, ("channel",)),
    "conversations.members": Method(conversations.members, TIER_4, None, ("channel",)),
    "conversations.list": Method(conversations.listed, TIER_2),
    "conversations.history": Method(conversations.history, TIER_3, None, ("channel",)),
    "conversations.replies": Method(conversations.replies, TIER_3, None, ("channel", "ts")),
    "conversations.open": Method(conversations.open_dm, TIER_3, "im:write"),
    "reactions.add": Method(reactions.add, TIER_3, "reactions:write", ("name",)),
    "reactions.remove": Method(reactions.remove, TIER_2, "reactions:write", ("name",)),
    "reactions.get": Method(reactions.get, TIER_3, "reactions:read"),
    "views.open": Method(modals.open_view, TIER_4, None, ("view", "trigger_id")),
    "views.push": Method(modals.push, TIER_4, None, ("view", "trigger_id")),
    "views.update": Method(modals.update, TIER_4, None, ("view",)),
    "views.publish": Method(modals.publish, TIER_4, None, ("user_id", "view")),
}

DEAD = ("files.upload", "rtm.start", "rtm.connect", "workflows.stepCompleted")
