"""Doctor, paging: would somebody be called tonight, and by a way that reaches them?"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from deskbell.adapters import wire
from deskbell.adapters.alerts.secret import AlertSecret, parse_alert_secret
from deskbell.adapters.contact_book import Book, parse_contacts
from deskbell.adapters.dynamo import keys
from deskbell.domain.ids import heartbeat_ref
from deskbell.domain.oncall.shifts import Shift, gaps
from deskbell.domain.paging.heartbeat import Heartbeat, Shown
from deskbell.domain.paging.policy import Method
from deskbell.domain.paging.settings import PagingSettings
from deskbell.domain.paging.sources import SourceKind
from deskbell.domain.settings.desk import Desk
from tools.desk.deployment import Account, Stack
from tools.desk.doctor.finding import Area, Finding
from tools.desk.oncall.coverage import on_clocks
from tools.desk.paging import alerts, contacts, stored
from tools.desk.settings_file import SettingsFile

AREA = Area("Paging")
AHEAD = timedelta(days=7)
LATE = timedelta(minutes=5)
"""Of a timer that fires."""
TELEPHONE = frozenset({Method.SMS, Method.VOICE})


def look(account: Account, stack: Stack, here: SettingsFile | None, now: float) -> list[Finding]:
    if here is None:
        return [AREA.unseen("who is called for an outage", "the file here has faults")]
    desk, at = here.desk, datetime.fromtimestamp(now, UTC)
    found = judge_schedules(desk, at) if desk.schedules else []
    if desk.paging is None:
        why = "the file here has no paging: docs/paging.md"
        return [*found, AREA.unseen("who is called for an outage", why)]
    found += judge_contacts(desk, _contacts(account, stack), stack.parameters, account)
    if desk.paging.sources or desk.paging.heartbeats:
        found += judge_keys(desk.paging, _keys(account, stack), account)
    beats = _heartbeats(account, stack, desk)
    return [*found, *judge_heartbeats(beats, at, account)]


def judge_schedules(desk: Desk, now: datetime) -> list[Finding]:
    """By the file alone; what people have agreed on in Slack, the notices there go by."""
    faults = [
        AREA.wrong(
            f"nobody is on call in {schedule.id} {_span(gap, schedule.zone)}",
            "give it a layer below the others, or people, and push it",
        )
        for schedule in desk.schedules.values()
        for gap in list(gaps(schedule, now, now + AHEAD))[:1]
    ]
    return AREA.sound("at any time of the next seven days somebody is on call", faults)


def judge_contacts(
    desk: Desk, book: Book | None, parameters: Mapping[str, str], account: Account
) -> list[Finding]:
    """`book` is None where the stack has no secret for it."""
    ways = {way for each in (desk.paging.contacts.values() if desk.paging else ()) for way in each}
    if not ways - {Method.SLACK}:
        return [AREA.ok("everybody is paged in Slack, and by nothing else")]
    deploy = f"docs/deployment.md tells of the parameter; then {account.deploy}"
    faults = []
    if book is None:
        faults.append(
            AREA.wrong(f"the stack has no {contacts.PARAMETER}: no page leaves Slack", deploy)
        )
    if ways & TELEPHONE and not parameters.get("PhoneOrigination"):
        faults.append(
            AREA.wrong("the stack has no PhoneOrigination: nobody is called or texted", deploy)
        )
    store = f"./deskbell contacts {account.option}"
    faults += [
        AREA.wrong(f"{name} has no {what} to be paged by", f"{store} --person {name} --{what} …")
        for name, what in sorted(set(contacts.missing(desk, book or {})))
        if book is not None
    ]
    return AREA.sound("everybody can be reached by each of their ways", faults)


def judge_keys(
    paging: PagingSettings, secret: AlertSecret | None, account: Account
) -> list[Finding]:
    """`secret` is None where the stack has none."""
    if secret is None:
        deploy = f"docs/deployment.md tells of the parameter; then {account.deploy}"
        return [AREA.wrong(f"the stack has no {alerts.PARAMETER}: no alert is heard", deploy)]
    without = [
        source
        for source, settings in paging.sources.items()
        if settings.kind is not SourceKind.SNS and not secret.keys_of(source)
    ]
    if paging.heartbeats and not secret.heartbeats:
        without.append(alerts.HEARTBEATS)
    faults = [
        AREA.wrong(
            f"{source} has no key: nothing of it is believed",
            f"./deskbell alerts {account.option} --new-key {source}",
        )
        for source in without
    ]
    return AREA.sound("alert sources and heartbeats have their keys", faults)


def judge_heartbeats(
    beats: Mapping[str, Heartbeat | None], now: datetime, account: Account
) -> list[Finding]:
    """`beats` by system; None of one that nobody waits for yet."""
    return [_judge_heartbeat(system, beat, now, account) for system, beat in beats.items()]


def _judge_heartbeat(
    system: str, beat: Heartbeat | None, now: datetime, account: Account
) -> Finding:
    if beat is None or beat.is_unwatched:
        why = "within an hour of its push it is; if not: docs/operations.md, TimersLateAlarm"
        return AREA.unseen(f"nobody waits for signs of life of {system} yet", why)
    last = f"{beat.last:%Y-%m-%d %H:%M} UTC" if beat.last else "ever"
    if beat.shown is Shown.PAUSED:
        return AREA.unseen(f"{system} is paused", f"until {beat.paused:%Y-%m-%d %H:%M} UTC")
    if beat.due and now - beat.due > LATE:
        return AREA.wrong(
            f"a sign of life of {system} is long due, and nobody has noticed",
            "see docs/operations.md, TimersLateAlarm",
        )
    if beat.shown is Shown.MISSED:
        since = f"since {last}" if beat.last else "at all"
        return AREA.wrong(
            f"{system} has given no sign of life {since}",
            f"see what is wrong with it; where it sends to: ./deskbell alerts {account.option}",
        )
    if beat.shown is Shown.NEW:
        return AREA.unseen(
            f"{system} has given no sign of life yet", f"it has until {beat.due:%Y-%m-%d %H:%M} UTC"
        )
    return AREA.ok(f"{system} lives: its last sign of life came {last}")


def _contacts(account: Account, stack: Stack) -> Book | None:
    nobody: Book = {}
    if not stack.parameters.get(contacts.PARAMETER):
        return None
    name = stored.named(stack, contacts.PARAMETER)
    return stored.read(account, name, parse_contacts, nobody)


def _keys(account: Account, stack: Stack) -> AlertSecret | None:
    if not stack.parameters.get(alerts.PARAMETER):
        return None
    name = stored.named(stack, alerts.PARAMETER)
    return stored.read(account, name, parse_alert_secret, AlertSecret())


def _heartbeats(account: Account, stack: Stack, desk: Desk) -> dict[str, Heartbeat | None]:
    systems = desk.paging.heartbeats if desk.paging else {}
    return {system: _heartbeat(account, stack, desk, system) for system in systems}


def _heartbeat(account: Account, stack: Stack, desk: Desk, system: str) -> Heartbeat | None:
    pk, sk = keys.state(heartbeat_ref(desk.workspace.install, system))
    item = account.client("dynamodb").get_item(
        TableName=stack.output("TableName"),
        Key={"pk": {"S": pk}, "sk": {"S": sk}},
        ConsistentRead=True,
    )
    row = item.get("Item")
    return wire.decode(row["state"]["S"], Heartbeat) if row else None


def _span(gap: Shift, zone: str) -> str:
    start, end = on_clocks(gap, zone)
    return f"from {start} to {end} ({zone})"
