"""A function may do what its use case does and nothing else (reliability.md 6.10)."""

from collections.abc import Iterator

import pytest

from deskbell.adapters.dynamo import keys
from deskbell.domain.ids import rota_ref
from tests.builders import INSTALL
from tests.template.cloudformation import Properties, Template, listed, named, statements

WILDCARDS = {
    ("ItFormMachineRole", "DeliverLogs"): "the log service's delivery actions know no resources",
    ("LoanerLaptopMachineRole", "DeliverLogs"): "the same",
    ("GuidedRequestMachineRole", "DeliverLogs"): "the same",
    ("OutagePagingMachineRole", "DeliverLogs"): "the same",
    ("NpsPingMachineRole", "DeliverLogs"): "the same",
    ("ReceiveRequestFunctionRole", "ReadSettingsAndPeople"): "a narrower right: the prefix of keys",
    ("LookAtSchedulesFunctionRole", "ReadSettingsAndWeeks"): "the same",
    ("ShowCalendarFunctionRole", "ReadSchedulesAndNames"): "the same",
    ("CaptureMissedFunctionRole", "KeepBookmarks"): "the same",
    ("CarryOutEffects", "ReadHookSecrets"): "the secrets whose names begin with the desk's own",
    ("ReceiveMailFunctionRole", "ReadSettings"): "the same",
    ("ReceiveAlertFunctionRole", "ReadSettings"): "the same",
    ("ReceiveHeartbeatFunctionRole", "ReadSettings"): "the same",
    ("ReceiveWebhookFunctionRole", "ReadSettings"): "the same",
    ("AnswerRequestFunctionRole", "ReadTickets"): "the same",
    ("ReceiveMailFunctionRole", "ReadMail"): "SES makes up the names of mails; a bucket of its own",
}
"""The statements with a `*` that we write, and why."""

SCANS = {
    "AuditDeskFunctionRole": "what is missing, or there twice, is found by no key",
    "LookAtSchedulesFunctionRole": "a report is folded from all that happened, once a week",
}
"""The roles that may read the whole table, and why."""

AWS_POLICIES = {
    "AWSXrayWriteOnlyAccess": "traces have no resource; SAM adds it for `Tracing`",
    "service-role/AWSLambdaBasicExecutionRole": "SAM adds it to each function, for its log",
    "service-role/AWSLambdaDynamoDBExecutionRole": "SAM adds it to readers of the stream",
    "service-role/AWSLambdaSQSQueueExecutionRole": "SAM adds it to readers of a queue",
}
"""The managed policies that SAM attaches, which we do not write, and why."""


def _granted(template: Template, function: str) -> Iterator[Properties]:
    """Every statement of a function's role, those of our own managed policies included."""
    role_name = named(template.of_type("AWS::Lambda::Function")[function]["Role"])
    role = template.of_type("AWS::IAM::Role")[role_name]
    shared = [named(policy) for policy in role["ManagedPolicyArns"] if isinstance(policy, dict)]
    shared += [
        name
        for name, policy in template.of_type("AWS::IAM::ManagedPolicy").items()
        if role_name in map(named, policy.get("Roles", ()))
    ]
    for owner, statement in statements(template):
        if owner in (role_name, *shared):
            yield statement


def _who_may(template: Template, action: str, resource: str) -> set[str]:
    return {
        function
        for function in template.of_type("AWS::Lambda::Function")
        for statement in _granted(template, function)
        if action in listed(statement["Action"])
        and resource in (str(named_resource) for named_resource in _resources(statement))
    }


def _resources(statement: Properties) -> Iterator[str]:
    for resource in listed(statement["Resource"]):
        yield resource["Fn::Sub"] if "Fn::Sub" in resource else named(resource)


def test_no_statement_has_a_wildcard_but_those_with_a_reason(deployed: Template) -> None:
    found = {
        (owner, statement.get("Sid"))
        for owner, statement in statements(deployed)
        if "*" in str(statement)
    }
    assert found == set(WILDCARDS)


def test_no_statement_grants_by_exclusion(deployed: Template) -> None:
    for _, statement in statements(deployed):
        assert not {"NotAction", "NotResource", "NotPrincipal"} & set(statement)


def test_only_known_policies_of_aws_are_attached(deployed: Template) -> None:
    attached = {
        policy.removeprefix("arn:aws:iam::aws:policy/")
        for role in deployed.of_type("AWS::IAM::Role").values()
        for policy in role.get("ManagedPolicyArns", ())
        if isinstance(policy, str)
    }
    assert attached == set(AWS_POLICIES)


