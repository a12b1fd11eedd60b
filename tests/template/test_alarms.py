"""Whatever stops working in the background is told to somebody, who finds out what to do."""

import ast
import re
from typing import Any

import pytest

from deskbell.runtime.reporting import Metric
from tests.template import cloudformation, metrics
from tests.template.cloudformation import FUNCTIONS, ROOT, Properties, Template, named

ALARMS = cloudformation.as_written().of_type("AWS::CloudWatch::Alarm")

ALARM, METRIC, DASHBOARD, SECRET, RUNNING = 0.10, 0.30, 3.00, 0.40, 0.95
"""Dollars a month: AWS's list prices, and what polling the queues and running two functions once a
minute and one each five come to (`tools/bench/bill.py` counts it)."""
SILENCE = 600
"""Seconds after which a missing sign of life is told."""
GOAL = 8.00
"""What may be spent before anybody writes a word (performance.md)."""


def watched(metric: str, namespace: str) -> dict[str, str]:
    """Resource and its alarm, of those that watch this metric of AWS's."""
    return {
        named(alarm["Dimensions"][0]["Value"]): name
        for name, alarm in ALARMS.items()
        if (alarm["MetricName"], alarm["Namespace"]) == (metric, namespace)
    }


def alarm_of(metric: Metric) -> Properties:
    [alarm] = [alarm for alarm in ALARMS.values() if alarm["MetricName"] == metric]
    return alarm


@pytest.mark.parametrize("name", sorted(ALARMS))
def test_an_alarm_watches_what_somebody_publishes(name: str, written: Template) -> None:
    alarm = ALARMS[name]
    namespace = alarm["Namespace"]
    [dimension] = alarm["Dimensions"]
    value, attribute = dimension["Value"], ""
    if isinstance(value, dict):
        attribute = value["Fn::GetAtt"][1] if "Fn::GetAtt" in value else ""
        value = named(value)
    assert metrics.is_there(
        written,
        namespace["Fn::Sub"] if isinstance(namespace, dict) else namespace,
        alarm["MetricName"],
        {dimension["Name"]: value},
        attribute=attribute,
    )


def test_the_functions_publish_under_the_name_that_the_alarms_watch(written: Template) -> None:
    variables = written.document["Globals"]["Function"]["Environment"]["Variables"]
    assert variables["POWERTOOLS_METRICS_NAMESPACE"] == {"Fn::Sub": metrics.OURS}
    assert variables["POWERTOOLS_SERVICE_NAME"] == "deskbell"


ENDED_BY_PEOPLE = {"IncidentsExhaustedAlarm"}
"""What it counts is over after a minute, and the outage is not: "OK" would say that all is well."""


@pytest.mark.parametrize("name", sorted(ALARMS))
def test_an_alarm_is_told_and_so_is_its_end(name: str) -> None:
    assert [named(topic) for topic in ALARMS[name]["AlarmActions"]] == ["AlarmTopic"]
    if name in ENDED_BY_PEOPLE:
        assert "OKActions" not in ALARMS[name]
    else:
        assert ALARMS[name]["OKActions"] == ALARMS[name]["AlarmActions"]


@pytest.mark.parametrize("name", sorted(ALARMS))
def test_an_alarm_says_what_it_means_and_leads_to_its_heading(name: str) -> None:
    said = ALARMS[name]["AlarmDescription"]["Fn::Sub"]
    assert said.endswith(f" ${{RunbookUrl}}#{name.lower()}")
    assert 60 < len(said) < 900, "CloudWatch takes 1,024 characters, the link included"


def test_every_alarm_has_its_heading_and_every_heading_its_alarm() -> None:
    runbook = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^### (\w+Alarm)$", runbook, re.MULTILINE)) == sorted(ALARMS)


def test_every_queue_is_watched(written: Template) -> None:
    queues = written.of_type("AWS::SQS::Queue")
    worked_on = {name for name, queue in queues.items() if "RedrivePolicy" in queue}
    assert set(watched("ApproximateAgeOfOldestMessage", "AWS/SQS")) == worked_on
    given_up = set(watched("ApproximateNumberOfMessagesVisible", "AWS/SQS"))
    assert given_up == set(queues) - worked_on


def events_of(function: Properties) -> dict[str, str]:
    return {event["Type"]: name for name, event in function.get("Events", {}).items()}


def test_every_reader_of_the_stream_is_watched(written: Template) -> None:
    readers = {
        name
        for name, function in written.of_type("AWS::Serverless::Function").items()
        if "DynamoDB" in events_of(function)
    }
    assert set(watched("IteratorAge", "AWS/Lambda")) == readers


