"""What becomes of what the app said: changes, deletions, links to it."""

from typing import Any

import pytest
from slack_sdk import WebClient

from tests.functional.fake_slack.refusals import code
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT, TRIAGE, ONCALL, ANA = "C0ITHAPPEN", "C0ITTRIAGE", "C0ITONCALL", "U0ANA00001"
OUTBOX = {"event_type": "desk_outbox", "event_payload": {"id": "row-1"}}
OTHER = {"event_type": "desk_outbox", "event_payload": {"id": "row-2"}}
CARD = {"type": "section", "text": {"type": "mrkdwn", "text": "card"}}
RICH = {
    "type": "rich_text",
    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "rich"}]}],
}


def posted(web: WebClient, **said: Any) -> str:
    return str(web.chat_postMessage(channel=IT, **{"text": "card", **said})["ts"])


def stored(web: WebClient) -> dict[str, Any]:
    history = web.conversations_history(channel=IT, include_all_metadata=True)
    message: dict[str, Any] = history["messages"][0]
    return message


def refused(web: WebClient, ts: str, **arguments: Any) -> str:
    wanted = {"channel": IT, "ts": ts, **arguments}
    return code(lambda: web.api_call("chat.update", json=wanted))


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({}, "no_text"),
        ({"text": "x" * 4_001}, "msg_too_long"),
        ({"blocks": '"[]"'}, "invalid_blocks_format"),
        ({"blocks": [{"type": "header"}]}, "invalid_blocks"),
        ({"text": "x", "attachments": "{"}, "invalid_attachments"),
        ({"attachments": [{"text": "x"}] * 101}, "too_many_attachments"),
        ({"text": "x", "markdown_text": "y"}, "markdown_text_conflict"),
        ({"text": "x", "metadata": "{"}, "invalid_metadata_format"),
        ({"metadata": {"event_type": "e"}}, "invalid_metadata_schema"),
        (
            {"metadata": {"event_type": "e", "event_payload": {"x": "y" * 9_000}}},
            "metadata_too_large",
        ),
        ({"reply_broadcast": True}, "cant_broadcast_message"),
    ],
)
def test_a_change_slack_does_not_take_is_refused(
    web: WebClient, said: dict[str, Any], error: str
) -> None:
    assert refused(web, posted(web), **said) == error


def test_only_own_messages_that_are_there_can_be_changed(
    web: WebClient, fake: FakeSlackClient
) -> None:
    ts = fake.say("ana", "it-happens", "mine")
    assert refused(web, ts, text="x") == "cant_update_message"
    assert refused(web, "1.000001", text="x") == "message_not_found"
    assert refused(web, ts, channel="C0NOWHERE1", text="x") == "channel_not_found"
    assert code(lambda: web.chat_delete(channel=IT, ts=ts)) == "cant_delete_message"
    assert code(lambda: web.chat_delete(channel=IT, ts="1.000001")) == "message_not_found"
    assert code(lambda: web.chat_delete(channel="C0NOWHERE1", ts=ts)) == "channel_not_found"


def test_text_without_blocks_takes_the_blocks_away(web: WebClient) -> None:
    ts = posted(web, blocks=[CARD])
    answer = web.chat_update(channel=IT, ts=ts, text="bare")
    assert (answer["ts"], answer["text"], "blocks" in stored(web)) == (ts, "bare", False)
    assert stored(web)["edited"]["user"] == "U0BOT00001"


def test_metadata_is_kept_replaced_and_removed(web: WebClient) -> None:
    ts = posted(web, blocks=[CARD], metadata=OUTBOX)
    web.chat_update(channel=IT, ts=ts, text="a", blocks=[CARD])
    kept = stored(web)["metadata"]
    web.api_call("chat.update", json={"channel": IT, "ts": ts, "metadata": OTHER})
    replaced = stored(web)
    web.api_call("chat.update", json={"channel": IT, "ts": ts, "metadata": {}})
    removed = stored(web)
    assert (kept, replaced["metadata"], "metadata" in removed) == (OUTBOX, OTHER, False)
    assert removed["blocks"] == replaced["blocks"] != []


def test_attachments_stay_until_they_are_named(web: WebClient) -> None:
    ts = posted(web, attachments=[{"text": "box"}])
    web.chat_update(channel=IT, ts=ts, text="same box")
    assert stored(web)["attachments"][0]["text"] == "box"
    web.chat_update(channel=IT, ts=ts, text="no box", attachments=[])
    assert "attachments" not in stored(web)


def test_rich_text_stays_rich_text(web: WebClient) -> None:
    ts = posted(web, blocks=[RICH])
    assert refused(web, ts, text="x", blocks=[CARD]) == "block_mismatch"
    assert web.chat_update(channel=IT, ts=ts, text="x", blocks=[RICH, CARD])["ok"]


