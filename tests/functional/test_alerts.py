"""Systems outside say what is wrong: each alert that is really theirs becomes one input."""

import base64
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbell.domain.errors import QueueUnavailableError
from deskbell.domain.inputs import AlertReceived, HeartbeatHeard
from deskbell.domain.paging.policy import Urgency
from tests import sns
from tests.api_gateway import AT, Event
from tests.functional.alert_desk import (
    AWS,
    FILES,
    KEY,
    OLD_KEY,
    SAMPLES,
    SHOP,
    VPN,
    AlertDesk,
    a_paging_desk,
    from_alertmanager,
    from_checks,
    from_grafana,
    from_sns,
    posted,
    sample,
    token,
)

ALERTMANAGER = sample("alertmanager.json")
GRAFANA = sample("grafana.json")
CHECKS = sample("generic.json")
SENDERS: list[tuple[str, Callable[..., Event], Any]] = [
    ("alertmanager", from_alertmanager, ALERTMANAGER),
    ("grafana", from_grafana, GRAFANA),
    ("checks", from_checks, CHECKS),
]
EACH = pytest.mark.parametrize(
    ("send", "payload"), [one[1:] for one in SENDERS], ids=[one[0] for one in SENDERS]
)


@pytest.fixture
def desk() -> AlertDesk:
    return AlertDesk()


# --- what each source says --------------------------------------------------------------------


def test_a_batch_of_alertmanagers_is_an_input_each_firing_or_over(desk: AlertDesk) -> None:
    assert desk.send(from_alertmanager(ALERTMANAGER)) == (200, {"taken": 2})
    down, up = desk.received
    assert down == AlertReceived(
        source="Prometheus",
        key="1111222233334444",
        firing=True,
        service=VPN,
        title="The VPN gateway vpn-1 is down",
        text="vpn-1:9176 has not answered for 5 minutes.\n"
        "alertname=GatewayDown, instance=vpn-1:9176, job=openvpn, severity=critical",
        url="http://prometheus.example.com:9090/graph?g0.expr=up+%3D%3D+0&g0.tab=1",
        urgency=Urgency.HIGH,
        began=datetime(2026, 11, 23, 8, 55, 12, 415_000, tzinfo=UTC),
    )
    assert (up.key, up.firing, up.urgency) == ("5555666677778888", False, Urgency.LOW)
    assert len({one.group for one in desk.envelopes}) == 2


def test_grafana_leads_to_the_panel(desk: AlertDesk) -> None:
    assert desk.send(from_grafana(GRAFANA)) == (200, {"taken": 1})
    [alert] = desk.received
    assert alert.title == "Checkout takes longer than 3 s"
    assert alert.url == "https://grafana.example.com/d/checkout?orgId=1&viewPanel=4"
    assert (alert.service, alert.key) == (SHOP, "9999000011112222")


def test_json_of_any_form_is_read_where_the_settings_say(desk: AlertDesk) -> None:
    assert desk.send(from_checks(CHECKS)) == (200, {"taken": 1})
    [alert] = desk.received
    assert alert == AlertReceived(
        source="Checks",
        key="backup-7",
        firing=True,
        service=FILES,
        title="The backup of the file server has failed",
        text="rsync: connection refused",
        url="https://checks.example.com/backup-7",
        urgency=Urgency.HIGH,
    )


@pytest.mark.parametrize(("state", "firing"), [("OK", False), ("up", False), ("critical", True)])
def test_the_settings_say_what_is_over(desk: AlertDesk, state: str, firing: bool) -> None:
    desk.send(from_checks({**CHECKS, "state": state}))
    assert desk.received[0].firing is firing


def test_a_list_of_any_form_is_an_input_each(desk: AlertDesk) -> None:
    assert desk.desk.paging
    source = desk.desk.paging.sources["checks"]
    assert source.mapped
    listed = replace(source, mapped=replace(source.mapped, alerts="data.items"))
    desk.desk = a_paging_desk(paging=replace(desk.desk.paging, sources={"checks": listed}))
    two = [CHECKS, {**CHECKS, "check": {"id": 8, "name": "Another"}}]
    assert desk.send(from_checks({"data": {"items": two}})) == (200, {"taken": 2})
    assert [one.key for one in desk.received] == ["backup-7", "8"]


