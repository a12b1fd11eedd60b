"""What happens to a desk while its AWS calls are watched: together, every right has its use.

`test_aws_calls.py` plays them in this order on one desk. A new feature that calls AWS in a new way
adds a function here; the checks then say by themselves what is missing or too much in the template.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from moto.ses.models import ses_backends

from deskbell.adapters import wire
from deskbell.adapters.alerts.signed import heartbeat_token
from deskbell.adapters.calendar_feed import address
from deskbell.adapters.wire import fifo_id
from deskbell.domain.ids import EventKey, loan_ref
from deskbell.domain.inputs import Dialog, DialogSubmitted, Envelope, InventoryImported
from deskbell.domain.loans.inventory import Row
from deskbell.domain.loans.policy import OfficeId
from deskbell.domain.loans.stock import AssetId, AssetState
from deskbell.domain.oncall.schedule import ScheduleId
from deskbell.runtime.reporting import HandlerFailedError
from tests.aws_resources import REGION
from tests.builders import ANA, INSTALL
from tests.functional.alert_desk import posted
from tests.moto_desk import ACCOUNT, ALERT_KEY, API_KEY, CALENDAR_KEY, MotoDesk
from tests.template.cloudformation import ROOT
from tools.desk.workflows.published import read_desk
from tools.fake_slack.state.messages import JsonObject
from tools.local_cloud.tick import scheduled_event

FORM = {
    "help": "Mine flickers",
    "location": "warsaw",
    "manager": "lena",
    "urgency": "normal",
}
MINUTE = timedelta(minutes=1)


def a_request_waits_is_escalated_taken_solved_and_closed(desk: MotoDesk) -> None:
    now = datetime.now(UTC)
    _file_a_request(desk, "ola", "Nobody takes this")
    for minutes in (31, 62):
        desk.minute(now + minutes * MINUTE)
    card = _card(desk, "it-happens", "Nobody takes this")
    _press(desk, "ben", card, "ticket.take")
    _press(desk, "ben", card, "ticket.solve")
    desk.minute(now + timedelta(hours=80))
    assert "Closed" in str(_card(desk, "it-happens", "Nobody takes this"))


def a_request_is_solved_before_its_workflow_begins(desk: MotoDesk) -> None:
    later = {"PublishAuditFunction"}
    _file_a_request(desk, "ana", "Solved at once", but=later)
    card = _card(desk, "it-happens", "Solved at once")
    for action in ("ticket.take", "ticket.solve"):
        _press(desk, "jiwoo", card, action, but=later)
    desk.settle()


def a_wait_cannot_be_answered(desk: MotoDesk) -> None:
    """Step Functions does not know the token: its execution was stopped meanwhile."""
    asked = [call for call in desk.recorder.calls if call.function == "AwaitOutcomeFunction"]
    [*_, row] = [call.parameters["Item"] for call in asked if call.operation == "PutItem"]
    event = {"ref": row["pk"]["S"], "wait": "taker", "token": "a token of nobody"}
    with pytest.raises(HandlerFailedError, match="ResumeRefusedError"):
        desk.functions.invoke("AwaitOutcomeFunction", event)


def a_laptop_is_asked_for_and_nobody_comes_for_it(desk: MotoDesk) -> None:
    """The timer has not fired yet; the execution behind the loan sees that it is due."""
    asked_at = datetime.now(UTC) - timedelta(days=20)
    asked_at -= timedelta(days=asked_at.weekday())
    key, office = "loan:late", OfficeId("warsaw")
    values = {
        "office": office,
        "needed_by": (asked_at + timedelta(days=1)).isoformat(),
        "days": "3",
        "why": "Mine is broken",
    }
    row = Row(2, office, AssetId("W-1"), "SERIAL1", "X1", AssetState.AVAILABLE)
    for one, given in (
        ("stock:late", InventoryImported(office, (row,), "adam")),
        (key, DialogSubmitted(Dialog.LOAN_REQUEST, "", ANA, None, None, values)),
    ):
        envelope = Envelope(EventKey(one), INSTALL, one, asked_at, asked_at, given)
        desk.aws("sqs").send_message(
            QueueUrl=desk.name("InboxQueue"),
            MessageBody=wire.encode(envelope),
            MessageGroupId=fifo_id(one),
            MessageDeduplicationId=fifo_id(one),
        )
        desk.settle()
    found = desk.aws("dynamodb").get_item(
        TableName=desk.name("DeskTable"),
        Key={"pk": {"S": str(loan_ref(INSTALL, key))}, "sk": {"S": "LOAN"}},
    )
    assert found["Item"]["status"] == {"S": "no_show"}


def a_thread_becomes_a_ticket_with_what_was_said_before(desk: MotoDesk) -> None:
    slack = desk.slack
    root = slack.say("ana", "it-happens", "My laptop does not start")
    reply = slack.say("minjun", "it-happens", "Mine too", thread_ts=root)
    desk.settle()
    slack.act("ana", "edit", channel="it-happens", ts=root, text="My laptop is dead")
    for person in ("minjun", "ola"):
        slack.act(person, "react", channel="it-happens", ts=root, name="ticket")
    desk.settle()
    slack.act("ola", "unreact", channel="it-happens", ts=root, name="ticket")
    slack.act("minjun", "delete", channel="it-happens", ts=reply)
    slack.act("ben", "react", channel="it-happens", ts=root, name="eyes")
    slack.act("gus", "react", channel="it-happens", ts=root, name="white_check_mark")
    desk.settle()
    card = _card(desk, "it-triage", "My laptop")
    _press(desk, "ben", card, "ticket.solve")


def slack_cannot_be_read_and_then_it_can(desk: MotoDesk) -> None:
    fault = desk.slack.fault("call", "http_status", method="conversations.replies", status=503)
    root = desk.slack.say("ola", "it-happens", "The printer is on fire")
    desk.slack.act("ola", "react", channel="it-happens", ts=root, name="ticket")
    desk.settle()
    desk.slack.remove_fault(fault)
    desk.minute(datetime.now(UTC))
    desk.settle()


def there_is_no_time_to_send_and_the_sweep_does_it(desk: MotoDesk) -> None:
    desk.functions.seconds_left = 4.0
    root = desk.slack.say("ana", "it-happens", "The door does not open")
    desk.slack.act("ana", "react", channel="it-happens", ts=root, name="ticket")
    desk.settle()
    desk.functions.seconds_left = None
    desk.minute(datetime.now(UTC))
    assert _card(desk, "it-triage", "The door does not open")


def slack_drops_events_and_the_back_fill_finds_them(desk: MotoDesk) -> None:
    slack = desk.slack
    slack.event_delivery(on=False)
    root = slack.say("ola", "it-happens", "Nobody was told")
    slack.act("minjun", "react", channel="it-happens", ts=root, name="ticket")
    slack.say("ola", "it-happens", "Hello?", thread_ts=root)
    slack.event_delivery(on=True)
    for _ in range(2):
        desk.functions.invoke("CaptureMissedFunction", scheduled_event(datetime.now(UTC)))
        desk.settle()
    assert _card(desk, "it-triage", "Nobody was told")


def the_auditor_finds_that_all_holds(desk: MotoDesk) -> None:
    """So it looks whether somebody outside waits to hear of it."""
    for _ in range(2):
        desk.functions.invoke("AuditDeskFunction", scheduled_event(datetime.now(UTC)))
    last = {
        "TableName": desk.name("DeskTable"),
        "Key": {"pk": {"S": "AUDITED"}, "sk": {"S": "LAST"}},
    }
    assert desk.aws("dynamodb").get_item(**last)["Item"]["broken"] == {"N": "0"}


def a_message_that_nobody_understands_is_put_aside(desk: MotoDesk) -> None:
    desk.aws("sqs").send_message(
        QueueUrl=desk.name("InboxQueue"),
        MessageBody="not one of ours",
        MessageGroupId=fifo_id("poison"),
        MessageDeduplicationId=fifo_id("poison"),
    )
    desk.settle()
    found = desk.aws("sqs").receive_message(QueueUrl=desk.name("InboxDeadLetters"))
    assert [message["Body"] for message in found["Messages"]] == ["not one of ours"]


def the_same_event_starts_a_second_execution_that_ends_at_once(desk: MotoDesk) -> None:
    states, machine = desk.aws("stepfunctions"), desk.name("ItFormMachine")
    _file_a_request(desk, "minjun", "Started twice")
    newest = states.list_executions(stateMachineArn=machine)["executions"][0]
    given = states.describe_execution(executionArn=newest["executionArn"])["input"]
    again = states.start_execution(stateMachineArn=machine, name="again", input=given)
    desk.settle()
    ended = states.describe_execution(executionArn=again["executionArn"])
    assert ended["status"] == "SUCCEEDED"
    assert json.loads(ended["output"])["step"] == {"outcome": "already_running"}


def people_look_at_their_home_tab(desk: MotoDesk) -> None:
    _file_a_request(desk, "ana", "Seen at home")
    for person in ("ana", "ben"):
        desk.slack.act(person, "open_home")
    desk.settle()
    assert "Seen at home" in str(desk.slack.home("ana")), "her own requests"
    assert "Seen at home" in str(desk.slack.home("ben")), "his team's queue"


def somebody_joins_a_help_channel(desk: MotoDesk) -> None:
    [newcomer] = desk.slack.add_people(count=1)
    desk.slack.act(newcomer, "join", channel="it-happens")
    desk.settle()
    assert desk.slack.dms(newcomer) or desk.slack.ephemerals(newcomer)


def somebody_writes_a_mail_and_is_answered(desk: MotoDesk) -> None:
    """As S3 tells the function that SES has put one into the bucket."""
    desk.aws("sesv2").create_email_identity(EmailIdentity="desk.example.com")
    bucket = desk.resources.resolve({"Fn::Sub": "${AWS::StackName}-mail-${AWS::AccountId}"})
    desk.aws("s3").create_bucket(Bucket=bucket)
    raw = b"From: ada@example.org\r\nTo: it@desk.example.com\r\nSubject: A mail\r\n\r\nHello"
    desk.aws("s3").put_object(Bucket=bucket, Key="in/1", Body=raw)
    kept = {"bucket": {"name": bucket}, "object": {"key": "in/1"}}
    event = {"Records": [{"awsRegion": REGION, "s3": kept}]}
    desk.functions.invoke("ReceiveMailFunction", event)
    desk.settle()
    assert _card(desk, "it-triage", "A mail")
    assert ses_backends[ACCOUNT][REGION].sent_messages


def schedules_are_looked_at_and_shown_as_calendars(desk: MotoDesk) -> None:
    desk.functions.invoke("LookAtSchedulesFunction", scheduled_event(datetime.now(UTC)))
    desk.settle()
    assert any("IT on call" in one["text"] for one in desk.slack.messages("it-oncall"))
    settings = read_desk(ROOT / "desk.yaml").desk
    fed = replace(settings.schedules[ScheduleId("it")], feed=1)
    request = {
        "rawPath": address(CALENDAR_KEY, settings.workspace.install, fed),
        "headers": {},
        "requestContext": {"http": {"method": "GET"}},
    }
    answer = desk.functions.invoke("ShowCalendarFunction", request)
    assert (answer["statusCode"], answer["body"][:15]) == (200, "BEGIN:VCALENDAR")


def a_system_says_that_something_is_down_and_somebody_is_paged(desk: MotoDesk) -> None:
    """As API Gateway hands it on; what became of the page, as AWS's bus does."""
    alert = {"status": "firing", "labels": {"alertname": "VPN is down"}, "fingerprint": "1"}
    body = json.dumps({"alerts": [alert]}).encode()
    headers = {"authorization": f"Bearer {ALERT_KEY}", "content-type": "application/json"}
    for function, path in (
        ("ReceiveAlertFunction", "/alerts/prometheus"),
        ("ReceiveHeartbeatFunction", f"/heartbeats/{heartbeat_token('backup', ALERT_KEY)}"),
    ):
        request = posted(body, path, **headers)
        assert desk.functions.invoke(function, request)["statusCode"] == 200
    desk.settle()
    assert _card(desk, "it-triage", "VPN is down")
    [text] = _by_telephone(desk, "SendTextMessage")
    assert "VPN" in text["MessageBody"]
    desk.minute(datetime.now(UTC) + 3 * MINUTE)
    [call] = _by_telephone(desk, "SendVoiceMessage")
    detail = {"eventType": "VOICE_ANSWERED", "context": call["Context"]}
    desk.functions.invoke("RecordReceiptFunction", {"detail": detail})
    desk.settle()


