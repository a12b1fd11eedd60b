"""What a new version changes for people is said in lines, one a change."""

from typing import Any

from deskbell.domain.catalogue.diff import diff
from tests.unit.catalogue.definitions import (
    a_definition,
    a_field,
    a_finish,
    a_form,
    a_message,
    a_ticket,
    say,
)

STEPS = (a_form("ask", a_field("app")), a_ticket(), a_finish())


def changes(*steps: dict[str, Any], **more: Any) -> list[str]:
    return [str(one) for one in diff(a_definition(*STEPS), a_definition(*steps, **more))]


def test_the_same_content_changes_nothing() -> None:
    assert changes(*STEPS) == []


def test_a_new_field_is_one_line_with_what_people_read() -> None:
    form = a_form("ask", a_field("app"), a_field("why", "long_text", required=False))
    assert changes(form, *STEPS[1:]) == ["+ step ask: field why: long_text"]


def test_a_field_put_above_another_changes_nothing_about_that() -> None:
    form = a_form("ask", a_field("why", "long_text"), a_field("app"))
    assert changes(form, *STEPS[1:]) == ["+ step ask: field why: long_text"]


def test_a_question_that_is_asked_otherwise_is_told() -> None:
    form = a_form("ask", a_field("app") | {"label": say("About app") | {"en": "Which program?"}})
    assert changes(form, *STEPS[1:]) == [
        "~ step ask: field app: label in en: About app → Which program?"
    ]


def test_a_field_that_becomes_optional_is_told() -> None:
    form = a_form("ask", a_field("app", required=False))
    assert changes(form, *STEPS[1:]) == ["~ step ask: field app: required: yes → no"]


def test_a_step_that_is_gone_is_one_line_and_the_way_past_it_another() -> None:
    assert changes(STEPS[0], a_message("hello", "{app}"), STEPS[2]) == [
        "- step open: ticket",
        "~ step ask: submitted: open → hello",
        "+ step hello: message",
    ]


def test_a_text_is_told_for_each_language_in_which_it_changed() -> None:
    end = a_finish() | {"text": say("That is all.") | {"pl": "To wszystko."}}
    assert changes(*STEPS[:2], end) == ["~ step done: text in pl: That is all. pl → To wszystko."]


def test_who_may_begin_it_and_where_is_told() -> None:
    assert changes(
        *STEPS,
        start={"emoji": ["lock"], "channels": ["it-happens"], "requester": "author"},
        privacy="private",
        owner="lena",
    ) == [
        "- emoji :key:: begins it",
        "~ owner: it → lena",
        "~ privacy: public → private",
        "~ whose request: reactor → author",
        "~ channels: everywhere → it-happens",
        "+ emoji :lock:: begins it",
        "~ Home tab: yes → no",
    ]


def test_who_approves_and_how_many_is_told() -> None:
    approval: dict[str, Any] = {
        "id": "yes",
        "do": "approval",
        "ask": ["lead it", "person ben"],
        "text": say("May they?"),
        "if_rejected": "done",
        "if_expired": "done",
    }
    old = a_definition(approval, a_finish())
    new = a_definition(approval | {"ask": ["person ben"], "need": "any"}, a_finish())
    assert [str(one) for one in diff(old, new)] == [
        "~ step yes: ask: lead it, person ben → person ben",
        "~ step yes: needed: all → 1",
    ]


def test_whatever_else_a_step_does_is_told_in_the_words_of_the_file() -> None:
    wait = {"id": "wait", "do": "wait", "in": "36h"}
    call = {"id": "next", "do": "call", "workflow": "other", "answers": {"what": "app"}}
    old = a_definition(STEPS[0], a_ticket(), wait, call, a_finish())
    form = a_form("ask", a_field("app", most=50))
    new = a_definition(
        form,
        a_ticket(priority="high", category="access"),
        wait | {"in": "90m"},
        call | {"answers": {}},
        a_finish(ending="refused"),
    )
    assert [str(one) for one in diff(old, new)] == [
        "~ step ask: field app: most: none → 50",
        "~ step open: category: none → access",
        "~ step open: priority: normal → high",
        "~ step wait: until: 36h from then → 90m from then",
        "~ step next: answers: what = app → ",
        "~ step done: ending: done → refused",
    ]


def test_a_duty_that_goes_to_somebody_else_is_told() -> None:
    item = {"id": "one", "text": say("One"), "who": "lead it"}
    steps = {"id": "list", "do": "checklist", "title": say("List"), "items": [item]}
    old = a_definition(steps, a_finish())
    new = a_definition(steps | {"items": [item | {"who": "requester"}]}, a_finish())
    assert [str(one) for one in diff(old, new)] == ["~ step list: item one: lead it → requester"]
