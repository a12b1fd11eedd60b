"""What is wrong with a flow as a whole is told with its place and its remedy (D-7)."""

from typing import Any

import pytest

from tests.unit.catalogue.definitions import (
    a_field,
    a_finish,
    a_form,
    a_message,
    a_ticket,
    faults,
    say,
)

APPROVAL: dict[str, Any] = {
    "id": "yes",
    "do": "approval",
    "ask": ["lead it"],
    "text": say("May they?"),
}
CHOICE = a_field("size", "choice", options={"s": say("S"), "l": say("L")})


def a_branch(id: str, to: str, **when: Any) -> dict[str, Any]:
    return {"id": id, "do": "branch", "cases": [{"when": when, "to": to}]}


def test_a_step_that_is_not_there_is_named_beside_the_nearest() -> None:
    assert faults(a_message("hello", then="dnoe"), a_finish()) == [
        'steps[0].then: "dnoe" is no step of this workflow; '
        'did you mean "done"? one of: hello, done'
    ]


def test_two_steps_or_fields_cannot_share_a_name() -> None:
    assert faults(a_form("ask", a_field("done")), a_ticket(), a_finish()) == [
        'steps[2].id: "done" has a meaning already; choose another name'
    ]
    assert faults(a_form("ask", a_field("ticket")), a_ticket(), a_finish()) == [
        'steps[0].fields[0].id: "ticket" has a meaning already; choose another name'
    ]


def test_a_step_to_which_nothing_leads_is_found() -> None:
    assert faults(a_message("hello", then="done"), a_message("lost"), a_finish()) == [
        "steps[1]: no way leads to this step; lead one here, or remove it"
    ]


def test_a_flow_that_stops_without_an_end_is_found() -> None:
    assert faults(a_message("hello")) == [
        "steps[0]: the flow stops here without an end; add `do: finish`, or `then: step`"
    ]


def test_a_loop_without_a_way_out_is_found_even_if_it_waits() -> None:
    wait = {"id": "wait", "do": "wait", "in": "1d"}
    assert faults(wait, a_message("again", then="wait")) == [
        "steps[0]: from here no way leads to an end; lead one out of this loop",
        "steps[1]: from here no way leads to an end; lead one out of this loop",
    ]


def test_a_loop_in_which_nobody_is_waited_for_is_found() -> None:
    found = faults(
        a_form("ask", CHOICE), a_message("hello"), a_branch("go", "hello", size="s"), a_finish()
    )
    wrong = "this loop goes round without waiting for a person or a time"
    mend = "put a form, an approval or a wait into it"
    assert found == [f"steps[1]: {wrong}; {mend}", f"steps[2]: {wrong}; {mend}"]


def test_a_loop_that_waits_for_a_day_goes_round_once_that_has_come() -> None:
    day = {"id": "day", "do": "wait", "date": "when"}
    form = a_form("ask", CHOICE, a_field("when", "date"))
    found = faults(form, day, a_branch("go", "day", size="s"), a_finish())
    assert [one.partition(":")[0] for one in found] == ["steps[1]", "steps[2]"]
    assert "goes round without waiting" in found[0]
    hours = {"id": "day", "do": "wait", "in": "1h"}
    sound = a_form("ask", CHOICE)
    assert faults(sound, hours, a_branch("go", "day", size="s"), a_finish()) == []


def test_a_loop_that_asks_again_is_sound() -> None:
    assert faults(a_form("ask", CHOICE), a_branch("go", "ask", size="s"), a_finish()) == []


def test_an_item_is_due_on_a_day_that_is_asked_and_done_by_somebody_there_is() -> None:
    item = {"id": "one", "text": say("One"), "who": "on_call days", "due": {"date": "when"}}
    todo = {"id": "todo", "do": "checklist", "title": say("To do"), "items": [item]}
    [nobody] = faults(todo, a_finish())
    assert nobody == 'steps[0].items[0].who: "days" is no schedule; one of: nights'
    item["who"] = "on_call nights"
    [unknown] = faults(todo, a_finish())
    assert unknown.startswith('steps[0].items[0].due.date: "when" is no field of this workflow')
    assert faults(a_form("ask", a_field("when", "date")), todo, a_finish()) == []


def test_an_approval_whose_no_leads_nowhere_is_found() -> None:
    assert faults(APPROVAL, a_finish()) == [
        "steps[0]: nothing says what happens when this is rejected; "
        "add `if_rejected: step`, or a branch on yes",
        "steps[0]: nothing says what happens when this is expired; "
        "add `if_expired: step`, or a branch on yes",
    ]


def test_a_branch_on_the_answer_of_an_approval_is_enough() -> None:
    branch = a_branch("was_it_a_no", "no", yes=["rejected", "expired"])
    assert faults(APPROVAL, branch, a_finish(), a_finish("no", "refused")) == []


def test_a_field_that_nobody_uses_is_not_asked() -> None:
    assert faults(a_form("ask", a_field("shoe")), a_finish()) == [
        'steps[0].fields[0]: "shoe" is asked and never used; show it, or do not ask for it'
    ]


