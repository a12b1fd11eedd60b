"""What the app can say, to a whole channel or to one person, and what Slack does not let it say."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.functional.fake_slack.free_plan import POSTS_PER_MINUTE
from tests.functional.fake_slack.refusals import code, refusal
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT, TRIAGE, ONCALL, SHARED = "C0ITHAPPEN", "C0ITTRIAGE", "C0ITONCALL", "C0XTEAM001"
ANA, BEN, BOT = "U0ANA00001", "U0BEN00001", "U0BOT00001"
HUGE = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2_900}}] * 5
CARD = {"type": "section", "text": {"type": "mrkdwn", "text": "card"}}
POST, WHISPER = "chat.postMessage", "chat.postEphemeral"


def refused(web: WebClient, method: str, **arguments: Any) -> str:
    """For arguments slack_sdk itself would not send."""
    to_ana = {"user": ANA} if method == WHISPER else {}
    return code(lambda: web.api_call(method, json={"channel": IT, **to_ana, **arguments}))


def test_a_post_comes_back_the_way_slack_stores_it(web: WebClient) -> None:
    posted = web.chat_postMessage(channel=IT, text="hello", blocks=[CARD])
    message = posted["message"]
    assert (posted["channel"], posted["ts"]) == (IT, message["ts"])
    assert (message["user"], message["team"]) == (BOT, "T0DESK0001")
    assert (message["bot_id"], message["app_id"]) == ("B0BOT00001", "A0DESK0001")
    assert message["bot_profile"]["name"] == "deskbell"
    assert message["blocks"][0]["block_id"]


@pytest.mark.parametrize("method", [POST, WHISPER])
@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({}, "no_text"),
        ({"text": ""}, "no_text"),
        ({"blocks": '"[]"'}, "invalid_blocks_format"),
        ({"blocks": [{"type": "header"}]}, "invalid_blocks"),
        ({"blocks": HUGE}, "msg_blocks_too_long"),
        ({"text": "x", "attachments": "{"}, "invalid_attachments"),
        ({"text": "x", "attachments": ["text"]}, "invalid_attachments"),
        ({"attachments": [{"blocks": "no list"}]}, "invalid_attachments"),
        ({"attachments": [{"blocks": [{"type": "header"}]}]}, "invalid_blocks"),
        ({"attachments": [{"text": "x"}] * 101}, "too_many_attachments"),
        ({"text": "x", "markdown_text": "y"}, "markdown_text_conflict"),
        ({"blocks": [CARD], "markdown_text": "y"}, "markdown_text_conflict"),
        ({"markdown_text": "x" * 12_001}, "invalid_arguments"),
        ({"text": "x", "thread_ts": "1.000001"}, "cannot_reply_to_message"),
    ],
)
def test_what_cannot_be_said_is_refused(
    web: WebClient, method: str, said: dict[str, Any], error: str
) -> None:
    assert refused(web, method, **said) == error


def test_a_bad_block_in_an_attachment_is_pointed_at(web: WebClient) -> None:
    attachments: list[dict[str, Any]] = [{"text": "fine"}, {"blocks": [{"type": "header"}]}]
    answer = refusal(lambda: web.chat_postMessage(channel=IT, text="x", attachments=attachments))
    assert answer["errors"] == [
        "missing required field: text [json-pointer:/attachments/1/blocks/0]"
    ]


@pytest.mark.parametrize(
    ("metadata", "error"),
    [
        ([], "invalid_metadata_format"),
        ("{", "invalid_metadata_format"),
        ({"event_type": "desk_outbox"}, "invalid_metadata_schema"),
        ({"event_type": "desk_outbox", "event_payload": "row"}, "invalid_metadata_schema"),
        ({"event_type": "e", "event_payload": {"x": "y" * 9_000}}, "metadata_too_large"),
    ],
)
def test_metadata_of_another_shape_is_refused(web: WebClient, metadata: Any, error: str) -> None:
    assert refused(web, POST, text="x", metadata=metadata) == error


def test_a_hundred_attachments_are_kept_with_numbers_and_block_ids(web: WebClient) -> None:
    given: list[dict[str, Any]] = [{"text": "old box"} for _ in range(99)]
    given.append({"blocks": [CARD]})
    attachments = web.chat_postMessage(channel=IT, text="x", attachments=given)["message"][
        "attachments"
    ]
    assert [one["id"] for one in attachments] == list(range(1, 101))
    assert attachments[0]["fallback"]
    assert attachments[99]["blocks"][0]["block_id"]


def test_markdown_becomes_a_markdown_block(web: WebClient) -> None:
    message = web.chat_postMessage(channel=IT, markdown_text="**bold**")["message"]
    assert [block["type"] for block in message["blocks"]] == ["markdown"]


def test_text_is_cut_at_its_limit_and_an_ephemeral_is_refused(web: WebClient) -> None:
    posted = web.chat_postMessage(channel=IT, text="x" * 40_001)
    assert len(posted["message"]["text"]) == 40_000
    whisper = code(lambda: web.chat_postEphemeral(channel=IT, user=ANA, text="x" * 40_001))
    assert whisper == "msg_too_long"


@pytest.mark.parametrize(
    ("asked", "stored"),
    [
        ({"link_names": True}, f"<@{ANA}> in <#{IT}|it-happens> <!here> see https://x.example @no"),
        (
            {"parse": "full"},
            f"<@{ANA}> in <#{IT}|it-happens> <!here> see <https://x.example> @no",
        ),
        ({"parse": "none"}, "@ana in #it-happens @here see https://x.example @no"),
    ],
)
def test_names_become_mentions_only_where_asked_for(
    web: WebClient, asked: dict[str, Any], stored: str
) -> None:
    said = "@ana in #it-happens @here see https://x.example @no"
    assert web.chat_postMessage(channel=IT, text=said, **asked)["message"]["text"] == stored


def test_a_group_is_mentioned_by_its_handle(web: WebClient, fake: FakeSlackClient) -> None:
    fake.act("adam", "create_group", handle="agents", name="Agents", members=["ben"])
    text = web.chat_postMessage(channel=IT, text="@agents", link_names=True)["message"]["text"]
    assert text.startswith("<!subteam^S")


def test_text_may_be_shown_as_it_is_without_link_previews(web: WebClient) -> None:
    plain = web.chat_postMessage(
        channel=IT, text="*stars*", mrkdwn=False, unfurl_links=False, unfurl_media=False
    )
    assert plain["message"]["mrkdwn"] is False


def test_a_reply_counts_in_its_thread(web: WebClient, fake: FakeSlackClient) -> None:
    root = fake.say("ana", "it-happens", "help")
    reply = web.chat_postMessage(channel=IT, thread_ts=root, text="on it")["message"]
    seen = fake.messages("it-happens")[0]
    assert (reply["thread_ts"], reply["parent_user_id"]) == (root, ANA)
    assert (seen["reply_count"], seen["reply_users"]) == (1, [BOT])
    assert seen["latest_reply"] == reply["ts"]
    on_reply = code(lambda: web.chat_postMessage(channel=IT, thread_ts=reply["ts"], text="x"))
    assert on_reply == "cannot_reply_to_message"


def test_a_broadcast_reply_is_in_the_thread_and_in_the_channel(
    web: WebClient, fake: FakeSlackClient
) -> None:
    root = fake.say("ana", "it-happens", "help")
    shown = web.chat_postMessage(channel=IT, thread_ts=root, text="all", reply_broadcast=True)
    web.chat_postMessage(channel=IT, thread_ts=root, text="only here")
    assert shown["message"]["subtype"] == "thread_broadcast"
    assert shown["message"]["root"]["ts"] == root
    history = web.conversations_history(channel=IT)["messages"]
    assert [one["ts"] for one in history] == [shown["ts"], root]


@pytest.mark.parametrize("target", ["it-happens", "#it-happens", IT])
def test_a_channel_may_be_named(web: WebClient, target: str) -> None:
    assert web.chat_postMessage(channel=target, text="x")["channel"] == IT


def test_an_org_token_takes_no_channel_names(org_web: WebClient) -> None:
    assert code(lambda: org_web.chat_postMessage(channel="#desk", text="x")) == "team_not_found"
    assert org_web.chat_postMessage(channel="C0ORGDESK1", text="x")["ok"]


def test_a_post_to_a_person_lands_in_the_dm_with_the_app(
    web: WebClient, fake: FakeSlackClient
) -> None:
    posted = web.chat_postMessage(channel=ANA, text="Your number is 7")
    assert web.conversations_open(users=ANA)["channel"]["id"] == posted["channel"]
    assert [message["text"] for message in fake.dms("ana")] == ["Your number is 7"]


def test_nobody_is_reached_who_is_not_there_for_the_app(
    web: WebClient, fake: FakeSlackClient
) -> None:
    added = fake.add_people(
        people=[
            {"key": "alerts", "name": "Alerts", "bot_id": "B0ALERTS01", "app_id": "A0ALERTS01"},
            {"key": "sam", "name": "Sam Stranger", "team": "T0ACME0001"},
        ]
    )
    fake.act("adam", "deactivate", user="ola")

    def answer(user: str) -> str:
        return code(lambda: web.chat_postMessage(channel=user, text="x"))

    assert answer(BOT) == answer(added["alerts"]) == "cannot_dm_bot"
    assert answer("U0OLA00001") == answer(added["sam"]) == "channel_not_found"
    assert answer("U0NOBODY01") == answer("nowhere") == "channel_not_found"
    assert web.chat_postMessage(channel="U0CORA0001", text="hello next door")["ok"]


def test_without_a_messages_tab_nobody_is_written_to(
    free_web: WebClient, free: FakeSlackClient
) -> None:
    dm = free_web.conversations_open(users=ANA)["channel"]["id"]
    closed = "messages_tab_disabled"
    assert code(lambda: free_web.chat_postMessage(channel=ANA, text="x")) == closed
    assert code(lambda: free_web.chat_postMessage(channel=dm, text="x")) == closed
    assert code(lambda: free_web.chat_postEphemeral(channel=dm, user=ANA, text="x")) == closed
    assert free.dms("ana") == []


@pytest.mark.parametrize("method", [POST, WHISPER])
def test_where_the_app_is_not_it_cannot_speak(
    web: WebClient, fake: FakeSlackClient, method: str
) -> None:
    fake.act("ben", "kick", channel="it-triage", user="deskbell")
    fake.act("ben", "kick", channel="it-oncall", user="deskbell")
    fake.act("adam", "archive", channel="it-happens")
    assert refused(web, method, channel=TRIAGE, text="x") == "not_in_channel"
    assert refused(web, method, channel=ONCALL, text="x") == "channel_not_found"
    assert refused(web, method, channel="C0NOWHERE1", text="x") == "channel_not_found"
    assert refused(web, method, text="x") == "is_archived"


def test_with_the_scope_for_it_public_channels_take_posts_of_an_app_outside(
    free_web: WebClient, free: FakeSlackClient
) -> None:
    free.act("ben", "kick", channel="it-triage", user="deskbell")
    free.act("ben", "kick", channel="it-oncall", user="deskbell")
    assert free_web.chat_postMessage(channel=TRIAGE, text="from outside")["ok"]
    private = code(lambda: free_web.chat_postMessage(channel=ONCALL, text="x"))
    whisper = code(lambda: free_web.chat_postEphemeral(channel=TRIAGE, user=BEN, text="x"))
    assert (private, whisper) == ("channel_not_found", "not_in_channel")


def test_an_ephemeral_needs_somebody_who_is_there(web: WebClient) -> None:
    absent = code(lambda: web.chat_postEphemeral(channel=TRIAGE, user=ANA, text="x"))
    assert absent == "user_not_in_channel"


def test_an_ephemeral_is_seen_by_one_and_known_to_no_method(
    web: WebClient, fake: FakeSlackClient
) -> None:
    root = fake.say("ana", "it-happens", "help")
    ts = web.chat_postEphemeral(channel=IT, user=ANA, text="psst", thread_ts=root)["message_ts"]
    assert [(one["text"], one["thread_ts"]) for one in fake.ephemerals("ana")] == [("psst", root)]
    assert fake.ephemerals("ben") == []
    assert [one["ts"] for one in fake.messages("it-happens")] == [root]
    unknown = [
        code(lambda: web.chat_update(channel=IT, ts=ts, text="x")),
        code(lambda: web.chat_delete(channel=IT, ts=ts)),
        code(lambda: web.chat_getPermalink(channel=IT, message_ts=ts)),
        code(lambda: web.reactions_add(channel=IT, timestamp=ts, name="eyes")),
    ]
    assert set(unknown) == {"message_not_found"}
    assert code(lambda: web.conversations_replies(channel=IT, ts=ts)) == "thread_not_found"


@pytest.mark.parametrize(
    ("posting", "at_top", "in_thread"),
    [
        ("everyone", None, None),
        ("read_only", *["restricted_action_read_only_channel"] * 2),
        ("threads_only", "restricted_action_thread_only_channel", None),
        ("no_threads", None, "restricted_action_non_threadable_channel"),
    ],
)
def test_a_channel_takes_only_posts_that_its_rule_allows(
    web: WebClient, fake: FakeSlackClient, posting: str, at_top: str | None, in_thread: str | None
) -> None:
    root = fake.say("ana", "it-happens", "before the rule")
    assert fake.act("adam", "restrict", channel="it-happens", posting=posting)["ok"]

    def answer(**more: str) -> Any:
        said = {"channel": IT, "text": "x", **more}
        try:
            return web.api_call(POST, json=said).get("error")
        except SlackApiError as refused:
            return refused.response["error"]

    assert (answer(), answer(thread_ts=root)) == (at_top, in_thread)


def test_a_locked_thread_takes_no_replies_until_it_is_opened(
    web: WebClient, fake: FakeSlackClient
) -> None:
    root = fake.say("ana", "it-happens", "closed")
    assert fake.act("adam", "lock_thread", channel="it-happens", ts=root)["ok"]
    locked = code(lambda: web.chat_postMessage(channel=IT, thread_ts=root, text="x"))
    assert locked == "restricted_action_thread_locked"
    assert not fake.act("ben", "reply", channel="it-happens", thread_ts=root, text="x")["ok"]
    assert not fake.act("ben", "unlock_thread", channel="it-happens", ts=root)["ok"]
    assert fake.act("adam", "unlock_thread", channel="it-happens", ts=root)["ok"]
    assert web.chat_postMessage(channel=IT, thread_ts=root, text="x")["ok"]


def test_only_an_admin_makes_such_rules(web: WebClient, fake: FakeSlackClient) -> None:
    assert not fake.act("ben", "restrict", channel="it-happens", posting="read_only")["ok"]
    assert web.chat_postMessage(channel=IT, text="x")["ok"]
    with pytest.raises(ValueError, match="threads_only"):
        fake.act("adam", "restrict", channel="it-happens", posting="whispers")


@pytest.mark.parametrize("method", [POST, WHISPER])
def test_another_name_needs_its_scope(web: WebClient, method: str) -> None:
    wanted = {"channel": IT, "user": ANA, "text": "x", "username": "Robo"}
    answer = refusal(lambda: web.api_call(method, json=wanted))
    assert (answer["error"], answer["needed"]) == ("missing_scope", "chat:write.customize")


def test_under_another_name_the_app_is_a_bot_without_a_user(
    free_web: WebClient, free: FakeSlackClient
) -> None:
    message = free_web.chat_postMessage(
        channel=IT, text="beep", username="Robo", icon_emoji="robot_face"
    )["message"]
    assert (message["subtype"], message["username"]) == ("bot_message", "Robo")
    assert (message["icons"], "user" in message) == ({"emoji": ":robot_face:"}, False)
    assert message["bot_id"] == "B0BOT00001"
    free_web.chat_postEphemeral(channel=IT, user=ANA, text="boop", icon_url="https://x.example/i")
    assert free.ephemerals("ana")[0]["icons"] == {"image_48": "https://x.example/i"}
    free_web.chat_update(channel=IT, ts=message["ts"], text="still mine")


def test_a_workspace_takes_only_so_many_posts_a_minute(
    free_web: WebClient, free: FakeSlackClient
) -> None:
    for channel in (IT, TRIAGE, SHARED)[:POSTS_PER_MINUTE]:
        free_web.chat_postMessage(channel=channel, text="x")
    answer = refusal(lambda: free_web.chat_postMessage(channel=ONCALL, text="one too many"))
    assert answer["error"] == "rate_limited"
    assert free.calls(POST)[-1]["status"] == 200
    free.advance(61)
    assert free_web.chat_postMessage(channel=ONCALL, text="a minute later")["ok"]


def test_the_sixth_post_at_once_into_a_channel_has_to_wait(web: WebClient) -> None:
    for number in range(5):
        web.chat_postMessage(channel=IT, text=str(number))
    with pytest.raises(SlackApiError) as too_fast:
        web.chat_postMessage(channel=IT, text="too fast")
    assert too_fast.value.response.status_code == 429
    assert too_fast.value.response.headers["Retry-After"] == "1"
    web.chat_postMessage(channel=TRIAGE, text="another channel is not affected")


def test_waiting_frees_the_channel_again(web: WebClient, fake: FakeSlackClient) -> None:
    for number in range(5):
        web.chat_postMessage(channel=IT, text=str(number))
    fake.advance(1)
    web.chat_postMessage(channel=IT, text="in time")
    assert len(fake.messages("it-happens")) == 6