@pytest.mark.parametrize("version", ["1", "2"])
def test_an_alarm_of_cloudwatch_comes_through_sns(desk: AlertDesk, version: str) -> None:
    message = sns.notification(sns.ALARM, SignatureVersion=version)
    assert desk.send(from_sns(message)) == (200, {"taken": 1})
    [alert] = desk.received
    assert alert.key == sns.ALARM["AlarmArn"]
    assert (alert.firing, alert.service, alert.title) == (True, SHOP, "database-cpu")
    assert alert.text.startswith("The database is too busy.\nThreshold Crossed")
    assert alert.url == (
        "https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1"
        "#alarmsV2:alarm/database-cpu"
    )
    assert desk.fetched == [sns.CERTIFICATE_URL]


@pytest.mark.parametrize(
    ("state", "firing"), [("ALARM", [True]), ("OK", [False]), ("INSUFFICIENT_DATA", [])]
)
def test_an_alarm_without_data_is_nothing(desk: AlertDesk, state: str, firing: list[bool]) -> None:
    desk.send(from_sns(sns.notification({**sns.ALARM, "NewStateValue": state})))
    assert [one.firing for one in desk.received] == firing


def test_the_kept_sample_of_sns_is_signed_by_its_kept_certificate(desk: AlertDesk) -> None:
    desk.certificate = (SAMPLES / "sns_certificate.pem").read_text(encoding="ascii")
    assert desk.send(from_sns(sample("sns_alarm.json"))) == (200, {"taken": 1})


def test_any_text_through_sns_is_an_alert(desk: AlertDesk) -> None:
    desk.send(from_sns(sns.notification("Disk full\non files-1", Subject=None)))
    [alert] = desk.received
    assert (alert.title, alert.text) == ("Disk full", "Disk full\non files-1")
    assert (alert.firing, alert.service) == (True, AWS)


# --- once -------------------------------------------------------------------------------------


@EACH
def test_a_retry_is_the_same_and_no_other_alert_is(
    desk: AlertDesk, send: Callable[..., Event], payload: Any
) -> None:
    desk.send(send(payload))
    desk.at += 9
    desk.send(send(payload))
    half = len(desk.envelopes) // 2
    keys = [one.key for one in desk.envelopes]
    assert keys[:half] == keys[half:]
    assert len(set(keys)) == half


def test_a_retry_of_sns_is_the_same_an_hour_later(desk: AlertDesk) -> None:
    message = sns.notification(sns.ALARM)
    desk.send(from_sns(message))
    desk.at += 3_600
    assert desk.send(from_sns(message))[0] == 200
    assert len({one.key for one in desk.envelopes}) == 1


def test_what_is_still_so_is_said_again(desk: AlertDesk) -> None:
    """Alertmanager repeats itself after hours: where somebody has ended the incident, it counts."""
    desk.send(from_alertmanager(ALERTMANAGER))
    desk.at += 4 * 3_600
    desk.send(from_alertmanager(ALERTMANAGER))
    assert len({one.key for one in desk.envelopes}) == 4
    assert len({one.group for one in desk.envelopes}) == 2


def test_what_comes_back_at_once_is_another_telling(desk: AlertDesk) -> None:
    [first, _] = ALERTMANAGER["alerts"]
    for status, began in (("firing", "08:55"), ("resolved", "08:55"), ("firing", "08:56")):
        again = {**first, "status": status, "startsAt": f"2026-11-23T{began}:00Z"}
        desk.send(from_alertmanager({**ALERTMANAGER, "alerts": [again]}))
    assert len({one.key for one in desk.envelopes}) == 3
    assert len({one.group for one in desk.envelopes}) == 1


def test_while_the_inbox_takes_nothing_the_source_is_told_to_send_again(desk: AlertDesk) -> None:
    desk.queue.available = False
    with pytest.raises(QueueUnavailableError):
        desk.send(from_alertmanager(ALERTMANAGER))


# --- who is believed --------------------------------------------------------------------------


