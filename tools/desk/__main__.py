"""`./deskbell` (`python -m tools.desk`): an admin's commands, from the first set-up to repair."""

import argparse
import os
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

from deskbell.adapters.slack.secret import SlackSecret
from deskbell.domain.ids import PersonId
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.faults import one_of
from tools.catalogues import compile_changed
from tools.desk import audit, slack_secret
from tools.desk import push as pushing
from tools.desk.api import commands as api
from tools.desk.backfill import commands as backfill
from tools.desk.bound_table import bind_table
from tools.desk.changes import Push
from tools.desk.command_line import parser
from tools.desk.dead_letters import commands as dead_letters
from tools.desk.deployment import Account, Stack, describe, in_aws, in_local_cloud
from tools.desk.doctor import report
from tools.desk.doctor.examine import examine
from tools.desk.errors import AwsError, OperatorError, explain_aws
from tools.desk.feedback import commands as feedback
from tools.desk.first_settings import Team, first_settings
from tools.desk.ids import Found, find_channels, find_people, workspace_lines
from tools.desk.inventory import commands as inventory
from tools.desk.jira import commands as jira
from tools.desk.manifest import as_yaml, create_link, load, stage_of
from tools.desk.nps import commands as nps
from tools.desk.oncall import commands as oncall
from tools.desk.oncall.coverage import refuse_gaps
from tools.desk.oncall.moves import as_lines
from tools.desk.paging import alerts, contacts
from tools.desk.parked import commands as parked
from tools.desk.rekey import rekey
from tools.desk.reports import commands as reports
from tools.desk.rules import commands as rules
from tools.desk.sample import is_of_sample, sample_ids
from tools.desk.settings_file import SettingsFileError, read_settings
from tools.desk.slack_calls import asking
from tools.desk.standups import commands as standups
from tools.desk.ticket_history import history_as_json, history_of, install_and_names
from tools.desk.workflows import commands as workflows
from tools.desk.workflows.published import read_desk
from tools.local_cloud import clock, stack_file
from tools.local_cloud.errors import LocalCloudError
from tools.local_cloud.options import ROOT, Options

SHOWN_IDS = 3


def main(arguments: list[str] | None = None) -> int:
    """0 if all is well, 1 with what is wrong on the error output."""
    chosen = parser().parse_args(arguments)
    commands = {
        "init": _init,
        "check": _check,
        "push": _push,
        "manifest": _manifest,
        "secret": _secret,
        "ids": _ids,
        "explain": _explain,
        "dlq": lambda chosen: dead_letters.run(chosen, _account(chosen)),
        "outbox": lambda chosen: parked.run(chosen, _account(chosen), _desk_time(chosen)),
        "inventory": lambda chosen: inventory.run(chosen, _account(chosen), _desk_time(chosen)),
        "jira": lambda chosen: jira.run(chosen, _account(chosen), _desk_time(chosen)),
        "feedback": lambda chosen: feedback.run(chosen, _account(chosen), _desk_time(chosen)),
        "nps": lambda chosen: nps.run(chosen, _account(chosen), _desk_time(chosen)),
        "backfill": lambda chosen: backfill.run(
            chosen, _account(chosen), partial(_desk_time, chosen)
        ),
        "rules": lambda chosen: rules.run(
            chosen, partial(_account, chosen), partial(_desk_time, chosen)
        ),
        "workflow": lambda chosen: workflows.run(
            chosen, partial(_account, chosen), partial(_desk_time, chosen)
        ),
        "oncall": lambda chosen: oncall.run(chosen, partial(_account, chosen)),
        "alerts": lambda chosen: alerts.run(chosen, partial(_account, chosen), _desk_time(chosen)),
        "api": lambda chosen: api.run(chosen, partial(_account, chosen)),
        "contacts": lambda chosen: contacts.run(chosen, partial(_account, chosen)),
        "report": lambda chosen: reports.run(
            chosen, partial(_account, chosen), partial(_desk_time, chosen)
        ),
        "standups": lambda chosen: standups.run(
            chosen, partial(_account, chosen), _desk_time(chosen)
        ),
        "rekey": _rekey,
        "audit": _audit,
        "doctor": _doctor,
    }
    try:
        return commands[chosen.command](chosen)
    except (SettingsFileError, LocalCloudError) as error:
        print(error, file=sys.stderr)
    except AwsError as error:
        _complain(explain_aws(error))
    except OperatorError as error:
        _complain(error)
    except KeyboardInterrupt:
        return 130
    return 1


