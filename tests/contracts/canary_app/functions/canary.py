"""Handlers that write down what the emulator gave them; the canary tests read it back."""

import json
import os
from typing import Any

import boto3
import greeting  # type: ignore[import-not-found]  # from the layer
import typing_extensions
from botocore.exceptions import ClientError

Event = dict[str, Any]


def see(kind: str, name: str, what: object) -> None:
    boto3.resource("dynamodb").Table(os.environ["SEEN_TABLE"]).put_item(
        Item={"pk": f"seen-{kind}", "sk": name, "what": json.dumps(what)}
    )


def echo(event: Event, context: object) -> Event:
    if event["rawPath"].endswith("/forbidden"):
        try:
            see("forbidden", "write", None)
        except ClientError as refused:
            return {"statusCode": 403, "body": refused.response["Error"]["Code"]}
    body = {
        "event": event,
        "greeting": f"{greeting.WORD}, {os.environ['GREETING']}",
        "clock_file": os.environ.get("DESK_CLOCK_FILE"),
        "dependency": typing_extensions.__file__,
    }
    status = 200 if event["rawPath"].endswith("/events") else 201
    return {"statusCode": status, "headers": {"X-Canary": "sings"}, "body": json.dumps(body)}


def intake(event: Event, context: object) -> Event:
    failures = []
    for record in event["Records"]:
        attempt = record["attributes"]["ApproximateReceiveCount"]
        see(f"inbox-{record['body']}", attempt, record["attributes"]["MessageGroupId"])
        if record["body"].startswith("poison"):
            failures.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failures}


def relay(event: Event, context: object) -> None:
    for record in event["Records"]:
        see("relay", record["dynamodb"]["Keys"]["sk"]["S"], record)


def wait(event: Event, context: object) -> None:
    see("wait", event["ticket"], event)


def timers(event: Event, context: object) -> Event:
    see("timers", event["time"], event)
    return {"fired": 0}
