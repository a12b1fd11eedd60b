"""What a client of Slack's Web API does and sees; the methods both stand-ins have.

Each step says what Slack's documentation promises, so that two wrong answers do not agree.
"""

from __future__ import annotations

from collections.abc import Callable

from tools.second_opinion.asking import Client, Place

NOBODY, NOWHERE, NEVER = "U0NOBODY00", "C0NOWHERE0", "1000000000.000100"
TEXT = {"type": "mrkdwn", "text": "*IT-1* is new"}
BLOCKS = [{"type": "section", "block_id": "card", "text": TEXT}]
MODAL = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "New request"},
    "blocks": BLOCKS,
}


def who_the_app_is(client: Client, place: Place) -> None:
    client.ask("who am I", "auth.test")
    client.ask("a person", "users.info", user=place.person)
    client.ask("nobody", "users.info", "user_not_found", user=NOBODY)
    client.ask("a person by e-mail", "users.lookupByEmail", email=place.email)
    client.ask("nobody by e-mail", "users.lookupByEmail", "users_not_found", email="no@example.org")
    client.ask("everybody", "users.list")


def posting(client: Client, place: Place) -> None:
    channel = place.channel
    posted = client.ask("post text", "chat.postMessage", channel=channel, text="Hello")
    ts = posted.get("ts", NEVER)
    client.ask("post blocks", "chat.postMessage", channel=channel, text="Card", blocks=BLOCKS)
    client.ask("post nothing", "chat.postMessage", "no_text", channel=channel)
    client.ask("post nowhere", "chat.postMessage", "channel_not_found", channel=NOWHERE, text="x")
    client.ask(
        "post where the app is not", "chat.postMessage", "not_in_channel",
        channel=place.outside, text="x",
    )  # fmt: skip
    client.ask("reply", "chat.postMessage", channel=channel, thread_ts=ts, text="A reply")
    client.ask("edit", "chat.update", channel=channel, ts=ts, text="Hello again")
    client.ask(
        "edit what is not there", "chat.update", "message_not_found",
        channel=channel, ts=NEVER, text="x",
    )  # fmt: skip
    client.ask("link", "chat.getPermalink", channel=channel, message_ts=ts)
    client.ask(
        "link to nothing", "chat.getPermalink", "message_not_found",
        channel=channel, message_ts=NEVER,
    )  # fmt: skip
    client.ask("whisper", "chat.postEphemeral", channel=channel, user=place.person, text="psst")
    client.ask(
        "whisper to nobody", "chat.postEphemeral", "user_not_in_channel",
        channel=channel, user=NOBODY, text="psst",
    )  # fmt: skip
    client.ask("thread", "conversations.replies", channel=channel, ts=ts)
    client.ask("history", "conversations.history", channel=channel, limit=50)
    client.ask("take back", "chat.delete", channel=channel, ts=posted_again(client, place))
    client.ask("take back nothing", "chat.delete", "message_not_found", channel=channel, ts=NEVER)


def posted_again(client: Client, place: Place) -> str:
    posted = client.ask("post once more", "chat.postMessage", channel=place.channel, text="Oops")
    return str(posted.get("ts", NEVER))


def reacting(client: Client, place: Place) -> None:
    channel = place.channel
    ts = posted_again(client, place)
    item = {"channel": channel, "timestamp": ts}
    client.ask("react", "reactions.add", name="eyes", **item)
    client.ask("react twice", "reactions.add", "already_reacted", name="eyes", **item)
    client.ask("react with no emoji", "reactions.add", "invalid_name", name="no such emoji", **item)
    client.ask(
        "react to nothing", "reactions.add", "message_not_found",
        name="eyes", channel=channel, timestamp=NEVER,
    )  # fmt: skip
    client.ask("reactions", "reactions.get", full=True, **item)
    client.ask("take a reaction back", "reactions.remove", name="eyes", **item)
    client.ask("take it back twice", "reactions.remove", "no_reaction", name="eyes", **item)


def places(client: Client, place: Place) -> None:
    channel = place.channel
    client.ask("a channel", "conversations.info", channel=channel)
    client.ask("no channel", "conversations.info", "channel_not_found", channel=NOWHERE)
    client.ask("channels", "conversations.list", limit=50)
    client.ask("members", "conversations.members", channel=channel)
    client.ask("members of nothing", "conversations.members", "channel_not_found", channel=NOWHERE)
    client.ask("history of nothing", "conversations.history", "channel_not_found", channel=NOWHERE)
    client.ask(
        "history where the app is not", "conversations.history", "not_in_channel",
        channel=place.outside,
    )  # fmt: skip
    client.ask(
        "a thread that is not there", "conversations.replies", "thread_not_found",
        channel=channel, ts=NEVER,
    )  # fmt: skip
    client.ask("a direct message", "conversations.open", users=place.person)
    client.ask("open it again", "conversations.open", users=place.person)
    client.ask(
        "a direct message with two", "conversations.open", users=f"{place.person},{place.other}"
    )
    client.ask("with nobody", "conversations.open", "users_list_not_supplied")
    client.ask("with a stranger", "conversations.open", "user_not_found", users=NOBODY)
    client.ask("come in", "conversations.join", channel=place.outside)
    client.ask("come in again", "conversations.join", channel=place.outside)
    client.ask("come into nothing", "conversations.join", "channel_not_found", channel=NOWHERE)


def views(client: Client, place: Place) -> None:
    client.ask("no trigger", "views.open", "invalid_trigger_id", trigger_id="1.2.x", view=MODAL)
    client.ask(
        "push, no trigger", "views.push", "invalid_trigger_id", trigger_id="1.2.x", view=MODAL
    )
    client.ask("update no view", "views.update", "not_found", view_id="V0NOTHING0", view=MODAL)
    home = {"type": "home", "blocks": BLOCKS}
    client.ask("home", "views.publish", user_id=place.person, view=home)
    client.ask(
        "a home that changed meanwhile", "views.publish", "hash_conflict",
        user_id=place.person, view=home, hash="0.wrong",
    )  # fmt: skip


def files(client: Client, place: Place) -> None:
    client.ask("no file", "files.info", "file_not_found", file="F0NOTHING0")
    client.ask(
        "complete nothing",
        "files.completeUploadExternal",
        "file_not_found",
        files=[{"id": "F0NOTHING0"}],
    )


def refused_at_the_gate(client: Client, _place: Place) -> None:
    client.ask("no such method", "chat.sing", "unknown_method")
    mine, client.web.token = client.web.token, "xoxb-of-nobody"  # pragma: allowlist secret
    client.ask("a token of nobody", "auth.test", "invalid_auth")
    client.web.token = mine


Scenario = Callable[[Client, Place], None]
SCENARIOS: tuple[Scenario, ...] = (
    who_the_app_is,
    posting,
    reacting,
    places,
    views,
    files,
    refused_at_the_gate,
)
