"""The ways in for alerts and signs of life over a queue in memory, as real requests reach them."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from deskbell.adapters.alerts.reception import AlertReception
from deskbell.adapters.alerts.secret import AlertSecret
from deskbell.adapters.alerts.signed import heartbeat_token
from deskbell.adapters.http_events import Refused
from deskbell.adapters.memory.services import MemoryInputQueue
from deskbell.domain.inputs import AlertReceived, Envelope
from deskbell.domain.paging.policy import PolicyId, ServiceId, Urgency
from deskbell.domain.paging.settings import PagingSettings, Service
from deskbell.domain.paging.sources import AlertSource, Mapped, SourceKind, WatchedSystem
from deskbell.domain.settings.desk import Desk
from tests import sns
from tests.api_gateway import AT, Event, signature
from tests.builders import IT_ONCALL, a_desk

SAMPLES = Path(__file__).parents[2] / "events/alerts"
KEY = "obviously-fake-alert-key"
OLD_KEY = "obviously-fake-previous-key"
VPN, SHOP, FILES, AWS = map(ServiceId, ("vpn", "shop", "files", "aws"))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SEVERITY = {"critical": Urgency.HIGH, "warning": Urgency.LOW}

SOURCES = {
    "prometheus": AlertSource(
        "Prometheus",
        SourceKind.ALERTMANAGER,
        AWS,
        "job",
        {"openvpn": VPN},
        urgency_from="severity",
        urgencies=SEVERITY,
    ),
    "grafana": AlertSource("Grafana", SourceKind.GRAFANA, SHOP),
    "checks": AlertSource(
        "Checks",
        SourceKind.GENERIC,
        AWS,
        "host.system",
        {"files": FILES},
        mapped=Mapped(
            "check.name", "check.id", "check.output", "check.link", "state", ("ok", "up")
        ),
    ),
    "cloudwatch": AlertSource(
        "CloudWatch",
        SourceKind.SNS,
        AWS,
        "Trigger.Dimensions.0.value",
        {"orders": SHOP},
        topics=(sns.TOPIC,),
    ),
}


def a_paging_desk(**changes: Any) -> Desk:
    paging = PagingSettings(
        channel=IT_ONCALL,
        fallback=IT_ONCALL,
        services={one: Service(one, PolicyId("it")) for one in (VPN, SHOP, FILES, AWS)},
        sources=SOURCES,
        heartbeats={"backup": WatchedSystem("Backup", FILES, DAY, HOUR)},
    )
    return a_desk(**{"paging": paging, **changes})


@dataclass(slots=True)
class AlertDesk:
    """`fetched` are the addresses that were asked; `certificate` is what stands at SNS's; `put`
    leads to another inbox than `queue`."""

    queue: MemoryInputQueue = field(default_factory=MemoryInputQueue)
    desk: Desk = field(default_factory=a_paging_desk)
    secret: AlertSecret = field(
        default_factory=lambda: AlertSecret(
            {name: (KEY, OLD_KEY) for name in ("prometheus", "grafana", "checks")}, (KEY,)
        )
    )
    certificate: str = field(default_factory=sns.certificate)
    at: float = AT
    reachable: bool = True
    put: Callable[[Sequence[Envelope]], None] | None = None
    fetched: list[str] = field(default_factory=list)
    told: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    _reception: AlertReception | None = None

    @property
    def reception(self) -> AlertReception:
        if self._reception is None:
            self._reception = AlertReception(
                desk=lambda: self.desk,
                secret=lambda: self.secret,
                put=self.put or self.queue.put_all,
                fetch=self._fetch,
                wall=lambda: self.at,
                now=lambda: datetime.fromtimestamp(self.at, UTC),
                tell=lambda what, **facts: self.told.append((what, facts)),
            )
        return self._reception

    def _fetch(self, url: str) -> str:
        self.fetched.append(url)
        if not self.reachable:
            raise Refused(502, "sns_unreachable")
        return self.certificate

    def send(self, event: Event) -> tuple[int, Any]:
        """The status and the answer."""
        answer: Any = self.reception.answer_alert(event)
        return answer["statusCode"], json.loads(answer["body"])

    def beat(self, token: str, method: str = "POST") -> int:
        answer: Any = self.reception.answer_heartbeat(
            posted(b"", f"/heartbeats/{token}", method=method)
        )
        status: int = answer["statusCode"]
        return status

    @property
    def received(self) -> list[AlertReceived]:
        return [one.input for one in self.queue.envelopes if isinstance(one.input, AlertReceived)]

    @property
    def envelopes(self) -> list[Envelope]:
        return self.queue.envelopes


def sample(name: str) -> Any:
    return json.loads((SAMPLES / name).read_text(encoding="utf-8"))


def posted(body: bytes, path: str, *, method: str = "POST", **headers: str) -> Event:
    """`_` in the name of a header stands for `-`."""
    return {
        "version": "2.0",
        "rawPath": path,
        "headers": {name.replace("_", "-"): value for name, value in headers.items()},
        "requestContext": {"http": {"method": method, "path": path}},
        "body": base64.b64encode(body).decode(),
        "isBase64Encoded": True,
    }


def _bytes(payload: object) -> bytes:
    return payload if isinstance(payload, bytes) else json.dumps(payload).encode()


def from_alertmanager(payload: object, key: str = KEY, scheme: str = "Bearer") -> Event:
    return posted(_bytes(payload), "/alerts/prometheus", authorization=f"{scheme} {key}")


def from_grafana(payload: object, key: str = KEY, at: int = AT, **headers: str) -> Event:
    body = _bytes(payload)
    proof = hmac.new(key.encode(), b"%d:%b" % (at, body), hashlib.sha256).hexdigest()
    signed = {"x-grafana-alerting-signature": proof, "x-grafana-alerting-timestamp": str(at)}
    return posted(body, "/alerts/grafana", **{**signed, **headers})


def from_checks(payload: object, key: str = KEY, at: int = AT) -> Event:
    body = _bytes(payload)
    signed = {"x-deskbell-signature": signature(body, at, key), "x-deskbell-timestamp": str(at)}
    return posted(body, "/alerts/checks", **signed)


def from_sns(payload: object) -> Event:
    return posted(_bytes(payload), "/alerts/cloudwatch")


def token(system: str = "backup", key: str = KEY) -> str:
    return heartbeat_token(system, key)
