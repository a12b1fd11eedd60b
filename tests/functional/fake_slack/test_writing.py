"""What people may still do to messages that are there."""

from collections.abc import Callable

import pytest

from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
Close = Callable[[FakeSlackClient, str], object]
AFTERWARDS: dict[str, tuple[Close, str]] = {
    "leaving": (
        lambda fake, _ts: fake.act("ana", "leave", channel="it-happens"),
        "You are not in this channel.",
    ),
    "archiving": (
        lambda fake, _ts: fake.act("adam", "archive", channel="it-happens"),
        "This channel is archived.",
    ),
    "locking": (
        lambda fake, ts: fake.act("adam", "lock_thread", channel="it-happens", ts=ts),
        "This thread is locked.",
    ),
}


@pytest.mark.parametrize("closed_by", AFTERWARDS)
@pytest.mark.parametrize(
    ("do", "details"),
    [
        ("edit", {"text": "y"}),
        ("delete", {}),
        ("react", {"name": "eyes"}),
        ("unreact", {"name": "tada"}),
    ],
)
def test_nobody_changes_what_is_closed_to_them(
    fake: FakeSlackClient, do: str, details: dict[str, str], closed_by: str
) -> None:
    root = fake.say("ana", "it-happens", "x")
    ts = fake.say("ana", "it-happens", "and", thread_ts=root)
    fake.act("ana", "react", channel="it-happens", ts=ts, name="tada")
    close, told = AFTERWARDS[closed_by]
    close(fake, root)
    answer = fake.act("ana", do, channel="it-happens", ts=ts, **details)
    assert (answer["ok"], answer["error"]) == (False, told)
    (left,) = [one for one in fake.messages("it-happens") if one["ts"] == ts]
    assert (left["text"], left["reactions"][0]["name"]) == ("and", "tada")


def test_an_admin_works_in_a_locked_thread(fake: FakeSlackClient) -> None:
    ts = fake.say("adam", "it-happens", "x")
    fake.act("adam", "lock_thread", channel="it-happens", ts=ts)
    assert fake.act("adam", "react", channel="it-happens", ts=ts, name="eyes")["ok"]
    assert fake.act("adam", "edit", channel="it-happens", ts=ts, text="y")["ok"]
