"""A workflow's definition holds together: cfn-lint sees neither a dangling Next nor a typo."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import pytest
import yaml

from deskbell.domain.catalogue.step_parts import Ending
from deskbell.domain.loans.loan import Status as LoanStatus
from deskbell.domain.loans.policy import Delivery
from deskbell.domain.nps.case import Status as CaseStatus
from deskbell.domain.nps.words import How
from deskbell.domain.paging.incident import Status as IncidentStatus
from deskbell.domain.requests.awaiting import Awaits
from deskbell.domain.tickets.progress import outcome_of
from deskbell.domain.tickets.ticket import Progress, Status
from deskbell.usecases.workflows.carry_on import SUPERSEDED, Standing, standing_of
from tests.builders import a_request
from tests.contracts.nps import a_first_case
from tests.template import cloudformation
from tests.template.cloudformation import ROOT, Properties, Template, named, statements
from tests.unit.loans.office import Office, a_stock
from tests.unit.paging.night import a_night
from tests.unit.rendering.guided import a_guided_request

State = dict[str, Any]
MACHINES = sorted(cloudformation.as_written().of_type("AWS::Serverless::StateMachine"))
INVOKE = "arn:aws:states:::lambda:invoke"
INVOKE_AND_WAIT = f"{INVOKE}.waitForTaskToken"
CARRY_ON = "CarryOn"


@dataclass(frozen=True, slots=True)
class Machine:
    """A state machine of the template with its definition."""

    name: str
    properties: Properties
    source: str
    definition: dict[str, Any]

    @property
    def states(self) -> dict[str, State]:
        states: dict[str, State] = self.definition["States"]
        return states

    def of_kind(self, kind: str) -> dict[str, State]:
        return {name: state for name, state in self.states.items() if state["Type"] == kind}

    def waits(self) -> dict[str, State]:
        tasks = self.of_kind("Task")
        return {name: task for name, task in tasks.items() if task["Resource"] == INVOKE_AND_WAIT}

    @property
    def carries_on(self) -> bool:
        """Whether a task says where it stands, before and after each wait."""
        return CARRY_ON in self.states

    @property
    def looks_after_time(self) -> bool:
        """Whether a wait ends by itself when time alone should have ended it."""
        return any("TimeoutSecondsPath" in wait for wait in self.waits().values())

    def told(self, choice: str) -> set[str]:
        return {rule["StringEquals"] for rule in self.states[choice]["Choices"]}


def _machine(name: str) -> Machine:
    properties = cloudformation.as_written().of_type("AWS::Serverless::StateMachine")[name]
    source = (ROOT / properties["DefinitionUri"]).read_text(encoding="utf-8")
    return Machine(name, properties, source, yaml.safe_load(source))


@pytest.fixture(params=MACHINES)
def machine(request: pytest.FixtureRequest) -> Machine:
    return _machine(request.param)


def _next_of(state: State) -> Iterator[str]:
    """Where a state can go, whatever happens in it."""
    for place in (state, *state.get("Choices", ()), *state.get("Catch", ())):
        yield from (place[key] for key in ("Next", "Default") if key in place)


def _function_of(task: State) -> str:
    """`X` of the substitution `${XArn}`."""
    found = re.fullmatch(r"\$\{(\w+)Arn\}", task["Parameters"]["FunctionName"])
    assert found, task["Parameters"]["FunctionName"]
    return found[1]


def test_every_state_leads_to_states_that_exist(machine: Machine) -> None:
    targets = {target for state in machine.states.values() for target in _next_of(state)}
    assert targets | {machine.definition["StartAt"]} <= set(machine.states)


def test_every_state_is_reached(machine: Machine) -> None:
    reached: set[str] = set()
    waiting = {machine.definition["StartAt"]}
    while waiting:
        reached |= waiting
        waiting = {to for name in waiting for to in _next_of(machine.states[name])} - reached
    assert reached == set(machine.states)


def test_every_state_goes_on_or_is_an_end(machine: Machine) -> None:
    for name, state in machine.states.items():
        is_end = state["Type"] in {"Succeed", "Fail"}
        assert bool(list(_next_of(state))) is not is_end, name
        assert "End" not in state, "an end is a state of its own"


def test_every_choice_has_a_default_that_fails(machine: Machine) -> None:
    for name, choice in machine.of_kind("Choice").items():
        assert machine.states[choice["Default"]]["Type"] == "Fail", name
        assert {rule["Variable"] for rule in choice["Choices"]} == {"$.step.outcome"}


def test_definition_and_template_substitute_the_same_names(machine: Machine) -> None:
    assert set(re.findall(r"\$\{(\w+)\}", machine.source)) == set(
        machine.properties["DefinitionSubstitutions"]
    )


def test_a_substitution_is_called_like_the_function_it_names(machine: Machine) -> None:
    for name, value in machine.properties["DefinitionSubstitutions"].items():
        assert name == f"{named(value)}Arn"


def test_a_task_is_called_like_its_function(machine: Machine) -> None:
    for name, task in machine.of_kind("Task").items():
        is_wait = name in machine.waits()
        assert _function_of(task) == ("AwaitOutcome" if is_wait else name) + "Function"
        assert task["Resource"] == (INVOKE_AND_WAIT if is_wait else INVOKE)


def test_the_machine_may_run_its_tasks_and_nothing_else(
    machine: Machine, deployed: Template
) -> None:
    (run,) = (
        statement
        for owner, statement in statements(deployed)
        if owner == f"{machine.name}Role" and statement["Action"] == "lambda:InvokeFunction"
    )
    tasks = machine.of_kind("Task").values()
    assert {named(resource) for resource in run["Resource"]} == {_function_of(t) for t in tasks}


def test_every_task_is_tried_again_more_and_more_slowly_but_not_for_ever(
    machine: Machine,
) -> None:
    for name, task in machine.of_kind("Task").items():
        (retry,) = task["Retry"]
        assert retry["ErrorEquals"] == ["States.TaskFailed"], name
        assert retry["BackoffRate"] > 1, name
        assert 3 <= retry["MaxAttempts"] <= 20, name


def test_every_task_learns_what_it_works_on_and_for_whom(machine: Machine) -> None:
    for name, task in machine.of_kind("Task").items():
        payload = dict(task["Parameters"]["Payload"])
        if name in machine.waits() and machine.carries_on:
            assert payload.pop("wait.$") == "$.step.wait", "as the task before it has called it"
        elif name in machine.waits():
            assert payload.pop("wait")
        if name in machine.waits():
            assert payload.pop("token.$") == "$$.Task.Token", "or nobody could answer it"
        assert payload == {
            "ref.$": "$.ref",
            "install.$": "$.install",
            "generation.$": "$.generation",
            "execution.$": "$$.Execution.Name",
        }, name


def test_a_step_adds_its_outcome_and_keeps_the_rest(machine: Machine) -> None:
    for name, task in machine.of_kind("Task").items():
        assert task["ResultPath"] == "$.step", name
        selected = {"outcome.$": "$.Payload.outcome"}
        if name == CARRY_ON:
            selected["wait.$"] = "$.Payload.wait"
        if name == CARRY_ON and machine.looks_after_time:
            selected["seconds.$"] = "$.Payload.seconds"
        assert task.get("ResultSelector") == (None if name in machine.waits() else selected), name


def test_a_wait_that_nobody_answers_looks_again(machine: Machine) -> None:
    for name, wait in machine.waits().items():
        if machine.looks_after_time:
            assert wait["TimeoutSecondsPath"] == "$.step.seconds", "as the task before it has said"
        else:
            assert wait["TimeoutSeconds"] >= 24 * 3600
        again = CARRY_ON if machine.carries_on else name
        assert wait["Catch"] == [
            {"ErrorEquals": ["States.Timeout"], "ResultPath": "$.step", "Next": again}
        ]


def test_a_wait_for_a_ticket_is_followed_by_a_choice_of_exactly_its_outcomes() -> None:
    """For whatever a ticket can look like, the domain's answer is one that the machine knows."""
    machine = _machine("ItFormMachine")
    tickets = [
        a_request(status=status, progress=progress, close_due=close_due)
        for status, progress, close_due in product(Status, Progress, (False, True))
    ]
    for wait in machine.waits().values():
        waits_for = wait["Parameters"]["Payload"]["wait"]
        possible = {outcome_of(ticket, waits_for) for ticket in tickets} - {None}
        assert machine.told(wait["Next"]) == possible, waits_for


