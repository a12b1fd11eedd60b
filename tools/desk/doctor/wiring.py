"""Doctor, wiring: is what starts the functions switched on: queues, streams, rules, machines?"""

from collections.abc import Mapping
from typing import Any

from tools.desk.deployment import Account, Stack
from tools.desk.doctor.finding import Area, Finding

AREA = Area("Wiring")
Answers = Mapping[str, Mapping[str, Any] | None]
"""What AWS says of each, by logical id; None if it is not there any more."""

_SETTLING = ("Creating", "Enabling", "Updating")


def look(account: Account, stack: Stack) -> list[Finding]:
    lambdas, states = account.client("lambda"), account.client("stepfunctions")
    mappings = {
        mapping.logical_id: lambdas.get_event_source_mapping(UUID=mapping.physical_id)
        for mapping in stack.of_kind("AWS::Lambda::EventSourceMapping")
    }
    rules = _rules(account, stack)
    machines = {
        machine.logical_id: states.describe_state_machine(stateMachineArn=machine.physical_id)
        for machine in stack.of_kind("AWS::StepFunctions::StateMachine")
    }
    return [
        *judge_mappings(mappings, account.deploy),
        *judge_rules(rules, account.deploy),
        *judge_machines(machines, account.deploy),
    ]


def judge_mappings(found: Answers, deploy: str) -> list[Finding]:
    faults = []
    for name, mapping in sorted(found.items()):
        state = mapping["State"] if mapping else "gone"
        if state in _SETTLING:
            faults.append(AREA.wrong(f"{name} is not yet on ({state})", "look again in a minute"))
        elif not mapping:
            faults.append(AREA.wrong(f"{name} is gone", deploy))
        elif state != "Enabled":
            on = f"aws lambda update-event-source-mapping --enabled --uuid {mapping['UUID']}"
            faults.append(AREA.wrong(f"{name} is off ({state})", on))
        elif str(mapping.get("LastProcessingResult", "")).startswith("PROBLEM"):
            faults.append(
                AREA.wrong(
                    f"{name}: {mapping['LastProcessingResult']}",
                    "see the log of its function: docs/operations.md",
                )
            )
    return AREA.sound(f"queues and streams start their functions: {_names(found)}", faults)


def judge_rules(found: Answers, deploy: str) -> list[Finding]:
    faults = [
        AREA.wrong(
            f"the rule {name} is {'off' if rule else 'gone'}",
            f"aws events enable-rule --name {rule['Name']} --event-bus-name {rule['EventBusName']}"
            if rule
            else deploy,
        )
        for name, rule in sorted(found.items())
        if not rule or rule["State"] != "ENABLED"
    ]
    return AREA.sound(f"schedules and rules are on: {_names(found)}", faults)


def judge_machines(found: Answers, deploy: str) -> list[Finding]:
    faults = [
        AREA.wrong(
            f"the state machine {name} is {machine['status'] if machine else 'gone'}", deploy
        )
        for name, machine in sorted(found.items())
        if not machine or machine["status"] != "ACTIVE"
    ]
    return AREA.sound(f"state machines are active: {_names(found)}", faults)


def _rules(account: Account, stack: Stack) -> dict[str, Mapping[str, Any] | None]:
    """Of the schedules' bus and of our own; a rule's physical id may begin with its bus."""
    pages = account.client("events").get_paginator("list_rules")
    listed = {
        rule["Name"]: rule
        for bus in ("default", stack.output("BusName"))
        for page in pages.paginate(EventBusName=bus)
        for rule in page["Rules"]
    }
    return {
        rule.logical_id: listed.get(rule.physical_id.rpartition("|")[2])
        for rule in stack.of_kind("AWS::Events::Rule")
    }


def _names(found: Answers) -> str:
    return ", ".join(sorted(found))
