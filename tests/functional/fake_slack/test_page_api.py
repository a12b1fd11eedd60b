"""What the page asks the server for: pages of messages, and changes that name what changed."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient

from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT = "C0ITHAPPEN"


@pytest.fixture
def page(fake: FakeSlackClient, fake_url: str) -> Iterator[httpx.Client]:
    """As Ana's window asks."""
    with httpx.Client(base_url=f"{fake_url}/_page", params={"as": "ana"}, trust_env=False) as http:
        yield http


def texts(page: httpx.Client, **wanted: Any) -> list[str]:
    answer = page.get("/messages", params={"channel": IT, **wanted}).json()
    return [message["text"] for message in answer["messages"]]


def place(page: httpx.Client, channel: str) -> dict[str, Any]:
    (found,) = page.get("/places", params={"ids": channel}).json()["channels"]
    return dict(found)


def test_a_channel_comes_in_pages_to_both_sides(page: httpx.Client, fake: FakeSlackClient) -> None:
    said = [fake.say("ben", "it-happens", str(number)) for number in range(9)]
    assert texts(page, limit=3) == ["6", "7", "8"]
    assert texts(page, limit=3, before=said[6]) == ["3", "4", "5"]
    assert texts(page, limit=3, after=said[5]) == ["6", "7", "8"]
    assert texts(page, limit=2, around=said[4]) == ["2", "3", "4", "5"]
    queries: list[dict[str, Any]] = [{"limit": 3}, {"limit": 3, "before": said[3]}, {}]
    answers = [page.get("/messages", params={"channel": IT, **one}).json() for one in queries]
    ends = [(answer["at_start"], answer["at_end"]) for answer in answers]
    assert ends == [(False, True), (True, False), (True, True)]


def test_replies_are_a_page_of_their_own_and_broadcasts_stand_in_both(
    page: httpx.Client, fake: FakeSlackClient
) -> None:
    root = fake.say("ben", "it-happens", "root")
    fake.say("ana", "it-happens", "reply", thread_ts=root)
    fake.act("ben", "reply", channel="it-happens", thread_ts=root, text="to all", broadcast=True)
    assert texts(page) == ["root", "to all"]
    assert texts(page, thread=root) == ["root", "reply", "to all"]
    assert texts(page, thread=root, limit=1) == ["to all"]


def test_whispers_join_the_page_of_their_time_for_one_person(
    page: httpx.Client, fake: FakeSlackClient, web: WebClient
) -> None:
    first = fake.say("ben", "it-happens", "one")
    web.chat_postEphemeral(channel=IT, user="U0ANA00001", text="psst")
    second = fake.say("ben", "it-happens", "two")
    assert texts(page) == ["one", "psst", "two"]
    assert texts(page, before=second) == ["one", "psst"]
    assert texts(page, after=first) == ["psst", "two"]
    assert texts(page, **{"as": "ben"}) == ["one", "two"]


def test_changed_messages_are_asked_for_by_name(page: httpx.Client, fake: FakeSlackClient) -> None:
    kept, gone = fake.say("ana", "it-happens", "kept"), fake.say("ana", "it-happens", "gone")
    fake.act("ana", "delete", channel=IT, ts=gone)
    answer = page.get("/messages", params={"channel": IT, "only": f"{kept},{gone}"}).json()
    assert [message["text"] for message in answer["messages"]] == ["kept"]
    assert answer["gone"] == [gone]


def test_unread_messages_and_mentions_are_counted_until_read_and_again(
    page: httpx.Client, fake: FakeSlackClient
) -> None:
    fake.say("ben", "it-happens", "one")
    second = fake.say("ben", "it-happens", "for @ana")
    fake.say("ben", "it-happens", "a reply", thread_ts=second)
    assert (place(page, IT)["unread"], place(page, IT)["mentions"]) == (2, 1)
    page.post("/read", json={"as": "ana", "channel": IT})
    assert place(page, IT)["unread"] == 0
    page.post("/read", json={"as": "ana", "channel": IT, "from": second})
    assert place(page, IT)["unread"] == 1


def test_a_group_is_mentioned_for_its_members_alone(
    page: httpx.Client, fake: FakeSlackClient
) -> None:
    fake.say("lena", "it-happens", "@it-agents please")
    query = {"ids": IT}
    for person, mentions in (("ana", 0), ("ben", 1)):
        (seen,) = page.get("/places", params={**query, "as": person}).json()["channels"]
        assert (seen["unread"], seen["mentions"]) == (1, mentions)


def test_nobody_counts_further_than_a_hundred(page: httpx.Client, fake: FakeSlackClient) -> None:
    for number in range(101):
        fake.say("ben", "it-happens", str(number))
    assert place(page, IT)["unread"] == 100


def test_nobody_is_shown_a_channel_they_cannot_open(page: httpx.Client) -> None:
    oncall = page.get("/messages", params={"channel": "C0ITONCALL"})
    assert (oncall.status_code, oncall.json()["ok"]) == (400, False)
    assert page.get("/places", params={"ids": "C0ITONCALL"}).json() == {"channels": []}
    channels = page.get("/state", params={"as": "cora"}).json()["channels"]
    assert {one["name"] for one in channels if one["kind"] != "im"} == {"x-team"}


def events(stream: Iterator[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    kind = ""
    for line in stream:
        if line.startswith("event: "):
            kind = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield kind, json.loads(line.removeprefix("data: "))


def test_a_window_is_told_which_messages_changed_where_it_may_look(
    page: httpx.Client, fake: FakeSlackClient
) -> None:
    with page.stream("GET", "/changes") as stream:
        heard = events(stream.iter_lines())
        assert next(heard) == ("hello", {})
        fake.say("ben", "it-oncall", "hidden from Ana")
        ts = fake.say("ben", "it-happens", "hello")
        _, change = next(heard)
        while ts not in change["messages"].get(IT, []):
            assert "C0ITONCALL" not in change["messages"]
            _, change = next(heard)
        assert IT in change["places"]
        assert not any(change[part] for part in ("frame", "views", "everything"))
        fake.act("ben", "react", channel=IT, ts=ts, name="eyes")
        _, change = next(heard)
        assert (change["messages"], change["places"]) == ({IT: [ts]}, [])
        fake.advance(60)
        _, change = next(heard)
        assert change["pace"] == 1


def test_a_messages_address_leads_to_the_page(fake_url: str, fake: FakeSlackClient) -> None:
    def lead(path: str) -> httpx.Response:
        return httpx.get(f"{fake_url}/archives/{path}", trust_env=False)

    found = lead(f"{IT}/p1700000000000100?thread_ts=1699999999.000100")
    assert found.headers["location"] == (
        f"/?channel={IT}&ts=1700000000.000100&thread=1699999999.000100"
    )
    assert lead(f"{IT}/nonsense").status_code == 404


def test_the_pickers_emoji_are_in_slacks_categories(page: httpx.Client) -> None:
    offered = page.get("/emoji").json()
    first = offered["categories"][0]
    assert (first["name"], first["emoji"][0]) == ("Smileys & Emotion", "grinning")
    assert all(name in offered["emoji"] for one in offered["categories"] for name in one["emoji"])
    assert "clap" in offered["toned"]
    assert "pizza" not in offered["toned"]
