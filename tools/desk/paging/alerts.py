"""`./deskbell alerts`: where alert sources, surveys and heartbeats send to, and the keys they do it
with."""

import argparse
import json
import secrets
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from deskbell.adapters.alerts.secret import AlertSecret, parse_alert_secret
from deskbell.adapters.alerts.signed import heartbeat_token
from deskbell.domain.ids import EventKey
from deskbell.domain.inputs import Envelope, HeartbeatPauseWanted
from deskbell.domain.paging.sources import SourceKind
from deskbell.domain.settings.desk import Desk
from tools.desk.deployment import Account, describe
from tools.desk.errors import OperatorError
from tools.desk.given import time_in
from tools.desk.inbox import inbox_of
from tools.desk.paging import stored
from tools.desk.settings_file import read_settings

PARAMETER = "AlertSecretName"
HEARTBEATS = "heartbeats"
SURVEY = "survey"
FEEDBACK = "feedback"
JIRA = "jira"
KEY_BYTES = 32


def add_to(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    desk_file: argparse.ArgumentParser,
    where: argparse.ArgumentParser,
) -> None:
    alerts = commands.add_parser(
        "alerts",
        parents=[desk_file, where],
        help="print the addresses of alert sources, surveys and heartbeats, make their keys",
        description="Prints where each source, survey and heartbeat of FILE sends to, and which "
        "has no key yet. Whoever knows the address of a heartbeat can give signs of life for it.",
    )
    change = alerts.add_mutually_exclusive_group()
    change.add_argument(
        "--new-key",
        metavar="SOURCE",
        help=f"make a key for a source, or for all {HEARTBEATS}, and show it this once; the one "
        "before stays valid beside it",
    )
    change.add_argument("--drop-previous", metavar="SOURCE", help="keep the newest key of it alone")
    change.add_argument(
        "--pause", metavar="HEARTBEAT", help="expect no sign of life of it for a while"
    )
    alerts.add_argument(
        "--until", metavar="TIME", help="in the desk's zone, as 2026-11-24T06:00; of --pause"
    )
    alerts.add_argument("--by", metavar="NAME", help="who says so, of people in FILE; of --pause")


def run(chosen: argparse.Namespace, account: Callable[[], Account], now: datetime) -> int:
    """`now` is the desk's time. Raises SettingsFileError and OperatorError."""
    desk = read_settings(chosen.file).desk
    if not (_sources(desk) or _heartbeats(desk)):
        raise OperatorError(
            f"{chosen.file} has no sources and no heartbeats",
            "write them under paging, nps, feedback or jira",
        )
    there = account()
    stack = describe(there)
    if chosen.pause:
        inbox_of(there, stack).put(_pause(chosen, desk, now))
        return 0
    name = stored.named(stack, PARAMETER)
    secret = stored.read(there, name, parse_alert_secret, AlertSecret())
    if chosen.new_key:
        key = secrets.token_hex(KEY_BYTES)
        changed = _with_keys(secret, desk, chosen.new_key, lambda keys: (key, *keys[:1]))
        stored.write(there, name, _as_json(changed))
        if chosen.new_key == HEARTBEATS:
            print("The heartbeats have new addresses: ./deskbell alerts prints them.")
        else:
            print(f"{chosen.new_key} has a new key, which is shown this once:\n{key}")
        return 0
    if chosen.drop_previous:
        changed = _with_keys(secret, desk, chosen.drop_previous, lambda keys: keys[:1])
        stored.write(there, name, _as_json(changed))
        return 0
    api = there.local.hooks_url if there.local else stack.output("ApiUrl")
    print("\n".join(_lines(desk, secret, str(api).rstrip("/"))))
    return 0


def _sources(desk: Desk) -> Mapping[str, str]:
    """What each of them is: the kind of its alerts, `survey`, `feedback` or `jira`; each has
    a name of its own."""
    alerts = desk.paging.sources if desk.paging else {}
    surveys = desk.nps.sources if desk.nps else {}
    feedback = desk.feedback.sources if desk.feedback else {}
    return {
        **{name: str(one.kind) for name, one in alerts.items()},
        **dict.fromkeys(surveys, SURVEY),
        **dict.fromkeys(feedback, FEEDBACK),
        **dict.fromkeys(desk.jira, JIRA),
    }


def _heartbeats(desk: Desk) -> Collection[str]:
    return desk.paging.heartbeats if desk.paging else ()


def _pause(chosen: argparse.Namespace, desk: Desk, now: datetime) -> Envelope:
    if chosen.pause not in _heartbeats(desk):
        names = ", ".join(_heartbeats(desk)) or "there are none"
        raise OperatorError(f"{chosen.pause} is no heartbeat of the settings", f"known: {names}")
    if chosen.by not in desk.people or not chosen.until:
        raise OperatorError(
            "a pause has an end, and somebody who says so", "add --until TIME --by NAME"
        )
    until, install = time_in(chosen.until, desk.zone), desk.workspace.install
    wanted = HeartbeatPauseWanted(chosen.pause, desk.people[chosen.by], until)
    return Envelope(
        key=EventKey(f"pause:{install}:{chosen.pause}:{until.isoformat()}:{now.timestamp():.0f}"),
        install=install,
        group=f"{install}:heartbeat:{chosen.pause}",
        occurred_at=now,
        received_at=now,
        input=wanted,
    )


def _with_keys(
    secret: AlertSecret,
    desk: Desk,
    source: str,
    change: Callable[[tuple[str, ...]], tuple[str, ...]],
) -> AlertSecret:
    if source == HEARTBEATS:
        return replace(secret, heartbeats=change(secret.heartbeats))
    known = _sources(desk).get(source)
    if known is None:
        names = ", ".join([*_sources(desk), HEARTBEATS])
        raise OperatorError(f"{source} is no source of the settings", f"known: {names}")
    if known == SourceKind.SNS:
        raise OperatorError("SNS signs with keys of its own", "nothing is to be done")
    return replace(secret, sources={**secret.sources, source: change(secret.keys_of(source))})


def _as_json(secret: AlertSecret) -> str:
    sources = {source: list(keys) for source, keys in secret.sources.items()}
    return json.dumps({"sources": sources, "heartbeats": list(secret.heartbeats)})


def _lines(desk: Desk, secret: AlertSecret, api: str) -> Iterator[str]:
    for source, kind in _sources(desk).items():
        needs_key = kind != SourceKind.SNS and not secret.keys_of(source)
        missing = f"  (no key yet: ./deskbell alerts --new-key {source})" if needs_key else ""
        path = "hooks" if kind in (SURVEY, FEEDBACK, JIRA) else "alerts"
        yield f"{source} ({kind}): {api}/{path}/{source}{missing}"
    for system in _heartbeats(desk):
        if secret.heartbeats:
            yield f"{system}: {api}/heartbeats/{heartbeat_token(system, secret.heartbeats[0])}"
        else:
            yield f"{system}: no key yet: ./deskbell alerts --new-key {HEARTBEATS}"
