"""The real functions/loaner_laptop/workflow.asl.yaml shows each step and outlives what dies."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from deskbell.domain.ids import loan_ref
from deskbell.domain.inputs import Button, Dialog, DialogSubmitted, InventoryImported
from deskbell.domain.loans.inventory import Row
from deskbell.domain.loans.policy import OfficeId
from deskbell.domain.loans.stock import AssetId, AssetState
from tests.builders import ANA, BEN, INSTALL
from tests.flows.clouds import Cloud
from tests.flows.executions import (
    HOUR,
    MINUTE,
    ON_MOTO,
    Executed,
    new_key,
    next_monday,
    put,
    states_of,
)

pytestmark = ON_MOTO
WARSAW = OfficeId("warsaw")


@pytest.fixture
def loan(cloud: Cloud) -> Executed:
    """Ana's, of the one laptop that Warsaw has."""
    key, at = new_key("stock"), next_monday()
    row = Row(2, WARSAW, AssetId(key.replace(":", "-")), "SERIAL1", "X1", AssetState.AVAILABLE)
    put(cloud, InventoryImported(WARSAW, (row,), "adam"), key, "stock", at)
    key = new_key("loan")
    loan = Executed(cloud, "LoanerLaptopMachine", loan_ref(INSTALL, key))
    values = {
        "office": WARSAW,
        "needed_by": (at + 48 * HOUR).isoformat(),
        "days": "3",
        "why": "Mine is broken",
    }
    loan.give(DialogSubmitted(Dialog.LOAN_REQUEST, "", ANA, None, None, values), key)
    loan.waits_at("AwaitVisitBooking")
    return loan


def books(loan: Executed) -> None:
    """A visit."""
    loan.press(ANA, Button.LOAN_SLOT, f"{loan.ref}|{(loan.at + HOUR).isoformat()}")
    loan.reaches("VisitBooked")


def test_a_loan_shows_each_step_from_the_request_to_the_inspection(loan: Executed) -> None:
    ref = str(loan.ref)
    books(loan)
    loan.waits_at("AwaitPickUp")
    loan.at += HOUR
    loan.fill(BEN, Dialog.LOAN_HAND_OUT, ref, serial="SERIAL1")
    loan.waits_at("AwaitReturn")
    loan.at += timedelta(days=4)
    loan.cloud.fire(loan.at)
    loan.waits_at("AwaitLateReturn")
    loan.press(ANA, Button.LOAN_RETURN, ref)
    loan.waits_at("AwaitInspection")
    loan.fill(BEN, Dialog.LOAN_INSPECT, ref, finding="available", serial="SERIAL1")
    loan.ends_at("Returned")
    assert loan.waits() == [
        "AwaitVisitBooking",
        "AwaitPickUp",
        "AwaitReturn",
        "AwaitLateReturn",
        "AwaitInspection",
    ]
    assert loan.path()[:2] == ["ClaimExecution", "CarryOn"]
    assert loan.generations() == [0]


def test_a_stopped_execution_is_replaced_after_the_next_step_and_nobody_notices(
    loan: Executed,
) -> None:
    loan.stop_execution()
    books(loan)
    loan.cloud.fire(loan.at + 3 * MINUTE)
    loan.reaches("WorkflowStalled")
    loan.waits_at("AwaitPickUp")
    assert loan.generations() == [1, 0]
    loan.press(ANA, Button.LOAN_CANCEL, str(loan.ref))
    loan.ends_at("Cancelled")


def test_a_token_that_was_lost_is_noticed_after_the_next_step(loan: Executed) -> None:
    loan.lose_token()
    books(loan)
    loan.cloud.fire(loan.at + 3 * MINUTE)
    loan.waits_at("AwaitPickUp")
    assert loan.generations() == [1, 0]
    loan.press(ANA, Button.LOAN_CANCEL, str(loan.ref))


def test_a_task_that_fails_is_tried_again(cloud: Cloud) -> None:
    nobodys = {"ref": str(loan_ref(INSTALL, "nobody's")), "install": INSTALL, "generation": 0}
    states = cloud.aws("stepfunctions")
    execution = states.start_execution(
        stateMachineArn=cloud.name("LoanerLaptopMachine"),
        name=f"flow-{datetime.now(UTC):%H%M%S%f}",
        input=json.dumps(nobodys),
    )["executionArn"]

    def failures() -> int:
        history = states.get_execution_history(executionArn=execution)["events"]
        return sum(event["type"] == "TaskFailed" for event in history)

    cloud.eventually("a second attempt", lambda: failures() == 2)
    assert states_of(cloud, execution)[-1] == "CarryOn"
    assert states.describe_execution(executionArn=execution)["status"] == "RUNNING"
    states.stop_execution(executionArn=execution)
