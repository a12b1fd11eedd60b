"""Forms of guided requests from Slack's side: opened, adapted to what is chosen, judged, sent."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from deskbell.domain.catalogue.form_claim import FormClaim, first_form
from deskbell.domain.catalogue.offered import offered
from deskbell.domain.catalogue.step_parts import StepId
from deskbell.domain.catalogue.steps import Form
from deskbell.domain.ids import PersonId, Ts
from deskbell.domain.inputs import Button, ButtonPressed, Dialog, DialogSubmitted
from tests.api_gateway import a_button_press, an_interaction, command_request, interaction_request
from tests.builders import IT_HAPPENS, X_TEAM
from tests.ingress import Answer, Ingress
from tests.unit.catalogue.definitions import (
    a_definition,
    a_field,
    a_finish,
    a_form,
    a_message,
    a_ticket,
)
from tests.unit.catalogue.test_shipped import catalogue

MINJUN = PersonId("U0MINJUN01")
THREAD = Ts("1795424458.000100")
PERIPHERAL = offered(catalogue()["peripheral"])
CLAIM = FormClaim("", PERIPHERAL.id, PERIPHERAL.version, StepId("details"), 1)
FILLED = {
    "item": {"type": "static_select", "selected_option": {"value": "keyboard"}},
    "office": {"type": "static_select", "selected_option": {"value": "warsaw"}},
}


@pytest.fixture
def ingress(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ingress:
    ingress = Ingress(monkeypatch, capsys)
    publish(ingress, *catalogue().values())
    return ingress


def publish(ingress: Ingress, *definitions: Any) -> None:
    """As a push does: what was there before can still be read."""
    ingress.settings = replace(ingress.settings, workflows=tuple(map(offered, definitions)))
    ingress.definitions |= {(one.id, one.version): one for one in definitions}


def press(claim: FormClaim = CLAIM, **more: Any) -> dict[str, Any]:
    button = a_button_press(action_id="request.fill", value=claim.written())
    return interaction_request({**button, **more})


def metadata(claim: FormClaim = CLAIM) -> str:
    return f"C0ITHAPPEN|{THREAD}|{claim.written()}"


def a_view(elements: Mapping[str, Any], claim: FormClaim = CLAIM) -> dict[str, Any]:
    return {
        **{"id": "V0FORM0001", "hash": "1.abc", "type": "modal", "callback_id": "request.form"},
        "private_metadata": metadata(claim),
        "state": {"values": {name: {"value": element} for name, element in elements.items()}},
    }


def touch(ingress: Ingress, **elements: Any) -> Answer:
    """Something is chosen in the open form."""
    action = {"action_id": "value", "block_id": "item", "action_ts": "1795424459.000300"}
    container = {"type": "view", "view_id": "V0FORM0001"}
    view = a_view({**FILLED, **elements})
    payload = an_interaction("block_actions", container=container, view=view, actions=[action])
    return ingress.send(interaction_request(payload))


def send(ingress: Ingress, claim: FormClaim = CLAIM, **elements: Any) -> Answer:
    given = {name: element for name, element in {**FILLED, **elements}.items() if element}
    view = a_view(given, claim)
    return ingress.send(interaction_request(an_interaction("view_submission", view=view)))


def chosen(value: str) -> dict[str, Any]:
    return {"type": "static_select", "selected_option": {"value": value}}


def asked(view: Mapping[str, Any]) -> list[str]:
    return [block["block_id"] for block in view["blocks"] if block["type"] == "input"]


def test_the_button_opens_the_form_in_the_language_of_whoever_presses(ingress: Ingress) -> None:
    answer = ingress.send(press())

    assert (answer.status, *answer.outcome) == (200, "answered", "guided_form_opened")
    [(trigger, view)] = ingress.slack.opened
    assert (trigger, view["title"]["text"]) == ("1.2.fake", "주변 기기")
    assert asked(view) == ["item", "office"]
    assert view["private_metadata"] == metadata()
    assert "작은 장비는" in str(view["blocks"][0])
    item = view["blocks"][1]
    assert item["label"]["text"] == "무엇이 필요한가요?"
    assert [one["value"] for one in item["element"]["options"]][:2] == ["keyboard", "mouse"]
    assert ingress.inputs == []


def test_what_is_known_already_is_not_asked(ingress: Ingress) -> None:
    known = replace(CLAIM, ref="REQUEST#5EFOF57J6BT4S7KUD5LLPDF6OW", known=("office",))
    ingress.send(press(known))
    [(_, view)] = ingress.slack.opened
    assert asked(view) == ["item"]
    assert send(ingress, known, office=None).outcome == ("accepted", "DialogSubmitted")
    [submitted] = ingress.inputs
    assert isinstance(submitted, DialogSubmitted)
    assert submitted.values == {"item": "keyboard"}


def test_only_a_field_that_others_depend_on_tells_at_once_what_is_chosen(ingress: Ingress) -> None:
    ingress.send(press())

    [(_, view)] = ingress.slack.opened
    tells = {block["block_id"]: "dispatch_action" in block for block in view["blocks"][1:]}
    assert tells == {"item": True, "office": False}


def test_a_field_appears_when_it_is_needed_and_what_was_chosen_stays(ingress: Ingress) -> None:
    answer = touch(ingress, item=chosen("other"))

    assert (answer.status, answer.body, *answer.outcome) == (
        *(200, "", "answered"),
        "guided_form_adapted",
    )
    [(view_id, view)] = ingress.slack.updated
    assert (view_id, asked(view)) == ("V0FORM0001", ["item", "other_item", "office"])
    elements = {block.get("block_id"): block.get("element") for block in view["blocks"]}
    assert elements["item"]["initial_option"]["value"] == "other"
    assert elements["office"]["initial_option"]["value"] == "warsaw"


def test_it_is_gone_when_something_else_is_chosen(ingress: Ingress) -> None:
    touch(ingress, item=chosen("mouse"), other_item={"value": "A cable"})

    [(_, view)] = ingress.slack.updated
    assert asked(view) == ["item", "office"]


def test_a_form_that_could_not_be_adapted_in_time_asks_for_the_rest_when_it_is_sent(
    ingress: Ingress,
) -> None:
    ingress.slack.failure = "no_answer"
    assert touch(ingress, item=chosen("other")).outcome == ("failed", "guided_form_not_adapted")

    answer = send(ingress, item=chosen("other"))
    assert answer.outcome == ("answered", "guided_form_grew")
    assert answer.json["response_action"] == "update"
    assert asked(answer.json["view"]) == ["item", "other_item", "office"]
    assert ingress.inputs == []

    sent = send(ingress, item=chosen("other"), other_item={"value": "A cable"})
    assert sent.outcome == ("accepted", "DialogSubmitted")


def test_a_form_that_is_filled_in_well_goes_on_with_where_it_was_asked_for(
    ingress: Ingress,
) -> None:
    answer = send(ingress)

    assert (answer.status, answer.body) == (200, "")
    assert ingress.inputs == [
        DialogSubmitted(
            Dialog.REQUEST_FORM,
            CLAIM.written(),
            MINJUN,
            IT_HAPPENS,
            THREAD,
            {"item": "keyboard", "office": "warsaw"},
        )
    ]
    [envelope] = ingress.envelopes
    assert envelope.group == f"T0DESK0001:C0ITHAPPEN:{THREAD}"
    assert answer.log["workflow"] == "peripheral"


@pytest.mark.parametrize(
    ("elements", "told"),
    [
        ({"item": {"selected_option": None}}, {"item": "이 항목을 채워 주세요."}),
        ({"office": chosen("paris")}, {"office": "목록에 있는 항목 중에서 골라 주세요."}),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    ingress: Ingress, elements: dict[str, Any], told: dict[str, str]
) -> None:
    answer = send(ingress, **elements)

    assert answer.outcome == ("answered", "guided_form_errors")
    assert answer.json == {"response_action": "errors", "errors": told}
    assert ingress.inputs == []


def test_every_kind_of_field_is_asked_and_read_back(ingress: Ingress) -> None:
    definition = a_definition(
        a_form(
            "all",
            a_field("one", most=100),
            a_field("two", "long_text"),
            a_field("three", "number", least=1, most=5),
            a_field("four", "date", from_today=True),
            a_field("five", "person"),
            a_field("six", "yes_no"),
            a_field("seven", "choice", options={"a": {"en": "A", "ko": "A", "pl": "A"}}),
        ),
        a_ticket(),
        a_finish(),
    )
    publish(ingress, definition)
    claim = first_form(offered(definition))
    assert claim
    ingress.send(press(claim))
    [(_, view)] = ingress.slack.opened
    kinds = [block["element"]["type"] for block in view["blocks"][1:]]
    assert kinds == [
        *("plain_text_input", "plain_text_input", "number_input", "datepicker", "users_select"),
        *("radio_buttons", "static_select"),
    ]

    nothing = {"item": None, "office": None}
    good = {
        "one": {"value": " words "},
        "two": {"value": "more\nwords"},
        "three": {"value": "03"},
        "four": {"selected_date": "2026-12-24"},
        "five": {"selected_user": "U0LENA0001"},
        "six": {"selected_option": {"value": "yes"}},
        "seven": {"selected_option": {"value": "a"}},
    }
    bad = {"three": {"value": "6"}, "four": {"selected_date": "2026-11-01"}, "five": {"value": "x"}}
    wrong = send(ingress, claim, **nothing, **{**good, **bad})
    assert wrong.json["errors"] == {
        "three": "5 이하로 입력해 주세요.",
        "four": "이미 지난 날짜예요. 오늘이나 그 이후 날짜를 골라 주세요.",
        "five": "이 항목을 채워 주세요.",
    }

    send(ingress, claim, **nothing, **good)
    [submitted] = ingress.inputs
    assert isinstance(submitted, DialogSubmitted)
    assert submitted.values == {
        **{"one": "words", "two": "more\nwords", "three": "3", "four": "2026-12-24"},
        **{"five": "U0LENA0001", "six": "yes", "seven": "a"},
    }


def test_a_form_of_an_older_version_is_taken_as_it_was(ingress: Ingress) -> None:
    """What was published meanwhile asks something else (A5-13)."""
    newer = a_definition(a_form("details", a_field("other")), a_ticket(), a_finish())
    newer = replace(newer, id=PERIPHERAL.id)
    publish(ingress, newer)

    assert send(ingress).outcome == ("accepted", "DialogSubmitted")
    [submitted] = ingress.inputs
    assert isinstance(submitted, DialogSubmitted)
    assert submitted.values == {"item": "keyboard", "office": "warsaw"}
    assert f"|{PERIPHERAL.version}|" in submitted.value


def test_a_later_form_goes_by_what_its_button_knows_of_earlier_steps(ingress: Ingress) -> None:
    definition = a_definition(
        a_form("first", a_field("kind", "yes_no")),
        a_form("second", a_field("why", when={"kind": "yes"}), a_field("rest")),
        a_ticket(),
        a_finish(),
    )
    publish(ingress, definition)

    def opened(**facts: str) -> list[str]:
        step = StepId("second")
        claim = FormClaim("REQUEST#A", definition.id, definition.version, step, 2, facts)
        ingress.send(press(claim))
        return asked(ingress.slack.opened[-1][1])

    assert opened(kind="yes") == ["why", "rest"]
    assert opened(kind="no") == ["rest"]


def test_a_form_that_nobody_ever_published_is_not_opened(ingress: Ingress) -> None:
    answer = ingress.send(press(replace(CLAIM, version="made-up")))

    assert (answer.status, *answer.outcome) == (200, "ignored", "guided_form_unknown")
    assert send(ingress, replace(CLAIM, version="made-up")).outcome == (
        "answered",
        "guided_form_unknown",
    )
    assert (ingress.slack.opened, ingress.inputs) == ([], [])


@pytest.mark.parametrize(
    "value", ["", "x", "|||||", "|peripheral|v|details|many|", "a|b|c|d|1|e|f|g"]
)
def test_a_button_with_another_value_is_none_of_ours(ingress: Ingress, value: str) -> None:
    button = a_button_press(action_id="request.fill", value=value)

    assert ingress.send(interaction_request(button)).outcome == ("ignored", "malformed")


def test_a_form_is_sent_again_by_its_person_when_it_could_not_be_taken(ingress: Ingress) -> None:
    ingress.queue.available = False
    answer = send(ingress)

    assert answer.outcome == ("failed", "guided_form_not_queued")
    assert answer.json["errors"].keys() == {"item"}


# --- by the command -----------------------------------------------------------------------------


def test_a_workflows_word_behind_the_command_opens_its_form(ingress: Ingress) -> None:
    answer = ingress.send(command_request(" Peripheral please"))

    assert (answer.status, answer.body, *answer.outcome) == (
        *(200, "", "answered"),
        "guided_form_opened",
    )
    [(_, view)] = ingress.slack.opened
    assert view["private_metadata"] == f"C0ITHAPPEN||{CLAIM.written()}"


def test_a_form_that_opens_too_late_is_offered_by_a_button(ingress: Ingress) -> None:
    ingress.slack.failure = "expired_trigger_id"
    answer = ingress.send(command_request("peripheral"))

    assert answer.outcome == ("failed", "guided_form_not_opened")
    [button] = answer.json["blocks"][-1]["elements"]
    assert (button["action_id"], button["value"]) == ("request.fill", CLAIM.written())


def test_a_word_of_a_workflow_that_asks_nothing_begins_it(ingress: Ingress) -> None:
    definition = a_definition(a_message("hello"), a_finish(), start={"command": "hello"})
    publish(ingress, definition)
    answer = ingress.send(command_request("hello"))

    assert answer.outcome == ("accepted", "ButtonPressed")
    assert answer.json["text"].startswith("요청이 시작됐어요.")
    value = f"{definition.id}|{definition.version}"
    assert ingress.inputs == [
        ButtonPressed(Button.REQUEST_BEGIN, value, MINJUN, IT_HAPPENS, None, None)
    ]


def test_help_lists_the_words_that_begin_something_in_this_channel(ingress: Ingress) -> None:
    here, elsewhere = (
        a_definition(
            a_form("details", a_field("one")),
            a_ticket(),
            a_finish(),
            name=name,
            start={"command": name, "channels": [channel]},
        )
        for name, channel in (("here", "it-happens"), ("elsewhere", "x-team"))
    )
    publish(ingress, here, elsewhere)
    ids = {"it-happens": IT_HAPPENS, "x-team": X_TEAM}
    ingress.settings = replace(
        ingress.settings,
        workflows=tuple(
            replace(
                one,
                start=replace(one.start, channels=tuple(ids[name] for name in one.start.channels)),
            )
            for one in ingress.settings.workflows
        ),
    )

    answer = ingress.send(command_request("elsewhere"))
    assert answer.outcome == ("answered", "help")
    assert "`/it here`" in answer.json["blocks"][1]["text"]["text"]
    assert "elsewhere" not in answer.body
    assert [one["action_id"] for one in answer.json["blocks"][2]["elements"]] == [
        "it_form.open",
        "request.catalogue",
    ]


def test_the_command_alone_still_opens_the_desks_own_form(ingress: Ingress) -> None:
    assert ingress.send(command_request("")).outcome == ("answered", "form_opened")


# --- from the catalogue -------------------------------------------------------------------------


def catalogue_of(ingress: Ingress, payload: dict[str, Any]) -> Mapping[str, Any]:
    assert ingress.send(interaction_request(payload)).outcome == ("answered", "catalogue_opened")
    return (ingress.slack.opened or ingress.slack.updated)[-1][1]


def names_in(view: Mapping[str, Any]) -> list[str]:
    return [block["text"]["text"] for block in view["blocks"] if "accessory" in block]


def test_a_shortcut_shows_what_can_be_asked_for_with_why(ingress: Ingress) -> None:
    payload = an_interaction("shortcut", callback_id="request_catalogue")
    view = catalogue_of(ingress, payload)

    assert view["title"]["text"] == "요청할 수 있는 것"
    offered_here = [one for one in ingress.settings.workflows if one.start.home]
    assert len(names_in(view)) == len(offered_here)
    assert any(
        name.startswith("*키보드, 마우스") and "작은 장비는" in name for name in names_in(view)
    )


def test_what_is_chosen_there_opens_in_its_place_and_knows_the_message(ingress: Ingress) -> None:
    message = {"type": "message", "user": "U0ANA00001", "ts": THREAD, "text": "A mouse?"}
    payload = an_interaction(
        "message_action",
        callback_id="request_catalogue_message",
        channel={"id": IT_HAPPENS, "name": "it-happens"},
        message=message,
    )
    view = catalogue_of(ingress, payload)
    [button] = [
        block["accessory"]
        for block in view["blocks"]
        if "accessory" in block and "|peripheral|" in block["accessory"]["value"]
    ]
    opened = {**view, "id": "V0LIST0001"}
    action = {**button, "action_ts": "1795424459.000300"}
    container = {"type": "view", "view_id": "V0LIST0001"}
    ingress.send(
        interaction_request(
            an_interaction("block_actions", container=container, view=opened, actions=[action])
        )
    )

    [(view_id, form)] = ingress.slack.updated
    assert (view_id, form["private_metadata"]) == ("V0LIST0001", metadata())


def test_what_asks_nothing_begins_from_there_and_says_so(ingress: Ingress) -> None:
    definition = a_definition(a_message("hello"), a_finish())
    publish(ingress, definition)
    value = f"{definition.id}|{definition.version}"
    view = {
        **{"id": "V0LIST0001", "type": "modal", "callback_id": "request.catalogue"},
        "private_metadata": f"C0ITHAPPEN|{THREAD}",
    }
    action = {"action_id": "request.begin", "value": value, "action_ts": "1795424459.000300"}
    container = {"type": "view", "view_id": "V0LIST0001"}
    answer = ingress.send(
        interaction_request(
            an_interaction("block_actions", container=container, view=view, actions=[action])
        )
    )

    assert answer.outcome == ("accepted", "ButtonPressed")
    assert ingress.inputs == [
        ButtonPressed(Button.REQUEST_BEGIN, value, MINJUN, IT_HAPPENS, None, THREAD)
    ]
    [(_, shown)] = ingress.slack.updated
    assert "요청이 시작됐어요." in str(shown)


def test_a_long_catalogue_has_pages(ingress: Ingress) -> None:
    publish(
        ingress,
        *(
            a_definition(
                a_form("details", a_field("one")), a_ticket(), a_finish(), name=f"flow_{n:02}"
            )
            for n in range(32)
        ),
    )
    view = catalogue_of(ingress, an_interaction("shortcut", callback_id="request_catalogue"))
    assert len(names_in(view)) == 15

    def turn(shown: Mapping[str, Any], to: str) -> Mapping[str, Any]:
        [button] = [
            one
            for block in shown["blocks"]
            for one in block.get("elements", ())
            if one.get("action_id", "").endswith(to)
        ]
        action = {**button, "action_ts": "1795424459.000300"}
        ingress.send(
            interaction_request(
                an_interaction(
                    "block_actions",
                    container={"type": "view", "view_id": "V0LIST0001"},
                    view={**shown, "id": "V0LIST0001"},
                    actions=[action],
                )
            )
        )
        return ingress.slack.updated[-1][1]

    last = turn(turn(view, "later"), "later")
    assert len(names_in(last)) == 2
    assert turn(last, "earlier") != last


def test_where_there_is_nothing_to_ask_for_it_says_what_to_do_instead(ingress: Ingress) -> None:
    publish(ingress)
    view = catalogue_of(ingress, an_interaction("shortcut", callback_id="request_catalogue"))

    assert "도움 채널에" in str(view["blocks"])


def test_a_shortcut_of_a_workflow_opens_its_form(ingress: Ingress) -> None:
    payload = an_interaction("shortcut", callback_id="peripheral")

    assert ingress.send(interaction_request(payload)).outcome == ("answered", "guided_form_opened")


def test_it_begins_from_the_home_tab_too(ingress: Ingress) -> None:
    view = {"id": "V0HOME0001", "type": "home", "private_metadata": ""}
    ingress.send(press(container={"type": "view", "view_id": "V0HOME0001"}, view=view))

    [(trigger, form)] = ingress.slack.opened
    assert (trigger, form["private_metadata"]) == ("1.2.fake", f"||{CLAIM.written()}")


def test_every_form_of_the_shipped_catalogue_opens_in_every_language(ingress: Ingress) -> None:
    for definition in catalogue().values():
        forms = [step for step in definition.steps if isinstance(step, Form)]
        for form in forms:
            claim = FormClaim("REQUEST#A", definition.id, definition.version, form.id, 1)
            assert ingress.send(press(claim)).outcome == ("answered", "guided_form_opened")