def _complain(error: OperatorError) -> None:
    print(f"error: {error.wrong}\n  mend: {error.mend}", file=sys.stderr)


def _complain_of(errors: list[OperatorError]) -> int:
    """The exit code."""
    for error in errors:
        _complain(error)
    return 1 if errors else 0


def _account(chosen: argparse.Namespace) -> Account:
    if chosen.local:
        options = Options.from_env(os.environ)
        return in_local_cloud(stack_file.read(options.stack_file))
    return in_aws(chosen.stack, chosen.profile, chosen.region)


def _desk_time(chosen: argparse.Namespace) -> datetime:
    """The local desk may have travelled ahead (`make tick`)."""
    ahead = timedelta(0)
    if chosen.local:
        ahead = clock.read_offset(Options.from_env(os.environ).clock_file)
    return datetime.now(UTC) + ahead


def _check(chosen: argparse.Namespace) -> int:
    settings = read_settings(chosen.file)
    desk = settings.desk
    refuse_gaps(chosen.file, desk, datetime.now(UTC))
    print(f"{chosen.file} is sound; inboxes: {len(desk.inboxes)}, forms: {len(desk.forms)}")
    if chosen.against:
        for line in as_lines(read_settings(chosen.against).desk, desk, datetime.now(UTC)):
            print(line)
    if ids := sample_ids(settings):
        more = ", …" if len(ids) > SHOWN_IDS else ""
        print(
            f"warning: these ids are the sample workspace's, good for make run alone: "
            f"{', '.join(ids[:SHOWN_IDS])}{more}; ./deskbell ids prints yours",
            file=sys.stderr,
        )
    definitions = workflows.check_beside(chosen.file, settings)
    if definitions:
        print(f"the workflows beside it are sound: {definitions}")
    return 1 if definitions is None else 0


def _init(chosen: argparse.Namespace) -> int:
    if chosen.file.exists() and not is_of_sample(read_settings(chosen.file)):
        raise OperatorError(
            f"{chosen.file} is there already, and is not the sample's", "name another file"
        )
    account = _account(chosen)
    stack = describe(account)
    secret = _stored(account, stack)
    api_url = stack.parameters["SlackApiUrl"]
    install = slack_secret.install_of(secret.bot_token, api_url)
    ask = asking(secret.bot_token, api_url)
    wanted = [*chosen.help_channel, chosen.triage_channel]
    channels = find_channels(ask, wanted, install.bot_name)
    agents = find_people(ask, chosen.agent)
    others = find_people(ask, [chosen.lead, *chosen.admin])
    if missing := [*channels.missing, *agents.missing, *others.missing]:
        return _complain_of(missing)
    *help_channels, triage_channel = channels.found
    lead, *admins = others.found
    team = Team(help_channels, triage_channel, agents.found, lead, admins or [lead])
    chosen.file.write_text(first_settings(install, team, chosen.language), encoding="utf-8")
    return _check(chosen)


def _push(chosen: argparse.Namespace) -> int:
    settings = None if chosen.version else read_desk(chosen.file)
    if settings:
        refuse_gaps(chosen.file, settings.desk, _desk_time(chosen))
    account = _account(chosen)
    table = chosen.table or describe(account).output("TableName")
    dynamodb = account.client("dynamodb")
    settings = settings or pushing.pushed_before(dynamodb, table, chosen.version)
    before = pushing.current_desk(dynamodb, table)
    chosen_by = _chosen_by(chosen.chosen_by, settings.desk)
    how = Push(_desk_time(chosen), chosen_by, again=bool(chosen.version))
    pushed = pushing.push(settings, dynamodb, table, how)
    source = "pushed before" if chosen.version else f"of {chosen.file}"
    print(f"{table} now uses the settings {pushed.version} {source}")
    for line in as_lines(before, settings.desk, _desk_time(chosen)) if before else ():
        print(line)
    if pushed.before and pushed.before != pushed.version:
        desk = f"--table {table}" if chosen.table else account.option
        print(f"Back to those before: ./deskbell push {desk} --version {pushed.before}")
    return 0


def _chosen_by(name: str | None, desk: Desk) -> PersonId | None:
    if name is not None and name not in desk.people:
        raise OperatorError(f"nobody in people is called {name}", one_of(list(desk.people), name))
    return desk.people[name] if name else None


