"""Which Web API methods the fake has, and what each asks for before its own work starts."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tools.fake_slack.state.installs import TokenKind
from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.web_api import (
    authorizations,
    block_check,
    chat_changing,
    chat_posting,
    conversations,
    direct_messages,
    files,
    functions,
    identity,
    making_channels,
    oauth,
    people,
    reactions,
    reading,
    user_groups,
    views,
)
from tools.fake_slack.web_api.call import Call

TIER_2, TIER_3, TIER_4, SPECIAL = 20, 50, 100, 200
"""Calls a minute; Slack publishes no number for its special tier, this one is ours."""
KINDS = ("channels", "groups", "im", "mpim")
READ, HISTORY, OPEN = (
    tuple(f"{kind}:read" for kind in KINDS),
    tuple(f"{kind}:history" for kind in KINDS),
    ("im:write", "mpim:write"),
)
APP_LEVEL = (TokenKind.APP,)
NO_TOKEN: tuple[TokenKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Method:
    """`scope` is what it needs; of `any_of` one is enough to come in, the channel decides which.

    `per_minute` is None for posting, which has a limit a channel instead (post_rate.py).
    `needs_team`: an org token must say for which workspace; `unknown_team` is for no workspace.
    """

    work: Callable[[Call], JsonObject]
    per_minute: int | None
    scope: str | None = None
    required: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    tokens: tuple[TokenKind, ...] = (TokenKind.BOT, TokenKind.WORKFLOW)
    needs_team: bool = False
    unknown_team: str = "team_access_not_granted"
    takes_json: bool = True
    """Else only a form is read, and the arguments of a JSON body are missing."""

    @property
    def accepts(self) -> tuple[str, ...]:
        """The scopes that open it."""
        return (self.scope,) if self.scope else self.any_of


METHODS = {
    "api.test": Method(identity.api_test, TIER_4, tokens=NO_TOKEN),
    "auth.test": Method(identity.auth_test, SPECIAL),
    "auth.revoke": Method(identity.auth_revoke, TIER_3),
    "auth.teams.list": Method(identity.auth_teams_list, TIER_2),
    "oauth.v2.access": Method(oauth.access, 100, tokens=NO_TOKEN),
    "apps.event.authorizations.list": Method(
        authorizations.listed, 100, "authorizations:read", ("event_context",), tokens=APP_LEVEL
    ),
    "blocks.validate": Method(block_check.validate, 20),
    "users.info": Method(people.users_info, TIER_4, "users:read", ("user",)),
    "users.lookupByEmail": Method(
        people.users_lookup_by_email, TIER_3, "users:read.email", ("email",)
    ),
    "users.list": Method(people.users_list, TIER_2, "users:read"),
    "users.conversations": Method(conversations.of_user, TIER_3, any_of=READ, needs_team=True),
    "usergroups.list": Method(
        user_groups.listed,
        TIER_2,
        "usergroups:read",
        needs_team=True,
        unknown_team="invalid_team",
    ),
    "usergroups.users.list": Method(
        user_groups.users_listed, TIER_2, "usergroups:read", ("usergroup",), needs_team=True
    ),
    "usergroups.users.update": Method(
        user_groups.users_updated,
        TIER_2,
        "usergroups:write",
        ("usergroup", "users"),
        needs_team=True,
    ),
    "chat.postMessage": Method(chat_posting.post_message, None, "chat:write", ("channel",)),
    "chat.postEphemeral": Method(
        chat_posting.post_ephemeral, TIER_4, "chat:write", ("channel", "user")
    ),
    "chat.update": Method(chat_changing.update, TIER_3, "chat:write", ("channel", "ts")),
    "chat.delete": Method(chat_changing.delete, TIER_3, "chat:write", ("channel", "ts")),
    "chat.getPermalink": Method(
        chat_changing.get_permalink, SPECIAL, None, ("channel", "message_ts")
    ),
    "conversations.info": Method(conversations.info, TIER_3, None, ("channel",), READ),
    "conversations.members": Method(conversations.members, TIER_4, None, ("channel",), READ),
    "conversations.list": Method(conversations.listed, TIER_2, any_of=READ, needs_team=True),
    "conversations.history": Method(reading.history, TIER_3, None, ("channel",), HISTORY),
    "conversations.replies": Method(reading.replies, TIER_3, None, ("channel", "ts"), HISTORY),
    "conversations.join": Method(conversations.join, TIER_3, "channels:join", ("channel",)),
    "conversations.create": Method(
        making_channels.create, TIER_2, any_of=making_channels.CREATE, needs_team=True
    ),
    "conversations.invite": Method(
        making_channels.invite, TIER_3, None, ("channel", "users"), making_channels.INVITE
    ),
    "conversations.open": Method(direct_messages.open_conversation, TIER_3, any_of=OPEN),
    "reactions.add": Method(reactions.add, TIER_3, "reactions:write", ("name",)),
    "reactions.remove": Method(reactions.remove, TIER_2, "reactions:write", ("name",)),
    "reactions.get": Method(reactions.get, TIER_3, "reactions:read"),
    "views.open": Method(views.open_view, TIER_4, None, ("view",)),
    "views.push": Method(views.push, TIER_4, None, ("view",)),
    "views.update": Method(views.update, TIER_4, None, ("view",)),
    "views.publish": Method(views.publish, TIER_4, None, ("user_id", "view")),
    "functions.completeSuccess": Method(
        functions.complete_success, TIER_3, None, ("function_execution_id", "outputs")
    ),
    "functions.completeError": Method(
        functions.complete_error, TIER_3, None, ("function_execution_id", "error")
    ),
    "files.getUploadURLExternal": Method(
        files.get_upload_url, TIER_4, "files:write", takes_json=False
    ),
    "files.completeUploadExternal": Method(
        files.complete_upload, TIER_4, "files:write", ("files",)
    ),
    "files.info": Method(files.info, TIER_4, "files:read", ("file",)),
}

_DEAD = re.compile(r"files\.upload|rtm\.(start|connect)|workflows\.\w*[sS]tep\w*")


def is_dead(name: str) -> bool:
    """Whether Slack has ended the method: uploads in one piece, RTM, steps from apps."""
    return _DEAD.fullmatch(name) is not None