def test_an_older_reply_is_broadcast_alone(web: WebClient, fake: FakeSlackClient) -> None:
    root = fake.say("ana", "it-happens", "help")
    ts = posted(web, thread_ts=root)
    both = refused(web, ts, text="new", reply_broadcast=True)
    assert both == "no_dual_broadcast_content_update"
    shown = web.api_call("chat.update", json={"channel": IT, "ts": ts, "reply_broadcast": True})
    assert shown["message"]["subtype"] == "thread_broadcast"
    assert [one["ts"] for one in web.conversations_history(channel=IT)["messages"]] == [ts, root]
    assert web.chat_update(channel=IT, ts=ts, text="and changed", reply_broadcast=True)["ok"]


def test_nothing_changes_in_an_archived_channel_or_a_locked_thread(
    web: WebClient, fake: FakeSlackClient
) -> None:
    root = posted(web)
    reply = posted(web, thread_ts=root)
    fake.act("adam", "lock_thread", channel="it-happens", ts=root)
    assert refused(web, reply, text="x") == "is_inactive"
    fake.act("adam", "unlock_thread", channel="it-happens", ts=root)
    fake.act("adam", "archive", channel="it-happens")
    assert refused(web, root, text="x") == "is_inactive"


def test_the_root_of_a_thread_leaves_a_tombstone_until_its_replies_are_gone(
    web: WebClient, fake: FakeSlackClient
) -> None:
    root = posted(web, blocks=[CARD], attachments=[{"text": "box"}])
    reply = posted(web, thread_ts=root)
    gone = web.chat_delete(channel=IT, ts=root)
    assert (gone["channel"], gone["ts"]) == (IT, root)
    left = stored(web)
    assert (left["subtype"], left["hidden"], left["user"]) == ("tombstone", True, "USLACKBOT")
    assert (left["reply_count"], "blocks" in left, "attachments" in left) == (1, False, False)
    assert refused(web, root, text="x") == "message_not_found"
    web.chat_delete(channel=IT, ts=reply)
    assert fake.messages("it-happens") == []


def test_a_permalink_needs_a_message_in_a_channel_the_app_may_know(
    web: WebClient, fake: FakeSlackClient
) -> None:
    ts = fake.say("ben", "it-triage", "here")
    fake.act("ben", "kick", channel="it-triage", user="deskbell")
    fake.act("ben", "kick", channel="it-oncall", user="deskbell")
    link = web.chat_getPermalink(channel=TRIAGE, message_ts=ts)
    assert (link["channel"], link["permalink"]) == (
        TRIAGE,
        f"https://deskbell-sample.slack.com/archives/{TRIAGE}/p{ts.replace('.', '')}",
    )
    hidden = code(lambda: web.chat_getPermalink(channel=ONCALL, message_ts=ts))
    missing = code(lambda: web.chat_getPermalink(channel=TRIAGE, message_ts="1.000001"))
    assert (hidden, missing) == ("channel_not_found", "message_not_found")


def test_a_permalink_points_into_the_thread(web: WebClient, fake: FakeSlackClient) -> None:
    root = fake.say("ana", "it-happens", "one")
    reply = fake.say("ana", "it-happens", "two", thread_ts=root)
    link = web.chat_getPermalink(channel=IT, message_ts=reply)["permalink"]
    assert link.endswith(f"/archives/{IT}/p{reply.replace('.', '')}?thread_ts={root}&cid={IT}")


def test_files_of_a_message_are_named_anew(web: WebClient, fake: FakeSlackClient) -> None:
    fake.act("ana", "upload", channel="it-happens", filename="log.txt", text="it broke")
    file = fake.messages("it-happens")[-1]["files"][0]["id"]
    ts = posted(web)
    web.chat_update(channel=IT, ts=ts, text="with the log", file_ids=[file])
    assert [one["id"] for one in stored(web)["files"]] == [file]
    web.chat_update(channel=IT, ts=ts, text="still with the log")
    assert "files" in stored(web)


def test_files_may_come_as_json_in_a_form(web: WebClient, fake: FakeSlackClient) -> None:
    fake.act("ana", "upload", channel="it-happens", filename="log.txt", text="it broke")
    file, ts = fake.messages("it-happens")[-1]["files"][0]["id"], posted(web)
    web.api_call("chat.update", data={"channel": IT, "ts": ts, "file_ids": f'["{file}"]'})
    assert [one["id"] for one in stored(web)["files"]] == [file]


@pytest.mark.parametrize(
    ("files", "error"),
    [("F0NOTTHERE", "file_not_found"), ([{}], "file_not_found"), ({}, "invalid_arguments")],
)
def test_only_files_that_are_there_are_taken(web: WebClient, files: Any, error: str) -> None:
    assert refused(web, posted(web), text="x", file_ids=files) == error


def test_a_reply_is_not_broadcast_with_other_files(web: WebClient, fake: FakeSlackClient) -> None:
    file = fake.act("ana", "upload", channel="it-happens", filename="a.txt", text="x")["file"]
    ts = posted(web, thread_ts=fake.say("ana", "it-happens", "help"))
    error = refused(web, ts, reply_broadcast=True, file_ids=[file])
    assert error == "no_dual_broadcast_content_update"
