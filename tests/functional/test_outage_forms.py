"""Outages from the side of Slack: the commands, the forms, the menu of a card; opened, filled in,
sent back or passed on (A1-05)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button, ButtonPressed, Dialog, DialogSubmitted
from deskbell.domain.paging.policy import ServiceId
from deskbell.domain.paging.settings import Service
from tests.api_gateway import (
    a_button_press,
    an_interaction,
    command_request,
    interaction_request,
)
from tests.block_kit import assert_slack_takes
from tests.builders import IT_HAPPENS, a_desk
from tests.functional.paging import IT, PAGING
from tests.functional.test_it_form_modal import ON_THE_HOME_TAB
from tests.functional.test_loan_forms import NOW, element, fields_of, option, send, view_of
from tests.ingress import Ingress

MINJUN = PersonId("U0MINJUN01")
INCIDENT = "INC#A"
PAYROLL = Service("Payroll", IT.id, {"ko": "급여 시스템", "pl": "Płace"})
TWO = replace(PAGING, services={**PAGING.services, ServiceId("payroll"): PAYROLL})


@pytest.fixture
def ingress(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ingress:
    ingress = Ingress(monkeypatch, capsys)
    ingress.settings = a_desk(paging=TWO)
    return ingress


def urgent(ingress: Ingress, text: str = "") -> dict[str, Any]:
    """The form that the command opens."""
    answer = ingress.send(command_request(text, command="/urgent"))
    assert (answer.status, answer.body) == (200, "")
    return view_of(ingress)


def in_menu(action: str) -> dict[str, Any]:
    """In the menu that the card's "More" has opened."""
    view = {
        **{"id": "V0MORE0001", "hash": "1.abc", "type": "modal"},
        "private_metadata": f"{INCIDENT}||{IT_HAPPENS}|",
    }
    pressed = {"type": "button", "action_id": action, "value": action, "action_ts": "1795424459.1"}
    container = {"type": "view", "view_id": "V0MORE0001"}
    return interaction_request(
        an_interaction("block_actions", actions=[pressed], container=container, view=view)
    )


