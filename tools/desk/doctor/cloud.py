"""Doctor, AWS: who asks, and is the stack whole, of this version and not in the middle of it?"""

from tools.desk.deployment import Account, Stack
from tools.desk.doctor.blueprint import Blueprint
from tools.desk.doctor.finding import Area, Finding

AREA = Area("AWS")


def look_at_account(account: Account) -> list[Finding]:
    caller = account.client("sts").get_caller_identity()
    where = "the local cloud" if account.local else f"account {caller['Account']}"
    return [AREA.ok(f"{where}, region {account.region}, as {caller['Arn']}")]


def judge_stack(account: Account, stack: Stack, blueprint: Blueprint) -> list[Finding]:
    lacking = blueprint.resources.keys() - {resource.logical_id for resource in stack.resources}
    not_here = {name for name in lacking if account.local and not _knows(stack, name, blueprint)}
    found = [_status(account, stack)]
    if missing := sorted(lacking - not_here):
        found.append(
            AREA.wrong(
                f"template.yaml here has what the stack lacks: {', '.join(missing)}",
                f"deploy this version ({account.deploy}), or check out the one that is deployed",
            )
        )
    elif not_here:
        what = "that the stack has all that template.yaml has"
        names = ", ".join(sorted(not_here))
        found.append(AREA.unseen(what, f"not here: the local cloud does not make {names}"))
    else:
        found.append(AREA.ok("the stack has all that template.yaml has"))
    return found


def _knows(stack: Stack, name: str, blueprint: Blueprint) -> bool:
    """Whether the emulator makes resources of this kind at all."""
    kind = blueprint.resources[name]
    return kind.startswith("AWS::Serverless::") or bool(stack.of_kind(kind))


def _status(account: Account, stack: Stack) -> Finding:
    name, status = account.stack, stack.status
    reason = f": {stack.reason}" if stack.reason else ""
    events = f"aws cloudformation describe-stack-events --stack-name {name}"
    if status in ("CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE"):
        return AREA.ok(f"stack {name}: {status}")
    if status in ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED"):
        return AREA.wrong(
            f"the first deployment of {name} failed ({status}{reason})",
            f"see why: {events}; then sam delete, and {account.deploy}",
        )
    if status == "UPDATE_ROLLBACK_COMPLETE":
        return AREA.wrong(
            f"the last deployment of {name} failed, the version before it runs{reason}",
            f"see why: {events}; mend it, and {account.deploy}",
        )
    if status.endswith("_IN_PROGRESS"):
        return AREA.wrong(f"{name} is being changed ({status})", "wait until that is done")
    return AREA.wrong(f"stack {name}: {status}{reason}", f"see why: {events}")