def a_survey_tells_of_a_low_score_and_an_agent_marks_its_card(desk: MotoDesk) -> None:
    """As API Gateway hands it on."""
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    answer = {"source_event_id": "1", "member_id": "11672", "score": 3, "experience_date": day}
    body = json.dumps(answer).encode()
    request = posted(body, "/hooks/nps", authorization=f"Bearer {ALERT_KEY}")
    assert desk.functions.invoke("ReceiveWebhookFunction", request)["statusCode"] == 200
    desk.settle()
    card = _card(desk, "nps-closeloop", "Member 11672")
    marked = {"channel": card["channel"], "ts": card["ts"], "name": "white_check_mark"}
    desk.slack.act("xena", "react", **marked)
    desk.settle()
    assert _card(desk, "nps-closeloop", "Handled by")


def a_week_of_surveys_is_told_with_a_picture(desk: MotoDesk) -> None:
    """On the Monday after the answer."""
    now = datetime.now(UTC)
    monday = now + timedelta(days=7 - now.weekday())
    morning = monday.replace(hour=15, minute=0, second=0, microsecond=0)
    desk.functions.invoke("LookAtSchedulesFunction", scheduled_event(morning))
    desk.settle()
    digest = _card(desk, "nps-closeloop", "from 1 answer")
    assert "slack_file" in str(digest["blocks"])


