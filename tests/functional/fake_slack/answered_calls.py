"""One good call of every Web API method, by slack_sdk's own function for it."""

from collections.abc import Callable

from slack_sdk.web import SlackResponse

from tests.functional.fake_slack.caller import (
    ANA,
    FORM,
    HOME,
    OUTSIDE,
    PUBLIC,
    Caller,
    client_id,
    client_secret,
    event_context,
    inside,
    oauth_code,
    opened,
    posted,
    reacted,
    replied,
    running_step,
    said,
    shown_file,
    trigger,
    uploaded,
)
from tests.functional.fake_slack.org_harness import client_of

OUTBOX = {"event_type": "desk_outbox", "event_payload": {"row": "1"}}
Good = Callable[[Caller], SlackResponse]


def _thread(desk: Caller) -> str:
    """The ts of a message with a reply."""
    ts = said(desk)
    posted(desk, thread_ts=ts)
    return ts


def _history(desk: Caller) -> SlackResponse:
    replied(desk)
    return desk.web.conversations_history(channel=PUBLIC, limit=20, include_all_metadata=True)


def _made(desk: Caller) -> str:
    made = desk.web.conversations_create(name="inc-58-vpn", is_private=True)
    return str(made["channel"]["id"])


def _token(desk: Caller) -> SlackResponse:
    secret = client_secret(desk)
    return client_of(desk.fake, None).oauth_v2_access(
        client_id=client_id(desk), client_secret=secret, code=oauth_code(desk)
    )


BY_A_CODE = "oauth.v2.access"
"""Needs an app that can be installed in a browser."""
GOOD: dict[str, Good] = {
    "api.test": lambda desk: desk.web.api_test(word="hello"),
    "auth.test": lambda desk: desk.web.auth_test(),
    "auth.revoke": lambda desk: desk.web.auth_revoke(),
    "auth.teams.list": lambda desk: desk.web.auth_teams_list(include_icon=True),
    BY_A_CODE: _token,
    "apps.event.authorizations.list": lambda desk: desk.app.apps_event_authorizations_list(
        event_context=event_context(desk)
    ),
    "blocks.validate": lambda desk: desk.web.blocks_validate(view=FORM),
    "chat.postMessage": lambda desk: desk.web.chat_postMessage(
        channel=PUBLIC, text="card", metadata=OUTBOX, attachments=[{"text": "box"}]
    ),
    "chat.postEphemeral": lambda desk: desk.web.chat_postEphemeral(
        channel=PUBLIC, user=ANA, text="psst"
    ),
    "chat.update": lambda desk: desk.web.chat_update(channel=PUBLIC, ts=posted(desk), text="new"),
    "chat.delete": lambda desk: desk.web.chat_delete(channel=PUBLIC, ts=posted(desk)),
    "chat.getPermalink": lambda desk: desk.web.chat_getPermalink(
        channel=PUBLIC, message_ts=said(desk)
    ),
    "conversations.info": lambda desk: desk.web.conversations_info(
        channel=PUBLIC, include_locale=True, include_num_members=True
    ),
    "conversations.history": _history,
    "conversations.replies": lambda desk: desk.web.conversations_replies(
        channel=PUBLIC, ts=_thread(desk)
    ),
    "conversations.list": lambda desk: desk.web.conversations_list(exclude_archived=True),
    "conversations.members": lambda desk: desk.web.conversations_members(channel=PUBLIC),
    "conversations.join": lambda desk: desk.web.conversations_join(channel=OUTSIDE),
    "conversations.create": lambda desk: desk.web.conversations_create(
        name="inc-57-vpn", is_private=True
    ),
    "conversations.invite": lambda desk: desk.web.conversations_invite(
        channel=_made(desk), users=[ANA], force=True
    ),
    "conversations.open": lambda desk: desk.web.conversations_open(users=ANA),
    "users.info": lambda desk: desk.web.users_info(user=ANA, include_locale=True),
    "users.lookupByEmail": lambda desk: desk.web.users_lookupByEmail(
        email="ana@deskbell-sample.example"
    ),
    "users.list": lambda desk: desk.web.users_list(limit=50),
    "users.conversations": lambda desk: desk.web.users_conversations(user=ANA),
    "usergroups.list": lambda desk: desk.web.usergroups_list(
        include_count=True, include_users=True, include_disabled=True
    ),
    "usergroups.users.list": lambda desk: desk.web.usergroups_users_list(usergroup="S0AGENTS01"),
    "usergroups.users.update": lambda desk: desk.web.usergroups_users_update(
        usergroup="S0AGENTS01", users=["U0BEN00001"]
    ),
    "reactions.add": lambda desk: desk.web.reactions_add(
        channel=PUBLIC, timestamp=said(desk), name="wave"
    ),
    "reactions.remove": lambda desk: desk.web.reactions_remove(
        channel=PUBLIC, timestamp=reacted(desk), name="eyes"
    ),
    "reactions.get": lambda desk: desk.web.reactions_get(
        channel=PUBLIC, timestamp=reacted(desk), full=True
    ),
    "views.open": lambda desk: desk.web.views_open(trigger_id=trigger(desk), view=FORM),
    "views.push": lambda desk: desk.web.views_push(trigger_id=inside(desk), view=FORM),
    "views.update": lambda desk: desk.web.views_update(view_id=opened(desk), view=FORM),
    "views.publish": lambda desk: desk.web.views_publish(user_id=ANA, view=HOME),
    "functions.completeSuccess": lambda desk: desk.web.functions_completeSuccess(
        function_execution_id=running_step(desk), outputs={"ticket": "T-1"}
    ),
    "functions.completeError": lambda desk: desk.web.functions_completeError(
        function_execution_id=running_step(desk), error="No mice left"
    ),
    "files.getUploadURLExternal": lambda desk: desk.web.files_getUploadURLExternal(
        filename="log.txt", length=4
    ),
    "files.completeUploadExternal": lambda desk: desk.web.files_completeUploadExternal(
        files=uploaded(desk), channel_id=PUBLIC
    ),
    "files.info": lambda desk: desk.web.files_info(file=shown_file(desk)),
}
