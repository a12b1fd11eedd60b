"""How each chat and reactions method comes to each of its errors, for test_every_method.py."""

from collections.abc import Mapping

from tests.functional.fake_slack.caller import (
    ANA,
    BEN,
    NOWHERE,
    OUTSIDE,
    PUBLIC,
    SECRET,
    Asked,
    Caller,
    Refusals,
    deleted_file,
    locked,
    opened_dm,
    posted,
    reacted,
    replied,
    said,
)
from tools.fake_slack.blocks.emoji_names import emoji_by_name

EMOJI = list(dict.fromkeys(emoji_by_name()))
RICH = {
    "type": "rich_text",
    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "rich"}]}],
}
LONG = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2_900}}


def _rich(desk: Caller) -> str:
    return posted(desk, blocks=[RICH])


def _with_many_emoji(desk: Caller) -> str:
    ts = said(desk)
    for number, name in enumerate(EMOJI[:50]):
        person = ("ana", "ben", "adam")[number // 20]
        desk.fake.act(person, "react", channel="public-with-app", ts=ts, name=name)
    return ts


def _with_many_of_the_app(desk: Caller) -> str:
    ts = said(desk)
    for name in EMOJI[:23]:
        desk.web.reactions_add(channel=PUBLIC, timestamp=ts, name=name)
    return ts


def _reacted_and_locked(desk: Caller) -> str:
    ts = reacted(desk)
    desk.fake.act("adam", "lock_thread", channel="public-with-app", ts=ts)
    return ts


def _in_archived(desk: Caller) -> str:
    ts = desk.fake.say("adam", "no-threads", "before")
    desk.fake.act("adam", "archive", channel="no-threads")
    return ts


def _in(channel: str, name: str) -> Asked:
    def ts(desk: Caller) -> str:
        return desk.fake.say("adam", name, "before")

    return {"channel": channel, "thread_ts": ts}


def _the_last_of_the_minute(desk: Caller) -> str:
    for _ in range(3):
        posted(desk, channel="C0ITHAPPEN")
    return "one too many"


PLACE: Mapping[str, Asked] = {
    "channel_not_found": {"channel": SECRET},
    "not_in_channel": {"channel": OUTSIDE},
}
WORDS: Mapping[str, Asked] = {
    "no_text": {"text": None},
    "invalid_blocks": {"blocks": [{"type": "header"}]},
    "invalid_blocks_format": {"blocks": '"[]"'},
    "markdown_text_conflict": {"markdown_text": "y"},
    "too_many_attachments": {"attachments": [{"text": "x"}] * 101},
}
METADATA: Mapping[str, Asked] = {
    "invalid_metadata_format": {"metadata": "{"},
    "invalid_metadata_schema": {"metadata": {"event_type": "e"}},
    "metadata_too_large": {"metadata": {"event_type": "e", "event_payload": {"x": "y" * 9_000}}},
}
REACTION: Mapping[str, Asked] = {
    **PLACE,
    "message_not_found": {"timestamp": "1790000000.000100"},
    "bad_timestamp": {"timestamp": "yesterday"},
    "no_item_specified": {"timestamp": None},
}
NAME: Mapping[str, Asked] = {"invalid_name": {"name": ":eyes:"}}

IN_FULL: Refusals = {
    "chat.postMessage": (
        {"channel": PUBLIC, "text": "x"},
        {
            **PLACE,
            **WORDS,
            **METADATA,
            "is_archived": {"channel": "C0ARCHIVE1"},
            "msg_blocks_too_long": {"blocks": [LONG] * 5},
            "cannot_reply_to_message": {"thread_ts": "1.000001"},
            "cannot_dm_bot": {"channel": "U0ALERTS01"},
            "restricted_action_read_only_channel": {"channel": "C0READONLY"},
            "restricted_action_thread_only_channel": {"channel": "C0THREADS1"},
            "restricted_action_non_threadable_channel": _in("C0NOTHREAD", "no-threads"),
            "restricted_action_thread_locked": {"thread_ts": locked},
        },
    ),
    "chat.postEphemeral": (
        {"channel": PUBLIC, "user": ANA, "text": "x"},
        {
            **PLACE,
            **WORDS,
            "is_archived": {"channel": "C0ARCHIVE1"},
            "user_not_in_channel": {"channel": "C0READONLY", "user": BEN},
            "msg_too_long": {"text": "x" * 40_001},
            "invalid_attachments": {"attachments": "{"},
            "cannot_reply_to_message": {"thread_ts": "1.000001"},
        },
    ),
    "chat.update": (
        {"channel": PUBLIC, "ts": posted, "text": "x"},
        {
            **WORDS,
            **METADATA,
            "channel_not_found": {"channel": NOWHERE},
            "message_not_found": {"ts": "1.000001"},
            "cant_update_message": {"ts": said},
            "is_inactive": {"ts": locked},
            "msg_too_long": {"text": "x" * 4_001},
            "invalid_attachments": {"attachments": "{"},
            "block_mismatch": {"ts": _rich, "blocks": [{"type": "divider"}]},
            "cant_broadcast_message": {"reply_broadcast": True},
            "no_dual_broadcast_content_update": {"ts": replied, "reply_broadcast": True},
            "file_not_found": {"file_ids": ["F0NOTTHERE"]},
            "file_deleted": {"file_ids": deleted_file},
        },
    ),
    "chat.delete": (
        {"channel": PUBLIC, "ts": posted},
        {
            "channel_not_found": {"channel": NOWHERE},
            "message_not_found": {"ts": "1.000001"},
            "cant_delete_message": {"ts": said},
        },
    ),
    "chat.getPermalink": (
        {"channel": PUBLIC, "message_ts": said},
        {
            "channel_not_found": {"channel": SECRET},
            "message_not_found": {"message_ts": "1.000001"},
        },
    ),
    "reactions.add": (
        {"channel": PUBLIC, "timestamp": said, "name": "eyes"},
        {
            **REACTION,
            **NAME,
            "already_reacted": {"timestamp": reacted},
            "is_archived": {"channel": "C0NOTHREAD", "timestamp": _in_archived},
            "thread_locked": {"timestamp": locked},
            "too_many_emoji": {"timestamp": _with_many_emoji, "name": EMOJI[50]},
            "too_many_reactions": {"timestamp": _with_many_of_the_app, "name": EMOJI[23]},
        },
    ),
    "reactions.remove": (
        {"channel": PUBLIC, "timestamp": reacted, "name": "eyes"},
        {
            **REACTION,
            **NAME,
            "no_reaction": {"name": "wave"},
            "thread_locked": {"timestamp": _reacted_and_locked},
        },
    ),
    "reactions.get": ({"channel": PUBLIC, "timestamp": said}, REACTION),
}
IN_FREE: Refusals = {
    "chat.postMessage": (
        {"channel": "C0ITTRIAGE", "text": "x"},
        {
            "messages_tab_disabled": {"channel": ANA},
            "rate_limited": {"text": _the_last_of_the_minute},
        },
    ),
    "chat.postEphemeral": (
        {"channel": "C0ITHAPPEN", "user": ANA, "text": "x"},
        {"messages_tab_disabled": {"channel": opened_dm}},
    ),
}
IN_ORG: Refusals = {
    "chat.postMessage": (
        {"channel": "C0ORGDESK1", "text": "x"},
        {"team_not_found": {"channel": "#desk"}},
    ),
}
