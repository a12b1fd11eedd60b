"""Walking the real state machine with tasks that answer as told."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tools.bench.workflow_walk import Execution

DEFINITION = Path(__file__).parents[3] / "functions" / "it_form" / "workflow.asl.yaml"


def an_execution(outcome: str = "claimed") -> Execution:
    def invoke(function: str, payload: dict[str, Any]) -> dict[str, str]:
        assert payload["ref"] == "T#1"
        return {"outcome": outcome if function.startswith("Claim") else "done"}

    data = {"ref": "T#1", "install": "T0", "generation": 0}
    return Execution(yaml.safe_load(DEFINITION.read_text()), "one", data, invoke)


def test_a_request_that_is_taken_and_solved_is_walked_to_its_end() -> None:
    execution = an_execution()
    execution.start()
    for outcome in ("taken", "solved", "close_due"):
        token = execution.waiting_for
        assert token is not None
        assert execution.answer(token, {"outcome": outcome})
    assert execution.entered[-1] == "Done"
    assert execution.waiting_for is None
    assert execution.transitions == 13


def test_a_second_execution_of_a_request_ends_at_once() -> None:
    execution = an_execution("already_running")
    execution.start()
    assert execution.entered == ["ClaimExecution", "Claimed?", "Done"]


def test_a_token_of_another_wait_moves_nothing() -> None:
    execution = an_execution()
    execution.start()
    assert not execution.answer("another", {"outcome": "taken"})
    assert execution.entered[-1] == "AwaitTaker"


def test_a_state_that_nobody_can_walk_is_an_error() -> None:
    machine = {"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 1}}}
    with pytest.raises(ValueError, match="Wait"):
        Execution(machine, "one", {}, lambda *_: None).start()
