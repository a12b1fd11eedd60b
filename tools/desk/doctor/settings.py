"""Doctor, settings: does the desk use the `desk.yaml` that lies here?"""

import json
from pathlib import Path

from tools.desk.deployment import Account, Stack
from tools.desk.doctor.finding import Area, Finding
from tools.desk.push import current, pushed_document
from tools.desk.settings_file import SettingsFile

AREA = Area("Settings")


def look(account: Account, stack: Stack, file: Path, here: SettingsFile | None) -> list[Finding]:
    dynamodb, table = account.client("dynamodb"), stack.output("TableName")
    version = current(dynamodb, table)
    document = pushed_document(dynamodb, table, version) if version else None
    return [judge(version, document, here, f"./deskbell push {file} {account.option}")]


def judge(
    version: str | None, document: str | None, here: SettingsFile | None, push: str
) -> Finding:
    """`version` is the hash that the table points at, `document` what is stored under it."""
    if version is None:
        return AREA.wrong("none were pushed yet: the desk refuses everything", push)
    if document is None:
        return AREA.wrong(f"version {version[:12]} is in use, and its row is gone", push)
    if here is None:
        return AREA.unseen(f"version {version[:12]} is in use", "the file here has faults")
    if version == here.hash:
        return AREA.ok(f"the file here is in use: version {version[:12]}")
    if document == here.document:
        return AREA.wrong(
            "they are in use, but with other workflows, or as another release wrote them", push
        )
    parts = ", ".join(_differing(document, here.document))
    return AREA.wrong(
        f"version {version[:12]} is in use and the file here differs (in {parts})",
        f"make it current: {push}; or get the file back that was pushed",
    )


def _differing(one: str, other: str) -> list[str]:
    """The groups of `desk.yaml` that are not the same."""
    pushed, here = json.loads(one), json.loads(other)
    return sorted(
        key for key in {*pushed, *here} if json.dumps(pushed.get(key)) != json.dumps(here.get(key))
    ) or ["the order of its groups"]
