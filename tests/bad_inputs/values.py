"""Bad input 87 to 117: dates, numbers and settings; other systems, storage and the console."""

import json

from deskbell.adapters import wire
from tests.bad_inputs.case import (
    AnyCase,
    Case,
    Elsewhere,
    Expected,
    Later,
    answered,
    each,
)
from tests.bad_inputs.interactions import submitted
from tests.builders import a_message, an_envelope

RELAY = "tests/functional/test_relay_faults.py"
ANSWERS = "tests/functional/test_slack_answers.py"
MAIL = "tests/unit/mail/test_addresses.py"
SETTINGS = "tests/unit/settings/test_parse.py"
INVENTORY = "tests/unit/loans/test_inventory.py"
# pragma: allowlist nextline secret
PAGING_SECRETS = "tests/functional/operator/test_paging_secrets.py"
LOANS = "tests/unit/loans"
SURVEYS = "tests/functional/test_nps_webhook.py"
SCORES = "tests/unit/nps/test_receive.py"
IMPORT = "tests/contracts/test_inventory_commands.py"


def of_another_schema(without: str = "", **changes: object) -> str:
    """An input on the inbox as another release writes it."""
    document = json.loads(wire.encode(an_envelope(a_message("1795424458.000100", "Mine too"))))
    document["value"].pop(without, None)
    return json.dumps({**document, **changes})


CASES: list[AnyCase] = [
    Elsewhere(
        "87",
        "an NPS score that is none",
        (f"{SURVEYS}::test_what_is_no_score_is_refused_and_the_survey_is_told_which_field",),
    ),
    Elsewhere(
        "88",
        "an NPS answer late, twice, or of somebody else",
        (
            f"{SCORES}::test_a_score_counts_for_so_long_after_the_experience",
            f"{SCORES}::test_a_correction_that_comes_too_late_is_refused_as_well",
            f"{SCORES}::test_a_correction_under_the_name_of_another_members_answer_is_refused",
        ),
    ),
    Elsewhere(
        "89",
        "an NPS of 0 without a word",
        (f"{SCORES}::test_a_score_of_0_without_a_word_is_a_case_like_any_other",),
    ),
    Elsewhere(
        "90",
        "odd phone numbers",
        (
            "tests/unit/paging/test_phones.py::test_what_is_none_or_costs_too_much_is_refused",
            f"{PAGING_SECRETS}::test_what_no_page_may_go_to_is_not_stored",
        ),
    ),
    Elsewhere(
        "91", "odd e-mail addresses", (f"{MAIL}::test_an_odd_address_is_made_normal_or_none",)
    ),
    Elsewhere(
        "92",
        "odd time zones",
        (
            f"{SETTINGS}::test_a_zone_must_be_one_that_the_computer_knows",
            f"{SETTINGS}::test_an_old_name_of_a_zone_is_fine",
        ),
    ),
    Later("93", "an hour that a clock leaves out", "SLA calendars"),
    Later("94", "an hour that a clock has twice", "SLA calendars"),
    Later("95", "29 February, the 31st, leap seconds", "SLA calendars"),
    *each(
        "96",
        "dates that are none",
        answered("form_errors", wrong=("needed_by",)),
        {
            name: submitted(needed_by={"selected_date": day})
            for name, day in {
                "month-13": "2026-13-01",
                "other-form": "31/02",
                "30-february": "2027-02-30",
                "year-10000": "10000-01-01",
                "past": "2020-01-01",
                "week": "2026-W50-1",
                "no-dashes": "20261201",
                "far": "2036-12-01",
            }.items()
        },
    ),
    Elsewhere(
        "97",
        "quantities and serials of loans",
        (
            f"{LOANS}/test_wishes.py::test_days_are_a_plain_number",
            f"{LOANS}/test_wishes.py::test_what_cannot_be_wished_for_is_said_beside_its_field",
            f"{LOANS}/test_visits.py::test_a_serial_that_is_scanned_twice_is_harmless",
            f"{LOANS}/test_visits.py::test_another_laptop_than_theirs_is_not_handed_out",
            f"{LOANS}/test_requests.py::"
            "test_of_two_who_race_for_the_last_one_the_second_has_to_decide_again_and_waits",
        ),
    ),
    Elsewhere(
        "98",
        "an import in another encoding or shape",
        (
            f"{INVENTORY}::test_a_file_is_read_however_a_spreadsheet_saved_it",
            f"{INVENTORY}::test_another_encoding_is_refused_with_what_to_do",
            f"{INVENTORY}::test_the_first_line_names_the_columns",
            f"{INVENTORY}::test_what_is_wrong_is_named_with_its_line_and_column",
            f"{INVENTORY}::test_a_huge_file_is_refused_before_anybody_waits_for_it",
            f"{INVENTORY}::test_no_file_breaks_the_reader",
            f"{IMPORT}::test_every_fault_is_told_with_its_line_and_column_and_nothing_is_imported",
            f"{IMPORT}::test_the_same_import_before_the_first_is_done_is_asked_once",
        ),
    ),
    Later("99", "an import of an unknown version", "imports"),
    *(
        Later(number, title, "Jira")
        for number, title in {
            "100": "a Jira webhook with a wrong signature",
            "101": "a Jira webhook twice",
            "102": "our own comment, back from Jira",
            "103": "an issue that is gone or moved",
            "104": "a status of another name",
        }.items()
    ),
    Elsewhere(
        "105",
        "a strange `Retry-After`",
        (
            f"{ANSWERS}::test_retry_after_is_read_whatever_it_says",
            f"{ANSWERS}::test_retry_after_may_be_a_date",
        ),
    ),
    Elsewhere(
        "106",
        "an answer of Slack's that is none",
        (f"{ANSWERS}::test_answer_that_is_none_leaves_open_whether_it_was_posted",),
    ),
    Elsewhere(
        "107",
        "`invalid_blocks`, `msg_too_long`",
        (
            f"{RELAY}::test_card_whose_blocks_slack_refuses_is_said_in_plain_text",
            f"{RELAY}::test_card_that_even_as_plain_text_is_refused_is_parked",
        ),
    ),
    *each(
        "108",
        "an input of another release's schema",
        Expected((), dead_letters=1),
        {
            "newer": lambda _: [of_another_schema(v=2)],
            "no-version": lambda _: [of_another_schema(v=None)],
            "unknown-field": lambda _: [of_another_schema(more=1)],
            "no-json": lambda _: ["an input"],
        },
    ),
    Case(
        "108-older",
        "an input of another release's schema",
        lambda _: [of_another_schema(without="hops")],
        Expected((), intake=("not_a_ticket",)),
    ),
    Elsewhere(
        "109",
        "an event forged in our name",
        (
            "tests/template/test_dead_letters.py::test_a_queue_takes_events_from_its_own_rules_only",
            "tests/template/test_event_routing.py::test_rules_listen_to_our_bus_and_to_us_only",
        ),
    ),
    Later("110", "a clock two hours off", "the simulation"),
    *(
        Later(number, title, "the console")
        for number, title in {
            "111": "a login with a wrong state, nonce, team or algorithm",
            "112": "a session that is forged or over",
            "113": "a POST without a token, or from elsewhere",
            "114": "`next=//evil.com`",
            "115": "a private ticket, asked for by an outsider",
            "116": "a page of 1e9 rows, a changed cursor",
            "117": "a filter with words of DynamoDB's",
        }.items()
    ),
]
