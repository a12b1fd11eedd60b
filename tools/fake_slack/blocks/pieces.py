"""Texts, options and block elements as Slack allows them; the kinds of blocks are built of them."""

from collections.abc import Iterator

from tools.fake_slack.blocks.grammar import (
    Check,
    Fault,
    also,
    anything,
    boolean,
    by_type,
    items,
    one_of,
    record,
    string,
    whole_number,
)
from tools.fake_slack.state.messages import Json, JsonObject

ID = string(255)


def plain(limit: int) -> Check:
    return by_type({"plain_text": record({"text": string(limit)}, {"emoji": boolean})})


def mrkdwn(limit: int) -> Check:
    return by_type({"mrkdwn": record({"text": string(limit)}, {"verbatim": boolean})})


def either_text(limit: int) -> Check:
    return by_type({"plain_text": plain(limit), "mrkdwn": mrkdwn(limit)})


CONFIRM = record(
    {"title": plain(100), "text": either_text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)
PLACEHOLDER = plain(150)
OPTION = record({"text": plain(75), "value": string(150)}, {"description": plain(75)})
RICH_OPTION = record(
    {"text": either_text(75), "value": string(150)}, {"description": either_text(75)}
)
LINK_OPTION = record(
    {"text": plain(75), "value": string(150)}, {"description": plain(75), "url": string(3000)}
)
OPTION_GROUP = record({"label": plain(75), "options": items(OPTION, 1, 100)}, {})


def _offered(element: Json) -> list[JsonObject]:
    groups = element.get("option_groups", [])
    return [*element.get("options", []), *(one for group in groups for one in group["options"])]


def _initial_is_offered(element: Json, at: str) -> Iterator[Fault]:
    offered = _offered(element)
    initial = element.get("initial_options") or [element.get("initial_option")]
    if any(option is not None and option not in offered for option in initial):
        yield Fault("initial option must match one of the options exactly", at)


def _lengths_fit(element: Json, at: str) -> Iterator[Fault]:
    if element.get("min_length", 0) > element.get("max_length", 3000):
        yield Fault("`min_length` must not be more than `max_length`", at)


def _options_or_groups(element: Json, at: str) -> Iterator[Fault]:
    if ("options" in element) == ("option_groups" in element):
        yield Fault("must define either `options` or `option_groups`, not both", at)


def _values_differ(element: Json, at: str) -> Iterator[Fault]:
    values = [option["value"] for option in _offered(element)]
    if len(values) != len(set(values)):
        yield Fault("option values must be unique", f"{at}/options")


def _chooser(options: Check, **initial: Check) -> Check:
    shape = record(
        {"options": options},
        {"action_id": ID, "confirm": CONFIRM, "focus_on_load": boolean, **initial},
    )
    return also(shape, _initial_is_offered, _values_differ)


_MENU: dict[str, Check] = {
    "action_id": ID,
    "placeholder": PLACEHOLDER,
    "confirm": CONFIRM,
    "focus_on_load": boolean,
}
_MANY: dict[str, Check] = {**_MENU, "max_selected_items": whole_number(1, 100)}
_LISTED: dict[str, Check] = {
    "options": items(OPTION, 1, 100),
    "option_groups": items(OPTION_GROUP, 1, 100),
}
_TYPED: dict[str, Check] = {
    "action_id": ID,
    "placeholder": PLACEHOLDER,
    "focus_on_load": boolean,
    "dispatch_action_config": anything,
}

BUTTON = record(
    {"text": plain(75)},
    {
        "action_id": ID,
        "value": string(2000),
        "url": string(3000),
        "style": one_of("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string(75),
    },
)
WORKFLOW_BUTTON = record(
    {"text": plain(75), "workflow": anything},
    {
        "action_id": ID,
        "style": one_of("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string(75),
    },
)


def one_source(image: Json, at: str) -> Iterator[Fault]:
    if ("image_url" in image) == ("slack_file" in image):
        yield Fault("must define either `image_url` or `slack_file`, not both", at)


IMAGE = also(
    record({"alt_text": string(2000)}, {"image_url": string(3000), "slack_file": anything}),
    one_source,
)
OVERFLOW = also(
    record({"options": items(LINK_OPTION, 1, 5)}, {"action_id": ID, "confirm": CONFIRM}),
    _values_differ,
)
STATIC_SELECT = also(
    record({}, {**_MENU, **_LISTED, "initial_option": OPTION}),
    _options_or_groups,
    _values_differ,
    _initial_is_offered,
)
MULTI_STATIC_SELECT = also(
    record({}, {**_MANY, **_LISTED, "initial_options": items(OPTION, 1, 100)}),
    _options_or_groups,
    _values_differ,
    _initial_is_offered,
)
MENUS: dict[str, Check] = {
    "static_select": STATIC_SELECT,
    "external_select": record(
        {}, {**_MENU, "initial_option": OPTION, "min_query_length": whole_number(0, 100)}
    ),
    "users_select": record({}, {**_MENU, "initial_user": string(255)}),
    "conversations_select": record(
        {},
        {
            **_MENU,
            "initial_conversation": string(255),
            "default_to_current_conversation": boolean,
            "response_url_enabled": boolean,
            "filter": anything,
        },
    ),
    "channels_select": record(
        {}, {**_MENU, "initial_channel": string(255), "response_url_enabled": boolean}
    ),
    "multi_static_select": MULTI_STATIC_SELECT,
    "multi_external_select": record(
        {},
        {
            **_MANY,
            "initial_options": items(OPTION, 1, 100),
            "min_query_length": whole_number(0, 100),
        },
    ),
    "multi_conversations_select": record(
        {},
        {
            **_MANY,
            "initial_conversations": items(string(255), 1, 100),
            "default_to_current_conversation": boolean,
            "filter": anything,
        },
    ),
    "multi_channels_select": record({}, {**_MANY, "initial_channels": items(string(255), 1, 100)}),
    "multi_users_select": record({}, {**_MANY, "initial_users": items(string(255), 1, 100)}),
}
PICKERS: dict[str, Check] = {
    "datepicker": record({}, {**_MENU, "initial_date": string(10)}),
    "datetimepicker": record(
        {},
        {
            "action_id": ID,
            "confirm": CONFIRM,
            "focus_on_load": boolean,
            "initial_date_time": whole_number(1_000_000_000, 9_999_999_999),
        },
    ),
    "timepicker": record({}, {**_MENU, "initial_time": string(5), "timezone": string(255)}),
    "radio_buttons": _chooser(items(RICH_OPTION, 1, 10), initial_option=RICH_OPTION),
    "checkboxes": _chooser(items(RICH_OPTION, 1, 10), initial_options=items(RICH_OPTION, 1, 10)),
}
TYPED: dict[str, Check] = {
    "rich_text_input": record(
        {}, {**_TYPED, "initial_value": anything, "min_lines": anything, "max_lines": anything}
    ),
    "file_input": record(
        {},
        {
            "action_id": ID,
            "filetypes": items(string(20), 1, 100),
            "max_files": whole_number(1, 10),
        },
    ),
    "plain_text_input": also(
        record(
            {},
            {
                **_TYPED,
                "multiline": boolean,
                "initial_value": string(3000, 0),
                "min_length": whole_number(0, 3000),
                "max_length": whole_number(1, 3000),
            },
        ),
        _lengths_fit,
    ),
    "email_text_input": record({}, {**_TYPED, "initial_value": string(3000, 0)}),
    "url_text_input": record({}, {**_TYPED, "initial_value": string(3000, 0)}),
    "number_input": record(
        {"is_decimal_allowed": boolean},
        {
            **_TYPED,
            "initial_value": string(100, 0),
            "min_value": string(100),
            "max_value": string(100),
        },
    ),
}
