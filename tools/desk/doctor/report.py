"""The findings as an admin reads them, or as a program does; called by the command line."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby

from tools.desk.doctor.finding import Finding, Health

_MARKS = {
    Health.OK: "ok     ",
    Health.WRONG: "WRONG  ",
    Health.UNSEEN: "-      not checked: ",
}
_ADVICE = {Health.OK: "", Health.WRONG: "mend: ", Health.UNSEEN: ""}


def is_wrong(findings: Sequence[Finding]) -> bool:
    return any(finding.health is Health.WRONG for finding in findings)


def as_text(findings: Sequence[Finding]) -> str:
    lines: list[str] = []
    for area, members in groupby(findings, key=lambda finding: finding.area):
        lines.append(area)
        for finding in members:
            lines.append(f"  {_MARKS[finding.health]}{finding.what}")
            if finding.advice:
                lines.append(f"         {_ADVICE[finding.health]}{finding.advice}")
    return "\n".join([*lines, "", _summary(findings)])


def as_json(findings: Sequence[Finding]) -> str:
    told = {"summary": _counts(findings), "findings": [asdict(finding) for finding in findings]}
    return json.dumps(told, indent=2, ensure_ascii=False)


def _summary(findings: Sequence[Finding]) -> str:
    return ", ".join(f"{count} {health}" for health, count in _counts(findings).items())


def _counts(findings: Sequence[Finding]) -> dict[Health, int]:
    counted = Counter(finding.health for finding in findings)
    return {health: counted[health] for health in Health}
