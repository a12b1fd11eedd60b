"""Files: uploaded by the app or a person, told in messages, asked about, downloaded, deleted."""

import base64
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient

from tests.functional.fake_slack.harness import BOT_TOKEN, Receiver
from tests.functional.fake_slack.org_harness import client_of
from tests.functional.fake_slack.refusals import code, refusal
from tools.fake_slack.client import FakeSlackClient
from tools.fake_slack.state.clock import Clock
from tools.fake_slack.state.files import LARGEST, Files
from tools.fake_slack.state.ids import Ids

pytestmark = pytest.mark.enable_socket
IT, ONCALL, X_TEAM = "C0ITHAPPEN", "C0ITONCALL", "C0XTEAM001"
LOG = b"it broke\n"
Announced = Callable[..., dict[str, Any]]
Get = Callable[..., httpx.Response]


@pytest.fixture
def announced(http: httpx.Client, web: WebClient) -> Announced:
    """An upload that the app has announced, and has made unless told otherwise."""

    def announce(*, sent: bool = True, **more: Any) -> dict[str, Any]:
        about = {"filename": "log.txt", "length": len(LOG), **more}
        answer: dict[str, Any] = web.files_getUploadURLExternal(**about).data  # type: ignore[assignment]
        if sent:
            http.post(answer["upload_url"], content=LOG).raise_for_status()
        return answer

    return announce


