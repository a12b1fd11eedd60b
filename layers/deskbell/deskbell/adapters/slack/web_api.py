"""Slack's Web API through slack_sdk (slack_ports.Workspace); the relay and the intake call it.

Nothing in here tries twice: slack_sdk's own retries would send a post again whose answer was
lost, and its rate limit handler sleeps (slack.md 5.2).
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from math import isfinite
from time import time
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from deskbell.adapters.slack import messages, web_answers
from deskbell.adapters.slack.errors import outcome_of
from deskbell.adapters.slack.heard import HistoryReader, oldest
from deskbell.adapters.slack.pace import Pace
from deskbell.adapters.slack.seal import Seal
from deskbell.domain.errors import SecretUnavailableError
from deskbell.domain.ids import ChannelId, PersonId, Thread, Ts
from deskbell.domain.inputs import MessagePosted
from deskbell.domain.people import Person
from deskbell.domain.settings.desk import Workspace as Install
from deskbell.usecases.slack_ports import (
    Heard,
    Later,
    Message,
    Never,
    Outcome,
    Page,
    Sent,
    Undelivered,
    Unknown,
)

TIMEOUT = 8
"""Seconds a call may take; two of them fit into the relay's time limit (reliability.md 2.8)."""
PAGE = 200
MOST_PAGES = 10
LONGEST_HUSH = 30.0
"""Seconds at most that a 429 keeps us from asking again; a relay's process may live for hours."""

_QUIET = logging.getLogger("deskbell.slack_sdk")
_QUIET.setLevel(logging.CRITICAL)  # slack_sdk logs the bodies of answers that it cannot read

_LEFT_OPEN = (SlackClientError, OSError, HTTPException, ValueError, LookupError, AttributeError)
"""What slack_sdk lets through when a call breaks off or the answer is no answer of Slack's:
timeouts, cut connections, half a body, another charset, JSON that is not an object."""

Answer = dict[str, Any]
NoAnswer = Later | Unknown | Never

_TOO_MANY_PAGES = Unknown("too_many_pages")