@EACH
def test_either_of_two_keys_counts_and_no_other(
    desk: AlertDesk, send: Callable[..., Event], payload: Any
) -> None:
    assert desk.send(send(payload, OLD_KEY))[0] == 200
    assert desk.send(send(payload, "another")) == (401, {"error": "signature"})


@EACH
def test_a_source_without_a_key_is_not_believed(
    desk: AlertDesk, send: Callable[..., Event], payload: Any
) -> None:
    desk.secret = replace(desk.secret, sources={})
    assert desk.send(send(payload, "")) == (401, {"error": "no_key"})


@pytest.mark.parametrize("send", [from_grafana, from_checks])
def test_what_was_signed_long_ago_is_somebody_elses_copy(
    desk: AlertDesk, send: Callable[..., Event]
) -> None:
    assert desk.send(send(CHECKS, at=AT - 301)) == (401, {"error": "signature"})
    assert desk.send(send(CHECKS, at=AT + 301)) == (401, {"error": "signature"})


def test_grafanas_signature_of_the_body_alone_is_none(desk: AlertDesk) -> None:
    """It would count for ever."""
    sent = from_grafana(GRAFANA)
    del sent["headers"]["x-grafana-alerting-timestamp"]
    assert desk.send(sent) == (401, {"error": "signature"})


def test_alertmanager_may_use_a_password(desk: AlertDesk) -> None:
    for user, status in (("prometheus", 200), ("somebody", 401)):
        shown = base64.b64encode(f"{user}:{KEY}".encode()).decode()
        assert desk.send(from_alertmanager(ALERTMANAGER, shown, "Basic"))[0] == status


@pytest.mark.parametrize("scheme", ["", "Digest", "Basic"])
def test_no_other_way_to_show_a_key_counts(desk: AlertDesk, scheme: str) -> None:
    assert desk.send(from_alertmanager(ALERTMANAGER, KEY, scheme))[0] == 401


@given(st.text(), st.text())
def test_no_header_makes_it_raise_or_pass(one: str, other: str) -> None:
    desk = AlertDesk()
    shown = {"authorization": one, "x-grafana-alerting-signature": one}
    shown |= {"x-deskbell-signature": one, "x-deskbell-timestamp": other}
    shown |= {"x-grafana-alerting-timestamp": other}
    for source in ("prometheus", "grafana", "checks"):
        assert desk.send(posted(b"{}", f"/alerts/{source}", **shown))[0] == 401
    assert desk.envelopes == []


# --- SNS --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"Message": "nothing"}, 401),
        ({"Subject": "nothing"}, 401),
        ({"Signature": "AAAA"}, 401),
        ({"Signature": "?"}, 401),
        ({"Signature": None}, 401),
        ({"SignatureVersion": "3"}, 401),
        ({"SignatureVersion": "1"}, 401),
        ({"Type": "Message"}, 400),
        ({"MessageId": None}, 401),
        ({"TopicArn": "arn:aws:sns:eu-west-1:999999999999:alarms"}, 403),
        ({"Timestamp": "yesterday"}, 401),
    ],
)
def test_what_sns_has_not_signed_is_nothing(
    desk: AlertDesk, changed: dict[str, Any], status: int
) -> None:
    message = {**sns.notification(sns.ALARM), **changed}
    message = {name: value for name, value in message.items() if value is not None}
    assert desk.send(from_sns(message))[0] in (status, 400)
    assert desk.envelopes == []


@pytest.mark.parametrize(
    "url",
    [
        "http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem",
        "https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-0a.pem",
        "https://evil.example/SimpleNotificationService-0a.pem",
        "https://evil.example#sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem",
        "https://sns.eu-west-1.amazonaws.com@evil.example/SimpleNotificationService-0a.pem",
        "https://evil@sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem",
        "https://sns.eu-west-1.amazonaws.com:8443/SimpleNotificationService-0a.pem",
        "https://sns.eu-west-1.amazonaws.com:x/SimpleNotificationService-0a.pem",
        "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0a.pem",
        "https://sns.eu-west-1.amazonaws.com.cn/SimpleNotificationService-0a.pem",
        "https://sqs.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem",
        "https://sns.eu-west-1.amazonaws.com/other/SimpleNotificationService-0a.pem",
        "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem/../x",
        "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription",
        "https://[::1/SimpleNotificationService-0a.pem",
        "",
    ],
)
def test_a_certificate_is_read_from_sns_alone(desk: AlertDesk, url: str) -> None:
    message = sns.notification(sns.ALARM, SigningCertURL=url)
    assert desk.send(from_sns(message)) == (401, {"error": "signature"})
    assert desk.fetched == []


