"""How far a request is, as its requester reads it."""

from datetime import timedelta

import pytest

from deskbell.domain.catalogue.advance import advance
from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.inputs import FormSubmitted, StepCarriedOut
from deskbell.domain.catalogue.moves import start
from deskbell.domain.catalogue.progress import progress
from deskbell.domain.catalogue.request import Request
from deskbell.domain.catalogue.step_parts import StepId
from deskbell.domain.ids import PersonId
from tests.unit.catalogue.definitions import (
    NOW,
    a_definition,
    a_field,
    a_finish,
    a_form,
    a_message,
    a_ticket,
)
from tests.unit.catalogue.test_shipped import catalogue

PERIPHERAL = catalogue()["peripheral"]


def begun(definition: Definition) -> Request:
    return done(definition, start(definition, PersonId("U1"), "Europe/Warsaw", NOW))


def done(definition: Definition, request: Request) -> Request:
    what = StepCarriedOut(request.step, request.generation)
    return advance(definition, request, what, NOW).request


def answered(definition: Definition, request: Request, **answers: str) -> Request:
    what = FormSubmitted(request.generation, answers)
    return advance(definition, request, what, NOW + timedelta(hours=1)).request


def test_a_request_begins_with_the_longest_way_that_there_may_be() -> None:
    assert progress(PERIPHERAL, begun(PERIPHERAL)) == (1, 4)


@pytest.mark.parametrize(
    ("item", "step", "far"), [("mouse", "hand_out", (2, 2)), ("monitor", "whose_yes", (2, 4))]
)
def test_it_knows_better_once_it_has_taken_a_way(item: str, step: str, far: object) -> None:
    request = answered(PERIPHERAL, begun(PERIPHERAL), item=item, office="warsaw")

    assert (request.step, progress(PERIPHERAL, request)) == (StepId(step), far)


def test_what_takes_nobodys_time_does_not_count() -> None:
    definition = a_definition(a_message("hello"), a_message("again"), a_ticket(), a_finish())
    request = start(definition, PersonId("U1"), "Europe/Warsaw", NOW)

    assert progress(definition, request) == (1, 1)
    assert progress(definition, done(definition, done(definition, request))) == (1, 1)


def test_a_loop_is_counted_once_ahead_and_each_time_behind() -> None:
    definition = a_definition(
        a_form("ask", a_field("again", "yes_no")),
        {"id": "loops", "do": "branch", "cases": [{"when": {"again": "yes"}, "to": "ask"}]},
        a_finish(),
    )
    first = begun(definition)
    assert progress(definition, first) == (1, 1)

    second = answered(definition, first, again="yes")
    assert progress(definition, second) == (2, 2)


def test_it_never_stands_beyond_the_last_step() -> None:
    for definition in catalogue().values():
        step, most = progress(definition, begun(definition))
        assert 1 == step <= most