class SlackWorkspace:
    """One workspace (or org), as our bot sees it. `token` is asked before each call, of which
    one question takes at most `most_pages`."""

    def __init__(
        self,
        install: Install,
        api_url: str,
        token: Callable[[], str],
        timeout: float = TIMEOUT,
        most_pages: int = MOST_PAGES,
        pace: Pace | None = None,
    ) -> None:
        self._install = install
        self._token = token
        self._most_pages = most_pages
        self._limited_until: dict[tuple[str, object], float] = {}
        self._pace = pace or Pace()
        self._client = WebClient(
            base_url=api_url,
            timeout=timeout,  # type: ignore[arg-type]  # typed int, handed on to urllib
            retry_handlers=[],
            logger=_QUIET,
        )

    def post(self, channel: str, thread_ts: Ts | None, message: Message, outbox_id: str) -> Outcome:
        answer = self._ask(
            self._client.chat_postMessage,
            channel=channel,
            thread_ts=thread_ts,
            metadata={
                "event_type": messages.OUTBOX_EVENT_TYPE,
                "event_payload": {"id": outbox_id},
            },
            unfurl_links=False,
            unfurl_media=False,
            **_content(message),
        )
        if not isinstance(answer, dict):
            return answer
        return _sent(answer.get("channel"), answer.get("ts"))

    def find_post(
        self, channel: str, thread_ts: Ts | None, outbox_id: str, since: float
    ) -> Outcome | None:
        in_channel, in_thread = (
            self._client.conversations_history,
            self._client.conversations_replies,
        )
        pages = self._pages(
            in_channel if thread_ts is None else in_thread,
            channel=channel,
            ts=thread_ts,
            oldest=f"{since:.6f}",
            include_all_metadata=True,
        )
        for page in pages:
            if not isinstance(page, list):
                return page
            for found in page:
                if web_answers.is_post_of(found, outbox_id):
                    return _sent(channel, found.get("ts"))
        return None

    def update(self, channel: ChannelId, ts: Ts, message: Message) -> Outcome:
        return self._do(self._client.chat_update, channel=channel, ts=ts, **_content(message))

    def delete(self, message: Thread) -> Outcome:
        outcome = self._do(self._client.chat_delete, channel=message.channel, ts=message.ts)
        gone = isinstance(outcome, Never) and outcome.why is Undelivered.MESSAGE_GONE
        return Sent() if gone else outcome

    def whisper(
        self, channel: ChannelId, person: PersonId, thread_ts: Ts | None, message: Message
    ) -> Outcome:
        return self._do(
            self._client.chat_postEphemeral,
            channel=channel,
            user=person,
            thread_ts=thread_ts,
            **_content(message),
        )

    def react(self, message: Thread, emoji: str) -> Outcome:
        return self._do(
            self._client.reactions_add,
            channel=message.channel,
            timestamp=message.ts,
            name=emoji,
        )

    def unreact(self, message: Thread, emoji: str) -> Outcome:
        return self._do(
            self._client.reactions_remove,
            channel=message.channel,
            timestamp=message.ts,
            name=emoji,
        )

    def read_thread(self, thread: Thread) -> Sequence[MessagePosted] | NoAnswer:
        found = self._thread(thread)
        if not isinstance(found, list):
            return found
        return web_answers.conversation(found, thread, self._install)

    def read_channel(
        self, channel: ChannelId, after: Ts, before: Ts, received_at: datetime
    ) -> Page | NoAnswer:
        reader = self._history_reader(received_at)
        # With both ends Slack begins at the later one; with `oldest` alone, at that.
        answer = self._ask(
            self._client.conversations_history,
            channel=channel,
            oldest=after,
            latest=before,
            limit=PAGE,
        )
        if not isinstance(answer, dict):
            return answer
        found = _messages(answer)
        down_to = oldest(found) if answer.get("has_more") is True else None
        return Page(tuple(reader.read(found, channel)), down_to)

    def read_replies(self, thread: Thread, received_at: datetime) -> Sequence[Heard] | NoAnswer:
        reader = self._history_reader(received_at)
        found = self._thread(thread)
        return reader.read(found, thread.channel) if isinstance(found, list) else found

    def _history_reader(self, received_at: datetime) -> HistoryReader:
        seal = Seal(self._install.install, received_at)
        return HistoryReader(self._install, seal, Ts(f"{time():.6f}"))

    def _thread(self, thread: Thread) -> list[Answer] | NoAnswer:
        """The root and its replies; of a very long thread the first ones."""
        found: list[Answer] = []
        pages = self._pages(
            self._client.conversations_replies, channel=thread.channel, ts=thread.ts
        )
        for page in pages:
            if page == _TOO_MANY_PAGES:
                break
            if not isinstance(page, list):
                return page
            found += page
        return found

    def direct_channel(self, person: PersonId) -> ChannelId | NoAnswer:
        answer = self._ask(self._client.conversations_open, users=person)
        if not isinstance(answer, dict):
            return answer
        channel = answer.get("channel")
        identifier = channel.get("id") if isinstance(channel, dict) else None
        return ChannelId(identifier) if isinstance(identifier, str) else Unknown("no_channel")

    def profile(self, person: PersonId) -> Person | NoAnswer:
        answer = self._ask(self._client.users_info, user=person, include_locale=True)
        if not isinstance(answer, dict):
            return answer
        return web_answers.person(answer, self._install) or Unknown("no_user")

    def show_home(self, person: PersonId, view: Mapping[str, object]) -> Outcome:
        # No `hash`: one lane a person, so no older view can come after a newer one.
        return self._do(self._client.views_publish, user_id=person, view=view)

    def _do(self, call: Callable[..., SlackResponse], **arguments: object) -> Outcome:
        """For calls whose answer holds nothing that we need."""
        answer = self._ask(call, **arguments)
        return Sent() if isinstance(answer, dict) else answer

    def _pages(
        self, call: Callable[..., SlackResponse], **arguments: object
    ) -> Iterator[list[Answer] | NoAnswer]:
        """The messages page by page; at the end why there are no more, if that is not known."""
        cursor: str | None = None
        for _ in range(self._most_pages):
            answer = self._ask(call, limit=PAGE, cursor=cursor, **arguments)
            if not isinstance(answer, dict):
                yield answer
                return
            yield _messages(answer)
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return
        yield _TOO_MANY_PAGES

    def _ask(self, call: Callable[..., SlackResponse], **arguments: object) -> Answer | NoAnswer:
        """One request; empty where Slack says that it is so already.

        After a 429, none of its kind in that channel until Slack wants one: more of them would
        only earn more refusals, of a burst of posts one each (slack.md 5.2).
        """
        kind = call.__name__, arguments.get("channel")
        hush = self._limited_until.get(kind, 0.0) - time()
        if (wait := hush if hush > 0 else self._pace.wait(call.__name__)) > 0:
            return Later(wait, "ratelimited")
        try:
            token = self._token()
        except SecretUnavailableError:
            return Later(None, "secret_unavailable")
        try:
            answer: object = call(token=token, **arguments).data
        except SlackApiError as refusal:
            outcome = _refused(refusal.response)
            if isinstance(outcome, Later) and outcome.seconds is not None:
                self._limited_until[kind] = time() + min(outcome.seconds, LONGEST_HUSH)
            return {} if isinstance(outcome, Sent) else outcome
        except _LEFT_OPEN as fault:
            return Unknown(type(fault).__name__)
        return answer if isinstance(answer, dict) else Unknown("no_object")


def _messages(answer: Answer) -> list[Answer]:
    return [message for message in answer.get("messages", ()) if isinstance(message, dict)]


def _content(message: Message) -> dict[str, object]:
    """Text and blocks, always both: an update without blocks removes them (slack.md 5.4)."""
    content: dict[str, object] = {"text": message.text, "parse": "none", "link_names": False}
    return {**content, "blocks": message.blocks} if message.blocks else content


def _sent(channel: object, ts: object) -> Outcome:
    if isinstance(channel, str) and isinstance(ts, str) and channel and ts:
        return Sent(ChannelId(channel), Ts(ts))
    return Unknown("no_ts")


def _refused(response: SlackResponse) -> Outcome:
    body: object = response.data
    error = body.get("error") if isinstance(body, dict) else None
    headers = {name.lower(): value for name, value in response.headers.items()}
    return outcome_of(response.status_code, error, _seconds(headers.get("retry-after")))


def _seconds(retry_after: str | None) -> float | None:
    """Of a Retry-After header, a number or a date; None if it is neither (bad input 105)."""
    if retry_after is None:
        return None
    try:
        seconds = float(retry_after)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(retry_after).timestamp() - time()
        except ValueError:
            return None
    return seconds if isfinite(seconds) else None
