"""Slack's error codes, each read as what it means for us (slack.md 5.5)."""

import pytest

from deskbell.adapters.slack.errors import CODES, WAIT_SECONDS, ErrorClass, classify, outcome_of
from deskbell.usecases.slack_ports import Later, Never, Outcome, Sent, Undelivered, Unknown


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ("ratelimited", Later(WAIT_SECONDS, "ratelimited")),
        ("message_limit_exceeded", Later(WAIT_SECONDS, "message_limit_exceeded")),
        ("service_unavailable", Later(None, "service_unavailable")),
        ("internal_error", Unknown("internal_error")),
        ("fatal_error", Unknown("fatal_error")),
        ("already_reacted", Sent()),
        ("no_reaction", Sent()),
        ("channel_not_found", Never(Undelivered.CHANNEL_GONE, "channel_not_found")),
        ("is_archived", Never(Undelivered.CHANNEL_GONE, "is_archived")),
        ("not_in_channel", Never(Undelivered.NOT_INSIDE, "not_in_channel")),
        ("message_not_found", Never(Undelivered.MESSAGE_GONE, "message_not_found")),
        ("user_disabled", Never(Undelivered.PERSON_UNREACHABLE, "user_disabled")),
        (
            "restricted_action_read_only_channel",
            Never(Undelivered.FORBIDDEN, "restricted_action_read_only_channel"),
        ),
        (
            "slack_connect_file_link_sharing_blocked",
            Never(Undelivered.FORBIDDEN, "slack_connect_file_link_sharing_blocked"),
        ),
        ("account_inactive", Later(None, "account_inactive")),
        ("token_revoked", Later(None, "token_revoked")),
        ("missing_scope", Never(Undelivered.INSTALL_BROKEN, "missing_scope")),
        ("msg_too_long", Never(Undelivered.REJECTED, "msg_too_long")),
        ("invalid_blocks", Never(Undelivered.REJECTED, "invalid_blocks")),
        ("a_code_of_next_year", Never(Undelivered.REJECTED, "a_code_of_next_year")),
    ],
)
def test_code_means(code: str, outcome: Outcome) -> None:
    assert outcome_of(200, code, None) == outcome


def test_slack_says_how_long_to_wait() -> None:
    assert outcome_of(429, "ratelimited", 7.0) == Later(7.0, "ratelimited")


def test_a_code_of_ours_that_slack_never_sent_is_no_answer() -> None:
    assert outcome_of(200, "Received a response in a non-JSON format: <html>", None) == Unknown(
        "http_200"
    )


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_server_error_leaves_open_what_happened_whatever_its_body_says(status: int) -> None:
    assert outcome_of(status, "channel_not_found", None) == Unknown(f"http_{status}")


def test_every_class_but_our_own_bugs_has_its_codes() -> None:
    assert set(CODES.values()) == set(ErrorClass) - {ErrorClass.OUR_BUG}


@pytest.mark.parametrize("code", sorted(CODES))
def test_code_in_the_table_is_never_taken_for_our_bug(code: str) -> None:
    assert classify(code) is not ErrorClass.OUR_BUG
