"""Messages as Amazon SNS signs them, with a key of our own whose certificate stands in the place of
SNS's; the key is made anew in each run."""

import base64
import json
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from deskbell.adapters.alerts.sns_message import signed_text
from tests.api_gateway import AT

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms"
CERTIFICATE_URL = (
    "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem"
)
CONFIRM_URL = (
    f"https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn={TOPIC}&Token=2336"
)
BITS = 2048
MESSAGE_ID = "165545c9-2a5c-472c-8df2-7ff2be2b3b1b"


@cache
def private_key(bits: int) -> "RSAPrivateKey":
    # Imported late, here and below: the fuzzer does without that library.
    from cryptography.hazmat.primitives.asymmetric import rsa

    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


@cache
def certificate(bits: int = BITS) -> str:
    """As PEM; it signs itself."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.x509.oid import NameOID

    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sns.amazonaws.com")])
    at, key = datetime.fromtimestamp(AT, UTC), private_key(bits)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    return made.public_bytes(serialization.Encoding.PEM).decode()


def sign(message: dict[str, Any]) -> dict[str, Any]:
    """With the hash of its SignatureVersion."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding

    algorithm = hashes.SHA1() if message["SignatureVersion"] == "1" else hashes.SHA256()
    text = signed_text(message).encode()
    signature = private_key(BITS).sign(text, padding.PKCS1v15(), algorithm)
    return {**message, "Signature": base64.b64encode(signature).decode()}


def notification(message: str | dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A signed one; a field that is None is left out."""
    complete = {
        "Type": "Notification",
        "MessageId": MESSAGE_ID,
        "TopicArn": TOPIC,
        "Subject": "ALARM",
        "Message": message if isinstance(message, str) else json.dumps(message),
        "Timestamp": datetime.fromtimestamp(AT, UTC).strftime("%Y-%m-%dT%H:%M:%S.655Z"),
        "SignatureVersion": "2",
        "SigningCertURL": CERTIFICATE_URL,
        "UnsubscribeURL": "https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe",
        **fields,
    }
    return sign({name: value for name, value in complete.items() if value is not None})


def confirmation(**fields: Any) -> dict[str, Any]:
    return notification(
        "You have chosen to subscribe to the topic.",
        **{
            "Type": "SubscriptionConfirmation",
            "Token": "2336",
            "SubscribeURL": CONFIRM_URL,
            "Subject": None,
            **fields,
        },
    )


ALARM: dict[str, Any] = {
    "AlarmName": "database-cpu",
    "AlarmDescription": "The database is too busy.",
    "AWSAccountId": "123456789012",
    "AlarmConfigurationUpdatedTimestamp": "2026-11-01T10:00:00.000+0000",
    "NewStateValue": "ALARM",
    "NewStateReason": "Threshold Crossed: 1 datapoint [97.3] was greater than 90.0.",
    "StateChangeTime": "2026-11-23T09:00:41.655+0000",
    "Region": "EU (Ireland)",
    "AlarmArn": "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:database-cpu",
    "OldStateValue": "OK",
    "OKActions": [],
    "AlarmActions": [TOPIC],
    "InsufficientDataActions": [],
    "Trigger": {
        "MetricName": "CPUUtilization",
        "Namespace": "AWS/RDS",
        "StatisticType": "Statistic",
        "Statistic": "AVERAGE",
        "Unit": None,
        "Dimensions": [{"value": "orders", "name": "DBInstanceIdentifier"}],
        "Period": 60,
        "EvaluationPeriods": 1,
        "ComparisonOperator": "GreaterThanThreshold",
        "Threshold": 90.0,
        "TreatMissingData": "notBreaching",
        "EvaluateLowSampleCountPercentile": "",
    },
}