def _manifest(chosen: argparse.Namespace) -> int:
    api_url = chosen.api_url or describe(_account(chosen)).output("ApiUrl")
    stage = stage_of(chosen.stack) if chosen.stage is None else chosen.stage
    filled = load(ROOT / "slack_manifest.yaml").filled(api_url, stage)
    print(create_link(filled) if chosen.link else as_yaml(filled).rstrip())
    return 0


def _secret(chosen: argparse.Namespace) -> int:
    account = _account(chosen)
    stack = describe(account)
    secret = _changed_secret(chosen, account, stack)
    slack_secret.store(account, stack, secret)
    print("Stored. The functions see it within five minutes.")
    if len(secret.signing_secrets) > 1:
        print(f"Ten minutes from now: ./deskbell secret {account.option} --drop-previous")
    return 0


def _changed_secret(chosen: argparse.Namespace, account: Account, stack: Stack) -> SlackSecret:
    if chosen.rotate:
        signing = slack_secret.asked("New signing secret", slack_secret.SIGNING_PLACE)
        return slack_secret.with_new_signing_secret(_stored(account, stack), signing)
    if chosen.drop_previous:
        return slack_secret.without_previous(_stored(account, stack))
    if chosen.heartbeat:
        url = slack_secret.asked("Heartbeat URL", slack_secret.HEARTBEAT_PLACE)
        return slack_secret.with_heartbeat(_stored(account, stack), url)
    if chosen.no_heartbeat:
        return replace(_stored(account, stack), heartbeat_url=None)
    token = slack_secret.asked("Bot token", slack_secret.TOKEN_PLACE)
    signing = slack_secret.asked("Signing secret", slack_secret.SIGNING_PLACE)
    secret = SlackSecret(token, (signing,), slack_secret.heartbeat_of(account, stack))
    slack_secret.refuse_if_wrong(secret)
    install = slack_secret.install_of(token, stack.parameters["SlackApiUrl"])
    print(f"Slack takes the token: {install.team_name}, team {install.team}")
    return secret


def _stored(account: Account, stack: Stack) -> SlackSecret:
    secret = slack_secret.read(account, stack)
    if secret is None:
        raise OperatorError("no Slack secret is stored", f"./deskbell secret {account.option}")
    return secret


def _ids(chosen: argparse.Namespace) -> int:
    account = _account(chosen)
    stack = describe(account)
    secret = _stored(account, stack)
    api_url = stack.parameters["SlackApiUrl"]
    install = slack_secret.install_of(secret.bot_token, api_url)
    lines = workspace_lines(install)
    ask = asking(secret.bot_token, api_url)
    missing = []
    if chosen.person:
        people = find_people(ask, chosen.person)
        lines += _group("people", people.found)
        missing += people.missing
    if chosen.channel:
        channels = find_channels(ask, chosen.channel, install.bot_name)
        lines += _group("channels", channels.found)
        missing += channels.missing
    print("\n".join(lines), flush=True)
    return _complain_of(missing)


def _group(name: str, found: list[Found]) -> list[str]:
    return ["", f"{name}:", *(one.line for one in found)] if found else []


def _explain(chosen: argparse.Namespace) -> int:
    compile_changed()
    account = _account(chosen)
    table = chosen.table or describe(account).output("TableName")
    bind_table(account, table)
    install, names = install_and_names(account.client("dynamodb"), table)
    tell = history_as_json if chosen.json else history_of
    print(tell(chosen.ticket, install, names))
    return 0


def _rekey(chosen: argparse.Namespace) -> int:
    account = _account(chosen)
    table = chosen.table or describe(account).output("TableName")
    bind_table(account, table)
    done = rekey(partial(print, file=sys.stderr), dry_run=chosen.dry_run)
    said = "would be put" if chosen.dry_run else "are put"
    print(f"{table}: {done.misplaced} of {done.tickets} tickets {said} where this release looks")
    return 0


def _audit(chosen: argparse.Namespace) -> int:
    account = _account(chosen)
    stack = None if chosen.table else describe(account)
    bind_table(account, stack.output("TableName") if stack else chosen.table)
    done = audit.audit_books(audit.dead_letters(account, stack) if stack else {}, time.time)
    print(audit.as_json(done) if chosen.json else audit.as_text(done, account.option))
    return 1 if done.broken else 0


def _doctor(chosen: argparse.Namespace) -> int:
    account = _account(chosen)
    findings = examine(account, chosen.file, ROOT, time.time())
    tell = report.as_json if chosen.json else report.as_text
    print(tell(findings), flush=True)
    return 1 if report.is_wrong(findings) else 0


if __name__ == "__main__":
    sys.exit(main())
