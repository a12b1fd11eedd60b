"""What a topic of SNS tells: the alarms of CloudWatch, or any text; the reception reads it."""

import json
from collections.abc import Mapping
from urllib.parse import quote

from deskbell.adapters.alerts.alert import Alert, Batch, at_path, shown
from deskbell.adapters.alerts.sns_message import SnsMessage
from deskbell.adapters.strict_json import load_object
from deskbell.domain.errors import InputError
from deskbell.domain.paging.sources import AlertSource

_FIRING = {"ALARM": True, "OK": False}


def read_batch(message: SnsMessage, source: AlertSource) -> Batch:
    """Nothing of an alarm that has too few data: it neither is so nor is over."""
    try:
        told = load_object(message.text)
    except InputError:
        told = {}
    if "AlarmName" in told and "NewStateValue" in told:
        state = shown(told["NewStateValue"])
        alerts = (_alarm(told, _FIRING[state], source),) if state in _FIRING else ()
    else:
        alerts = (_text(message, told, source),)
    return Batch(alerts, message.id)


def _alarm(told: Mapping[str, object], firing: bool, source: AlertSource) -> Alert:
    name, arn = shown(told["AlarmName"]), shown(told.get("AlarmArn"))
    said = (shown(told.get("AlarmDescription")), shown(told.get("NewStateReason")))
    at = shown(told.get("StateChangeTime"))
    return Alert(
        key=arn or name,
        firing=firing,
        title=name,
        text="\n".join(filter(None, said)),
        url=_console(arn, name),
        service=_at(told, source.service_from),
        urgency=_at(told, source.urgency_from),
        began=at if firing else "",
        ended="" if firing else at,
    )


def _text(message: SnsMessage, told: Mapping[str, object], source: AlertSource) -> Alert:
    """Nothing in it says that it is over, so somebody has to."""
    first, _, _ = message.text.strip().partition("\n")
    title = message.subject or first or message.topic.rpartition(":")[2]
    return Alert(
        key="",
        firing=True,
        title=title,
        text=json.dumps(told, ensure_ascii=False) if told else message.text,
        service=_at(told, source.service_from),
        urgency=_at(told, source.urgency_from),
    )


def _at(told: Mapping[str, object], path: str) -> str:
    return shown(at_path(told, path)) if path else ""


def _console(arn: str, name: str) -> str:
    """Where the alarm is shown, to whoever may see it."""
    region = arn.split(":")[3] if arn.count(":") >= 6 else ""
    if not region:
        return ""
    site = "amazonaws.cn" if arn.startswith("arn:aws-cn:") else "aws.amazon.com"
    place = f"https://{region}.console.{site}/cloudwatch/home?region={region}"
    return f"{place}#alarmsV2:alarm/{quote(name, safe='')}"
