"""Answers one request of an alert source, or of a system that gives a sign of life: verify, read,
put on the inbox; `functions/alerts` calls it.

A source that does what it should not is answered with what is wrong, and not believed. What is
raised is answered 500, so that the source sends it again: each alert counts once all the same.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, assert_never

from deskbell.adapters import http_events
from deskbell.adapters.alerts import generic, prometheus, sns
from deskbell.adapters.alerts.alert import Batch, UnreadableAlertError, envelope_of
from deskbell.adapters.alerts.secret import AlertSecret
from deskbell.adapters.alerts.signed import (
    heartbeat_of,
    is_authorized,
    is_signed_by_grafana,
    is_signed_generic,
)
from deskbell.adapters.alerts.sns_message import (
    Fetch,
    MessageType,
    SnsCertificates,
    read_message,
)
from deskbell.adapters.http_answers import Answer, Tell, check_method, json_answer
from deskbell.adapters.http_events import Refused
from deskbell.adapters.strict_json import load_object
from deskbell.domain.envelope import Envelope
from deskbell.domain.errors import InputError
from deskbell.domain.id_types import EventKey
from deskbell.domain.paging.inputs import HeartbeatHeard
from deskbell.domain.paging.settings import PagingSettings
from deskbell.domain.paging.sources import AlertSource, SourceKind
from deskbell.domain.settings.desk import Desk

LONGEST = 1024 * 1024
"""Bytes: a large group of Alertmanager's has some hundred thousand."""
ONE_BEAT = 10
"""Seconds in which two signs of life are one."""

MOST_NAMED = 20
"""Alerts of a batch that cannot be read, in its answer and in the log."""


class Sent(NamedTuple):
    """A request that has come to an address of one source."""

    source: str
    settings: AlertSource
    headers: Mapping[str, str]
    body: bytes
    at: float
    """Epoch seconds of the wall clock, by which sources sign."""


