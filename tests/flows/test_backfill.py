"""What Slack dropped comes by the back-fill: through the real handler, the inbox and the table."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime

from deskbell.adapters.dynamo import keys
from deskbell.domain.decision import message_link
from deskbell.domain.ids import Thread, Ts, install_ref
from tests.builders import INSTALL, IT_HAPPENS
from tests.flows.clouds import Cloud
from tools.local_cloud.tick import scheduled_event

FUNCTION = "CaptureMissedFunction"


def cards(cloud: Cloud, words: str) -> int:
    return sum(words in str(one) for one in cloud.slack.messages("it-triage") if one.get("bot_id"))


def comments_of(cloud: Cloud, ts: str) -> Counter[str]:
    """What the ticket of a message has, by text."""
    rows, table = cloud.aws("dynamodb"), cloud.name("DeskTable")
    message = Thread(IT_HAPPENS, Ts(ts))
    link = {"pk": {"S": keys.link(message_link(INSTALL, message)).pk}, "sk": {"S": "L"}}
    ref = rows.get_item(TableName=table, Key=link, ConsistentRead=True)["Item"]["ref"]
    found = rows.query(
        TableName=table,
        KeyConditionExpression="pk = :ref AND begins_with(sk, :comment)",
        ExpressionAttributeValues={":ref": ref, ":comment": {"S": "C#"}},
        ConsistentRead=True,
    )
    return Counter(row["texts"]["L"][-1]["M"]["text"]["S"] for row in found["Items"])


def test_what_slack_dropped_is_found_by_the_next_back_fill_and_nothing_is_doubled(
    cloud: Cloud,
) -> None:
    slack = cloud.slack
    told = slack.say("ana", "it-happens", "Told from the start")
    slack.act("ben", "react", channel="it-happens", ts=told, name="ticket")
    cloud.eventually("its card", lambda: cards(cloud, "Told from the start"))
    slack.say("ben", "it-happens", "This was told", told)
    cloud.rest()

    slack.event_delivery(on=False)
    missed = slack.say("ola", "it-happens", "Nobody was told")
    slack.act("minjun", "react", channel="it-happens", ts=missed, name="ticket")
    slack.say("ana", "it-happens", "This was not told", told)
    dropped = slack.say("ana", "it-happens", "Nor was this", told)
    slack.act("ana", "edit", channel="it-happens", ts=dropped, text="Nor was this edit")
    slack.event_delivery(on=True)
    cloud.rest()
    assert cards(cloud, "Nobody was told") == 0

    event = scheduled_event(datetime.now(UTC))
    found = cloud.invoke(FUNCTION, event)
    assert found["missed"] + found["underway"] == 4, found
    cloud.eventually("the card", lambda: cards(cloud, "Nobody was told"))
    cloud.rest()
    again = cloud.invoke(FUNCTION, event)
    cloud.rest()

    assert again["missed"] + again["underway"] == 0, again
    assert cards(cloud, "Nobody was told") == cards(cloud, "Told from the start") == 1
    assert comments_of(cloud, told) == Counter(
        ["This was told", "This was not told", "Nor was this edit"]
    )


def test_slacks_word_that_it_dropped_events_starts_a_back_fill(cloud: Cloud) -> None:
    slack, words = cloud.slack, "Nobody was told of the rate"
    slack.event_delivery(on=False)
    missed = slack.say("ola", "it-happens", words)
    slack.act("minjun", "react", channel="it-happens", ts=missed, name="ticket")
    slack.event_delivery(on=True)
    minute = int(float(missed)) // 60 * 60
    notice = {"type": "app_rate_limited", "minute_rate_limited": minute}
    slack.send_raw("events", json.dumps(notice))

    def dropped() -> bool:
        rows = cloud.aws("dynamodb").query(
            TableName=cloud.name("DeskTable"),
            KeyConditionExpression="pk = :install AND begins_with(sk, :audit)",
            ExpressionAttributeValues={
                ":install": {"S": str(install_ref(INSTALL))},
                ":audit": {"S": "A#"},
            },
            ConsistentRead=True,
        )["Items"]
        return datetime.fromtimestamp(minute, UTC).isoformat() in str(rows)

    cloud.eventually("its audit row", dropped)
    if cloud.emulator == "moto":  # No event of its bus reaches a function.
        cloud.invoke(FUNCTION, scheduled_event(datetime.now(UTC)))
    cloud.eventually("the card", lambda: cards(cloud, words))
