"""The door of the API: whose key counts, and what a program is told that asks for what is not so
(A5-07, bad inputs)."""

import json

import pytest

from deskbell.adapters.api.hints import OTHERWISE, hint
from deskbell.adapters.api.keys import ApiKeys, fingerprint, parse_api_keys
from deskbell.domain.errors import SettingsError
from tests.functional.alert_desk import posted
from tests.functional.api import ApiDesk, asked, key_of

REPLY = {"text": "Which model is it?", "audience": "everybody"}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"authorization": ""},
        {"authorization": "Bearer"},
        {"authorization": key_of("bens")},
        {"authorization": f"Basic {key_of('bens')}"},
        {"authorization": "Bearer bens."},
        {"authorization": "Bearer anas.obviously-fake-key-of-bens"},
        {"authorization": f"Bearer {fingerprint(key_of('bens'))}"},
        {"authorization": f"Bearer bens.{fingerprint(key_of('bens'))}"},
        {"authorization": "Bearer nobodys.obviously-fake-key"},
        {"authorization": "Bearer bens.\ud800"},
    ],
    ids=ascii,
)
@pytest.mark.parametrize("path", ["/api/tickets/1", "/api/tickets/77", "/api/nothing"])
def test_without_a_key_nobody_learns_anything(headers: dict[str, str], path: str) -> None:
    api = ApiDesk()
    answer = api.respond(posted(b"", path, method="GET", **headers))
    assert (answer["statusCode"], json.loads(answer["body"])["error"]) == (401, "no_key")
    assert answer["headers"]["WWW-Authenticate"] == "Bearer"
    assert api.told == [("ApiRefused", {"status": 401, "reason": "no_key"})]


def test_a_program_that_the_settings_have_no_more_may_nothing() -> None:
    api = ApiDesk()
    api.keys = ApiKeys({**api.keys.fingerprints, "former": (fingerprint(key_of("former")),)})
    assert api.read("former")[0] == 401


def test_while_a_key_is_replaced_both_count() -> None:
    api = ApiDesk()
    api.keys = ApiKeys({"bens": (fingerprint("bens.new"), fingerprint(key_of("bens")))})
    new = posted(b"", "/api/tickets/1", method="GET", authorization="bearer bens.new")
    assert api.send(new)[0] == api.read()[0] == 200


def test_no_key_and_no_words_are_in_a_log_line() -> None:
    api = ApiDesk()
    api.says("My password is swordfish")
    api.says(7)
    api.read()
    assert {what for what, _ in api.told} == {"ApiAccepted", "ApiRefused", "ApiAnswered"}
    assert "swordfish" not in str(api.told)
    assert "obviously-fake-key" not in str(api.told)
    assert "obviously-fake-key" not in repr(api.keys) + str(api.keys)


@pytest.mark.parametrize("number", ["0", "77", "-1", "1.0", "٧", "9" * 30, "#1", "T%23X"])
def test_a_number_that_is_none_is_no_ticket(number: str) -> None:
    status, answer = ApiDesk().read(number=number)
    assert (status, answer["error"]) == (404, "unknown_ticket")


@pytest.mark.parametrize(
    "path", ["/api", "/api/", "/api/people", "/api/tickets/1/comments/2", "/api/tickets/1/x"]
)
def test_another_address_names_those_that_there_are(path: str) -> None:
    status, answer = ApiDesk().send(asked(path))
    assert (status, answer["error"]) == (404, "no_such_address")
    assert "/api/tickets/{number}" in answer["do"]


@pytest.mark.parametrize(
    ("path", "method", "allowed"),
    [
        ("/api/tickets", "POST", "GET"),
        ("/api/tickets/1", "DELETE", "GET"),
        ("/api/tickets/1/comments", "GET", "POST"),
        ("/api/tickets/1/moves", "PUT", "POST"),
    ],
)
def test_another_method_names_the_one_that_there_is(path: str, method: str, allowed: str) -> None:
    answer = ApiDesk().respond(asked(path, method=method))
    assert (answer["statusCode"], answer["headers"]["Allow"]) == (405, allowed)


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (b"", "no_json"),
        (b"[]", "no_json"),
        (b"{", "no_json"),
        (b"\xff", "no_json"),
        (b'{"text":"a","text":"b","audience":"team"}', "no_json"),
        (b"[" * 9_000, "no_json"),
        ({**REPLY, "by": "U0LENA0001"}, "unknown_field"),
        ({"audience": "everybody"}, "text"),
        ({**REPLY, "text": None}, "text"),
        ({**REPLY, "text": ["a"]}, "text"),
        ({**REPLY, "text": " \n\t"}, "text"),
        ({**REPLY, "text": "\x00\x01"}, "text"),
        ({**REPLY, "text": "a" * 4_001}, "text"),
        ({"text": "To whom?"}, "audience"),
        ({**REPLY, "audience": "all"}, "audience"),
        ({**REPLY, "audience": ["team"]}, "audience"),
    ],
    ids=lambda one: ascii(one)[:40],
)
def test_a_reply_that_is_none_is_refused_with_what_is_wrong(document: object, reason: str) -> None:
    api = ApiDesk()
    status, answer = api.post("comments", document)
    assert (status, answer["error"]) == (400, reason)
    assert answer["do"] not in ("", OTHERWISE)
    assert api.taken == []


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ({}, "move"),
        ({"move": "close"}, "move"),
        ({"move": ["take"]}, "move"),
        ({"move": "take", "revision": "1"}, "revision"),
        ({"move": "take", "revision": True}, "revision"),
        ({"move": "take", "revision": -1}, "revision"),
        ({"move": "take", "as": "U0LENA0001"}, "unknown_field"),
    ],
    ids=ascii,
)
def test_a_move_that_is_none_is_refused_with_what_is_wrong(document: object, reason: str) -> None:
    api = ApiDesk()
    status, answer = api.post("moves", document)
    assert (status, answer["error"]) == (400, reason)
    assert api.taken == []


@pytest.mark.parametrize("sent", ["", "short", "with blanks in it", "a" * 65, "ümlauts-too"])
def test_what_is_asked_for_needs_a_name_of_its_own(sent: str) -> None:
    api = ApiDesk()
    body = json.dumps(REPLY).encode()
    path = "/api/tickets/1/comments"
    event = asked(path, body=body, method="POST", idempotency_key=sent)
    status, answer = api.send(event)
    assert (status, answer["error"]) == (400, "idempotency_key")
    assert "Idempotency-Key" in answer["do"]


def test_too_much_is_refused_before_it_is_read() -> None:
    status, answer = ApiDesk().post("comments", b'{"text":"' + b"a" * 70_000)
    assert (status, answer["error"]) == (413, "too_large")


def test_the_longest_reply_is_taken_whole() -> None:
    api = ApiDesk()
    assert api.says("a" * 4_000)[0] == 202
    assert api.said()[0][1] == "a" * 4_000


def test_each_refusal_says_what_to_do() -> None:
    assert hint("already_taken") == OTHERWISE
    assert "GET the ticket" in OTHERWISE


@pytest.mark.parametrize(
    "text", ["", "[]", "null", '{"bens": "x"}', '{"bens": [1]}', '{"bens": ["é"]}']
)
def test_a_secret_of_another_form_is_told_without_what_is_in_it(text: str) -> None:
    with pytest.raises(SettingsError, match=r"let `\./deskbell api` write it"):
        parse_api_keys(text)
