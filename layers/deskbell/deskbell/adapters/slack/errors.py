"""What each of Slack's error codes means for us, as a table (slack.md 5.5); read by `web_calls`.

Only the codes that our calls can meet and that need something other than the last line: a code
that is not here is our bug, and the relay tries once more with the bare text.
"""

import re
from enum import Enum, auto

from deskbell.usecases.slack_ports import Later, Never, Outcome, Sent, Undelivered, Unknown

WAIT_SECONDS = 60.0
"""When Slack asks us to wait and does not say how long."""


class ErrorClass(Enum):
    """What to do about an error."""

    WAIT = auto()
    UNSURE = auto()
    PASSING = auto()
    ALREADY_SO = auto()
    CHANNEL_GONE = auto()
    NOT_INSIDE = auto()
    MESSAGE_GONE = auto()
    PERSON_UNREACHABLE = auto()
    FORBIDDEN = auto()
    INSTALL_LOST = auto()
    INSTALL_BROKEN = auto()
    OUR_BUG = auto()


_C = ErrorClass

CODES: dict[str, ErrorClass] = {
    code: meaning
    for meaning, codes in {
        _C.WAIT: "ratelimited rate_limited message_limit_exceeded",
        _C.UNSURE: "internal_error fatal_error request_timeout",
        _C.PASSING: (
            "service_unavailable team_added_to_org org_login_required external_channel_migrating "
            "update_failed fetch_members_failed token_expired"
        ),
        _C.ALREADY_SO: "already_reacted no_reaction already_in_channel",
        _C.CHANNEL_GONE: "channel_not_found is_archived is_inactive",
        _C.NOT_INSIDE: "not_in_channel team_access_not_granted no_permission",
        _C.MESSAGE_GONE: (
            "message_not_found thread_not_found cant_update_message edit_window_closed"
        ),
        _C.PERSON_UNREACHABLE: (
            "user_not_found users_not_found user_disabled user_not_visible user_not_in_channel "
            "cannot_dm_bot invalid_user_combination messages_tab_disabled not_enabled cant_invite"
        ),
        _C.FORBIDDEN: (
            "access_denied accesslimited ekm_access_denied enterprise_is_restricted "
            "two_factor_setup_required posting_to_channel_denied cant_delete_message "
            "cannot_reply_to_message thread_locked not_reactable no_access too_many_emoji "
            "too_many_reactions name_taken"
        ),
        _C.INSTALL_LOST: "not_authed invalid_auth token_revoked account_inactive",
        _C.INSTALL_BROKEN: "missing_scope not_allowed_token_type",
    }.items()
    for code in codes.split()
}

FAMILIES: dict[str, ErrorClass] = {
    "restricted_action": _C.FORBIDDEN,
    "slack_connect_": _C.FORBIDDEN,
}
"""Codes that begin like this."""

_UNDELIVERED: dict[ErrorClass, Undelivered] = {
    _C.CHANNEL_GONE: Undelivered.CHANNEL_GONE,
    _C.NOT_INSIDE: Undelivered.NOT_INSIDE,
    _C.MESSAGE_GONE: Undelivered.MESSAGE_GONE,
    _C.PERSON_UNREACHABLE: Undelivered.PERSON_UNREACHABLE,
    _C.FORBIDDEN: Undelivered.FORBIDDEN,
    _C.INSTALL_BROKEN: Undelivered.INSTALL_BROKEN,
    _C.OUR_BUG: Undelivered.REJECTED,
}

_CODE = re.compile(r"[a-z][a-z0-9_]{1,99}")


def classify(code: str) -> ErrorClass:
    """The class of an error code of Slack's."""
    known = CODES.get(code)
    if known is not None:
        return known
    for beginning, meaning in FAMILIES.items():
        if code.startswith(beginning):
            return meaning
    return ErrorClass.OUR_BUG


def outcome_of(status: int, error: object, retry_after: float | None) -> Outcome:
    """What an answer that is not `ok` means; `status` is HTTP's, `error` what the body says.

    An answer that is not Slack's (a proxy's page, half a body) leaves open what happened.
    """
    if status == 429:
        return Later(WAIT_SECONDS if retry_after is None else retry_after, "ratelimited")
    if status >= 500 or not isinstance(error, str) or not _CODE.fullmatch(error):
        return Unknown(f"http_{status}")
    meaning = classify(error)
    match meaning:
        case ErrorClass.WAIT:
            return Later(WAIT_SECONDS if retry_after is None else retry_after, error)
        case ErrorClass.PASSING | ErrorClass.INSTALL_LOST:
            # Without an install nothing of ours is wrong: it all waits for the next one.
            return Later(None, error)
        case ErrorClass.UNSURE:
            return Unknown(error)
        case ErrorClass.ALREADY_SO:
            return Sent()
        case _:
            return Never(_UNDELIVERED[meaning], error)