def test_each_function_has_a_role_of_its_own(deployed: Template) -> None:
    functions = deployed.of_type("AWS::Lambda::Function")
    assert len({named(function["Role"]) for function in functions.values()}) == len(functions)


def test_the_ingress_may_put_on_the_inbox_and_read_what_a_form_needs(deployed: Template) -> None:
    granted = {
        (action, *_resources(statement))
        for statement in _granted(deployed, "ReceiveRequestFunction")
        for action in listed(statement["Action"])
    }
    assert granted == {
        ("sqs:SendMessage", "InboxQueue"),
        ("secretsmanager:GetSecretValue", "SlackSecret"),
        ("dynamodb:GetItem", "DeskTable"),
    }


def test_the_ingress_cannot_read_a_ticket(deployed: Template) -> None:
    (statement,) = (
        statement
        for statement in _granted(deployed, "ReceiveRequestFunction")
        if statement["Sid"] == "ReadSettingsAndPeople"
    )
    assert statement["Condition"] == {
        "ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["CFG", "CFG#*", "P#*"]}
    }


def test_slacks_secret_is_read_by_those_who_talk_to_slack(deployed: Template) -> None:
    assert _who_may(deployed, "secretsmanager:GetSecretValue", "SlackSecret") == {
        "ReceiveRequestFunction",
        "ProcessInputFunction",
        "SendOutboxFunction",
        "SweepOutboxFunction",
        "AuditDeskFunction",
        "CaptureMissedFunction",
    }


def test_the_inbox_is_filled_by_the_ways_in_and_the_relay(deployed: Template) -> None:
    assert _who_may(deployed, "sqs:SendMessage", "InboxQueue") == {
        "ReceiveRequestFunction",
        "FireTimersFunction",
        "LookAtSchedulesFunction",
        "ProcessInputFunction",
        "SendOutboxFunction",
        "SweepOutboxFunction",
        "CaptureMissedFunction",
        "ReceiveMailFunction",
        "AnswerRequestFunction",
        "ReceiveAlertFunction",
        "ReceiveHeartbeatFunction",
        "ReceiveWebhookFunction",
        "RecordReceiptFunction",
    }


def test_who_shows_calendars_reads_schedules_names_and_its_key_alone(deployed: Template) -> None:
    granted = {
        statement["Sid"]: (listed(statement["Action"]), *_resources(statement))
        for statement in _granted(deployed, "ShowCalendarFunction")
    }
    assert granted == {
        "ReadCalendarSecret": (["secretsmanager:GetSecretValue"], "CalendarSecret"),
        "ReadSchedulesAndNames": (["dynamodb:GetItem"], "DeskTable"),
    }
    [condition] = [
        statement["Condition"]
        for statement in _granted(deployed, "ShowCalendarFunction")
        if statement["Sid"] == "ReadSchedulesAndNames"
    ]
    assert condition == {
        "ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["CFG", "CFG#*", "ROTA#*", "P#*"]}
    }
    assert str(keys.state(rota_ref(INSTALL, "it")).pk).startswith("ROTA#")


@pytest.mark.parametrize(
    "function", ["ReceiveAlertFunction", "ReceiveHeartbeatFunction", "ReceiveWebhookFunction"]
)
def test_who_takes_alerts_or_webhooks_reads_the_settings_and_its_keys_alone(
    deployed: Template, function: str
) -> None:
    granted = {
        statement["Sid"]: (listed(statement["Action"]), *_resources(statement))
        for statement in _granted(deployed, function)
    }
    assert granted == {
        "PutOnInbox": (["sqs:SendMessage"], "InboxQueue"),
        "ReadAlertSecret": (["secretsmanager:GetSecretValue"], "AlertSecret"),
        "ReadSettings": (["dynamodb:GetItem"], "DeskTable"),
    }
    [settings] = (one for one in _granted(deployed, function) if one["Sid"] == "ReadSettings")
    assert settings["Condition"] == {
        "ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["CFG", "CFG#*"]}
    }


RELAY = {"ProcessInputFunction", "SendOutboxFunction", "SweepOutboxFunction"}


def test_telephones_and_numbers_are_for_the_relay_alone(deployed: Template) -> None:
    for action in ("sms-voice:SendTextMessage", "sms-voice:SendVoiceMessage"):
        assert _who_may(deployed, action, "PhoneOrigination") == RELAY
    assert _who_may(deployed, "secretsmanager:GetSecretValue", "ContactSecret") == RELAY


