"""The errors of each Web API method that come from a workspace's state, as Slack publishes them.

Without those that every method can answer. test_every_method.py proves that the fake has them.
"""

MESSAGE = (
    *("channel_not_found", "not_in_channel", "is_archived", "no_text", "invalid_blocks"),
    *("invalid_blocks_format", "markdown_text_conflict", "too_many_attachments"),
    *("cannot_reply_to_message", "messages_tab_disabled"),
)
METADATA = ("invalid_metadata_format", "invalid_metadata_schema", "metadata_too_large")
SPAN = (
    *("channel_not_found", "not_in_channel", "invalid_ts_latest", "invalid_ts_oldest"),
    "invalid_cursor",
)
LIST = ("missing_argument", "invalid_types", "invalid_limit", "invalid_cursor")
REACTION = (
    *("channel_not_found", "not_in_channel", "message_not_found", "bad_timestamp"),
    "no_item_specified",
)
VIEW = ("duplicate_external_id", "view_too_large", "invalid_arguments")
TRIGGER = ("invalid_trigger_id", "expired_trigger_id", "exchanged_trigger_id")
RUN = ("function_execution_not_found", "execution_not_in_running_state")

OWN_ERRORS: dict[str, tuple[str, ...]] = {
    "api.test": ("my_error",),
    "auth.test": (),
    "auth.revoke": (),
    "auth.teams.list": ("invalid_cursor", "invalid_limit"),
    "oauth.v2.access": (
        *("invalid_client_id", "bad_client_secret", "invalid_code", "bad_redirect_uri"),
        *("invalid_grant_type", "invalid_refresh_token"),
    ),
    "apps.event.authorizations.list": (
        *("invalid_event_context", "auth_mismatch", "invalid_cursor"),
    ),
    "blocks.validate": ("invalid_blocks", "invalid_view", "invalid_message", "invalid_arguments"),
    "chat.postMessage": (
        *(*MESSAGE, *METADATA, "msg_blocks_too_long", "cannot_dm_bot", "rate_limited"),
        *("restricted_action_read_only_channel", "restricted_action_thread_only_channel"),
        *("restricted_action_non_threadable_channel", "restricted_action_thread_locked"),
        "team_not_found",
    ),
    "chat.postEphemeral": (*MESSAGE, "user_not_in_channel", "msg_too_long", "invalid_attachments"),
    "chat.update": (
        *("channel_not_found", "message_not_found", "cant_update_message", "is_inactive"),
        *("no_text", "msg_too_long", "invalid_blocks", "invalid_blocks_format"),
        *("invalid_attachments", "markdown_text_conflict", "too_many_attachments"),
        *("block_mismatch", *METADATA, "cant_broadcast_message"),
        *("no_dual_broadcast_content_update", "file_not_found", "file_deleted"),
    ),
    "chat.delete": ("channel_not_found", "message_not_found", "cant_delete_message"),
    "chat.getPermalink": ("channel_not_found", "message_not_found"),
    "conversations.info": ("channel_not_found",),
    "conversations.history": SPAN,
    "conversations.replies": (*SPAN, "thread_not_found"),
    "conversations.list": LIST,
    "conversations.members": ("channel_not_found", "invalid_limit", "invalid_cursor"),
    "conversations.join": (
        *("channel_not_found", "is_archived", "method_not_supported_for_channel_type"),
    ),
    "conversations.create": (
        *("name_taken", "invalid_name_required", "invalid_name_maxlength"),
        *("invalid_name_punctuation", "invalid_name_specials"),
    ),
    "conversations.invite": (
        *("channel_not_found", "not_in_channel", "is_archived", "user_not_found", "cant_invite"),
        *("cant_invite_self", "already_in_channel", "too_many_users"),
        "method_not_supported_for_channel_type",
    ),
    "conversations.open": (
        *("users_list_not_supplied", "user_not_found", "user_not_visible", "user_disabled"),
        *("cannot_dm_bot", "not_enough_users", "too_many_users", "invalid_user_combination"),
        *("channel_not_found", "method_not_supported_for_channel_type"),
    ),
    "users.info": ("user_not_found", "user_not_visible"),
    "users.lookupByEmail": ("users_not_found",),
    "users.list": ("invalid_cursor", "invalid_limit"),
    "users.conversations": LIST,
    "usergroups.list": ("missing_argument", "invalid_team", "plan_upgrade_required"),
    "usergroups.users.list": ("no_such_subteam", "plan_upgrade_required"),
    "usergroups.users.update": (
        *("no_such_subteam", "plan_upgrade_required"),
        *("no_users_provided", "invalid_users"),
    ),
    "reactions.add": (
        *(*REACTION, "invalid_name", "already_reacted", "is_archived", "thread_locked"),
        *("too_many_emoji", "too_many_reactions"),
    ),
    "reactions.remove": (*REACTION, "invalid_name", "no_reaction", "thread_locked"),
    "reactions.get": REACTION,
    "views.open": (*VIEW, *TRIGGER),
    "views.push": (*VIEW, *TRIGGER, "not_found", "push_limit_reached"),
    "views.update": (*VIEW, "not_found", "hash_conflict"),
    "views.publish": (*VIEW, "hash_conflict", "not_enabled"),
    "functions.completeSuccess": (*RUN, "parameter_validation_failed"),
    "functions.completeError": RUN,
    "files.getUploadURLExternal": (
        *("missing_argument", "file_upload_size_restricted", "snippet_too_large"),
        *("unknown_snippet_type", "alt_txt_too_large"),
    ),
    "files.completeUploadExternal": (
        *("file_not_found", "channel_not_found", "invalid_channel", "not_in_channel"),
        *("invalid_blocks", "channels_limit_exceeded"),
    ),
    "files.info": ("file_not_found", "file_deleted", "not_visible"),
}