def test_each_way_in_which_a_loan_can_stand_has_its_state() -> None:
    loan = Office(a_stock(1)).asks(1)
    loans = [
        replace(loan, status=status, delivery=delivery)
        for status, delivery in product(LoanStatus, Delivery)
    ]
    _shows(_machine("LoanerLaptopMachine"), [standing_of(one) for one in loans])


def test_each_step_at_which_a_request_can_stand_has_its_state() -> None:
    request = a_guided_request()
    requests = [replace(request, kind=kind) for kind in Awaits]
    ended = [replace(request, course=replace(request.course, ending=one)) for one in Ending]
    standings = [standing_of(one) for one in (*requests, *ended)]
    _shows(_machine("GuidedRequestMachine"), standings)


def test_each_way_in_which_an_incident_can_stand_has_its_state() -> None:
    incident = a_night().incident()
    standings = [standing_of(replace(incident, status=status)) for status in IncidentStatus]
    _shows(_machine("OutagePagingMachine"), standings)


def test_each_way_in_which_a_low_score_can_stand_has_its_state() -> None:
    case = a_first_case()
    cases = [replace(case, status=status, how=how) for status in CaseStatus for how in (None, *How)]
    _shows(_machine("NpsPingMachine"), [standing_of(one) for one in cases])


def _shows(machine: Machine, standings: Collection[Standing]) -> None:
    """Each is a choice of the machine: to its wait, or to the end of its name."""
    [choice] = {machine.states[CARRY_ON]["Next"]}
    leads = {rule["StringEquals"]: rule["Next"] for rule in machine.states[choice]["Choices"]}
    known = {*standings, SUPERSEDED}
    assert leads.keys() == {standing.outcome for standing in known}
    for standing in known:
        state = "".join(word.capitalize() for word in standing.outcome.split("_"))
        assert leads[standing.outcome] == (f"Await{state}" if standing.wait else state)
    assert {wait["Next"] for wait in machine.waits().values()} == {CARRY_ON}


def test_the_log_of_a_workflow_holds_no_tokens_and_no_words_of_people(machine: Machine) -> None:
    assert machine.properties["Logging"]["IncludeExecutionData"] is False
