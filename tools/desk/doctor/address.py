"""Doctor, address: do Slack's requests get in, and nobody else's?"""

import json
import secrets
from collections.abc import Callable, Mapping
from http import HTTPStatus

import httpx
from slack_sdk.signature import SignatureVerifier

from deskbell.adapters.slack.secret import SlackSecret
from tools.desk.deployment import Account, Stack
from tools.desk.doctor.finding import Area, Finding
from tools.desk.errors import OperatorError

AREA = Area("Address")
PATHS = ("/slack/events", "/slack/commands", "/slack/interactions")
# As long as API Gateway waits: a first request meets a cold function.
TIMEOUT = 30.0

Post = Callable[[str, str, Mapping[str, str]], tuple[int, str]]
"""Address, body and headers; the status and text of the answer."""


def addresses(account: Account, stack: Stack) -> tuple[str, ...]:
    """Where events, commands and interactions go."""
    if account.local:
        local = account.local
        return local.slack_events_url, local.slack_commands_url, local.slack_interactions_url
    api_url = stack.output("ApiUrl").rstrip("/")
    return tuple(f"{api_url}{path}" for path in PATHS)


def look(
    account: Account, stack: Stack, secret: SlackSecret, now: float, post: Post
) -> list[Finding]:
    events, *others = addresses(account, stack)
    store = f"./deskbell secret {account.option}"
    challenge = secrets.token_hex(8)
    body = json.dumps({"type": "url_verification", "challenge": challenge})
    foreign = secrets.token_hex(16)
    return [
        *(
            judge_signed(events, post(events, body, _signed(body, key, now)), challenge, store)
            for key in secret.signing_secrets
        ),
        *(
            judge_foreign(url, post(url, body, _signed(body, foreign, now)))
            for url in (events, *others)
        ),
    ]


def judge_signed(url: str, answer: tuple[int, str], challenge: str, store: str) -> Finding:
    status, text = answer
    if status == HTTPStatus.OK and challenge in text:
        return AREA.ok(f"{url} answers a signed request")
    if status == HTTPStatus.UNAUTHORIZED:
        return AREA.wrong(
            f"{url} refuses the signing secret that is stored (401)",
            f"if it was stored just now, wait five minutes; else store it again: {store}",
        )
    return AREA.wrong(
        f"{url} answers a signed request with {status}", f'see why in the log: "{text[:80]}"'
    )


def judge_foreign(url: str, answer: tuple[int, str]) -> Finding:
    status, _ = answer
    if status == HTTPStatus.UNAUTHORIZED:
        return AREA.ok(f"{url} refuses a wrong signature")
    return AREA.wrong(
        f"{url} answers a wrong signature with {status}, not 401",
        "if that is 404 or 403, deploy again; else see the log of ReceiveRequestFunction",
    )


def posting(*, trust_env: bool) -> Post:
    """Over the network; the local cloud is never behind a proxy."""

    def post(url: str, body: str, headers: Mapping[str, str]) -> tuple[int, str]:
        try:
            answer = httpx.post(
                url, content=body, headers=dict(headers), timeout=TIMEOUT, trust_env=trust_env
            )
        except httpx.TransportError as error:
            raise OperatorError(
                f"{url} does not answer ({error!r})", "check the network; is it deployed?"
            ) from error
        return answer.status_code, answer.text

    return post


def _signed(body: str, key: str, now: float) -> dict[str, str]:
    """Signed by Slack's own library, so that two implementations have to agree."""
    timestamp = str(int(now))
    signature = SignatureVerifier(key).generate_signature(timestamp=timestamp, body=body)
    return {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature or "",
    }