def a_review_has_a_card_without_who_wrote_it(desk: MotoDesk) -> None:
    review = {"source_event_id": "r-1", "text": "Call +48 601 100 100", "sentiment": "negative"}
    body = json.dumps(review).encode()
    request = posted(body, "/hooks/reviews", authorization=f"Bearer {ALERT_KEY}")
    assert desk.functions.invoke("ReceiveWebhookFunction", request)["statusCode"] == 200
    desk.settle()
    assert "Call [phone number]" in str(_card(desk, "member-feedback", "App reviews"))


def a_program_answers_and_takes_a_ticket(desk: MotoDesk) -> None:
    """As API Gateway hands it on; each of the two once, however often it is sent."""
    root = desk.slack.say("ana", "it-happens", "The projector is dark")
    desk.slack.act("ana", "react", channel="it-happens", ts=root, name="ticket")
    desk.settle()
    proof = {"authorization": f"Bearer {API_KEY}"}
    looked = posted(b"", "/api/tickets", method="GET", **proof)
    looked["rawQueryString"] = "find=projector"
    found = json.loads(desk.functions.invoke("AnswerRequestFunction", looked)["body"])
    [ticket] = found["tickets"]
    for _ in range(2):
        for what, document in (
            ("comments", {"text": "A new lamp is on its way", "audience": "everybody"}),
            ("moves", {"move": "take"}),
        ):
            body, sent = json.dumps(document).encode(), f"projector-{what}"
            path = f"{ticket['ticket']}/{what}"
            asked = posted(body, path, idempotency_key=sent, **proof)
            assert desk.functions.invoke("AnswerRequestFunction", asked)["statusCode"] == 202
            desk.settle()
    whole = posted(b"", ticket["ticket"], method="GET", **proof)
    shown = json.loads(desk.functions.invoke("AnswerRequestFunction", whole)["body"])
    assert (shown["status"], shown["assignee"]["name"]) == ("assigned", "Ben Carter")
    [said] = shown["comments"]
    assert (said["source"], said["author"]["name"]) == ("api", "Ben Carter")
    assert "A new lamp is on its way" in str(desk.slack.messages("it-triage"))


