"""Answers one request of a source of what people say, or of Jira: verify, read, put on the inbox;
`functions/webhooks` calls it.

What cannot be read is answered with what is wrong. What is raised is answered 500, so that it is
sent again: each counts once all the same.
"""

import hmac
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from deskbell.adapters import http_events
from deskbell.adapters.alerts.secret import AlertSecret
from deskbell.adapters.alerts.signed import is_authorized, is_signed_generic
from deskbell.adapters.feedback import given
from deskbell.adapters.http_answers import Answer, Tell, check_method, json_answer
from deskbell.adapters.http_events import Refused
from deskbell.adapters.jira.webhook import envelopes_of
from deskbell.adapters.nps import answer
from deskbell.adapters.strict_json import load_object
from deskbell.domain.envelope import Envelope
from deskbell.domain.errors import InputError
from deskbell.domain.settings.desk import Desk

LONGEST = 64 * 1024
"""Bytes of one request."""
LONGEST_OF_JIRA = 1024 * 1024
"""It sends all fields of an issue, of which we read a few."""
_HUB = re.compile(r"sha256=[0-9a-f]{64}")


Read = Callable[[Mapping[str, object], datetime], Sequence[Envelope]]
"""Raises InputError with what is wrong, in our words."""


class WebhookReception:
    """`wall` is what sources sign by, `now` is the domain's time."""

    def __init__(
        self,
        *,
        desk: Callable[[], Desk],
        secret: Callable[[], AlertSecret],
        put: Callable[[Envelope], None],
        wall: Callable[[], float],
        now: Callable[[], datetime],
        tell: Tell,
    ) -> None:
        self._desk = desk
        self._secret = secret
        self._put = put
        self._wall = wall
        self._now = now
        self._tell = tell

    def answer(self, event: Mapping[str, object]) -> Answer:
        """A POST to `/hooks/<source>`. Raises what may pass."""
        try:
            check_method(event, ("POST",))
            taken = self._take(str(event.get("rawPath", "")).rpartition("/")[2], event)
        except Refused as refusal:
            self._tell("WebhookRefused", reason=refusal.reason)
            more = {"Allow": "POST"} if refusal.status == 405 else {}
            return json_answer(refusal.status, {"error": refusal.reason}, more)
        except InputError as fault:
            self._tell("WebhookRefused", reason="unreadable", why=str(fault))
            return json_answer(400, {"error": str(fault)})
        return json_answer(200, taken)

    def _take(self, source: str, event: Mapping[str, object]) -> Answer:
        desk = self._desk()
        read = _reader(desk, source)
        if read is None:
            raise Refused(404, "unknown_source")
        longest = LONGEST_OF_JIRA if source in desk.jira else LONGEST
        body, headers = http_events.body(event, longest), http_events.headers(event)
        keys = self._secret().keys_of(source)
        if not keys:
            raise Refused(401, "no_key")
        if not _is_theirs(source, body, headers, keys, self._wall()):
            raise Refused(401, "signature")
        try:
            document = load_object(body.decode())
        except (InputError, UnicodeDecodeError):
            raise Refused(400, "no_json") from None
        envelopes = read(document, self._now())
        for envelope in envelopes:
            self._put(envelope)
            self._tell("WebhookTaken", source=source, key=envelope.key)
        return {"taken": len(envelopes)}


def _reader(desk: Desk, source: str) -> Read | None:
    """By the settings, each source has a name of its own; None of one that nobody knows."""
    install, nps, feedback = desk.workspace.install, desk.nps, desk.feedback
    if nps and (survey := nps.sources.get(source)):
        return lambda document, now: [
            answer.envelope_of(answer.read_score(document, source, survey, nps, now), install, now)
        ]
    if feedback and (reviews := feedback.sources.get(source)):
        return lambda document, now: [
            given.envelope_of(
                given.read_issue(document, source, reviews)
                or given.read_feedback(document, source, reviews),
                install,
                now,
            )
        ]
    if jira := desk.jira.get(source):
        return lambda document, now: envelopes_of(document, jira, install, now)
    return None


def _is_theirs(
    source: str, body: bytes, headers: Mapping[str, str], keys: Iterable[str], now: float
) -> bool:
    """By whichever of three ways it shows: `X-Deskbell-Signature` as alerts are signed,
    `X-Hub-Signature-256` (`X-Hub-Signature` of Jira's) over the body alone, or the key itself as
    `Authorization`.

    A signature without a time counts for ever, and may here: what is sent again says the same, and
    changes nothing (domain/nps/policy.py, ACCEPT_WITHIN).
    """
    if "x-deskbell-signature" in headers:
        return is_signed_generic(body, headers, keys, now)
    if hub := headers.get("x-hub-signature-256") or headers.get("x-hub-signature"):
        return _is_signed_by_hub(body, hub, keys)
    return is_authorized(source, headers, keys)


def _is_signed_by_hub(body: bytes, signature: str, keys: Iterable[str]) -> bool:
    if not _HUB.fullmatch(signature):
        return False
    expected = [f"sha256={hmac.digest(key.encode(), body, 'sha256').hex()}" for key in keys]
    # A list, not a generator: both comparisons always run.
    return any([hmac.compare_digest(one, signature) for one in expected])
