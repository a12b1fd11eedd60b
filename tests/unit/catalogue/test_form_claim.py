"""What a form carries through Slack and back, so that the ingress can show it without reading."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbell.domain.catalogue.definition import Requester, Start, WorkflowId
from deskbell.domain.catalogue.form_claim import FormClaim, facts_tested, first_form
from deskbell.domain.catalogue.offered import Offered, offered
from deskbell.domain.catalogue.step_parts import StepId
from deskbell.domain.catalogue.steps import Form
from deskbell.domain.ids import ChannelId
from tests.unit.catalogue.definitions import (
    a_definition,
    a_field,
    a_finish,
    a_form,
    a_message,
    a_ticket,
)

CLAIM = FormClaim("REQUEST#A", WorkflowId("flow"), "1f", StepId("second"), 2)
HERE, ELSEWHERE = ChannelId("C1"), ChannelId("C2")


def a_later_form() -> Form:
    definition = a_definition(
        a_form("first", a_field("size", "number"), a_field("kind", "yes_no"), a_field("note")),
        a_form(
            "second",
            a_field("big", when={"size": {"at_least": 100}}),
            a_field("why", when={"kind": "yes"}),
            a_field("deep", "yes_no"),
            a_field("deeper", when={"deep": "yes"}),
        ),
        a_ticket(),
        a_finish(),
    )
    form = definition.by_id[StepId("second")]
    assert isinstance(form, Form)
    return form


@given(st.dictionaries(st.sampled_from(["a", "b_2"]), st.text(min_size=1)))
def test_whatever_is_known_comes_back_as_it_was(facts: dict[str, str]) -> None:
    claim = replace(CLAIM, facts=facts)

    assert FormClaim.read(claim.written()) == claim


@given(st.text())
def test_nothing_that_somebody_makes_up_breaks_anything(text: str) -> None:
    assert isinstance(FormClaim.read(text), FormClaim | None)


@pytest.mark.parametrize(
    "text",
    ["", "|||||", "R|flow|1f|second|two|", "R|flow|1f|second|-2|", "R|flow|1f|second|12345|"],
)
def test_what_is_no_claim_is_none(text: str) -> None:
    assert FormClaim.read(text) is None


def test_only_what_makes_a_field_appear_travels_with_the_form() -> None:
    form = a_later_form()

    known = {"size": "250", "kind": "no", "note": "private words", "deep": "yes"}
    assert facts_tested(form, known) == {"size": "250"}
    assert facts_tested(form, {"size": "99", "kind": "yes"}) == {"kind": "yes"}
    assert facts_tested(form, {"size": "9" * 100}) == {}


def test_what_goes_on_to_the_inbox_carries_none_of_it() -> None:
    assert replace(CLAIM, facts={"size": "250"}).without_facts() == CLAIM


def test_a_workflow_that_asks_first_opens_its_form() -> None:
    definition = a_definition(a_form("details", a_field("one")), a_ticket(), a_finish())

    claim = first_form(offered(definition))
    assert claim == FormClaim("", definition.id, definition.version, StepId("details"), 1)


@pytest.mark.parametrize("first", [a_message("hello"), a_form("x", a_field("y"), who="person ben")])
def test_one_that_asks_its_requester_nothing_begins_without(first: dict[str, object]) -> None:
    definition = a_definition(first, a_ticket(), a_finish())

    assert offered(definition).form is None
    assert first_form(offered(definition)) is None


@pytest.mark.parametrize(
    ("start", "offered_in"),
    [
        (Start(command="x"), {HERE, ELSEWHERE}),
        (Start(command="x", channels=(HERE,)), {HERE}),
        (Start(home=True, channels=(HERE,)), {HERE, None}),
    ],
)
def test_a_channel_offers_what_is_meant_for_it(
    start: Start, offered_in: set[ChannelId | None]
) -> None:
    one = Offered(WorkflowId("flow"), "1f", {"en": "Flow"}, {"en": "Why"}, start)

    assert {where for where in (HERE, ELSEWHERE, None) if one.is_offered_in(where)} == offered_in


def test_an_emoji_alone_is_no_name_to_choose_by() -> None:
    starts = (Start(emoji=("key",), requester=Requester.AUTHOR), Start(called=True))
    ones = [Offered(WorkflowId("flow"), "1f", {}, {}, start) for start in starts]

    assert [one.is_for_people for one in ones] == [False, False]
