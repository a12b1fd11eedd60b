"""The Web API of the fake, called by an unmodified slack_sdk client."""

from collections.abc import Callable
from http.client import HTTPException
from typing import Any
from urllib.error import URLError

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.functional.fake_slack.harness import BOT_TOKEN
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT, TRIAGE, BOT, ANA = "C0ITHAPPEN", "C0ITTRIAGE", "U0BOT00001", "U0ANA00001"
OUTBOX = {"event_type": "desk_outbox", "event_payload": {"id": "row-1"}}


def refusal(call: Callable[[], Any]) -> dict[str, Any]:
    with pytest.raises(SlackApiError) as refused:
        call()
    answer: dict[str, Any] = refused.value.response.data
    return answer


def code(call: Callable[[], Any]) -> str:
    return str(refusal(call)["error"])


def refused(web: WebClient, method: str, **arguments: Any) -> str:
    """For arguments slack_sdk itself would not send."""
    return code(lambda: web.api_call(method, json=arguments))


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def test_the_app_learns_who_it_is(web: WebClient) -> None:
    who = web.auth_test()
    assert (who["team_id"], who["user_id"], who["bot_id"]) == ("T0DESK0001", BOT, "B0BOT00001")


def test_a_post_comes_back_the_way_slack_stores_it(web: WebClient) -> None:
    posted = web.chat_postMessage(channel=IT, text="hello", blocks=[section("hello")])
    message = posted["message"]
    assert message["bot_id"] == "B0BOT00001"
    assert message["app_id"] == "A0DESK0001"
    assert message["blocks"][0]["block_id"]


def test_a_post_to_a_person_lands_in_the_dm_with_the_app(
    web: WebClient, fake: FakeSlackClient
) -> None:
    posted = web.chat_postMessage(channel=ANA, text="Your number is 7")
    assert posted["channel"].startswith("D")
    assert web.conversations_open(users=ANA)["channel"]["id"] == posted["channel"]
    assert [message["text"] for message in fake.dms("ana")] == ["Your number is 7"]


def test_metadata_is_read_back_only_when_asked_for(web: WebClient) -> None:
    posted = web.chat_postMessage(channel=IT, text="card", metadata=OUTBOX)
    plain = web.conversations_history(channel=IT)["messages"][0]
    full = web.conversations_replies(channel=IT, ts=posted["ts"], include_all_metadata=True)
    assert plain["metadata"] == {"event_type": "desk_outbox"}
    assert full["messages"][0]["metadata"] == OUTBOX


def test_the_ts_of_a_reply_gives_that_reply_with_its_thread(
    web: WebClient, fake: FakeSlackClient
) -> None:
    root = fake.say("ana", "it-happens", "printer is broken")
    reply = fake.say("ben", "it-happens", "which one?", thread_ts=root)
    alone = web.conversations_replies(channel=IT, ts=reply)["messages"]
    assert [(one["ts"], one["thread_ts"]) for one in alone] == [(reply, root)]
    thread = web.conversations_replies(channel=IT, ts=root)["messages"]
    assert [one["ts"] for one in thread] == [root, reply]
    assert thread[0]["reply_count"] == 1


def test_history_is_paged_newest_first_without_replies(
    web: WebClient, fake: FakeSlackClient
) -> None:
    said = [fake.say("ana", "it-happens", f"message {number}") for number in range(3)]
    fake.say("ben", "it-happens", "a reply", thread_ts=said[0])
    first = web.conversations_history(channel=IT, limit=2)
    cursor = first["response_metadata"]["next_cursor"]
    second = web.conversations_history(channel=IT, limit=2, cursor=cursor)
    assert [one["ts"] for one in first["messages"]] == said[:0:-1]
    assert [one["ts"] for one in second["messages"]] == [said[0]]
    assert code(lambda: web.conversations_members(channel=IT, cursor=cursor)) == "invalid_cursor"


def test_oldest_leaves_out_what_came_before(web: WebClient, fake: FakeSlackClient) -> None:
    first = fake.say("ana", "it-happens", "one")
    second = fake.say("ana", "it-happens", "two")
    after = web.conversations_history(channel=IT, oldest=first)["messages"]
    since = web.conversations_history(channel=IT, oldest=first, inclusive=True)["messages"]
    assert [one["ts"] for one in after] == [second]
    assert [one["ts"] for one in since] == [second, first]
    assert code(lambda: web.conversations_history(channel=IT, oldest="soon")) == "invalid_ts_oldest"