def a_workflow_calls_a_hook_that_nobody_may_reach(desk: MotoDesk) -> None:
    """It has read the hook's secret by then."""
    root = desk.slack.say("ana", "it-happens", "Somebody starts on Monday")
    desk.slack.act("ana", "react", channel="it-happens", ts=root, name="telephone")
    desk.settle()
    assert "address_not_public" in str(desk.slack.dms("lena"))


def _by_telephone(desk: MotoDesk, operation: str) -> list[JsonObject]:
    return [dict(one.parameters) for one in desk.recorder.calls if one.operation == operation]


Scenario = Callable[[MotoDesk], None]

SCENARIOS: tuple[Scenario, ...] = (
    a_request_waits_is_escalated_taken_solved_and_closed,
    a_request_is_solved_before_its_workflow_begins,
    a_wait_cannot_be_answered,
    a_laptop_is_asked_for_and_nobody_comes_for_it,
    a_thread_becomes_a_ticket_with_what_was_said_before,
    slack_cannot_be_read_and_then_it_can,
    there_is_no_time_to_send_and_the_sweep_does_it,
    slack_drops_events_and_the_back_fill_finds_them,
    the_auditor_finds_that_all_holds,
    a_message_that_nobody_understands_is_put_aside,
    the_same_event_starts_a_second_execution_that_ends_at_once,
    people_look_at_their_home_tab,
    somebody_joins_a_help_channel,
    somebody_writes_a_mail_and_is_answered,
    a_system_says_that_something_is_down_and_somebody_is_paged,
    a_survey_tells_of_a_low_score_and_an_agent_marks_its_card,
    a_week_of_surveys_is_told_with_a_picture,
    a_review_has_a_card_without_who_wrote_it,
    schedules_are_looked_at_and_shown_as_calendars,
    a_program_answers_and_takes_a_ticket,
    a_workflow_calls_a_hook_that_nobody_may_reach,
)


def _file_a_request(desk: MotoDesk, person: str, words: str, but: Collection[str] = ()) -> None:
    desk.slack.act(person, "slash", channel="it-happens", command="/it")
    desk.slack.act(person, "submit", values={**FORM, "request": words})
    desk.settle(but=but)


def _press(
    desk: MotoDesk,
    person: str,
    card: JsonObject,
    action: str,
    but: Collection[str] = (),
) -> None:
    desk.slack.act(person, "click", channel=card["channel"], ts=card["ts"], action_id=action)
    desk.settle(but=but)


def _card(desk: MotoDesk, channel: str, words: str) -> JsonObject:
    """The desk's message there that says these words."""
    [found] = [
        message
        for message in desk.slack.messages(channel)
        if message.get("bot_id") and words in str(message.get("blocks"))
    ]
    return {**found, "channel": channel}
