"""Laptops from the side of Slack: forms opened, filled in, sent back or passed on."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from deskbell.domain.ids import PersonId, Ts
from deskbell.domain.inputs import Button, ButtonPressed, Dialog, DialogSubmitted, SearchAsked
from deskbell.domain.loans.policy import LoanPolicy, OfficeId, Question
from deskbell.domain.search_inputs import Sought
from tests.api_gateway import (
    AT,
    a_button_press,
    an_interaction,
    command_request,
    interaction_request,
)
from tests.block_kit import assert_slack_takes, block_faults
from tests.builders import IT_HAPPENS, a_desk, an_inbox
from tests.functional.test_it_form_modal import IN_THE_GUIDE, ON_THE_HOME_TAB
from tests.ingress import Answer, Ingress
from tests.unit.loans.office import POLICY

MINJUN = PersonId("U0MINJUN01")
LOAN = "LOAN#A"
NOW = datetime.fromtimestamp(AT, UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HEALTHY = Question("healthy", "yes", {"en": "Are you well?", "ko": "건강하세요?"})
ASKS_NOTHING = replace(POLICY, visit=replace(POLICY.visit, questions=()))
ASKS = replace(POLICY, visit=replace(POLICY.visit, questions=(HEALTHY,)))
AUSTIN = replace(ASKS_NOTHING, office=OfficeId("austin"), name="Austin", needs_approval=True)


@pytest.fixture
def ingress(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ingress:
    ingress = Ingress(monkeypatch, capsys)
    lend(ingress, ASKS_NOTHING)
    return ingress


def lend(ingress: Ingress, *policies: LoanPolicy) -> None:
    ingress.settings = replace(
        ingress.settings, loans={policy.office: policy for policy in policies}
    )


def below_a_text(action: str, value: str, **more: Any) -> dict[str, Any]:
    pressed = {"type": "button", "action_id": action, "value": value, "action_ts": "1795424459.1"}
    return interaction_request(
        an_interaction("block_actions", actions=[pressed | more], **IN_THE_GUIDE)
    )


def choose_time(start: datetime, office: str = "san_francisco") -> dict[str, Any]:
    option = {"value": f"{LOAN}|{start.isoformat()}|{office}"}
    return below_a_text("loan.slot", "", selected_option=option)


def view_of(ingress: Ingress) -> dict[str, Any]:
    [(_, view)] = ingress.slack.opened
    assert_slack_takes(view)
    return dict(view)


def fields_of(view: dict[str, Any]) -> list[str]:
    return [block["block_id"] for block in view["blocks"] if block["type"] == "input"]


def element(view: dict[str, Any], field: str) -> dict[str, Any]:
    [found] = [block["element"] for block in view["blocks"] if block.get("block_id") == field]
    return dict(found)


def send(ingress: Ingress, dialog: str, value: str = "", **elements: Any) -> Answer:
    view = {
        **{"id": "V0LOAN0001", "hash": "1.abc", "type": "modal", "callback_id": dialog},
        "private_metadata": f"{value}||{IT_HAPPENS}|1795424458.000100",
        "state": {"values": {name: {"value": one} for name, one in elements.items()}},
    }
    return ingress.send(interaction_request(an_interaction("view_submission", view=view)))


def option(value: str) -> dict[str, Any]:
    return {"selected_option": {"value": value}}


def wish(**changes: Any) -> dict[str, Any]:
    return {
        "office": option("san_francisco"),
        "needed_by": {"selected_date_time": int((NOW + 2 * DAY).timestamp())},
        "days": {"value": " 7 "},
        "why": {"value": "Getting a new loaner laptop within the next 48 hours please"},
    } | changes


class TestAsking:
    def test_the_command_opens_the_form_in_the_language_of_whoever_sends_it(
        self, ingress: Ingress
    ) -> None:
        answer = ingress.send(command_request("loaner"))

        assert (answer.status, answer.body, *answer.outcome) == (
            *(200, ""),
            *("answered", "dialog_opened"),
        )
        view = view_of(ingress)
        assert view["title"]["text"] == "노트북 빌리기"
        assert fields_of(view) == ["office", "needed_by", "days", "why"]

    def test_it_is_needed_in_48_hours_unless_somebody_says_otherwise(
        self, ingress: Ingress
    ) -> None:
        ingress.send(command_request("loaner"))

        initial = datetime.fromtimestamp(
            element(view_of(ingress), "needed_by")["initial_date_time"], UTC
        )
        assert timedelta(0) <= NOW + 48 * HOUR - initial < HOUR / 4

    def test_of_several_offices_one_has_to_be_chosen(self, ingress: Ingress) -> None:
        lend(ingress, ASKS_NOTHING, AUSTIN)
        ingress.send(command_request("loaner"))

        office = element(view_of(ingress), "office")
        assert [one["text"]["text"] for one in office["options"]] == ["San Francisco", "Austin"]
        assert "initial_option" not in office

    def test_the_only_office_is_chosen_already(self, ingress: Ingress) -> None:
        ingress.send(command_request("loaner"))
        chosen = element(view_of(ingress), "office")["initial_option"]
        assert chosen["value"] == "san_francisco"

    def test_a_manager_is_asked_for_where_one_may_have_to_approve(self, ingress: Ingress) -> None:
        lend(ingress, ASKS_NOTHING, AUSTIN)
        ingress.send(command_request("loaner"))

        [manager] = [one for one in view_of(ingress)["blocks"] if one.get("block_id") == "manager"]
        assert manager["optional"] is True

    def test_who_hands_laptops_out_can_ask_for_somebody_else(self, ingress: Ingress) -> None:
        inbox = an_inbox(agents=frozenset({MINJUN}))
        ingress.settings = a_desk(inboxes={inbox.id: inbox}, loans=ingress.settings.loans)
        ingress.send(command_request("loaner"))
        assert "for" in fields_of(view_of(ingress))

    def test_a_button_opens_it_with_what_the_message_said(self, ingress: Ingress) -> None:
        said = "A <@U0ANA00001> &amp; laptop | please"
        ingress.send(interaction_request(a_button_press(action_id="loan.request", value=said)))
        assert element(view_of(ingress), "why")["initial_value"] == "A @ & laptop | please"

    def test_so_do_the_home_tab_and_the_shortcut(self, ingress: Ingress) -> None:
        pressed = {"action_id": "loan.request", "action_ts": "1795424459.1"}
        ingress.send(
            interaction_request(
                an_interaction("block_actions", actions=[pressed], **ON_THE_HOME_TAB)
            )
        )
        ingress.send(interaction_request(an_interaction("shortcut", callback_id="loan.request")))

        assert [view["callback_id"] for _, view in ingress.slack.opened] == ["loan.request"] * 2

    def test_what_is_sent_goes_to_the_inbox(self, ingress: Ingress) -> None:
        answer = send(ingress, "loan.request", **wish())

        assert (answer.status, answer.body, *answer.outcome) == (
            *(200, ""),
            *("accepted", "DialogSubmitted"),
        )
        [submitted] = ingress.inputs
        assert submitted == DialogSubmitted(
            dialog=Dialog.LOAN_REQUEST,
            value="",
            person=MINJUN,
            channel=IT_HAPPENS,
            thread_ts=Ts("1795424458.000100"),
            values={
                "office": "san_francisco",
                "needed_by": (NOW + 2 * DAY).isoformat(),
                "days": "7",
                "why": "Getting a new loaner laptop within the next 48 hours please",
            },
        )

    @pytest.mark.parametrize(
        ("field", "given"),
        [
            ("needed_by", {"selected_date_time": int((NOW - HOUR).timestamp())}),
            ("needed_by", {"selected_date_time": int((NOW + 91 * DAY).timestamp())}),
            ("needed_by", {"selected_date_time": 0}),
            ("days", {"value": "0"}),
            ("days", {"value": "31"}),
            ("days", {"value": "a week"}),
            ("why", {"value": " "}),
            ("office", option("nowhere")),
        ],
    )
    def test_what_cannot_be_is_said_beside_its_field_before_it_is_sent(
        self, ingress: Ingress, field: str, given: dict[str, Any]
    ) -> None:
        answer = send(ingress, "loan.request", **wish(**{field: given}))

        assert answer.outcome == ("answered", "dialog_errors")
        assert list(answer.json["errors"]) == [field]
        assert ingress.inputs == []

    def test_an_office_that_wants_an_approval_wants_a_manager(self, ingress: Ingress) -> None:
        lend(ingress, ASKS_NOTHING, AUSTIN)
        without = send(ingress, "loan.request", **wish(office=option("austin"), manager={}))
        assert list(without.json["errors"]) == ["manager"]
        assert send(ingress, "loan.request", **wish(manager={})).outcome[0] == "accepted"

    def test_nobody_is_their_own_manager(self, ingress: Ingress) -> None:
        lend(ingress, AUSTIN)
        mine = wish(office=option("austin"), manager={"selected_user": MINJUN})
        assert list(send(ingress, "loan.request", **mine).json["errors"]) == ["manager"]

    def test_where_nobody_lends_there_is_no_form(self, ingress: Ingress) -> None:
        lend(ingress)

        assert ingress.send(command_request("loaner")).outcome == ("answered", "help")
        shortcut = an_interaction("shortcut", callback_id="loan.request")
        assert ingress.send(interaction_request(shortcut)).outcome == ("ignored", "nobody_lends")
        old = send(ingress, "loan.request", **wish())
        assert old.outcome == ("answered", "dialog_stale")
        assert list(old.json["errors"]) == ["office"]

    def test_the_desk_has_a_command_for_laptops_alone(self, ingress: Ingress) -> None:
        ingress.send(command_request(command="/loaner"))
        assert view_of(ingress)["callback_id"] == "loan.request"
        ingress.send(command_request("  due ", command="/loaner"))
        assert ingress.inputs == [SearchAsked(MINJUN, IT_HAPPENS, "due", Sought.LOANS)]

    @pytest.mark.parametrize("words", ["", "stock"])
    def test_where_nobody_lends_that_command_says_so(self, ingress: Ingress, words: str) -> None:
        lend(ingress)
        answer = ingress.send(command_request(words, command="/loaner"))
        assert answer.outcome == ("answered", "nobody_lends")
        assert "노트북을 빌려주는 사무실이 없어요" in answer.json["text"]
        assert (ingress.slack.opened, ingress.inputs) == ([], [])

    def test_where_the_form_comes_too_late_a_button_opens_it(self, ingress: Ingress) -> None:
        ingress.slack.failure = "expired_trigger_id"
        answer = ingress.send(command_request("loaner"))

        assert answer.outcome == ("failed", "dialog_not_opened")
        [_, below] = answer.json["blocks"]
        assert [one["action_id"] for one in below["elements"]] == ["loan.request"]
        assert block_faults(answer.json["blocks"]) == []

    def test_the_commands_help_has_a_button_for_it(self, ingress: Ingress) -> None:
        below = ingress.send(command_request("what")).json["blocks"][-1]["elements"]
        assert "loan.request" in [one["action_id"] for one in below]

    def test_words_behind_it_ask_what_there_is(self, ingress: Ingress) -> None:
        ingress.send(command_request("Loaner  stock San Francisco"))
        assert ingress.inputs == [
            SearchAsked(MINJUN, IT_HAPPENS, "stock San Francisco", Sought.LOANS)
        ]


class TestVisiting:
    START = NOW + DAY

    def test_a_time_that_is_chosen_goes_to_the_inbox(self, ingress: Ingress) -> None:
        ingress.send(choose_time(self.START))

        [pressed] = ingress.inputs
        assert isinstance(pressed, ButtonPressed)
        assert pressed.action is Button.LOAN_SLOT
        assert pressed.value == f"{LOAN}|{self.START.isoformat()}|san_francisco"

    def test_where_the_office_asks_something_that_comes_first(self, ingress: Ingress) -> None:
        lend(ingress, ASKS)
        ingress.send(choose_time(self.START))

        assert ingress.inputs == []
        view = view_of(ingress)
        assert view["callback_id"] == "loan.visit"
        [question] = [block for block in view["blocks"] if block["type"] == "input"]
        assert question["label"]["text"] == "건강하세요?"

    def test_the_answers_go_to_the_inbox_with_the_time(self, ingress: Ingress) -> None:
        lend(ingress, ASKS)
        value = f"{LOAN}|{self.START.isoformat()}|san_francisco"
        send(ingress, "loan.visit", value, healthy=option("no"))

        [submitted] = ingress.inputs
        assert isinstance(submitted, DialogSubmitted)
        assert (submitted.value, submitted.values) == (value, {"healthy": "no"})

    def test_an_answer_cannot_be_left_out(self, ingress: Ingress) -> None:
        lend(ingress, ASKS)
        value = f"{LOAN}|{self.START.isoformat()}|san_francisco"
        assert list(send(ingress, "loan.visit", value, healthy={}).json["errors"]) == ["healthy"]

    @pytest.mark.parametrize("value", ["LOAN#A", "LOAN#A|now|san_francisco", "LOAN#A|2026-11-24"])
    def test_a_time_of_nobody_we_know_is_ignored(self, ingress: Ingress, value: str) -> None:
        pressed = below_a_text("loan.slot", "", selected_option={"value": value})
        assert ingress.send(pressed).outcome == ("ignored", "unknown_office")

    def test_so_is_one_of_an_office_that_lends_no_more(self, ingress: Ingress) -> None:
        assert ingress.send(choose_time(self.START, "austin")).outcome[1] == "unknown_office"


class TestLater:
    def test_a_button_in_the_home_tab_acts_although_nobody_can_be_told_there(
        self, ingress: Ingress
    ) -> None:
        pressed = {"action_id": "loan.return", "value": LOAN, "action_ts": "1795424459.1"}
        ingress.send(
            interaction_request(
                an_interaction("block_actions", actions=[pressed], **ON_THE_HOME_TAB)
            )
        )
        assert ingress.inputs == [ButtonPressed(Button.LOAN_RETURN, LOAN, MINJUN, None, None, None)]

    def test_who_keeps_it_longer_says_for_how_many_days(self, ingress: Ingress) -> None:
        ingress.send(below_a_text("loan.extend", LOAN))
        assert fields_of(view_of(ingress)) == ["days"]

        wrong = send(ingress, "loan.extend", LOAN, days={"value": "some"})
        assert wrong.json["errors"] == {"days": "3처럼 날짜 수를 숫자로 적어 주세요."}
        send(ingress, "loan.extend", LOAN, days={"value": "3"})
        [submitted] = ingress.inputs
        assert isinstance(submitted, DialogSubmitted)
        assert (submitted.value, submitted.values) == (LOAN, {"days": "3"})

    def test_what_is_handed_out_is_scanned(self, ingress: Ingress) -> None:
        ingress.send(below_a_text("loan.hand_out", LOAN))
        assert fields_of(view_of(ingress)) == ["serial"]

    def test_only_of_what_is_lost_nobody_needs_the_serial_number(self, ingress: Ingress) -> None:
        fine = send(ingress, "loan.inspect", LOAN, finding=option("available"), serial={})
        assert list(fine.json["errors"]) == ["serial"]
        lost = send(ingress, "loan.inspect", LOAN, finding=option("lost"), serial={})
        assert lost.outcome == ("accepted", "DialogSubmitted")