def test_a_certificate_is_read_once(desk: AlertDesk) -> None:
    for number in range(3):
        desk.send(from_sns(sns.notification(sns.ALARM, MessageId=str(number))))
    assert desk.fetched == [sns.CERTIFICATE_URL]


def test_another_key_than_snss_signs_nothing(desk: AlertDesk) -> None:
    desk.certificate = (SAMPLES / "sns_certificate.pem").read_text(encoding="ascii")
    assert desk.send(from_sns(sns.notification(sns.ALARM))) == (401, {"error": "signature"})


@pytest.mark.parametrize("certificate", ["", "<html>", sns.certificate(1024)])
def test_what_is_no_certificate_signs_nothing(desk: AlertDesk, certificate: str) -> None:
    desk.certificate = certificate
    assert desk.send(from_sns(sns.notification(sns.ALARM))) == (401, {"error": "certificate"})


def test_an_old_message_of_snss_is_somebody_elses_copy(desk: AlertDesk) -> None:
    message = sns.notification(sns.ALARM)
    desk.at += 3_600 + 301
    assert desk.send(from_sns(message)) == (401, {"error": "old"})


def test_while_sns_cannot_be_asked_it_is_told_to_send_again(desk: AlertDesk) -> None:
    desk.reachable = False
    assert desk.send(from_sns(sns.notification(sns.ALARM)))[0] == 502


def test_a_topic_of_ours_is_subscribed_at_the_address_that_sns_has_signed(desk: AlertDesk) -> None:
    assert desk.send(from_sns(sns.confirmation())) == (200, {"taken": 0})
    assert desk.fetched == [sns.CERTIFICATE_URL, sns.CONFIRM_URL]
    assert desk.told == [("SubscriptionConfirmed", {"source": "cloudwatch"})]


OTHER_TOPIC = "arn:aws:sns:eu-west-1:999999999999:alarms"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"TopicArn": OTHER_TOPIC}, 403),
        ({"SubscribeURL": "https://evil.example/?Action=ConfirmSubscription"}, 400),
        ({"SubscribeURL": sns.CONFIRM_URL.replace("https", "http", 1)}, 400),
        ({"SubscribeURL": sns.CONFIRM_URL.replace("Confirm", "Delete")}, 400),
        ({"SubscribeURL": sns.CONFIRM_URL.replace(sns.TOPIC, OTHER_TOPIC)}, 400),
    ],
)
def test_nothing_else_is_subscribed_even_if_it_is_signed(
    desk: AlertDesk, fields: dict[str, str], status: int
) -> None:
    assert desk.send(from_sns(sns.confirmation(**fields)))[0] == status
    assert sns.CONFIRM_URL not in desk.fetched
    assert all("evil" not in url for url in desk.fetched)


def test_a_subscription_that_nobody_has_signed_is_not_taken_on(desk: AlertDesk) -> None:
    assert desk.send(from_sns({**sns.confirmation(), "Token": "mine"}))[0] == 401
    assert desk.fetched == [sns.CERTIFICATE_URL]


