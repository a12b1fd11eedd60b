"""What the doctor says of AWS: each link in order, and each of its faults with its remedy."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import NoCredentialsError

from tests.functional.operator.accounts import a_stack, an_account, answering, refused
from tests.template.cloudformation import ROOT
from tools.desk.deployment import Resource
from tools.desk.doctor import alarms, blueprint, cloud, queues, table, wiring
from tools.desk.doctor.blueprint import QueuePlan
from tools.desk.doctor.examine import examine
from tools.desk.doctor.finding import Finding, Health
from tools.local_cloud.stack_file import StackFile

DEPLOY = "make deploy"
NOBODY = an_account({})
LOCAL = StackFile(
    slack_events_url="http://127.0.0.1/slack/events",
    slack_commands_url="http://127.0.0.1/slack/commands",
    slack_interactions_url="http://127.0.0.1/slack/interactions",
    hooks_url=None,
    console_url=None,
    fake_slack_url=None,
    slack_api_url="http://127.0.0.1/api/",
    signing_secret="",
    team_id="T0DESK0001",
    api_app_id="A0DESK0001",
    bot_user_id="U0BOT00001",
    aws_endpoint_url="http://127.0.0.1",
    table="desk",
    channels={},
    users={},
)
NOW = 1_795_251_600.0


def faults(found: list[Finding]) -> list[str]:
    """What is wrong, each with its remedy."""
    return [f"{one.what}: {one.advice}" for one in found if one.health is Health.WRONG]


def fault(found: list[Finding]) -> str:
    [only] = faults(found)
    return only


def healthy(found: list[Finding]) -> bool:
    return bool(found) and all(one.health is Health.OK for one in found)


# --- the stack --------------------------------------------------------------------------------


def a_blueprint(*names: str) -> blueprint.Blueprint:
    kinds = dict.fromkeys(names, "AWS::SNS::Topic")
    return blueprint.Blueprint(kinds, frozenset(), {})


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("UPDATE_ROLLBACK_COMPLETE", "the version before it runs"),
        ("ROLLBACK_COMPLETE", "sam delete, and make deploy STAGE=staging"),
        ("UPDATE_IN_PROGRESS", "wait until that is done"),
        ("UPDATE_ROLLBACK_FAILED", "describe-stack-events --stack-name deskbell-staging"),
    ],
)
def test_a_stack_that_is_not_well_says_what_happened(status: str, told: str) -> None:
    account = an_account({}, stack="deskbell-staging")
    assert told in fault(cloud.judge_stack(account, a_stack(status=status), a_blueprint()))


def test_a_stack_of_an_older_version_says_what_it_lacks() -> None:
    stack = a_stack(Resource("DeskTable", "desk", "AWS::DynamoDB::Table"))
    assert healthy(cloud.judge_stack(NOBODY, stack, a_blueprint("DeskTable")))
    told = fault(cloud.judge_stack(NOBODY, stack, a_blueprint("DeskTable", "AlarmTopic")))
    assert "what the stack lacks: AlarmTopic: deploy this version (make deploy)" in told


def test_what_the_local_cloud_cannot_make_is_not_missing_from_its_stack() -> None:
    local = replace(NOBODY, local=LOCAL)
    table = Resource("DeskTable", "desk", "AWS::DynamoDB::Table")
    found = cloud.judge_stack(local, a_stack(table), a_blueprint("AlarmTopic"))
    assert [one.health for one in found] == [Health.OK, Health.UNSEEN]
    topic = Resource("OtherTopic", "other", "AWS::SNS::Topic")
    found = cloud.judge_stack(local, a_stack(table, topic), a_blueprint("AlarmTopic"))
    assert "what the stack lacks: AlarmTopic: deploy this version (make down up)" in fault(found)


def test_the_blueprint_is_read_from_the_template() -> None:
    plan = blueprint.read(ROOT / "template.yaml")
    assert {"due", "by_person"} <= plan.indexes
    assert plan.queues["InboxQueue"] == QueuePlan(fifo=True, redrives=True)
    assert plan.queues["DeadLetters"] == QueuePlan(fifo=False, redrives=False)
    assert {"DeskTable", "ReceiveRequestFunction", "ItFormMachine"} <= plan.resources.keys()
    assert not any("Layer" in name for name in plan.resources)


# --- the table --------------------------------------------------------------------------------


def a_table(**changes: Any) -> dict[str, Any]:
    stream = {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"}
    indexes = [{"IndexName": name, "IndexStatus": "ACTIVE"} for name in ("due", "by_person")]
    return {
        "TableName": "desk",
        "TableStatus": "ACTIVE",
        "StreamSpecification": stream,
        "GlobalSecondaryIndexes": indexes,
    } | changes


def judged_table(**changes: Any) -> list[Finding]:
    return table.judge(a_table(**changes), frozenset({"due", "by_person"}), DEPLOY)


def test_a_table_as_the_template_makes_it_is_in_order() -> None:
    assert healthy(judged_table())


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"TableStatus": "UPDATING"}, "desk is UPDATING"),
        ({"StreamSpecification": {}}, "its stream is off"),
        (
            {"StreamSpecification": {"StreamEnabled": True, "StreamViewType": "KEYS_ONLY"}},
            "its stream is off",
        ),
        (
            {"GlobalSecondaryIndexes": [{"IndexName": "due", "IndexStatus": "ACTIVE"}]},
            "the index by_person is missing: make deploy",
        ),
        (
            {
                "GlobalSecondaryIndexes": [
                    {"IndexName": "due", "IndexStatus": "CREATING"},
                    {"IndexName": "by_person", "IndexStatus": "ACTIVE"},
                ]
            },
            "the index due is CREATING",
        ),
    ],
)
def test_a_table_that_is_not_whole_says_what_is_missing(changes: dict[str, Any], told: str) -> None:
    assert told in fault(judged_table(**changes))


def test_a_table_that_keeps_everything_for_ever_is_told() -> None:
    on = {"TimeToLiveStatus": "ENABLED", "AttributeName": "expires"}
    assert healthy([table.judge_expiry(on, DEPLOY)])
    assert "off" in fault([table.judge_expiry({"TimeToLiveStatus": "DISABLED"}, DEPLOY)])
    assert "off" in fault([table.judge_expiry(on | {"AttributeName": "other"}, DEPLOY)])


def test_a_table_that_cannot_be_restored_is_told_with_the_command_that_mends_it() -> None:
    def backups(status: str) -> dict[str, Any]:
        return {"PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": status}}

    assert healthy([table.judge_backups(backups("ENABLED"), "desk")])
    told = fault([table.judge_backups(backups("DISABLED"), "desk")])
    assert "aws dynamodb update-continuous-backups --table-name desk" in told


# --- queues -----------------------------------------------------------------------------------

PLANS = {
    "InboxQueue": QueuePlan(fifo=True, redrives=True),
    "InboxDeadLetters": QueuePlan(fifo=True, redrives=False),
}


def judged_queues(**changes: dict[str, str]) -> list[Finding]:
    found = {
        "InboxQueue": {"FifoQueue": "true", "RedrivePolicy": "{}"},
        "InboxDeadLetters": {"FifoQueue": "true", "ApproximateNumberOfMessages": "0"},
    }
    return queues.judge(found | changes, PLANS, DEPLOY, "--stack deskbell")


def test_queues_in_order_with_nothing_given_up_are_well() -> None:
    assert healthy(judged_queues())


@pytest.mark.parametrize(
    ("queue", "attributes", "told"),
    [
        ("InboxQueue", {"RedrivePolicy": "{}"}, "InboxQueue is not FIFO"),
        ("InboxQueue", {"FifoQueue": "true"}, "no dead-letter queue any more"),
        (
            "InboxDeadLetters",
            {"FifoQueue": "true", "ApproximateNumberOfMessages": "3"},
            "InboxDeadLetters holds 3",
        ),
    ],
)
def test_a_queue_with_a_fault_is_named(queue: str, attributes: dict[str, str], told: str) -> None:
    assert told in fault(judged_queues(**{queue: attributes}))


def test_what_was_given_up_comes_with_the_command_that_shows_why() -> None:
    waiting = {"FifoQueue": "true", "ApproximateNumberOfMessages": "3"}
    [found] = [f for f in judged_queues(InboxDeadLetters=waiting) if f.health is Health.WRONG]
    assert "./deskbell dlq show --stack deskbell InboxDeadLetters" in found.advice


def test_a_queue_that_is_gone_is_named() -> None:
    assert "there is no InboxDeadLetters" in fault(
        queues.judge(
            {"InboxQueue": {"FifoQueue": "true", "RedrivePolicy": "{}"}}, PLANS, DEPLOY, "--local"
        )
    )


# --- wiring -----------------------------------------------------------------------------------


def test_what_starts_the_functions_is_on() -> None:
    mapping = {"UUID": "u", "State": "Enabled", "LastProcessingResult": "OK"}
    rule = {"Name": "r", "EventBusName": "default", "State": "ENABLED"}
    assert healthy(wiring.judge_mappings({"Inbox": mapping}, DEPLOY))
    assert healthy(wiring.judge_rules({"EveryMinute": rule}, DEPLOY))
    assert healthy(wiring.judge_machines({"ItFormMachine": {"status": "ACTIVE"}}, DEPLOY))


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        ({"UUID": "u-1", "State": "Disabled"}, "--enabled --uuid u-1"),
        ({"UUID": "u-1", "State": "Enabling"}, "look again in a minute"),
        (
            {
                "UUID": "u-1",
                "State": "Enabled",
                "LastProcessingResult": "PROBLEM: Function call failed",
            },
            "Inbox: PROBLEM: Function call failed",
        ),
        (None, "Inbox is gone: make deploy"),
    ],
)
def test_a_function_that_nothing_starts_is_told(mapping: dict[str, str] | None, told: str) -> None:
    assert told in fault(wiring.judge_mappings({"Inbox": mapping}, DEPLOY))


def test_a_schedule_that_was_switched_off_is_told_with_the_command_that_mends_it() -> None:
    off = {"Name": "tick", "EventBusName": "default", "State": "DISABLED"}
    told = fault(wiring.judge_rules({"EveryMinute": off}, DEPLOY))
    assert told.endswith("aws events enable-rule --name tick --event-bus-name default")
    assert "gone: make deploy" in fault(wiring.judge_rules({"EveryMinute": None}, DEPLOY))


def test_a_state_machine_on_its_way_out_is_told() -> None:
    assert "is DELETING" in fault(wiring.judge_machines({"M": {"status": "DELETING"}}, DEPLOY))


def test_rules_are_found_on_both_buses_however_aws_names_them() -> None:
    def rules(EventBusName: str) -> dict[str, Any]:
        name = {"default": "deskbell-Tick", "deskbell": "deskbell-Resume"}[EventBusName]
        return {"Rules": [{"Name": name, "EventBusName": EventBusName, "State": "ENABLED"}]}

    stack = a_stack(
        Resource("Tick", "deskbell-Tick", "AWS::Events::Rule"),
        Resource("Resume", "deskbell|deskbell-Resume", "AWS::Events::Rule"),
    )
    account = an_account({"lambda": {}, "stepfunctions": {}, "events": {"list_rules": rules}})
    assert healthy(wiring.look(account, stack))


# --- alarms -----------------------------------------------------------------------------------


def an_alarm(**changes: Any) -> dict[str, Any]:
    return {
        "AlarmName": "desk-dead-letters",
        "StateValue": "OK",
        "ActionsEnabled": True,
        "AlarmDescription": "redrive them",
    } | changes


def judged_alarms(*found: dict[str, Any]) -> list[Finding]:
    return alarms.judge(["desk-dead-letters"], found, DEPLOY)


def test_quiet_alarms_are_well() -> None:
    assert healthy(judged_alarms(an_alarm()))
    assert healthy(judged_alarms(an_alarm(StateValue="INSUFFICIENT_DATA")))


def test_an_alarm_that_rings_says_what_its_description_says() -> None:
    assert "is in ALARM: redrive them" in fault(judged_alarms(an_alarm(StateValue="ALARM")))


def test_alarms_that_cannot_ring_are_told() -> None:
    assert "its actions are off" in fault(judged_alarms(an_alarm(ActionsEnabled=False)))
    assert "desk-dead-letters is gone" in fault(judged_alarms())
    assert "no alarms" in fault(alarms.judge([], [], DEPLOY))


def test_somebody_has_to_hear_the_alarms() -> None:
    confirmed = {"SubscriptionArn": "arn:aws:sns:x", "Endpoint": "a@example.com"}
    pending = {"SubscriptionArn": "PendingConfirmation", "Endpoint": "b@example.com"}
    assert healthy(alarms.judge_subscriptions([pending, confirmed]))
    assert "b@example.com has not confirmed" in fault(alarms.judge_subscriptions([pending]))
    assert "AlarmEmail" in fault(alarms.judge_subscriptions([]))


def test_alarms_and_their_listeners_are_asked_for_by_the_names_in_the_stack() -> None:
    account = an_account(
        {
            "cloudwatch": {
                "describe_alarms": answering({"MetricAlarms": [an_alarm()], "CompositeAlarms": []})
            },
            "sns": {
                "list_subscriptions_by_topic": answering(
                    {"Subscriptions": [{"SubscriptionArn": "arn:1", "Endpoint": "a@example.com"}]}
                )
            },
        }
    )
    stack = a_stack(
        Resource("DeadLettersAlarm", "desk-dead-letters", "AWS::CloudWatch::Alarm"),
        Resource("AlarmTopic", "arn:topic", "AWS::SNS::Topic"),
    )
    assert healthy(alarms.look(account, stack))


# --- when AWS cannot be asked -----------------------------------------------------------------


def asked(account_operations: dict[str, dict[str, Any]], tmp_path: Path) -> str:
    (tmp_path / "desk.yaml").write_text((ROOT / "desk.yaml").read_text())
    found = examine(an_account(account_operations), tmp_path / "desk.yaml", ROOT, NOW)
    return fault(found)


IDENTITY = {"Account": "1", "Arn": "arn:me"}


def test_without_credentials_the_doctor_says_how_to_sign_in(tmp_path: Path) -> None:
    told = asked({"sts": {"get_caller_identity": answering(NoCredentialsError())}}, tmp_path)
    assert "no AWS credentials in this shell: sign in" in told


def test_credentials_that_have_expired_are_told(tmp_path: Path) -> None:
    expired = refused("ExpiredToken", "GetCallerIdentity")
    told = asked({"sts": {"get_caller_identity": answering(expired)}}, tmp_path)
    assert "does not take these credentials" in told


def test_a_stack_that_is_not_there_is_told_with_its_region(tmp_path: Path) -> None:
    missing = refused("ValidationError", "DescribeStacks", "Stack with id x does not exist")
    told = asked(
        {
            "sts": {"get_caller_identity": answering(IDENTITY)},
            "cloudformation": {"describe_stacks": answering(missing)},
        },
        tmp_path,
    )
    assert "there is no stack deskbell in eu-central-1" in told
    assert "make deploy" in told


def test_an_area_that_the_credentials_may_not_see_is_told_and_the_others_are_looked_at(
    tmp_path: Path,
) -> None:
    denied = answering(refused("AccessDeniedException", "DescribeTable"))
    stack = {
        "StackStatus": "CREATE_COMPLETE",
        "Outputs": [
            {"OutputKey": name, "OutputValue": value} for name, value in a_stack().outputs.items()
        ],
    }
    headers = {"ResponseMetadata": {"HTTPHeaders": {"date": a_stack().asked_at}}}
    nothing = refused("ResourceNotFoundException", "GetSecretValue")
    clients: dict[str, dict[str, Any]] = {
        "sts": {"get_caller_identity": answering(IDENTITY)},
        "cloudformation": {
            "describe_stacks": answering({"Stacks": [stack], **headers}),
            "list_stack_resources": answering({"StackResourceSummaries": []}),
        },
        "dynamodb": {
            name: denied for name in ("describe_table", "describe_time_to_live", "get_item")
        },
        "sqs": {},
        "lambda": {},
        "stepfunctions": {},
        "events": {"list_rules": answering({"Rules": []})},
        "cloudwatch": {},
        "sns": {"list_subscriptions_by_topic": answering({"Subscriptions": []})},
        "secretsmanager": {"get_secret_value": answering(nothing)},
    }
    found = examine(an_account(clients), ROOT / "desk.yaml", ROOT, NOW)
    [told] = [one for one in faults(found) if one.startswith("this could not be looked at")][:1]
    assert "may not do DescribeTable: use a role with the rights" in told
    areas = {one.area for one in found}
    assert {"Table", "Queues", "Wiring", "Alarms", "Settings", "Secret", "Clocks"} <= areas
    assert "no bot token and signing secret are stored" in str(faults(found))
