"""What an import would change, or changes, as an admin or a program reads it."""

import json
from collections.abc import Iterator, Sequence

from deskbell.domain.loans.inventory_plan import OfficePlan
from deskbell.domain.loans.stock import AssetId
from deskbell.domain.sheet_reading import Fault
from tools.desk.sheet_faults import fault_as_text, told_faults

MOST_IDS = 10


def faults_as_text(file: str, faults: Sequence[Fault]) -> str:
    return "\n".join(fault_as_text(file, fault) for fault in faults)


def faults_as_json(faults: Sequence[Fault]) -> str:
    return _json({"faults": told_faults(faults)})


def plans_as_text(plans: Sequence[OfficePlan], *, dry_run: bool) -> str:
    changed = [plan for plan in plans if plan.changes_something]
    said = "Would be imported" if dry_run else "On the inbox"
    lines = [f"{said}: {len(changed)} of {len(plans)} offices"]
    lines += [line for plan in plans for line in _lines(plan)]
    if changed and not dry_run:
        lines.append("Within seconds it is there, which a dry run of the same file says then.")
    return "\n".join(lines)


def _lines(plan: OfficePlan) -> Iterator[str]:
    if not plan.changes_something:
        yield f"  {plan.office}: as it is, laptops: {len(plan.assets)}"
        return
    yield f"  {plan.office}: laptops then: {len(plan.assets)}"
    for what, ids in (("new", plan.added), ("changed", plan.changed), ("removed", plan.removed)):
        if ids:
            yield f"    {what}: {len(ids)} ({_some(ids)})"


def _some(ids: Sequence[AssetId]) -> str:
    more = ", …" if len(ids) > MOST_IDS else ""
    return f"{', '.join(ids[:MOST_IDS])}{more}"


def plans_as_json(plans: Sequence[OfficePlan], *, dry_run: bool) -> str:
    offices = [
        {
            "office": plan.office,
            "laptops": len(plan.assets),
            "added": plan.added,
            "changed": plan.changed,
            "removed": plan.removed,
        }
        for plan in plans
    ]
    return _json({"dry_run": dry_run, "offices": offices})


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)