def test_a_ticket_without_a_list_of_fields_uses_all_that_was_asked() -> None:
    assert faults(a_form("ask", a_field("shoe")), a_ticket(), a_finish()) == []
    assert faults(a_form("ask", CHOICE, a_field("x")), a_ticket(fields=["size"]), a_finish()) == [
        'steps[0].fields[1]: "x" is asked and never used; show it, or do not ask for it'
    ]


def test_a_text_cannot_name_what_nobody_asks() -> None:
    found = faults(
        a_form("ask", a_field("app")), a_message("hello", "For {ap}"), a_ticket(), a_finish()
    )
    assert found == [
        f'steps[1].text.{language}: "ap" is no placeholder; did you mean "app"? '
        "one of: app, requester, message, ticket"
        for language in ("en", "ko", "pl")
    ]


def test_a_text_cannot_show_an_answer_before_it_is_given() -> None:
    [found, *_] = faults(a_message("hello", "{app}"), a_form("ask", a_field("app")), a_finish())
    assert found == 'steps[0].text.en: "app" is used before it is asked; ask it in a step above'


def test_a_text_cannot_show_the_ticket_before_there_is_one() -> None:
    [found, *_] = faults(a_message("hello", "{ticket}"), a_ticket(), a_finish())
    assert found == 'steps[0].text.en: "ticket" is used before it is asked; ask it in a step above'


def test_what_only_one_of_two_ways_asks_cannot_be_shown_where_they_meet() -> None:
    [found, *_] = faults(
        a_form("ask", CHOICE),
        a_branch("go", "more", size="l"),
        a_message("small", then="meet"),
        a_form("more", a_field("why")),
        a_message("meet", "{why}"),
        a_finish(),
    )
    assert found == (
        'steps[4].text.en: "why" is not asked on every way to this step; '
        "ask it before the ways part"
    )


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        (a_field("boss"), '"boss" is a text, and a person belongs here'),
        (
            a_field("boss", "person", required=False),
            '"boss" may stay empty; make it required, without `when`',
        ),
        (
            a_field("boss", "person", when={"size": "l"}),
            '"boss" may stay empty; make it required, without `when`',
        ),
    ],
)
def test_who_approves_is_surely_known(field: dict[str, Any], wrong: str) -> None:
    approval = APPROVAL | {"ask": ["field boss"], "if_rejected": "done", "if_expired": "done"}
    found = faults(a_form("ask", CHOICE, field), approval, a_ticket(), a_finish())
    assert found == [f"steps[1].ask[0]: {wrong}"]


def test_a_day_to_wait_for_is_a_date() -> None:
    wait = {"id": "wait", "do": "wait", "date": "day"}
    assert faults(a_form("ask", a_field("day", "number")), wait, a_finish()) == [
        'steps[1].date: "day" is a number, and a date belongs here'
    ]


def test_a_ticket_is_there_before_it_is_given_to_somebody() -> None:
    give = {"id": "give", "do": "assign", "to": "lead it"}
    assert faults(give, a_finish()) == [
        "steps[0]: there is no ticket by now; open one with `do: ticket`"
    ]


@pytest.mark.parametrize(
    ("when", "wrong"),
    [
        ({"size": "xl"}, '"size" is never "xl"; did you mean "l"? one of: s, l'),
        ({"sure": "perhaps"}, '"sure" is never "perhaps"; one of: yes, no'),
        ({"size": {"at_least": 3}}, '"size" is no number; write the value itself'),
        ({"note": "hello"}, '"note" cannot be compared; ask it as a choice'),
        ({"colour": "red"}, '"colour" is no field of this workflow; one of:'),
        ({"ask": "rejected"}, '"ask" is never "rejected"; one of: submitted, expired'),
        ({"open": "done"}, '"open" is used before it is asked; ask it in a step above'),
    ],
)
def test_a_condition_that_can_never_hold_is_found(when: dict[str, Any], wrong: str) -> None:
    form = a_form("ask", CHOICE, a_field("sure", "yes_no"), a_field("note"))
    [fact] = when
    found = faults(form, a_branch("go", "done", **when), a_ticket(), a_finish())
    assert [one.partition(": ")[0] for one in found] == [f"steps[1].cases[0].when.{fact}"]
    assert found[0].partition(": ")[2].startswith(wrong)


def test_a_condition_may_name_whatever_a_list_of_the_desk_has_one_day() -> None:
    form = a_form("ask", a_field("office", "choice", choices="locations"))
    assert faults(form, a_branch("go", "done", office="lisbon"), a_ticket(), a_finish()) == []


def test_a_field_that_depends_on_one_below_it_is_found() -> None:
    form = a_form("ask", a_field("note", when={"size": "s"}), CHOICE)
    assert faults(form, a_ticket(), a_finish()) == [
        'steps[0].fields[0].when.size: "size" is used before it is asked; ask it in a step above'
    ]
