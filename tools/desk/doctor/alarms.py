"""Doctor, alarms: are they set, quiet, and does anybody hear them?"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tools.desk.deployment import Account, Stack
from tools.desk.doctor.finding import Area, Finding

AREA = Area("Alarms")
KINDS = ("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm")
ASKED_AT_ONCE = 100


def look(account: Account, stack: Stack) -> list[Finding]:
    if account.local:
        return [
            AREA.unseen("alarms, and who hears them", "not here: the local cloud evaluates none")
        ]
    names = [alarm.physical_id for alarm in stack.of_kind(*KINDS)]
    topics = [topic.physical_id for topic in stack.of_kind("AWS::SNS::Topic")]
    sns = account.client("sns").get_paginator("list_subscriptions_by_topic")
    subscriptions = [
        subscription
        for topic in topics
        for page in sns.paginate(TopicArn=topic)
        for subscription in page["Subscriptions"]
    ]
    return [
        *judge(names, list(_alarms(account, names)), account.deploy),
        *judge_subscriptions(subscriptions),
    ]


def judge(names: Sequence[str], alarms: Sequence[Mapping[str, Any]], deploy: str) -> list[Finding]:
    if not names:
        return [AREA.wrong("the stack has no alarms", f"deploy a version that has: {deploy}")]
    found = {alarm["AlarmName"]: alarm for alarm in alarms}
    faults = [AREA.wrong(f"{name} is gone", deploy) for name in names if name not in found]
    for name, alarm in found.items():
        if alarm["StateValue"] == "ALARM":
            told = alarm.get("AlarmDescription") or "see docs/operations.md"
            faults.append(AREA.wrong(f"{name} is in ALARM", told))
        if not alarm["ActionsEnabled"]:
            on = f"aws cloudwatch enable-alarm-actions --alarm-names {name}"
            faults.append(AREA.wrong(f"{name} tells nobody: its actions are off", on))
    return AREA.sound(f"{len(found)} alarms are set and quiet", faults)


def judge_subscriptions(subscriptions: Sequence[Mapping[str, str]]) -> list[Finding]:
    confirmed = [one for one in subscriptions if one["SubscriptionArn"].startswith("arn:")]
    pending = [one["Endpoint"] for one in subscriptions if one not in confirmed]
    if confirmed:
        return [AREA.ok(f"they are heard by {len(confirmed)}")]
    if pending:
        return [
            AREA.wrong(
                f"nobody hears them yet: {', '.join(pending)} has not confirmed",
                'press "Confirm subscription" in the mail from AWS Notifications',
            )
        ]
    return [
        AREA.wrong("nobody hears them", "deploy with the parameter AlarmEmail: docs/deployment.md")
    ]


def _alarms(account: Account, names: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    cloudwatch = account.client("cloudwatch")
    for start in range(0, len(names), ASKED_AT_ONCE):
        answer = cloudwatch.describe_alarms(
            AlarmNames=names[start : start + ASKED_AT_ONCE],
            AlarmTypes=["MetricAlarm", "CompositeAlarm"],
        )
        yield from (*answer["MetricAlarms"], *answer["CompositeAlarms"])