def test_an_update_with_text_alone_takes_the_blocks_away(web: WebClient) -> None:
    posted = web.chat_postMessage(channel=IT, text="a", blocks=[section("a")], metadata=OUTBOX)
    web.chat_update(channel=IT, ts=posted["ts"], text="b")
    found = web.conversations_history(channel=IT, include_all_metadata=True)["messages"][0]
    assert "blocks" not in found
    assert found["metadata"] == OUTBOX


def test_only_own_messages_can_be_changed_or_deleted(web: WebClient, fake: FakeSlackClient) -> None:
    ts = fake.say("ana", "it-happens", "mine")
    assert code(lambda: web.chat_update(channel=IT, ts=ts, text="x")) == "cant_update_message"
    assert code(lambda: web.chat_delete(channel=IT, ts=ts)) == "cant_delete_message"
    assert code(lambda: web.chat_delete(channel=IT, ts="1.000001")) == "message_not_found"


def test_deleting_the_root_of_a_thread_leaves_a_tombstone(
    web: WebClient, fake: FakeSlackClient
) -> None:
    posted = web.chat_postMessage(channel=IT, text="card")
    fake.say("ana", "it-happens", "thanks", thread_ts=posted["ts"])
    web.chat_delete(channel=IT, ts=posted["ts"])
    assert web.conversations_history(channel=IT)["messages"][0]["subtype"] == "tombstone"


def test_text_too_long_for_an_update_is_refused_and_cut_on_a_post(web: WebClient) -> None:
    posted = web.chat_postMessage(channel=IT, text="x" * 40_001)
    assert len(posted["message"]["text"]) == 40_000
    too_long = "x" * 4_001
    assert (
        code(lambda: web.chat_update(channel=IT, ts=posted["ts"], text=too_long)) == "msg_too_long"
    )


@pytest.mark.parametrize(
    ("metadata", "error"),
    [
        ({"event_type": "desk_outbox"}, "invalid_metadata_schema"),
        ({"event_type": 7, "event_payload": {}}, "invalid_metadata_schema"),
        ({**OUTBOX, "more": 1}, "invalid_metadata_schema"),
        ("{", "invalid_metadata_format"),
        ({"event_type": "e", "event_payload": {"x": "y" * 9_000}}, "metadata_too_large"),
    ],
)
def test_metadata_of_another_shape_is_refused(web: WebClient, metadata: Any, error: str) -> None:
    answer = refused(web, "chat.postMessage", channel=IT, text="x", metadata=metadata)
    assert answer == error


def test_a_post_says_where_it_cannot_go(web: WebClient, fake: FakeSlackClient) -> None:
    ts = fake.say("ana", "it-happens", "hello")
    reply = fake.say("ana", "it-happens", "again", thread_ts=ts)
    assert code(lambda: web.chat_postMessage(channel="C0NOWHERE1", text="x")) == "channel_not_found"
    assert code(lambda: web.chat_postMessage(channel=BOT, text="x")) == "cannot_dm_bot"
    assert refused(web, "chat.postMessage", channel=IT) == "no_text"
    into_reply = refused(web, "chat.postMessage", channel=IT, text="x", thread_ts=reply)
    assert into_reply == "cannot_reply_to_message"


def test_the_sixth_post_at_once_into_a_channel_has_to_wait(web: WebClient) -> None:
    for number in range(5):
        web.chat_postMessage(channel=IT, text=str(number))
    with pytest.raises(SlackApiError) as refused:
        web.chat_postMessage(channel=IT, text="too fast")
    assert refused.value.response.status_code == 429
    assert refused.value.response.headers["Retry-After"] == "1"
    web.chat_postMessage(channel=TRIAGE, text="another channel is not affected")


def test_waiting_frees_the_channel_again(web: WebClient, fake: FakeSlackClient) -> None:
    for number in range(5):
        web.chat_postMessage(channel=IT, text=str(number))
    fake.advance(1)
    web.chat_postMessage(channel=IT, text="in time")
    assert len(fake.messages("it-happens")) == 6