class TestReporting:
    @pytest.mark.parametrize(("command", "text"), [("/urgent", ""), ("/it", "urgent")])
    def test_the_command_opens_the_form_in_the_language_of_whoever_sends_it(
        self, ingress: Ingress, command: str, text: str
    ) -> None:
        answer = ingress.send(command_request(text, command=command))

        assert answer.outcome == ("answered", "dialog_opened")
        view = view_of(ingress)
        assert view["title"]["text"] == "장애 신고"
        assert fields_of(view) == ["service", "impact", "affected", "urgency"]

    def test_systems_are_named_in_the_readers_language_where_the_settings_have_it(
        self, ingress: Ingress
    ) -> None:
        service = element(urgent(ingress), "service")
        assert [one["text"]["text"] for one in service["options"]] == ["VPN", "급여 시스템"]
        assert "initial_option" not in service

    @pytest.mark.parametrize("named", ["vpn", " VPN ", "payroll", "급여 시스템", "PŁACE"])
    def test_a_system_and_what_happens_are_read_from_the_words_behind_the_command(
        self, ingress: Ingress, named: str
    ) -> None:
        view = urgent(ingress, f"{named}: nobody can log in")

        chosen = element(view, "service")["initial_option"]["value"]
        assert chosen == ("vpn" if named.strip().casefold() == "vpn" else "payroll")
        assert element(view, "impact")["initial_value"] == "nobody can log in"

    def test_words_that_name_no_system_say_what_happens(self, ingress: Ingress) -> None:
        view = urgent(ingress, "help: everything burns")
        assert element(view, "impact")["initial_value"] == "help: everything burns"
        assert "initial_option" not in element(view, "service")

    def test_the_only_system_is_chosen_already_and_it_is_urgent(self, ingress: Ingress) -> None:
        ingress.settings = a_desk(paging=PAGING)
        view = urgent(ingress)
        assert element(view, "service")["initial_option"]["value"] == "vpn"
        assert element(view, "urgency")["initial_option"]["value"] == "high"

    def test_what_is_sent_goes_to_the_inbox(self, ingress: Ingress) -> None:
        answer = send(
            ingress,
            "incident.raise",
            service=option("vpn"),
            impact={"value": "Nobody can connect"},
            affected={"value": "Warsaw"},
            urgency=option("high"),
        )

        assert (answer.status, answer.body) == (200, "")
        [submitted] = ingress.inputs
        assert isinstance(submitted, DialogSubmitted)
        assert (submitted.dialog, submitted.person) == (Dialog.INCIDENT_RAISE, MINJUN)
        assert submitted.values == {
            "service": "vpn",
            "impact": "Nobody can connect",
            "affected": "Warsaw",
            "urgency": "high",
        }

    def test_what_is_missing_or_no_option_is_said_beside_its_field(self, ingress: Ingress) -> None:
        answer = send(
            ingress,
            "incident.raise",
            service=option("gone"),
            impact={"value": " "},
            urgency=option("high"),
        )
        assert answer.json["errors"].keys() == {"service", "impact"}
        assert ingress.inputs == []

    def test_of_a_ticket_the_words_may_be_left_out(self, ingress: Ingress) -> None:
        answer = send(
            ingress,
            "incident.raise",
            "T#ABC|1",
            service=option("vpn"),
            impact={"value": ""},
            urgency=option("high"),
        )
        assert answer.body == ""
        [submitted] = ingress.inputs
        assert isinstance(submitted, DialogSubmitted)
        assert submitted.value == "T#ABC|1"

    def test_a_button_opens_it_with_what_the_message_said(self, ingress: Ingress) -> None:
        value = "C0ITHAPPEN|1795424458.000100|vpn: it &lt;hangs&gt;"
        ingress.send(interaction_request(a_button_press(action_id="incident.raise", value=value)))
        view = view_of(ingress)
        assert element(view, "impact")["initial_value"] == "it <hangs>"
        assert view["private_metadata"].startswith(value)

    def test_so_does_the_home_tab(self, ingress: Ingress) -> None:
        pressed = {"action_id": "incident.raise", "action_ts": "1795424459.1"}
        ingress.send(
            interaction_request(
                an_interaction("block_actions", actions=[pressed], **ON_THE_HOME_TAB)
            )
        )
        assert view_of(ingress)["callback_id"] == "incident.raise"

    def test_too_late_for_slack_there_is_a_button_with_the_same_words(
        self, ingress: Ingress
    ) -> None:
        ingress.slack.failure = "expired_trigger_id"
        answer = ingress.send(command_request("vpn: down", command="/urgent"))
        assert "incident.raise" in answer.body
        assert "vpn: down" in answer.body

    def test_where_nobody_is_set_up_to_be_called_that_is_said_with_another_way(
        self, ingress: Ingress
    ) -> None:
        ingress.settings = a_desk()
        answer = ingress.send(command_request("vpn: down", command="/urgent"))

        assert answer.outcome == ("answered", "paging_not_set_up")
        assert "아직 장애 호출이 설정되지 않았어요" in answer.json["text"]
        assert "it_form.open_urgent" in answer.body
        assert ingress.slack.opened == []

    def test_the_help_of_the_command_has_a_button_for_it(self, ingress: Ingress) -> None:
        assert "incident.raise" in ingress.send(command_request("what can you do")).body
        ingress.settings = a_desk()
        assert "incident.raise" not in ingress.send(command_request("what can you do")).body