def test_every_function_is_watched_by_what_it_would_leave_undone(written: Template) -> None:
    """By its queue, its stream, its API, its machine, or the sign of life it owes; who works once
    an hour, or when a mail or a receipt comes, owes none, and leaves what it failed at to the dead
    letters. So do the machines that stand behind what goes on by itself."""
    machines = written.of_type("AWS::Serverless::StateMachine")
    failures = written.of_type("AWS::Events::Rule")["ExecutionFailedRule"]
    given_up = {*map(named, failures["EventPattern"]["detail"]["stateMachineArn"])}
    assert [named(target["Arn"]) for target in failures["Targets"]] == ["DeadLetters"]
    tasks = {
        named(function)
        for name in {*watched("ExecutionsFailed", "AWS/States"), *given_up}
        for function in machines[name]["DefinitionSubstitutions"].values()
    }
    aged = set(watched("ApproximateAgeOfOldestMessage", "AWS/SQS"))
    apis = set(watched("5xx", "AWS/ApiGateway"))
    unwatched = set(written.of_type("AWS::Serverless::Function"))
    unwatched -= tasks | set(watched("IteratorAge", "AWS/Lambda"))
    for name, function in written.of_type("AWS::Serverless::Function").items():
        for event in function.get("Events", {}).values():
            match event:
                case {"Type": "SQS", "Properties": {"Queue": queue}} if named(queue) in aged:
                    unwatched.discard(name)
                case {"Type": "HttpApi", "Properties": {"ApiId": api}} if named(api) in apis:
                    unwatched.discard(name)
                case {"Type": "Schedule"} if sign_of_life(function):
                    unwatched.discard(name)
                case (
                    {"Type": "Schedule", "Properties": {"Schedule": "rate(1 hour)"}}
                    | {"Type": "S3"}
                    | {"Type": "EventBridgeRule", "Properties": {"Pattern": _}}
                ):
                    on_failure = function["EventInvokeConfig"]["DestinationConfig"]["OnFailure"]
                    if named(on_failure["Destination"]) == "DeadLetters":
                        unwatched.discard(name)
    assert unwatched == set()
    assert set(watched("ExecutionsFailed", "AWS/States")) == set(machines) - given_up


def sign_of_life(function: Properties) -> bool:
    """Whether its handler measures something each time, and an alarm misses it."""
    folder, module, _ = function["Handler"].split(".")
    source = (FUNCTIONS / folder / f"{module}.py").read_text(encoding="utf-8")
    functions = [n for n in ast.parse(source).body if isinstance(n, ast.FunctionDef)]
    [handler] = [function for function in functions if function.name == "handler"]
    measured = [Metric[name] for name in map(_measured, handler.body) if name]
    return any(
        alarm_of(metric)["TreatMissingData"] == "breaching"
        and alarm_of(metric)["Period"] * alarm_of(metric)["EvaluationPeriods"] <= SILENCE
        for metric in measured
    )


def _measured(statement: ast.stmt) -> str | None:
    match statement:
        case ast.Expr(
            ast.Call(func=ast.Name("measure" | "count"), args=[ast.Attribute(attr=str(name)), *_])
        ):
            return name
    return None


def test_a_metric_of_ours_is_there_for_an_alarm_and_not_for_the_log() -> None:
    """What is only looked at, the log tells: it is paid by the line and not by the month."""
    ours = {
        alarm["MetricName"] for alarm in ALARMS.values() if isinstance(alarm["Namespace"], dict)
    }
    assert ours == set(Metric)


def test_what_fails_and_who_tells_is_written_down_for_every_alarm() -> None:
    section = (ROOT / "docs/operations.md").read_text(encoding="utf-8").split("## Alarms")[1]
    table = section.split("\n### ")[0]
    assert set(re.findall(r"`(\w+Alarm)`", table)) == set(ALARMS)


def test_the_alarm_of_the_outbox_keeps_the_promise() -> None:
    promises = (ROOT / "docs/reliability.md").read_text(encoding="utf-8")
    [minutes] = re.findall(r"^\| I10 \|.* after (\d+) minutes", promises, re.MULTILINE)
    assert alarm_of(Metric.OLDEST)["Threshold"] == int(minutes) * 60


def test_what_is_quiet_because_nobody_works_raises_no_alarm() -> None:
    silent = {name for name, alarm in ALARMS.items() if alarm["TreatMissingData"] == "breaching"}
    assert silent == {"OutboxOldestAlarm", "TimersLateAlarm", "AuditPassedAlarm"}
    others = {a["TreatMissingData"] for name, a in ALARMS.items() if name not in silent}
    assert others == {"notBreaching"}


def test_alarms_go_to_whoever_the_parameter_names_and_to_nobody_else(written: Template) -> None:
    [subscription] = written.of_type("AWS::SNS::Subscription").values()
    assert subscription["Endpoint"] == {"Ref": "AlarmEmail"}
    assert written.document["Resources"]["AlarmEmailSubscription"]["Condition"] == "SendAlarms"
    [policy] = written.of_type("AWS::SNS::TopicPolicy").values()
    [statement] = policy["PolicyDocument"]["Statement"]
    assert statement["Principal"] == {"Service": "cloudwatch.amazonaws.com"}
    assert statement["Condition"]["StringEquals"] == {
        "aws:SourceAccount": {"Ref": "AWS::AccountId"}
    }


def test_a_desk_where_nothing_happens_costs_no_more_than_the_goal(written: Template) -> None:
    """One that takes no mail and no alerts, and pages nobody but in Slack."""
    resources = written.document["Resources"]
    count: dict[str, Any] = {
        kind: sum("Condition" not in resources[name] for name in written.of_type(kind))
        for kind in ("AWS::CloudWatch::Dashboard", "AWS::SecretsManager::Secret")
    }
    assert not written.of_type("AWS::CloudWatch::CompositeAlarm"), "half a dollar each"
    # AWS counts a metric in the hours in which it is told: here, the signs of life alone.
    told_always = [one for one in Metric if alarm_of(one)["TreatMissingData"] == "breaching"]
    fixed = (
        ALARM * len(ALARMS)
        + METRIC * len(told_always)
        + DASHBOARD * count["AWS::CloudWatch::Dashboard"]
        + SECRET * count["AWS::SecretsManager::Secret"]
        + RUNNING
    )
    assert fixed <= GOAL
