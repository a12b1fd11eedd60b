"""Doctor, table: is it there, whole, streaming, and can it be restored?"""

from collections.abc import Mapping
from typing import Any

from tools.desk.deployment import Account, Stack
from tools.desk.doctor.finding import Area, Finding

AREA = Area("Table")


def look(account: Account, stack: Stack, indexes: frozenset[str]) -> list[Finding]:
    name = stack.output("TableName")
    dynamodb = account.client("dynamodb")
    expiry = dynamodb.describe_time_to_live(TableName=name)["TimeToLiveDescription"]
    found = [
        *judge(dynamodb.describe_table(TableName=name)["Table"], indexes, account.deploy),
        judge_expiry(expiry, account.deploy),
    ]
    if account.local:
        return [*found, AREA.unseen("point-in-time recovery", "not here: the local cloud has none")]
    backups = dynamodb.describe_continuous_backups(TableName=name)
    return [*found, judge_backups(backups["ContinuousBackupsDescription"], name)]


def judge(table: Mapping[str, Any], indexes: frozenset[str], deploy: str) -> list[Finding]:
    status = table["TableStatus"]
    stream = table.get("StreamSpecification", {})
    return [
        AREA.ok(f"{table['TableName']} is active")
        if status == "ACTIVE"
        else AREA.wrong(f"{table['TableName']} is {status}", "wait until it is ACTIVE"),
        AREA.ok("its stream is on, with new and old images")
        if stream.get("StreamEnabled") and stream["StreamViewType"] == "NEW_AND_OLD_IMAGES"
        else AREA.wrong("its stream is off: no message goes out and no event comes", deploy),
        *_indexes(table, indexes, deploy),
    ]


def judge_expiry(expiry: Mapping[str, Any], deploy: str) -> Finding:
    status = expiry.get("TimeToLiveStatus")
    if status in ("ENABLED", "ENABLING") and expiry.get("AttributeName", "expires") == "expires":
        return AREA.ok("rows that have had their day expire")
    return AREA.wrong("nothing expires (time to live is off), so the table only grows", deploy)


def judge_backups(backups: Mapping[str, Any], name: str) -> Finding:
    recovery = backups.get("PointInTimeRecoveryDescription", {})
    if recovery.get("PointInTimeRecoveryStatus") == "ENABLED":
        return AREA.ok("point-in-time recovery is on")
    return AREA.wrong(
        "point-in-time recovery is off: what is deleted by mistake is gone",
        f"aws dynamodb update-continuous-backups --table-name {name} "
        "--point-in-time-recovery-specification PointInTimeRecoveryEnabled=true",
    )


def _indexes(table: Mapping[str, Any], wanted: frozenset[str], deploy: str) -> list[Finding]:
    found = {index["IndexName"]: index for index in table.get("GlobalSecondaryIndexes", ())}
    faults = [
        AREA.wrong(f"the index {name} is missing", deploy) for name in sorted(wanted - found.keys())
    ]
    faults += [
        AREA.wrong(f"the index {name} is {index['IndexStatus']}", "wait until it is ACTIVE")
        for name, index in sorted(found.items())
        # The local cloud tells of no status.
        if index.get("IndexStatus", "ACTIVE") != "ACTIVE"
    ]
    return AREA.sound(f"its indexes are active: {', '.join(sorted(found))}", faults)