def test_only_the_person_sees_an_ephemeral_message(web: WebClient, fake: FakeSlackClient) -> None:
    whispered = web.chat_postEphemeral(channel=IT, user=ANA, text="only you")
    assert [one["text"] for one in fake.ephemerals("ana")] == ["only you"]
    assert fake.ephemerals("ben") == []
    assert fake.messages("it-happens") == []
    update = {"channel": IT, "ts": whispered["message_ts"], "text": "x"}
    assert code(lambda: web.chat_update(**update)) == "message_not_found"
    outside = refused(web, "chat.postEphemeral", channel=TRIAGE, user=ANA, text="x")
    assert outside == "user_not_in_channel"


def test_reactions_say_when_there_is_nothing_to_do(web: WebClient, fake: FakeSlackClient) -> None:
    ts = fake.say("ana", "it-happens", "help")
    there = {"channel": IT, "timestamp": ts, "name": "eyes"}
    web.reactions_add(**there)
    assert code(lambda: web.reactions_add(**there)) == "already_reacted"
    web.reactions_remove(**there)
    assert code(lambda: web.reactions_remove(**there)) == "no_reaction"
    assert code(lambda: web.reactions_add(**{**there, "name": ":eyes:"})) == "invalid_name"
    web.reactions_add(**{**there, "name": "wave::skin-tone-3"})
    assert code(lambda: web.reactions_add(**{**there, "timestamp": "1"})) == "bad_timestamp"
    assert refused(web, "reactions.add", channel=IT, name="eyes") == "no_item_specified"


def test_reactions_are_counted_fully_and_listed_shortly(
    web: WebClient, fake: FakeSlackClient
) -> None:
    ts = fake.say("ana", "it-happens", "help")
    for person in ("ana", "ben", "lena", "ola"):
        fake.act(person, "react", channel="it-happens", ts=ts, name="ticket")
    short = web.reactions_get(channel=IT, timestamp=ts)["message"]["reactions"][0]
    full = web.reactions_get(channel=IT, timestamp=ts, full=True)["message"]["reactions"][0]
    assert (short["count"], len(short["users"]), len(full["users"])) == (4, 3, 4)


def test_people_from_next_door_have_no_locale(web: WebClient) -> None:
    ana = web.users_info(user=ANA, include_locale=True)["user"]
    cora = web.users_info(user="U0CORA0001", include_locale=True)["user"]
    gus = web.users_info(user="U0GUS00001")["user"]
    assert (ana["locale"], ana["team_id"]) == ("en-US", "T0DESK0001")
    assert ("locale" in cora, cora["team_id"]) == (False, "T0ACME0001")
    assert gus["is_ultra_restricted"]
    assert code(lambda: web.users_info(user="U0NOBODY01")) == "user_not_found"


def test_channels_show_whether_they_are_private_or_shared(web: WebClient) -> None:
    oncall = web.conversations_info(channel="C0ITONCALL")["channel"]
    shared = web.conversations_info(channel="C0XTEAM001")["channel"]
    assert (oncall["is_private"], oncall["is_ext_shared"]) == (True, False)
    assert (shared["is_private"], shared["is_ext_shared"]) == (False, True)
    both = web.conversations_list(types="public_channel,private_channel")["channels"]
    assert len(both) == 8
    assert "U0CORA0001" in web.conversations_members(channel="C0XTEAM001")["members"]


def test_a_permalink_points_into_the_thread(web: WebClient, fake: FakeSlackClient) -> None:
    root = fake.say("ana", "it-happens", "one")
    reply = fake.say("ana", "it-happens", "two", thread_ts=root)
    link = web.chat_getPermalink(channel=IT, message_ts=reply)["permalink"]
    assert link.endswith(f"/archives/{IT}/p{reply.replace('.', '')}?thread_ts={root}&cid={IT}")


def test_bad_blocks_are_refused_with_a_pointer(web: WebClient) -> None:
    answer = refusal(
        lambda: web.chat_postMessage(channel=IT, text="x", blocks=[section("x" * 3_001)])
    )
    told = "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    assert answer["error"] == "invalid_blocks"
    assert answer["errors"] == [told]
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {told}"]
    encoded_twice = refused(web, "chat.postMessage", channel=IT, blocks='"[]"')
    assert encoded_twice == "invalid_blocks_format"


def post(fake_url: str, method: str, **request: Any) -> dict[str, Any]:
    address = f"{fake_url}/api/{method}"
    answer = httpx.post(address, trust_env=False, **request)
    body: dict[str, Any] = answer.json()
    return body


BEARER = {"Authorization": f"Bearer {BOT_TOKEN}"}