# --- what is wrong is said --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "status", "error"),
    [
        (posted(b"{}", "/alerts/nagios"), 404, "unknown_source"),
        (posted(b"{}", "/alerts/"), 404, "unknown_source"),
        (posted(b"{}", "/alerts/prometheus", method="GET"), 405, "method"),
        (from_alertmanager(b""), 400, "no_json"),
        (from_alertmanager(b"\xff"), 400, "no_json"),
        (from_alertmanager(b"[]"), 400, "no_json"),
        (from_alertmanager(b'{"alerts": [], "alerts": []}'), 400, "no_json"),
        (from_alertmanager(b"[" * 100_000), 400, "no_json"),
        (from_alertmanager({}), 400, "alerts is not a list"),
        (from_alertmanager({"alerts": [1]}), 400, "alerts[0] is not an object"),
        (
            from_alertmanager({"alerts": [{"status": "on"}]}),
            400,
            "alerts[0].status is neither firing nor resolved",
        ),
        (
            from_alertmanager({"alerts": [{"status": "firing", "labels": "none"}]}),
            400,
            "alerts[0].labels is not an object",
        ),
        (from_checks({"check": {}}), 400, "there is no text at check.name"),
        (from_alertmanager(b"{" + b" " * 1024 * 1024), 413, "too_large"),
    ],
)
def test_what_is_wrong_is_said(sent: Event, status: int, error: str) -> None:
    desk = AlertDesk()
    assert desk.send(sent) == (status, {"error": error})
    assert desk.envelopes == []


def test_without_paging_nobody_takes_alerts(desk: AlertDesk) -> None:
    desk.desk = a_paging_desk(paging=None)
    assert desk.send(from_alertmanager(ALERTMANAGER)) == (404, {"error": "no_paging"})


def test_nothing_that_was_sent_is_logged(desk: AlertDesk) -> None:
    desk.send(from_alertmanager(ALERTMANAGER))
    desk.send(posted(b"secret words", "/alerts/a-secret-address"))
    desk.send(from_checks({"check": {"name": ["secret words"]}}))
    assert "secret" not in str(desk.told)
    assert "gateway" not in str(desk.told)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
LABELS = st.dictionaries(st.sampled_from(["alertname", "job", "severity", "x"]), JSON, max_size=3)
ALERT = st.fixed_dictionaries(
    {"status": st.sampled_from(["firing", "resolved"])},
    optional={
        "labels": LABELS,
        "annotations": st.dictionaries(st.sampled_from(["summary", "description"]), JSON),
        "fingerprint": JSON,
        "generatorURL": JSON,
        "startsAt": JSON,
    },
)


@given(st.lists(ALERT, max_size=4))
def test_whatever_stands_in_an_alert_it_is_one_input_that_the_queue_can_carry(
    alerts: list[Any],
) -> None:
    desk = AlertDesk()
    status, _ = desk.send(from_alertmanager({"alerts": alerts}))
    assert status == 200
    assert len(desk.received) == len(alerts)
    for one in desk.received:
        assert len(one.title) <= 200
        assert len(one.text) <= 2_000
        assert one.url == "" or one.url.startswith(("http://", "https://"))


def test_half_a_sign_and_endless_labels_are_cut_to_what_can_be_shown(desk: AlertDesk) -> None:
    labels = {"alertname": "\ud800\x00" + "x" * 5_000, "instance": "<!channel>"}
    body = {"alerts": [{"status": "firing", "labels": labels, "generatorURL": "javascript:x"}]}
    assert desk.send(from_alertmanager(body))[0] == 200
    [alert] = desk.received
    assert (len(alert.title), alert.url) == (200, "")
    assert "\x00" not in alert.title


# --- signs of life ----------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["GET", "POST", "HEAD"])
def test_whoever_calls_its_address_is_alive(desk: AlertDesk, method: str) -> None:
    assert desk.beat(token(), method) == 200
    assert [one.input for one in desk.envelopes] == [HeartbeatHeard("backup")]


def test_called_twice_at_once_it_is_one_sign_of_life(desk: AlertDesk) -> None:
    desk.beat(token())
    desk.beat(token())
    desk.at += 60
    desk.beat(token())
    first, again, later = (one.key for one in desk.envelopes)
    assert first == again != later


@pytest.mark.parametrize(
    "shown",
    ["backup", "backup.", "", token(key="another"), token("files"), f"{token()}0", "bäckup.x"],
)
def test_no_other_address_is_anybodys(desk: AlertDesk, shown: str) -> None:
    assert desk.beat(shown) == 404
    assert desk.envelopes == []


def test_who_is_not_watched_any_more_is_told_so(desk: AlertDesk) -> None:
    assert desk.desk.paging
    desk.desk = a_paging_desk(paging=replace(desk.desk.paging, heartbeats={}))
    assert desk.beat(token()) == 404
