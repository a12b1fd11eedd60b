"""Bad input that nobody had thought of before `make fuzz` and its targets, or before there was the
way in that it comes by; numbered from F1."""

from tests.bad_inputs.case import AnyCase, Elsewhere

SETTINGS_FILE = "tests/unit/settings/test_settings_file.py"
ALERTS = "tests/functional/test_alerts.py"

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
    Elsewhere(
        "F3",
        "an alert that its source has not signed, or long ago",
        (
            f"{ALERTS}::test_either_of_two_keys_counts_and_no_other",
            f"{ALERTS}::test_what_was_signed_long_ago_is_somebody_elses_copy",
            f"{ALERTS}::test_no_header_makes_it_raise_or_pass",
        ),
    ),
    Elsewhere(
        "F4",
        "an alert twice",
        (f"{ALERTS}::test_a_retry_is_the_same_and_no_other_alert_is",),
    ),
    Elsewhere(
        "F5",
        "alerts of another form, without end, with half a sign",
        (
            f"{ALERTS}::test_what_is_wrong_is_said",
            f"{ALERTS}::test_half_a_sign_and_endless_labels_are_cut_to_what_can_be_shown",
        ),
    ),
    Elsewhere(
        "F6",
        "a message of SNS's with an address of somebody else's",
        (
            f"{ALERTS}::test_a_certificate_is_read_from_sns_alone",
            f"{ALERTS}::test_nothing_else_is_subscribed_even_if_it_is_signed",
        ),
    ),
]