@pytest.mark.parametrize(
    ("method", "request_", "error"),
    [
        ("no.method", {}, "unknown_method"),
        ("files.upload", {}, "method_deprecated"),
        ("auth.test", {"content": b"{}"}, "missing_post_type"),
        (
            "auth.test",
            {"content": b"<x/>", "headers": {"Content-Type": "text/xml"}},
            "invalid_post_type",
        ),
        (
            "auth.test",
            {"content": b"{", "headers": {"Content-Type": "application/json"}},
            "invalid_json",
        ),
        ("auth.test", {"json": [1]}, "json_not_object"),
        ("auth.test", {"json": {"a-b": 1}}, "invalid_arg_name"),
        ("auth.test", {}, "not_authed"),
        ("auth.test", {"headers": {"Authorization": "Bearer xoxb-other"}}, "invalid_auth"),
        ("chat.postMessage", {"headers": BEARER, "json": {}}, "invalid_arguments"),
        (
            "chat.postMessage",
            {"headers": BEARER, "json": {"channel": ["C"], "text": "x"}},
            "invalid_array_arg",
        ),
    ],
)
@pytest.mark.usefixtures("fake")
def test_a_call_is_checked_in_slacks_order(
    fake_url: str, method: str, request_: dict[str, Any], error: str
) -> None:
    assert post(fake_url, method, **request_)["error"] == error


@pytest.mark.usefixtures("fake")
def test_a_missing_argument_is_named(fake_url: str) -> None:
    answer = post(fake_url, "users.info", headers=BEARER)
    assert answer["response_metadata"]["messages"] == ["[ERROR] missing required field: user"]


def test_every_call_is_in_the_log_without_its_token(web: WebClient, fake: FakeSlackClient) -> None:
    web.api_call("users.info", params={"user": ANA, "token": BOT_TOKEN})
    call = fake.calls("users.info")[0]
    assert (call["ok"], call["args"]["user"]) == (True, ANA)
    assert BOT_TOKEN not in str(fake.calls())


def test_an_injected_error_hits_as_often_as_asked(web: WebClient, fake: FakeSlackClient) -> None:
    fake.fault("call", "error", method="chat.postMessage", error="fatal_error", times=1)
    assert code(lambda: web.chat_postMessage(channel=IT, text="x")) == "fatal_error"
    web.chat_postMessage(channel=IT, text="x")
    assert len(fake.messages("it-happens")) == 1


def test_an_injected_429_says_how_long_to_wait(web: WebClient, fake: FakeSlackClient) -> None:
    fake.fault("call", "ratelimited", method="users.info", retry_after=30)
    with pytest.raises(SlackApiError) as refused:
        web.users_info(user=ANA)
    assert refused.value.response.headers["Retry-After"] == "30"
    fake.clear_faults()
    web.users_info(user=ANA)


def test_an_injected_500_is_no_json(web: WebClient, fake: FakeSlackClient) -> None:
    fake.fault("call", "http_status", status=503, times=1)
    with pytest.raises(SlackApiError) as refused:
        web.chat_postMessage(channel=IT, text="x")
    assert refused.value.response.status_code == 503
    assert fake.messages("it-happens") == []


@pytest.mark.parametrize(("fault", "posted"), [("drop_before", 0), ("drop_after", 1)])
def test_a_cut_connection_leaves_the_caller_unsure(
    web: WebClient, fake: FakeSlackClient, fault: str, posted: int
) -> None:
    fake.fault("call", fault, method="chat.postMessage", times=1)
    with pytest.raises((HTTPException, URLError, ConnectionError)):
        web.chat_postMessage(channel=IT, text="did it arrive?")
    assert len(fake.messages("it-happens")) == posted


def test_a_slow_answer_outlasts_a_short_timeout(fake: FakeSlackClient, fake_url: str) -> None:
    fake.fault("call", "slow", method="users.info", seconds=0.3, times=1)
    with pytest.raises(httpx.ReadTimeout):
        post(fake_url, "users.info", headers=BEARER, data={"user": ANA}, timeout=0.1)
    fake.wait("call", method="users.info")
    assert fake.calls("users.info")[0]["ok"]


def test_an_unknown_fault_is_refused_with_what_is_allowed(fake: FakeSlackClient) -> None:
    with pytest.raises(ValueError, match="explode"):
        fake.fault("call", "explode")
    with pytest.raises(ValueError, match="cannot happen on a call"):
        fake.fault("call", "duplicate")
