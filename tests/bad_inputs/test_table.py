"""The table of bad input, played through the packaged ingress and the packaged intake."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from deskbell.adapters.slack.fields import occurred_at
from deskbell.domain.ids import Ts
from intake.process_input import GIVEN_UP_AFTER
from tests.api_gateway import (
    PREVIOUS_SECRET,
    a_message_event,
    command_request,
    event_request,
    json_request,
)
from tests.bad_inputs.case import Case, Elsewhere, Later, number
from tests.bad_inputs.table import CASES, TABLE
from tests.bad_inputs.transport import SOMEBODY_ELSES
from tests.bad_inputs.world import World

ROOT = Path(__file__).parents[2]
CATALOGUE = 117


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> World:
    return World(monkeypatch, capsys)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_bad_input_does_what_the_table_says_and_no_more(case: Case, world: World) -> None:
    expected = case.expected
    answers = world.play(case)

    if len(expected.answers) == 1:
        assert set(answers) == set(expected.answers)
    else:
        assert tuple(answers) == expected.answers
    assert world.intake == expected.intake
    assert expected.keys in (None, len({envelope.key for envelope in world.envelopes}))
    assert world.changed == expected.changed
    assert len(world.dead_letters.messages) == expected.dead_letters
    assert len(world.faults) == expected.dead_letters * GIVEN_UP_AFTER
    if expected.body is not None:
        assert world.answers[-1].body == expected.body
    if expected.wrong:
        assert set(world.answers[-1].json["errors"]) == set(expected.wrong)
    if expected.comments is not None:
        assert world.comments == expected.comments
    if expected.files:
        assert world.files == expected.files
    assert [part for part in expected.shows if part not in world.seen] == []
    assert [part for part in expected.hides if part in world.seen] == []
    for envelope in world.envelopes:
        happened = Ts(f"{envelope.occurred_at.timestamp():.6f}")
        assert occurred_at(happened, envelope.received_at) == envelope.occurred_at


# --- the table itself -------------------------------------------------------------------------


def test_every_number_of_the_catalogue_is_there_in_order_and_every_id_once() -> None:
    ids = [case.id for case in TABLE]
    numbers = dict.fromkeys(map(number, TABLE))
    found = [n for n in numbers if n.startswith("F")]

    assert len(set(ids)) == len(ids)
    assert list(numbers) == [*map(str, range(1, CATALOGUE + 1)), *found]
    assert found == [f"F{n}" for n in range(1, len(found) + 1)]


def test_a_number_has_one_title_and_comes_with_one_workflow() -> None:
    titles, kinds = defaultdict(set), defaultdict(set)
    for case in TABLE:
        titles[number(case)].add(case.title)
        kinds[number(case)].add(isinstance(case, Later))

    assert {n: told for n, told in titles.items() if len(told) > 1} == {}
    assert {n: told for n, told in kinds.items() if len(told) > 1} == {}


def test_what_is_played_elsewhere_is_there() -> None:
    for case in TABLE:
        for test in case.tests if isinstance(case, Elsewhere) else ():
            file, _, name = test.partition("::")
            assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8"), case.id


def test_the_document_has_a_row_for_each_number_and_counts_them() -> None:
    told = (ROOT / "docs/bad_inputs.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (F?\d+) \| (.+?) \|", told, re.MULTILINE))
    later = {number(case) for case in TABLE if isinstance(case, Later)}
    numbers = {number(case): case.title for case in TABLE}

    assert rows == numbers
    assert f"{len(numbers) - len(later)} of them apply today, {len(later)} come with" in told


# --- what no row says -------------------------------------------------------------------------


def test_a_method_that_is_not_allowed_is_told_which_one_is(world: World) -> None:
    world.play(next(case for case in CASES if case.id == "14-GET"))

    assert world.answers[-1].headers["Allow"] == "POST"


def test_a_challenge_is_never_shown_as_a_page(world: World) -> None:
    world.play(next(case for case in CASES if case.id == "18-a-html"))

    assert world.answers[-1].headers["Content-Type"].startswith("text/plain")
    assert world.answers[-1].headers["X-Content-Type-Options"] == "nosniff"


def test_the_previous_signing_secret_still_holds_while_it_is_replaced(world: World) -> None:
    status, *_ = world.send(event_request(a_message_event(), how={"secret": PREVIOUS_SECRET}))

    assert status == 200


def test_nothing_that_was_sent_to_us_is_logged(world: World) -> None:
    private = "correct-horse-battery-staple"
    world.receive(
        [
            event_request(a_message_event(text=private)),
            event_request(a_message_event(channel=private)),
            json_request('{"' + private + '": 1, "' + private + '": 2}'),
            json_request(private),
            event_request(a_message_event(text=private), how={"secret": SOMEBODY_ELSES}),
            command_request(private),
        ]
    )

    assert private not in world.logged
