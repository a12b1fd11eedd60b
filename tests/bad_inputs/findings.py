"""Bad input that nobody had thought of before `make fuzz` and its targets; numbered from F1."""

from tests.bad_inputs.case import AnyCase, Elsewhere

SETTINGS_FILE = "tests/unit/settings/test_settings_file.py"

CASES: list[AnyCase] = [
    Elsewhere(
        "F1",
        "settings nested hundreds deep",
        (f"{SETTINGS_FILE}::test_what_yaml_forbids_is_told_in_plain_words",),
    ),
    Elsewhere(
        "F2",
        "a setting whose tag does not fit: `!!bool perhaps`",
        (f"{SETTINGS_FILE}::test_what_yaml_forbids_is_told_in_plain_words",),
    ),
]