class AlertReception:
    """`put` takes all of them, or raises; `wall` is what sources sign by, `now` is the domain's
    time."""

    def __init__(
        self,
        *,
        desk: Callable[[], Desk],
        secret: Callable[[], AlertSecret],
        put: Callable[[Sequence[Envelope]], None],
        fetch: Fetch,
        wall: Callable[[], float],
        now: Callable[[], datetime],
        tell: Tell,
    ) -> None:
        self._desk = desk
        self._secret = secret
        self._put = put
        self._fetch = fetch
        self._wall = wall
        self._now = now
        self._tell = tell
        self._certificates = SnsCertificates(fetch)

    def answer_alert(self, event: Mapping[str, object]) -> Answer:
        """A POST to `/alerts/<source>`. Raises what may pass."""
        return self._answer(event, ("POST",), self._take_alerts)

    def answer_heartbeat(self, event: Mapping[str, object]) -> Answer:
        """A request to `/heartbeats/<token>`, which is all that it says. Raises what may pass."""
        return self._answer(event, ("GET", "POST", "HEAD"), self._take_heartbeat)

    def _answer(
        self,
        event: Mapping[str, object],
        methods: tuple[str, ...],
        take: Callable[[str, Mapping[str, object]], Answer],
    ) -> Answer:
        try:
            check_method(event, methods)
            answer = take(str(event.get("rawPath", "")).rpartition("/")[2], event)
        except Refused as refusal:
            self._tell("AlertRefused", reason=refusal.reason)
            more = {"Allow": ", ".join(methods)} if refusal.status == 405 else {}
            return json_answer(refusal.status, {"error": refusal.reason}, more)
        except InputError as fault:
            self._tell("AlertRefused", reason="unreadable", why=str(fault))
            return json_answer(400, {"error": str(fault)})
        return json_answer(200, answer)

    def _paging(self) -> PagingSettings:
        paging = self._desk().paging
        if paging is None:
            raise Refused(404, "no_paging")
        return paging

    # --- alerts -------------------------------------------------------------------------------

    def _take_alerts(self, source: str, event: Mapping[str, object]) -> Answer:
        settings = self._paging().sources.get(source)
        if settings is None:
            raise Refused(404, "unknown_source")
        body = http_events.body(event, LONGEST)
        sent = Sent(source, settings, http_events.headers(event), body, self._wall())
        self._verify(sent)
        batch, install, now = self._read(sent), self._desk().workspace.install, self._now()
        if batch.unread and not batch.alerts:
            raise UnreadableAlertError(batch.unread[0])
        envelopes = [
            envelope_of(alert, batch.telling, source, settings, install, now)
            for alert in batch.alerts
        ]
        self._put(envelopes)
        for alert, envelope in zip(batch.alerts, envelopes, strict=True):
            self._tell("AlertTaken", source=source, key=envelope.key, firing=alert.firing)
        named = batch.unread[:MOST_NAMED]
        for why in named:
            self._tell("AlertRefused", reason="unreadable", why=why)
        taken: Answer = {"taken": len(envelopes)}
        return {**taken, "refused": len(batch.unread), "errors": named} if named else taken

    def _verify(self, sent: Sent) -> None:
        """Raises Refused. SNS signs what it says, not how it sends it, so that is read first."""
        if sent.settings.kind is SourceKind.SNS:
            return
        keys = self._secret().keys_of(sent.source)
        if not keys:
            raise Refused(401, "no_key")
        match sent.settings.kind:
            case SourceKind.GENERIC:
                is_theirs = is_signed_generic(sent.body, sent.headers, keys, sent.at)
            case SourceKind.GRAFANA:
                is_theirs = is_signed_by_grafana(sent.body, sent.headers, keys, sent.at)
            case SourceKind.ALERTMANAGER:
                is_theirs = is_authorized(sent.source, sent.headers, keys)
            case _:
                assert_never(sent.settings.kind)
        if not is_theirs:
            raise Refused(401, "signature")

    def _read(self, sent: Sent) -> Batch:
        """Raises Refused or UnreadableAlertError."""
        try:
            document = load_object(sent.body.decode())
        except (InputError, UnicodeDecodeError):
            raise Refused(400, "no_json") from None
        match sent.settings.kind:
            case SourceKind.GENERIC:
                signed_at = sent.headers["x-deskbell-timestamp"]
                return generic.read_batch(document, sent.settings, signed_at)
            case SourceKind.ALERTMANAGER | SourceKind.GRAFANA:
                return prometheus.read_batch(document, sent.settings, sent.at)
            case SourceKind.SNS:
                return self._read_sns(document, sent)
            case _:
                assert_never(sent.settings.kind)

    def _read_sns(self, document: Mapping[str, object], sent: Sent) -> Batch:
        topics = sent.settings.topics
        message = read_message(document, topics, self._certificates, sent.at)
        match message.type:
            case MessageType.NOTIFICATION:
                return sns.read_batch(message, sent.settings)
            case MessageType.CONFIRM:
                self._fetch(message.confirm)
                self._tell("SubscriptionConfirmed", source=sent.source)
            case MessageType.ENDED:
                self._tell("SubscriptionEnded", source=sent.source)
        return Batch((), message.id)

    # --- signs of life ------------------------------------------------------------------------

    def _take_heartbeat(self, token: str, _event: Mapping[str, object]) -> Answer:
        system = heartbeat_of(token, self._secret().heartbeats)
        if system is None or system not in self._paging().heartbeats:
            raise Refused(404, "unknown_heartbeat")
        install, now = self._desk().workspace.install, self._now()
        moment = int(now.timestamp()) // ONE_BEAT
        beat = Envelope(
            key=EventKey(f"heartbeat:{install}:{system}:{moment}"),
            install=install,
            group=f"{install}:heartbeat:{system}",
            occurred_at=now,
            received_at=now,
            input=HeartbeatHeard(system),
        )
        self._put([beat])
        self._tell("HeartbeatTaken", system=system)
        return {"taken": 1}
