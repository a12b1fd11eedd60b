"""Messages as Slack shows them, stored and ephemeral; events, Web API answers and the page ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.fake_slack.state.messages import Ephemeral, JsonObject, Message
from tools.fake_slack.state.shapes.files import files_in

if TYPE_CHECKING:
    from tools.fake_slack.seed.world import Person
    from tools.fake_slack.state.workspace import Workspace

SLACKBOT = "USLACKBOT"


def message_object(
    workspace: Workspace,
    message: Message,
    *,
    with_metadata: bool = True,
    whole_files: bool = False,
) -> JsonObject:
    """One message; without `with_metadata` only the metadata's event type is told.

    People see `whole_files`; of those in shared channels an app is told the ids alone.
    """
    shown: JsonObject = {"type": "message", "ts": message.ts, "text": message.text}
    if message.subtype:
        shown["subtype"] = message.subtype
    shown |= _author(workspace, message)
    if message.blocks:
        shown["blocks"] = message.blocks
    if message.attachments:
        shown["attachments"] = message.attachments
    shown |= files_in(workspace, message, whole=whole_files)
    if not message.is_mrkdwn:
        shown["mrkdwn"] = False
    if message.client_msg_id:
        shown["client_msg_id"] = message.client_msg_id
    if message.edited_ts:
        shown["edited"] = {"user": message.edited_by, "ts": message.edited_ts}
    if message.metadata:
        kept = {"event_type": message.metadata["event_type"]}
        shown["metadata"] = message.metadata if with_metadata else kept
    if message.reactions:
        shown["reactions"] = reactions(message)
    return shown | message.details | _thread_fields(workspace, message)


def ephemeral_object(workspace: Workspace, ephemeral: Ephemeral) -> JsonObject:
    install = workspace.installs.of_bot(ephemeral.bot or "") or workspace.installs.home
    shown: JsonObject = {
        "type": "message",
        "subtype": "bot_message",
        "ts": ephemeral.ts,
        "text": ephemeral.text,
        "bot_id": install.bot_id,
        "blocks": ephemeral.blocks,
        "channel": ephemeral.channel,
        "is_ephemeral": True,
    }
    if ephemeral.attachments:
        shown["attachments"] = ephemeral.attachments
    if ephemeral.thread_ts:
        shown["thread_ts"] = ephemeral.thread_ts
    return shown | _disguise(ephemeral)


def reactions(message: Message) -> list[JsonObject]:
    return [
        {"name": name, "users": list(users), "count": len(users)}
        for name, users in message.reactions.items()
    ]


def _author(workspace: Workspace, message: Message) -> JsonObject:
    """Who wrote it; an app under another name, and a webhook, have no user."""
    if message.is_tombstone:
        return {"user": SLACKBOT, "hidden": True}
    person = workspace.world.person(message.user or "")
    bot = {} if message.is_by_slack else _bot(workspace, message, person)
    if person and person.is_webhook:
        return {"subtype": "bot_message", "username": person.name, **bot}
    if message.user is None:
        return {**bot, **_disguise(message)}
    install = workspace.installs.of_bot(message.user)
    team = person.team if person else install.team if install else None
    shown: JsonObject = {"user": message.user, "team": team or workspace.world.team.id, **bot}
    if person and workspace.world.is_external(person):
        shown |= {"user_team": person.team, "source_team": person.team}
    return shown


def _bot(workspace: Workspace, message: Message, author: Person | None) -> JsonObject:
    """What the message of an app, ours or another one, has on top of a person's."""
    install = workspace.installs.of_bot(message.bot or "")
    if install:
        bot_id, app_id, name = install.bot_id, install.app_id, install.bot_name
        team = install.team
    elif author and author.is_bot:
        bot_id, app_id, name, team = author.bot_id, author.app_id, author.name, author.team
    else:
        return {}
    profile = {
        "id": bot_id,
        "deleted": False,
        "name": name,
        "updated": workspace.started,
        "app_id": app_id,
        "icons": {},
        "team_id": team or workspace.world.team.id,
    }
    return {"bot_id": bot_id, "app_id": app_id, "bot_profile": profile}


def _disguise(message: Message | Ephemeral) -> JsonObject:
    """The name and picture an app chose for one message."""
    named = {"username": message.username} if message.username else {}
    return {**named, **({"icons": message.icons} if message.icons else {})}


def _thread_fields(workspace: Workspace, message: Message) -> JsonObject:
    channel = workspace.channels[message.channel]
    if message.is_reply:
        root = channel.messages.get(message.thread_ts or "")
        parent = {"parent_user_id": root.user} if root and root.user else {}
        repeated = root and message.is_broadcast
        above = {"root": message_object(workspace, root)} if root and repeated else {}
        return {"thread_ts": message.thread_ts, **parent, **above}
    replies = channel.replies(message.ts)
    if not replies:
        return {"is_locked": True} if message.is_locked else {}
    users = list(dict.fromkeys(reply.user for reply in replies if reply.user))
    return {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users_count": len(users),
        "latest_reply": replies[-1].ts,
        "reply_users": users,
        "is_locked": message.is_locked,
        "subscribed": workspace.app.bot_user in users,
    }