class TestTheItForm:
    def test_offers_an_outage_where_somebody_is_called_for_it(self, ingress: Ingress) -> None:
        ingress.send(command_request())
        offered = [one["value"] for one in element(view_of(ingress), "urgency")["options"]]
        assert offered == ["low", "normal", "high", "outage"]

    def test_but_not_where_nobody_is(self, ingress: Ingress) -> None:
        ingress.settings = a_desk()
        ingress.send(command_request())
        offered = [one["value"] for one in element(view_of(ingress), "urgency")["options"]]
        assert offered == ["low", "normal", "high"]


class TestTheMenuOfACard:
    def test_has_all_that_is_not_needed_at_once(self, ingress: Ingress) -> None:
        ingress.send(interaction_request(a_button_press(action_id="incident.more", value=INCIDENT)))

        [(_, view)] = ingress.slack.opened
        assert_slack_takes(view)
        [actions] = view["blocks"]
        assert [one["action_id"] for one in actions["elements"]] == [
            *("incident.update", "incident.role", "incident.reassign", "incident.snooze"),
            *("incident.urgency", "incident.merge", "incident.open_channel", "incident.release"),
        ]

    @pytest.mark.parametrize(
        ("dialog", "fields"),
        [
            ("incident.update", ["text"]),
            ("incident.role", ["role", "person"]),
            ("incident.reassign", ["person", "policy"]),
            ("incident.snooze", ["until"]),
            ("incident.urgency", ["urgency", "why"]),
            ("incident.merge", ["number"]),
        ],
    )
    def test_each_entry_opens_its_dialog_for_that_outage(
        self, ingress: Ingress, dialog: str, fields: list[str]
    ) -> None:
        ingress.send(in_menu(dialog))

        [(_, view)] = ingress.slack.updated
        assert_slack_takes(view)
        assert fields_of(dict(view)) == fields
        assert view["private_metadata"].startswith(INCIDENT)

    def test_giving_it_back_needs_no_more_words(self, ingress: Ingress) -> None:
        ingress.send(in_menu("incident.release"))
        [pressed] = ingress.inputs
        assert isinstance(pressed, ButtonPressed)
        assert (pressed.action, pressed.value) == (Button.INCIDENT_RELEASE, INCIDENT)
        assert pressed.channel == IT_HAPPENS

    def test_what_is_not_urgent_needs_a_why(self, ingress: Ingress) -> None:
        answer = send(ingress, "incident.urgency", INCIDENT, urgency=option("low"))
        assert answer.json["errors"].keys() == {"why"}

    def test_others_are_called_by_name_or_by_policy_but_not_by_both(self, ingress: Ingress) -> None:
        somebody = {"selected_user": "U0BEN00001"}
        both = send(ingress, "incident.reassign", INCIDENT, person=somebody, policy=option("it"))
        assert both.json["errors"].keys() == {"person"}
        neither = send(ingress, "incident.reassign", INCIDENT, person={}, policy={})
        assert neither.json["errors"].keys() == {"person"}
        assert ingress.inputs == []

    def test_it_is_snoozed_to_an_instant(self, ingress: Ingress) -> None:
        until = {"selected_date_time": int(NOW.timestamp()) + 3_600}
        send(ingress, "incident.snooze", INCIDENT, until=until)
        [submitted] = ingress.inputs
        assert isinstance(submitted, DialogSubmitted)
        assert submitted.values == {"until": (NOW + timedelta(hours=1)).isoformat()}
        assert submitted.value == INCIDENT


class TestTheMenuOfATicket:
    def test_can_report_it_as_an_outage(self, ingress: Ingress) -> None:
        """Agents and whoever asked: the decision knows who may."""
        ingress.send(
            interaction_request(a_button_press(action_id="ticket.more", value="T#ABC|1|it"))
        )
        [(_, view)] = ingress.slack.opened
        assert "incident.raise" not in str(view), "Minjun does not work here"
        ingress.settings = replace(ingress.settings, admins=frozenset({MINJUN}))
        ingress.send(
            interaction_request(a_button_press(action_id="ticket.more", value="T#ABC|1|it"))
        )
        assert "incident.raise" in str(ingress.slack.opened[-1])
