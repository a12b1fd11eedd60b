"""Slack's Web API through slack_sdk (slack_ports.Workspace); the relay and the intake call it.

Nothing in here tries twice: slack_sdk's own retries would send a post again whose answer was
lost, and its rate limit handler sleeps (slack.md 5.2).
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from time import time

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from deskbell.adapters.slack import messages, web_answers
from deskbell.adapters.slack.heard import HistoryReader, oldest
from deskbell.adapters.slack.pace import Pace
from deskbell.adapters.slack.seal import Seal
from deskbell.adapters.slack.uploads import Uploads
from deskbell.adapters.slack.web_calls import (
    MOST_PAGES,
    PAGE,
    TOO_MANY_PAGES,
    Answer,
    NoAnswer,
    WebCalls,
    messages_of,
)
from deskbell.domain.ids import ChannelId, PersonId, Thread, Ts
from deskbell.domain.inputs import MessagePosted
from deskbell.domain.people import Person
from deskbell.domain.settings.desk import Workspace as Install
from deskbell.usecases.slack_ports import (
    Heard,
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

MEMBER_PAGE, MOST_MEMBER_PAGES = 999, 3
"""Slack names fewer than 1,000 people of a channel at once."""

_QUIET = logging.getLogger("deskbell.slack_sdk")
_QUIET.setLevel(logging.CRITICAL)  # slack_sdk logs the bodies of answers that it cannot read


class SlackWorkspace:
    """One workspace (or org), as our bot sees it."""

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
        self._calls = WebCalls(token, most_pages, pace or Pace())
        self._client = WebClient(
            base_url=api_url,
            timeout=timeout,  # type: ignore[arg-type]  # typed int, handed on to urllib
            retry_handlers=[],
            logger=_QUIET,
        )

        self.upload = Uploads(self._calls, api_url, _QUIET).upload

    def post(self, channel: str, thread_ts: Ts | None, message: Message, outbox_id: str) -> Outcome:
        answer = self._calls.ask(
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
        pages = self._calls.pages(
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

    def is_shared(self, channel: ChannelId) -> bool | NoAnswer:
        """`is_shared` of Slack's is true of what two workspaces of one company share as well."""
        answer = self._calls.ask(self._client.conversations_info, channel=channel)
        if not isinstance(answer, dict):
            return answer
        found = answer.get("channel")
        return isinstance(found, dict) and found.get("is_ext_shared") is True

    def channel_members(self, channel: ChannelId) -> tuple[PersonId, ...] | NoAnswer:
        found: list[PersonId] = []
        cursor: str | None = None
        for _ in range(MOST_MEMBER_PAGES):
            answer = self._calls.ask(
                self._client.conversations_members,
                channel=channel,
                limit=MEMBER_PAGE,
                cursor=cursor,
            )
            if not isinstance(answer, dict):
                return answer
            members = answer.get("members")
            if not isinstance(members, list):
                return Unknown("no_members")
            found += [PersonId(one) for one in members if isinstance(one, str)]
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                break
        return tuple(dict.fromkeys(found))

    def read_channel(
        self, channel: ChannelId, after: Ts, before: Ts, received_at: datetime
    ) -> Page | NoAnswer:
        reader = self._history_reader(received_at)
        # With both ends Slack begins at the later one; with `oldest` alone, at that.
        answer = self._calls.ask(
            self._client.conversations_history,
            channel=channel,
            oldest=after,
            latest=before,
            limit=PAGE,
        )
        if not isinstance(answer, dict):
            return answer
        found = messages_of(answer)
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
        pages = self._calls.pages(
            self._client.conversations_replies, channel=thread.channel, ts=thread.ts
        )
        for page in pages:
            if page == TOO_MANY_PAGES:
                break
            if not isinstance(page, list):
                return page
            found += page
        return found

    def direct_channel(self, person: PersonId) -> ChannelId | NoAnswer:
        answer = self._calls.ask(self._client.conversations_open, users=person)
        if not isinstance(answer, dict):
            return answer
        channel = answer.get("channel")
        identifier = channel.get("id") if isinstance(channel, dict) else None
        return ChannelId(identifier) if isinstance(identifier, str) else Unknown("no_channel")

    def profile(self, person: PersonId) -> Person | NoAnswer:
        answer = self._calls.ask(self._client.users_info, user=person, include_locale=True)
        if not isinstance(answer, dict):
            return answer
        return web_answers.person(answer, self._install) or Unknown("no_user")

    def profile_of(self, address: str) -> Person | NoAnswer:
        answer = self._calls.ask(self._client.users_lookupByEmail, email=address)
        if not isinstance(answer, dict):
            return answer
        return web_answers.person(answer, self._install) or Unknown("no_user")

    def group_members(self, group: str) -> tuple[PersonId, ...] | NoAnswer:
        answer = self._calls.ask(self._client.usergroups_users_list, usergroup=group)
        if not isinstance(answer, dict):
            return answer
        users = answer.get("users")
        return tuple(map(PersonId, users)) if isinstance(users, list) else Unknown("no_users")

    def set_group(self, group: str, person: PersonId) -> Outcome:
        return self._do(self._client.usergroups_users_update, usergroup=group, users=[person])

    def open_channel(self, name: str) -> ChannelId | NoAnswer:
        answer = self._calls.ask(self._client.conversations_create, name=name, is_private=True)
        if isinstance(answer, Never) and answer.code == "name_taken":
            return self._own_channel(name) or answer
        if not isinstance(answer, dict):
            return answer
        channel = answer.get("channel")
        identifier = channel.get("id") if isinstance(channel, dict) else None
        return ChannelId(identifier) if isinstance(identifier, str) else Unknown("no_channel")

    def _own_channel(self, name: str) -> ChannelId | NoAnswer | None:
        """Of those that we are in and have made: into another one of that name anybody may have
        brought us. None: that one it is."""
        for page in self._calls.pages(
            self._client.users_conversations,
            "channels",
            types="private_channel",
            exclude_archived=True,
        ):
            if not isinstance(page, list):
                return page
            for found in page:
                ours = found.get("creator") == self._install.bot_user
                is_it = ours and found.get("name") == name and not found.get("is_ext_shared")
                if is_it and isinstance(found.get("id"), str):
                    return ChannelId(found["id"])
        return None

    def invite(self, channel: ChannelId, people: Sequence[PersonId]) -> Outcome:
        call = self._client.conversations_invite
        # `force`: who cannot come in, or is in it, keeps nobody else out.
        return self._do(call, channel=channel, users=list(people), force=True)

    def show_home(self, person: PersonId, view: Mapping[str, object]) -> Outcome:
        # No `hash`: one lane a person, so no older view can come after a newer one.
        return self._do(self._client.views_publish, user_id=person, view=view)

    def _do(self, call: Callable[..., SlackResponse], **arguments: object) -> Outcome:
        """For calls whose answer holds nothing that we need."""
        answer = self._calls.ask(call, **arguments)
        return Sent() if isinstance(answer, dict) else answer


def _content(message: Message) -> dict[str, object]:
    """Text and blocks, always both: an update without blocks removes them (slack.md 5.4)."""
    content: dict[str, object] = {"text": message.text, "parse": "none", "link_names": False}
    return {**content, "blocks": message.blocks} if message.blocks else content


def _sent(channel: object, ts: object) -> Outcome:
    if isinstance(channel, str) and isinstance(ts, str) and channel and ts:
        return Sent(ChannelId(channel), Ts(ts))
    return Unknown("no_ts")
