"""How every other method comes to each of its errors, for test_every_method.py."""

from collections.abc import Mapping

from tests.functional.fake_slack.caller import (
    ANA,
    FORM,
    HOME,
    NOWHERE,
    OUTSIDE,
    PUBLIC,
    SECRET,
    SID,
    Asked,
    Caller,
    Refusals,
    client_id,
    client_secret,
    deleted_file,
    ended_step,
    event_context,
    expired_trigger,
    foreign_context,
    inside,
    named,
    named_home,
    oauth_code,
    opened,
    opened_dm,
    running_step,
    said,
    shown_file,
    trigger,
    uploaded,
    used_trigger,
)
from tests.functional.fake_slack.modal_parts import modal, question, text
from tools.fake_slack.state.files import LARGEST

WIDE = question("0", {"type": "plain_text_input"}, hint=text("x" * 2000), label=text("x" * 1000))
LARGE = modal(*({**WIDE, "block_id": str(number)} for number in range(100)))
WRONG = [{"type": "header"}]


def _far(desk: Caller) -> str:
    """Somebody of a company that shares no channel with ours."""
    far = {"key": "far", "name": "Far", "team": "T0FARAWAY1"}
    return desk.fake.add_people(people=[far])["far"]


def _taken(desk: Caller) -> str:
    return str(desk.web.conversations_create(name="taken", is_private=True)["channel"]["name"])


def _itself(desk: Caller) -> str:
    return str(desk.web.auth_test()["user_id"])


def _closed(desk: Caller) -> str:
    """Whom the app made it for has archived it."""
    made = desk.web.conversations_create(name="closed", is_private=True)["channel"]["id"]
    desk.web.conversations_invite(channel=made, users="U0ADAM0001")
    desk.fake.act("adam", "archive", channel=made)
    return str(made)


def _nine(desk: Caller) -> str:
    return ",".join(desk.fake.add_people(9).values())


def _in_deepest(desk: Caller) -> str:
    return inside(desk, views=3)


PAGED: Mapping[str, Asked] = {
    "invalid_cursor": {"cursor": "nonsense"},
    "invalid_limit": {"limit": 100_000},
}
LISTED: Mapping[str, Asked] = {**PAGED, "invalid_types": {"types": "dm"}}
SPAN: Mapping[str, Asked] = {
    "channel_not_found": {"channel": SECRET},
    "not_in_channel": {"channel": OUTSIDE},
    "invalid_ts_oldest": {"oldest": "soon"},
    "invalid_ts_latest": {"latest": "1.1234567"},
    "invalid_cursor": {"cursor": "nonsense"},
}
TRIGGERED: Mapping[str, Asked] = {
    "invalid_trigger_id": {"trigger_id": "1.2.3"},
    "expired_trigger_id": {"trigger_id": expired_trigger},
    "exchanged_trigger_id": {"trigger_id": used_trigger},
    "view_too_large": {"view": LARGE},
    "invalid_arguments": {"view": HOME},
    "duplicate_external_id": {"view": named},
}
RUN: Mapping[str, Asked] = {
    "function_execution_not_found": {"function_execution_id": "Fx0NOTTHERE"},
    "execution_not_in_running_state": {"function_execution_id": ended_step},
}