@pytest.fixture
def get(http: httpx.Client) -> Get:
    """Asks for an address, with a token or without."""

    def ask(url: str, token: str | None = None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return http.get(url, headers=headers, follow_redirects=False)

    return ask


def test_slack_sdk_uploads_a_file_and_its_message_comes_a_moment_later(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    root = fake.say("ana", "it-happens", "help")
    web.files_upload_v2(
        filename="log.txt",
        content=LOG,
        title="The log",
        channel=IT,
        thread_ts=root,
        initial_comment="see line 3",
    )
    assert len(fake.messages(IT)) == 1
    fake.advance(1)
    fake.wait("message", channel=IT, contains="see line 3")
    message = fake.messages(IT)[-1]
    assert (message["subtype"], message["thread_ts"]) == ("file_share", root)
    assert (message["user"], message["upload"]) == ("U0BOT00001", True)
    (file,) = message["files"]
    assert (file["title"], file["filetype"], file["size"]) == ("The log", "text", len(LOG))
    fake.wait()
    (shared,) = receiver.events("file_shared")
    assert (shared["file_id"], shared["channel_id"]) == (file["id"], IT)
    (told,) = (one for one in receiver.events("message") if one.get("subtype") == "file_share")
    assert told["files"] == [file]


def test_without_a_channel_a_file_stays_with_the_app(
    web: WebClient, fake: FakeSlackClient, announced: Announced
) -> None:
    file = announced()["file_id"]
    answer = web.files_completeUploadExternal(files=[{"id": file, "title": "Mine"}])
    assert answer["files"] == [{"id": file, "title": "Mine"}]
    fake.advance(1)
    shown = web.files_info(file=file)["file"]
    assert (shown["shares"], shown["is_public"], shown["title"]) == ({}, False, "Mine")


def test_several_channels_and_files_go_together(
    web: WebClient, fake: FakeSlackClient, announced: Announced
) -> None:
    ids = [announced()["file_id"] for _ in range(2)]
    files: list[dict[str, str | None]] = [{"id": one, "title": one} for one in ids]
    web.files_completeUploadExternal(files=files, channels=[IT, ONCALL])
    fake.advance(1)
    for channel in (IT, ONCALL):
        fake.wait("message", channel=channel, contains=ids[0])
        assert [one["id"] for one in fake.messages(channel)[-1]["files"]] == ids
    shown = web.files_info(file=ids[0])["file"]
    assert (shown["channels"], shown["groups"]) == ([IT], [ONCALL])
    assert set(shown["shares"]) == {"public", "private"}
    assert shown["shares"]["public"][IT][0]["channel_name"] == "it-happens"


@pytest.mark.parametrize(
    ("about", "error"),
    [
        ({"length": 0}, "missing_argument"),
        ({"length": LARGEST + 1}, "file_upload_size_restricted"),
        ({"snippet_type": "python", "length": 1_000_001}, "snippet_too_large"),
        ({"snippet_type": "klingon"}, "unknown_snippet_type"),
        ({"alt_txt": "x" * 1001}, "alt_txt_too_large"),
        ({"length": "many"}, "invalid_arguments"),
    ],
)
def test_an_upload_can_be_refused(announced: Announced, about: dict[str, Any], error: str) -> None:
    assert code(lambda: announced(sent=False, **about)) == error


def test_the_limits_themselves_are_fine(announced: Announced) -> None:
    assert announced(sent=False, length=LARGEST)["ok"]
    assert announced(sent=False, snippet_type="python", length=1_000_000)["ok"]
    assert announced(sent=False, alt_txt="x" * 1000)["ok"]


def test_an_upload_is_announced_by_a_form_only(web: WebClient) -> None:
    about = {"filename": "log.txt", "length": 9}
    answer = refusal(lambda: web.api_call("files.getUploadURLExternal", json=about))
    assert answer["error"] == "invalid_arguments"
    told = answer["response_metadata"]["messages"]
    assert told == ["[ERROR] missing required field: length, filename"]


def test_the_upload_address_takes_the_announced_bytes_once(
    http: httpx.Client, announced: Announced
) -> None:
    url = announced(sent=False)["upload_url"]
    assert http.post(url, content=LOG + b"!").status_code == 400
    assert http.post(url, data={"a": "b"}).status_code == 400
    taken = http.post(url, files={"file": ("log.txt", LOG)})
    assert (taken.status_code, taken.text) == (200, "OK - 9")
    assert http.post(url, content=LOG).status_code == 400


def test_completing_is_refused_for_what_is_not_there(
    web: WebClient, fake: FakeSlackClient, announced: Announced
) -> None:
    def complete(file_id: str, **more: Any) -> Callable[[], Any]:
        files: list[dict[str, str | None]] = [{"id": file_id, "title": "x"}]
        return lambda: web.files_completeUploadExternal(files=files, **more)

    waiting, file = announced(sent=False)["file_id"], announced()["file_id"]
    assert code(complete("F0NOTTHERE")) == "file_not_found"
    assert code(complete(waiting)) == "file_not_found"
    assert code(complete(file, channel_id="C0NOTTHERE")) == "channel_not_found"
    assert code(complete(file, channel_id="it-happens")) == "invalid_channel"
    many = [f"C0{number:08}" for number in range(101)]
    assert code(complete(file, channels=many)) == "channels_limit_exceeded"
    outside = fake.act("ana", "create", name="elsewhere")["channel"]
    assert code(complete(file, channel_id=outside)) == "not_in_channel"
    assert code(complete(file, channel_id=IT, blocks='[{"type": "header"}]')) == "invalid_blocks"
    assert code(complete(file, channel_id=IT, blocks="{")) == "invalid_blocks"
    fake.act("adam", "archive", channel="it-happens")
    assert code(complete(file, channel_id=IT)) == "posting_to_channel_denied"
    theirs = client_of(fake, fake.install(team="T0ACME0001")["token"])
    stolen: list[dict[str, str | None]] = [{"id": file, "title": "x"}]
    assert code(lambda: theirs.files_completeUploadExternal(files=stolen)) == "file_not_found"
    assert complete(file)()["ok"]
    assert code(complete(file)) == "file_not_found"
    assert code(lambda: web.files_completeUploadExternal(files=[])) == "invalid_arguments"


def test_asking_about_a_file_is_refused_where_the_app_cannot_see_it(
    web: WebClient, fake: FakeSlackClient, announced: Announced
) -> None:
    assert code(lambda: web.files_info(file="F0NOTTHERE")) == "file_not_found"
    assert code(lambda: web.files_info(file=announced()["file_id"])) == "file_not_found"
    private = fake.act("ana", "upload", filename="diary.txt", text="dear")["file"]
    assert code(lambda: web.files_info(file=private)) == "not_visible"
    room = fake.act("ana", "create", name="elsewhere")["channel"]
    there = fake.act("ana", "upload", channel=room, filename="a.txt", text="x")["file"]
    assert code(lambda: web.files_info(file=there)) == "not_visible"
    fake.act("ana", "delete_file", file=there)
    assert code(lambda: web.files_info(file=there)) == "file_deleted"


def test_a_person_uploads_a_file_with_a_comment(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver, get: Get
) -> None:
    content = base64.b64encode(b"\x89PNG").decode()
    seen = fake.act(
        "ana",
        "upload",
        channel="it-happens",
        filename="shot one.png",
        content=content,
        title="Shot",
        comment="for @ben",
    )
    message = fake.messages(IT)[0]
    assert (message["ts"], message["subtype"]) == (seen["ts"], "file_share")
    assert message["text"] == "for <@U0BEN00001>"
    assert message["client_msg_id"]
    (file,) = message["files"]
    assert (file["mimetype"], file["title"], file["user"]) == ("image/png", "Shot", "U0ANA00001")
    assert (file["is_public"], file["file_access"]) == (True, "visible")
    assert get(file["url_private"], BOT_TOKEN).content == b"\x89PNG"
    assert web.files_info(file=file["id"])["file"]["name"] == "shot one.png"
    fake.wait()
    assert receiver.events("file_shared")[0]["user_id"] == "U0ANA00001"


def test_a_thread_takes_files_as_well(fake: FakeSlackClient) -> None:
    root = fake.say("ana", "it-happens", "help")
    reply = fake.say("ben", "it-happens", "how?", thread_ts=root)
    where = {"channel": "it-happens", "thread_ts": reply}
    fake.act("ana", "upload", **where, filename="a.txt", text="so")
    assert fake.messages(IT)[-1]["thread_ts"] == root


def test_uploads_are_refused_where_people_cannot_write(fake: FakeSlackClient) -> None:
    stranger = fake.act("ola", "upload", channel="it-triage", filename="a.txt", text="x")
    assert "not in this channel" in stranger["error"]
    with pytest.raises(ValueError, match="base64"):
        fake.act("ana", "upload", channel="it-happens", filename="a.txt", content="%")
    with pytest.raises(ValueError, match="needs `content`"):
        fake.act("ana", "upload", channel="it-happens", filename="a.txt")
    nowhere = {"channel": "it-happens", "thread_ts": "1.000001"}
    with pytest.raises(ValueError, match="no message"):
        fake.act("ana", "upload", **nowhere, filename="a.txt", text="x")


def test_a_file_goes_to_those_who_may_have_it(
    fake: FakeSlackClient, announced: Announced, get: Get
) -> None:
    seen = fake.act("ben", "upload", channel="it-oncall", filename="a.html", text="<b>hi</b>")
    url = f"{fake.base_url}/files/{seen['file']}/a.html"
    for nobody in (get(url), get(url, "xoxb-wrong"), get(f"{url}?as=ana")):
        assert (nobody.status_code, nobody.headers["location"][:8]) == (302, "/?redir=")
    page = get(f"{url}?as=lena")
    assert (page.status_code, page.text) == (200, "<b>hi</b>")
    assert "sandbox" in page.headers["content-security-policy"]
    download = get(f"{fake.base_url}/files/{seen['file']}/download/a.html", BOT_TOKEN)
    assert download.headers["content-disposition"] == "attachment"
    mine = announced()["file_id"]
    assert get(f"{fake.base_url}/files/{mine}/log.txt", BOT_TOKEN).content == LOG
    fake.token("drop_scope", scope="files:read")
    assert get(url, BOT_TOKEN).status_code == 302


def test_a_deleted_file_leaves_its_message_behind(fake: FakeSlackClient, get: Get) -> None:
    seen = fake.act("ana", "upload", channel="it-happens", filename="a.txt", text="x")
    theirs = fake.act("ben", "delete_file", file=seen["file"])
    assert theirs["error"] == "You can only delete your own files."
    assert fake.act("ana", "delete_file", file=seen["file"]) == {"ok": True}
    assert fake.messages(IT)[0]["files"] == [{"id": seen["file"], "mode": "tombstone"}]
    gone = get(f"{fake.base_url}/files/{seen['file']}/a.txt?as=ana")
    assert (gone.status_code, gone.text) == (404, "file_not_found")
    with pytest.raises(ValueError, match="no file"):
        fake.act("ana", "delete_file", file=seen["file"])


def test_in_a_shared_channel_the_app_is_told_only_that_there_is_a_file(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    seen = fake.act("cora", "upload", channel="x-team", filename="log.txt", text="it broke")
    (stub,) = web.conversations_history(channel=X_TEAM)["messages"][0]["files"]
    assert (stub["id"], stub["file_access"]) == (seen["file"], "check_file_info")
    assert "url_private" not in stub
    fake.wait()
    assert receiver.events("message")[0]["files"] == [stub]
    whole = web.files_info(file=seen["file"])["file"]
    assert (whole["user_team"], whole["file_access"]) == ("T0ACME0001", "visible")
    assert fake.messages("x-team")[0]["files"][0]["name"] == "log.txt"


def test_old_files_make_room_for_new_ones() -> None:
    files = Files("http://127.0.0.1", Clock(), Ids(0), room=10)
    first, second, third = (files.bring(f"{name}.txt", b"four", "U0ANA00001") for name in "abc")
    assert [one.is_deleted for one in (first, second, third)] == [True, False, False]


def test_a_file_can_be_too_large_for_a_person_too(
    monkeypatch: pytest.MonkeyPatch, fake: FakeSlackClient
) -> None:
    monkeypatch.setattr("tools.fake_slack.people.uploading.LARGEST", 3)
    refused = fake.act("ana", "upload", filename="a.txt", text="four")
    assert refused["error"] == "This file is too large."
