"""The real functions/guided_request/workflow.asl.yaml, with the shipped way to a monitor."""

from __future__ import annotations

import pytest

from deskbell.domain.catalogue.definition import WorkflowId
from deskbell.domain.catalogue.form_claim import FormClaim
from deskbell.domain.catalogue.step_parts import StepId
from deskbell.domain.ids import request_ref
from deskbell.domain.inputs import Button, Dialog, DialogSubmitted
from tests.builders import ANA, GUS, INSTALL
from tests.flows.clouds import Cloud
from tests.flows.executions import MINUTE, ON_MOTO, Executed, new_key
from tests.template.cloudformation import ROOT
from tools.desk.workflows.published import read_desk

pytestmark = ON_MOTO
NAME = WorkflowId("peripheral")
[VERSION] = [one.version for one in read_desk(ROOT / "desk.yaml").definitions if one.id == NAME]


def claim(step: str, generation: int, ref: str = "") -> str:
    return FormClaim(ref, NAME, VERSION, StepId(step), generation).written()


@pytest.fixture
def monitor(cloud: Cloud) -> Executed:
    """Ana asks for one, and has to say who agrees."""
    key = new_key("monitor")
    monitor = Executed(cloud, "GuidedRequestMachine", request_ref(INSTALL, "form", key))
    asked = {"item": "monitor", "office": "warsaw"}
    first = DialogSubmitted(Dialog.REQUEST_FORM, claim("details", 1), ANA, None, None, asked)
    monitor.give(first, key)
    monitor.waits_at("AwaitForm")
    return monitor


def names_manager(monitor: Executed) -> None:
    value = claim("whose_yes", 3, str(monitor.ref))
    monitor.fill(ANA, Dialog.REQUEST_FORM, value, manager=GUS)


def test_a_request_shows_the_kind_of_each_step_to_its_end(monitor: Executed) -> None:
    names_manager(monitor)
    monitor.waits_at("AwaitApproval")
    [request] = monitor.rows("REQUEST")
    monitor.press(GUS, Button.APPROVE, f"{request['approval']['S']}|1")
    monitor.ends_at("Done")
    assert monitor.waits() == ["AwaitForm", "AwaitApproval"]
    assert monitor.generations() == [0]


def test_a_stopped_execution_is_replaced_after_the_next_step_and_nobody_notices(
    monitor: Executed,
) -> None:
    monitor.stop_execution()
    names_manager(monitor)
    monitor.cloud.fire(monitor.at + 3 * MINUTE)
    monitor.waits_at("AwaitApproval")
    assert monitor.generations() == [1, 0]
    monitor.press(ANA, Button.REQUEST_CANCEL, str(monitor.ref))
    monitor.ends_at("Cancelled")


def test_a_token_that_was_lost_is_noticed_after_the_next_step(monitor: Executed) -> None:
    monitor.lose_token()
    names_manager(monitor)
    monitor.cloud.fire(monitor.at + 3 * MINUTE)
    monitor.waits_at("AwaitApproval")
    assert monitor.generations() == [1, 0]
    monitor.press(ANA, Button.REQUEST_CANCEL, str(monitor.ref))