def test_who_hears_what_became_of_a_page_may_say_so_and_nothing_else(deployed: Template) -> None:
    granted = [*_granted(deployed, "RecordReceiptFunction")]
    assert [one["Sid"] for one in granted if "Sid" in one] == ["PutOnInbox"]


def test_who_reads_mail_can_neither_read_a_ticket_nor_speak_in_slack(deployed: Template) -> None:
    granted = {
        statement["Sid"]: (listed(statement["Action"]), statement.get("Condition"))
        for statement in _granted(deployed, "ReceiveMailFunction")
        if "Sid" in statement
    }
    assert granted == {
        "ReadMail": (["s3:GetObject"], None),
        "ReadSettings": (
            ["dynamodb:GetItem"],
            {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["CFG", "CFG#*"]}},
        ),
        "PutOnInbox": (["sqs:SendMessage"], None),
    }


def test_mail_is_sent_by_the_relay_alone(deployed: Template) -> None:
    sending = {owner for owner, one in statements(deployed) if "ses:SendEmail" in str(one)}
    assert sending == {"CarryOutEffects"}


def test_the_back_fill_changes_nothing_but_its_own_bookmarks(deployed: Template) -> None:
    writes = {"dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"}
    (statement,) = (
        statement
        for statement in _granted(deployed, "CaptureMissedFunction")
        if writes & set(listed(statement["Action"]))
    )
    assert listed(statement["Action"]) == ["dynamodb:PutItem"]
    [prefix] = statement["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
    assert keys.bookmark(INSTALL, "C0ITHAPPEN").pk.startswith(prefix.removesuffix("*"))


def test_only_committed_rows_become_events(deployed: Template) -> None:
    assert _who_may(deployed, "events:PutEvents", "DeskBus") == {"PublishAuditFunction"}


def test_nobody_reads_the_whole_table_but_those_with_a_reason_and_nobody_removes_it(
    deployed: Template,
) -> None:
    actions = {
        (owner, action)
        for owner, statement in statements(deployed)
        for action in listed(statement["Action"])
    }
    scanning = {owner for owner, action in actions if action == "dynamodb:Scan"}
    assert scanning == set(SCANS)
    assert not {action for _, action in actions} & {
        "dynamodb:DeleteTable",
        "dynamodb:PartiQLSelect",
    }


def test_the_auditor_changes_nothing_but_its_own_row(deployed: Template) -> None:
    granted = {
        (action, resource)
        for statement in _granted(deployed, "AuditDeskFunction")
        for action in listed(statement["Action"])
        for resource in _resources(statement)
    }
    assert granted == {
        ("dynamodb:GetItem", "DeskTable"),
        ("dynamodb:Scan", "DeskTable"),
        ("dynamodb:PutItem", "DeskTable"),
        ("dynamodb:Query", "${DeskTable.Arn}/index/due"),
        ("secretsmanager:GetSecretValue", "SlackSecret"),
        *(("sqs:GetQueueAttributes", queue) for queue in _dead_letters(deployed)),
        ("sqs:SendMessage", "DeadLetters"),  # Lambda's own, of what failed
    }
    (statement,) = (
        statement
        for statement in _granted(deployed, "AuditDeskFunction")
        if "dynamodb:PutItem" in listed(statement["Action"])
    )
    assert statement["Condition"] == {
        "ForAllValues:StringLike": {"dynamodb:LeadingKeys": [keys.LAST_AUDIT.pk]}
    }


def test_the_auditor_is_told_of_every_queue_of_dead_letters(deployed: Template) -> None:
    function = deployed.of_type("AWS::Lambda::Function")["AuditDeskFunction"]
    told = function["Environment"]["Variables"]["DESK_GIVEN_UP_URLS"]["Fn::Join"]
    assert told == [",", [{"Ref": queue} for queue in _dead_letters(deployed)]]


def _dead_letters(template: Template) -> list[str]:
    return [name for name in template.of_type("AWS::SQS::Queue") if name.endswith("DeadLetters")]


def test_a_function_may_use_what_its_environment_names(
    written: Template, deployed: Template
) -> None:
    for function, properties in written.of_type("AWS::Serverless::Function").items():
        granted = {
            resource
            for statement in _granted(deployed, function)
            for resource in _resources(statement)
        }
        variables = properties.get("Environment", {}).get("Variables", {})
        told = {named(value) for value in variables.values() if "Ref" in value}
        assert told - {"SlackApiUrl", "AWS::StackName"} <= granted, function