IN_FULL: Refusals = {
    "api.test": ({}, {"my_error": {"error": "my_error"}}),
    "auth.teams.list": ({}, PAGED),
    "apps.event.authorizations.list": (
        {"event_context": event_context},
        {
            "invalid_event_context": {"event_context": "4-what-is-this"},
            "auth_mismatch": {"event_context": foreign_context},
            "invalid_cursor": {"cursor": "nonsense"},
        },
    ),
    "blocks.validate": (
        {"blocks": [{"type": "divider"}]},
        {
            "invalid_blocks": {"blocks": WRONG},
            "invalid_view": {"blocks": None, "view": modal(*WRONG)},
            "invalid_message": {"blocks": None, "message": {"blocks": WRONG}},
            "invalid_arguments": {"message": {"text": "x"}},
        },
    ),
    "conversations.info": ({"channel": PUBLIC}, {"channel_not_found": {"channel": SECRET}}),
    "conversations.history": ({"channel": PUBLIC}, SPAN),
    "conversations.replies": (
        {"channel": PUBLIC, "ts": said},
        {**SPAN, "thread_not_found": {"ts": "1.000001"}},
    ),
    "conversations.list": ({}, LISTED),
    "conversations.members": (
        {"channel": PUBLIC},
        {**PAGED, "channel_not_found": {"channel": SECRET}},
    ),
    "conversations.join": (
        {"channel": OUTSIDE},
        {
            "channel_not_found": {"channel": NOWHERE},
            "is_archived": {"channel": "C0ARCHIVE1"},
            "method_not_supported_for_channel_type": {"channel": opened_dm},
        },
    ),
    "conversations.create": (
        {"name": "inc-57-vpn", "is_private": True},
        {
            "name_taken": {"name": _taken},
            "invalid_name_required": {"name": None},
            "invalid_name_maxlength": {"name": "x" * 81},
            "invalid_name_punctuation": {"name": "---"},
            "invalid_name_specials": {"name": "Inc 57"},
        },
    ),
    "conversations.invite": (
        {"channel": PUBLIC, "users": ANA},
        {
            "channel_not_found": {"channel": SECRET},
            "not_in_channel": {"channel": OUTSIDE},
            "is_archived": {"channel": _closed},
            "user_not_found": {"users": "U0NOBODY01"},
            "cant_invite": {"users": "U0OLEK0001"},
            "cant_invite_self": {"users": _itself},
            "already_in_channel": {"users": ANA},
            "too_many_users": {"users": ",".join([ANA] * 101)},
            "method_not_supported_for_channel_type": {"channel": opened_dm},
        },
    ),
    "conversations.open": (
        {"users": ANA},
        {
            "users_list_not_supplied": {"users": None},
            "user_not_found": {"users": "U0NOBODY01"},
            "user_not_visible": {"users": SID},
            "user_disabled": {"users": "U0OLEK0001"},
            "cannot_dm_bot": {"users": "U0ALERTS01"},
            "not_enough_users": {"users": f"{ANA},{ANA}"},
            "too_many_users": {"users": _nine},
            "invalid_user_combination": {"users": "U0GUS00001,U0CORA0001"},
            "channel_not_found": {"users": None, "channel": "D0NOWHERE1"},
            "method_not_supported_for_channel_type": {"users": None, "channel": PUBLIC},
        },
    ),
    "users.info": (
        {"user": ANA},
        {
            "user_not_found": {"user": "U0NOBODY01"},
            "user_not_visible": {"user": _far},
        },
    ),
    "users.lookupByEmail": (
        {"email": "ana@deskbell-sample.example"},
        {"users_not_found": {"email": "nobody@deskbell-sample.example"}},
    ),
    "users.list": ({}, PAGED),
    "users.conversations": ({}, LISTED),
    "usergroups.users.list": (
        {"usergroup": "S0AGENTS01"},
        {"no_such_subteam": {"usergroup": "S0RETIRED1"}},
    ),
    "usergroups.users.update": (
        {"usergroup": "S0AGENTS01", "users": "U0BEN00001"},
        {
            "no_such_subteam": {"usergroup": "S0NOBODY01"},
            "no_users_provided": {"users": ","},
            "invalid_users": {"users": "U0NOBODY01"},
        },
    ),
    "views.open": ({"trigger_id": trigger, "view": FORM}, TRIGGERED),
    "views.push": (
        {"trigger_id": inside, "view": FORM},
        {
            **TRIGGERED,
            "not_found": {"trigger_id": trigger},
            "push_limit_reached": {"trigger_id": _in_deepest},
        },
    ),
    "views.update": (
        {"view_id": opened, "view": FORM},
        {
            "not_found": {"view_id": "V0NOTTHERE"},
            "hash_conflict": {"hash": "1.2"},
            "duplicate_external_id": {"view": named},
            "view_too_large": {"view": LARGE},
            "invalid_arguments": {"view": HOME},
        },
    ),
    "views.publish": (
        {"user_id": ANA, "view": HOME},
        {
            "hash_conflict": {"hash": "1.2"},
            "duplicate_external_id": {"view": named_home},
            "view_too_large": {"view": {"type": "home", "blocks": LARGE["blocks"]}},
            "invalid_arguments": {"view": FORM},
        },
    ),
    "functions.completeSuccess": (
        {"function_execution_id": running_step, "outputs": {"ticket": "T-1"}},
        {**RUN, "parameter_validation_failed": {"outputs": {}}},
    ),
    "functions.completeError": (
        {"function_execution_id": running_step, "error": "No mice left"},
        RUN,
    ),
    "files.getUploadURLExternal": (
        {"filename": "log.txt", "length": 4},
        {
            "missing_argument": {"length": 0},
            "file_upload_size_restricted": {"length": LARGEST + 1},
            "snippet_too_large": {"snippet_type": "python", "length": 1_000_001},
            "unknown_snippet_type": {"snippet_type": "klingon"},
            "alt_txt_too_large": {"alt_txt": "x" * 1_001},
        },
    ),
    "files.completeUploadExternal": (
        {"files": uploaded, "channel_id": PUBLIC},
        {
            "file_not_found": {"files": [{"id": "F0NOTTHERE"}]},
            "channel_not_found": {"channel_id": NOWHERE},
            "invalid_channel": {"channel_id": "public-with-app"},
            "not_in_channel": {"channel_id": OUTSIDE},
            "invalid_blocks": {"blocks": WRONG},
            "channels_limit_exceeded": {
                "channels": ",".join(f"C0{number:08}" for number in range(101))
            },
        },
    ),
    "files.info": (
        {"file": shown_file},
        {
            "file_not_found": {"file": "F0NOTTHERE"},
            "file_deleted": {"file": deleted_file},
            "not_visible": {"file": lambda desk: shown_file(desk, None)},
        },
    ),
}
IN_FREE: Refusals = {
    "usergroups.list": ({"team_id": "T0DESK0001"}, {"plan_upgrade_required": {}}),
    "usergroups.users.list": ({"usergroup": "S0AGENTS01"}, {"plan_upgrade_required": {}}),
    "usergroups.users.update": (
        {"usergroup": "S0AGENTS01", "users": "U0BEN00001"},
        {"plan_upgrade_required": {}},
    ),
}
IN_ORG: Refusals = {
    "conversations.list": ({"team_id": "T0ORGDESK1"}, {"missing_argument": {"team_id": None}}),
    "users.conversations": ({"team_id": "T0ORGDESK1"}, {"missing_argument": {"team_id": None}}),
    "usergroups.list": (
        {"team_id": "T0ORGDESK1"},
        {
            "missing_argument": {"team_id": None},
            "invalid_team": {"team_id": "T0NOWHERE1"},
        },
    ),
}
IN_BARE: Refusals = {
    "oauth.v2.access": (
        {"client_id": client_id, "client_secret": client_secret, "code": oauth_code},
        {
            "invalid_client_id": {"client_id": "1.2"},
            "bad_client_secret": {"client_secret": "made-up"},  # pragma: allowlist secret
            "invalid_code": {"code": "made-up"},
            "bad_redirect_uri": {"redirect_uri": "https://evil.example/"},
            "invalid_grant_type": {"grant_type": "magic"},
            "invalid_refresh_token": {"grant_type": "refresh_token", "refresh_token": "made-up"},
        },
    ),
    "views.publish": ({"user_id": ANA, "view": HOME}, {"not_enabled": {}}),
}
