"""Whatever is sent becomes an input, within its limits, and quickly."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskbell.adapters.mail.incoming import LONGEST_TEXT, MOST_FILES, WHOLE, identity, read
from deskbell.adapters.mail.quoted import newest
from deskbell.adapters.wire import decode, encode
from deskbell.domain.inputs import MailReceived
from tests.unit.mail.mails import MAILS, Odd, multipart, written

ADDRESS = "https://eu-west-1.console.aws.amazon.com/s3/object/desk-mail?prefix=in%2F1"
LONGEST_INPUT = 200_000
"""A queue's message has at most 256 KB."""


def incoming(raw: str | bytes) -> MailReceived:
    return read(raw if isinstance(raw, bytes) else raw.encode(), "in/1", ADDRESS)


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.name)
def test_an_odd_mail_is_what_it_is_found_to_be(mail: Odd) -> None:
    found = incoming(mail.raw)
    assert {name: getattr(found, name) for name in mail.found} == dict(mail.found)
    assert decode(encode(found), MailReceived) == found


def test_what_is_attached_is_named_with_its_size_and_the_whole_mail_behind_it() -> None:
    raw = multipart(
        "Content-Type: text/plain\r\n\r\nHere",
        'Content-Type: application/pdf; name="plan.pdf"\r\n\r\n' + "x" * 3_000,
        "Content-Type: image/png\r\n\r\nx",
    )
    files = incoming(raw).files
    assert [file.name for file in files] == ["plan.pdf (3 KB)", "image/png (1 KB)", WHOLE]
    assert {file.permalink for file in files} == {ADDRESS}


def test_a_file_has_no_folder_in_its_name() -> None:
    [evil] = [mail for mail in MAILS if mail.name == "a file from a folder"]
    assert incoming(evil.raw).files[0].name == "plan.pdf (1 KB)"


def test_words_on_both_sides_of_a_picture_are_all_there() -> None:
    part = "Content-Type: text/plain\r\n\r\n"
    raw = multipart(f"{part}Before", "Content-Type: image/png\r\n\r\nx", f"{part}After")
    assert incoming(raw).text.split() == ["Before", "After"]


def test_a_mail_is_the_same_whatever_way_it_came_and_no_other_is() -> None:
    once = written("Message-ID: <1@b.co>")
    again = once.replace("id x1", "id x2")
    assert identity(incoming(once), b"1") == identity(incoming(again), b"2")
    for other in (
        once.replace("<1@", "<2@"),
        once.replace("From: Ada <ada@", "From: Ada <eve@"),
        once.replace("for it@", "for hr@"),
    ):
        assert identity(incoming(other), b"1") != identity(incoming(once), b"1")


def test_a_mail_without_an_id_is_known_by_all_of_it() -> None:
    mail = incoming(written())
    assert identity(mail, b"one") == identity(mail, b"one") != identity(mail, b"another")


@pytest.mark.parametrize(
    "raw",
    [
        b"Content-Type: text/html\n\n" + b"<a " * 300_000,
        b"Content-Type: text/html\n\n" + b"<!--" * 300_000,
        b"\n\n" + b"> a\n" * 300_000,
        b"From: " + b"<" * 200_000 + b"\n\nx",
        b"X: y\n" * 500_000,
        b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(49)
        )
        + b"\n"
        + b"-\n" * 300_000,
    ],
    ids=["tags", "comments", "quotations", "brackets", "headers", "parts"],
)
def test_what_is_made_to_be_slow_is_read_in_seconds(raw: bytes) -> None:
    begun = time.process_time()
    incoming(raw)
    assert time.process_time() - begun < 20


def test_what_is_long_is_cut_and_fits_into_the_queue() -> None:
    parts = [f'Content-Type: image/png; name="{"ü" * 300}{n}"\r\n\r\nx' for n in range(45)]
    found = incoming(multipart("Content-Type: text/plain\r\n\r\n" + "프" * 60_000, *parts))
    assert len(found.text) <= LONGEST_TEXT + 1
    assert len(found.files) == MOST_FILES + 1
    assert len(encode(found)) < LONGEST_INPUT


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=2_000))
def test_any_bytes_are_a_mail(raw: bytes) -> None:
    assert decode(encode(incoming(raw)), MailReceived) == incoming(raw)


HEADERS = st.sampled_from(
    (
        *("From", "To", "Subject", "Content-Type", "Content-Disposition", "References"),
        *("Content-Transfer-Encoding", "Message-ID", "Auto-Submitted", "Received"),
        "Authentication-Results",
    )
)
VALUES = st.text("aé=?\"'();,<>@.:/\\ \t*%", max_size=60) | st.sampled_from(
    ["multipart/mixed; boundary=b", "text/html; charset=", "=?utf-8?q?=FF?=", "base64", "<>"]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(HEADERS, VALUES), max_size=8), st.text(max_size=200))
def test_any_headers_are_those_of_a_mail(headers: list[tuple[str, str]], text: str) -> None:
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers)
    found = incoming(f"{lines}\r\n--b\r\n\r\n{text}".encode())
    assert decode(encode(found), MailReceived) == found
    assert "\n" not in found.subject


@given(st.text("ab>-:\n ", max_size=80))
def test_of_what_is_quoted_the_rest_is_cut_and_never_all(text: str) -> None:
    kept = newest(text)
    assert bool(kept) == bool(text.strip())
    assert all(line in text for line in kept.split("\n"))
