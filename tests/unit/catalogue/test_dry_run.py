"""A walk through a workflow says each step, when it would come, and why (D-3)."""

from datetime import timedelta

import pytest

from deskbell.domain.catalogue.dry_run import dry_run
from deskbell.domain.catalogue.script import DryRunError, Script
from deskbell.domain.catalogue.step_parts import Ending
from tests.unit.catalogue.definitions import (
    LISTS,
    NOW,
    a_definition,
    a_field,
    a_finish,
    a_form,
    a_message,
    a_ticket,
    say,
)

SIZE = a_field("size", "choice", options={"s": say("S"), "l": say("L")})
DEFINITION = a_definition(
    a_form("ask", SIZE, a_field("day", "date")),
    {"id": "go", "do": "branch", "cases": [{"when": {"size": "l"}, "to": "yes"}]},
    a_message("small", then="open"),
    {
        "id": "yes",
        "do": "approval",
        "ask": ["lead it"],
        "text": say("May they?"),
        "within": "2d",
        "if_rejected": "ask",
        "if_expired": "no",
    },
    {"id": "think", "do": "remind", "who": "requester", "in": "1d", "text": say("Think")},
    {"id": "wait", "do": "wait", "date": "day", "before": "1d"},
    a_ticket(),
    a_finish(),
    a_finish("no", "refused"),
)
ANSWERS = {"size": "l", "day": "2026-12-01"}


def told(script: Script) -> list[tuple[str, str, str]]:
    walked = dry_run(DEFINITION, script, LISTS, NOW, "Europe/Warsaw")
    return [(f"{stop.at:%d %H:%M}", stop.step, stop.why) for stop in walked.stops]


def test_each_step_has_its_time_and_its_reason() -> None:
    assert told(Script(ANSWERS)) == [
        ("23 10:00", "ask", "it begins here"),
        ("23 11:00", "yes", "ask is submitted, size is l"),
        ("23 12:00", "wait", "yes is approved, think is done"),
        ("24 12:00", "think", "its time has come"),
        ("30 08:00", "open", "wait is done"),
        ("30 08:00", "done", "open is done"),
    ]


def test_other_answers_go_another_way() -> None:
    assert told(Script({**ANSWERS, "size": "s"})) == [
        ("23 10:00", "ask", "it begins here"),
        ("23 11:00", "small", "ask is submitted, no case of go holds"),
        ("23 11:00", "open", "small is done"),
        ("23 11:00", "done", "open is done"),
    ]


def test_silence_takes_as_long_as_the_step_waits() -> None:
    walked = dry_run(DEFINITION, Script(ANSWERS, {"yes": ("expired",)}), LISTS, NOW)
    assert walked.ending is Ending.REFUSED
    assert walked.stops[-1].at == NOW + timedelta(hours=1, days=2)


def test_a_step_that_comes_again_can_end_otherwise() -> None:
    script = Script(ANSWERS, {"yes": ("rejected", "approved")})
    assert [step for _, step, _ in told(script)][:4] == ["ask", "yes", "ask", "yes"]


def test_going_round_for_ever_is_told() -> None:
    with pytest.raises(DryRunError, match="it goes round and round with these answers"):
        told(Script(ANSWERS, {"yes": ("rejected",)}))


def test_a_missing_answer_is_told() -> None:
    with pytest.raises(DryRunError, match="ask cannot be sent: day is missing"):
        told(Script({"size": "l"}))


def test_an_end_that_a_step_does_not_have_is_told() -> None:
    with pytest.raises(DryRunError, match="yes is never perhaps; one of: approved, rejected"):
        told(Script(ANSWERS, {"yes": ("perhaps",)}))
