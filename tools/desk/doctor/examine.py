"""Asks everything the doctor wants to know, area by area; the command line calls it.

An area that cannot be looked at is a finding like any other, and keeps no other from being made.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from deskbell.adapters.slack.secret import SlackSecret
from tools.desk import manifest, slack_secret
from tools.desk.deployment import Account, Stack, describe
from tools.desk.doctor import (
    address,
    alarms,
    blueprint,
    checkout,
    clocks,
    cloud,
    hooks,
    paging,
    queues,
    secret,
    settings,
    slack_app,
    slack_places,
    table,
    wiring,
)
from tools.desk.doctor.finding import Area, Finding
from tools.desk.errors import AwsError, OperatorError, explain_aws
from tools.desk.manifest import Manifest
from tools.desk.settings_file import SettingsFile
from tools.desk.slack_calls import asking


@dataclass(frozen=True, slots=True)
class _Visit:
    """What is looked at, and when (epoch seconds); `settings` is None if `desk_file` has faults."""

    account: Account
    root: Path
    desk_file: Path
    settings: SettingsFile | None
    manifest: Manifest
    now: float


def examine(account: Account, desk_file: Path, root: Path, now: float) -> list[Finding]:
    """`root` is the checkout. What is wrong out there is a finding, never an exception."""
    offered = manifest.load(root / "slack_manifest.yaml")
    found, here = checkout.look(desk_file, offered)
    try:
        found += cloud.look_at_account(account)
        stack = describe(account)
    except (*AwsError, OperatorError) as error:
        return [*found, _failed(cloud.AREA, error)]
    visit = _Visit(account, root, desk_file, here, offered, now)
    return [*found, *_in_aws(visit, stack), *_in_slack(visit, stack)]


def _in_aws(visit: _Visit, stack: Stack) -> list[Finding]:
    account, plan = visit.account, blueprint.read(visit.root / "template.yaml")
    return [
        *cloud.judge_stack(account, stack, plan),
        *_looked(table.AREA, lambda: table.look(account, stack, plan.indexes)),
        *_looked(queues.AREA, lambda: queues.look(account, stack, plan.queues)),
        *_looked(wiring.AREA, lambda: wiring.look(account, stack)),
        *_looked(alarms.AREA, lambda: alarms.look(account, stack)),
        *_looked(
            settings.AREA, lambda: settings.look(account, stack, visit.desk_file, visit.settings)
        ),
        *_looked(hooks.AREA, lambda: hooks.look(account, stack, visit.settings)),
        *_looked(paging.AREA, lambda: paging.look(account, stack, visit.settings, visit.now)),
    ]


def _in_slack(visit: _Visit, stack: Stack) -> list[Finding]:
    account = visit.account
    aws_clock = clocks.judge("AWS", stack.asked_at, visit.now)
    try:
        kept = slack_secret.read(account, stack)
    except OperatorError as error:
        return [_failed(secret.AREA, error), aws_clock]
    found = secret.judge(account, kept)
    if kept is None:
        return [*found, slack_app.AREA.unseen("anything in Slack", "no token is stored"), aws_clock]
    post = address.posting(trust_env=account.local is None)
    return [
        *found,
        *_looked(address.AREA, lambda: address.look(account, stack, kept, visit.now, post)),
        *_looked(slack_app.AREA, lambda: _with_token(visit, stack, kept)),
        aws_clock,
    ]


def _with_token(visit: _Visit, stack: Stack, kept: SlackSecret) -> list[Finding]:
    ask = asking(kept.bot_token, stack.parameters["SlackApiUrl"])
    told = ask("auth.test")
    here = visit.settings
    workspace = here.desk.workspace if here else None
    found = slack_app.look(told, ask, visit.manifest, workspace, visit.account.option)
    if here and not told.error:
        document = json.loads(here.document)
        bot_name = str(told.body["user"])
        partnered = {partner.channel for partner in here.desk.partners}
        found += slack_places.look(
            *(ask, document["channels"], document["people"], document["emoji"], bot_name),
            partnered,
        )
    return [*found, clocks.judge("Slack", told.headers.get("date", ""), visit.now)]


def _looked(area: Area, look: Callable[[], list[Finding]]) -> list[Finding]:
    try:
        return look()
    except (*AwsError, OperatorError) as error:
        return [_failed(area, error)]


def _failed(area: Area, error: Exception) -> Finding:
    fault = error if isinstance(error, OperatorError) else explain_aws(error)
    return area.wrong(f"this could not be looked at: {fault.wrong}", fault.mend)
