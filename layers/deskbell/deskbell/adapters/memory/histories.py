"""The history of a MemoryWorkspace (slack_ports.Histories), read by the reader of the real one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from deskbell.adapters.memory.refusals import RefusedError
from deskbell.adapters.memory.workspace import MemoryWorkspace, Post
from deskbell.adapters.slack.heard import HistoryReader, oldest
from deskbell.adapters.slack.seal import Seal
from deskbell.domain.ids import ChannelId, Thread, Ts
from deskbell.domain.settings.desk import Workspace as Install
from deskbell.usecases.slack_ports import Heard, Later, Never, Page, Unknown


@dataclass(slots=True)
class MemoryHistories:
    """`page` is how many messages of a channel one answer has."""

    workspace: MemoryWorkspace
    install: Install
    page: int = 200

    def is_shared(self, channel: ChannelId) -> bool | Later | Unknown | Never:
        return self.workspace.is_shared(channel)

    def read_channel(
        self, channel: ChannelId, after: Ts, before: Ts, received_at: datetime
    ) -> Page | Later | Unknown | Never:
        def do() -> Page:
            found = [
                self._payload(post)
                for post in reversed(self.workspace.in_channel(channel))
                if after < post.ts < before and self.workspace.is_readable(post)
            ]
            shown = found[: self.page]
            down_to = oldest(shown) if len(found) > self.page else None
            return Page(tuple(self._reader(received_at).read(shown, channel)), down_to)

        return self.workspace.ask("conversations.history", channel, do)

    def read_replies(
        self, thread: Thread, received_at: datetime
    ) -> Sequence[Heard] | Later | Unknown | Never:
        def do() -> Sequence[Heard]:
            root = self.workspace.posts.get(thread)
            if root is None:
                raise RefusedError("thread_not_found")
            replies = self.workspace.in_channel(thread.channel, thread.ts)
            shown = [self._payload(root)]
            shown += [self._payload(one) for one in replies if self.workspace.is_readable(one)]
            return self._reader(received_at).read(shown, thread.channel)

        return self.workspace.ask("conversations.replies", thread.channel, do)

    def _payload(self, post: Post) -> Mapping[str, object]:
        """As Slack writes it, as far as the reader looks."""
        replies = self.workspace.in_channel(post.channel, post.ts)
        return {
            "type": "message",
            "ts": post.ts,
            "user": post.author,
            "team": self.workspace.teams.get(post.author),
            "text": post.shown.text,
            "thread_ts": post.thread_ts or (post.ts if replies else None),
            "latest_reply": replies[-1].ts if replies else None,
            "edited": {"user": post.author, "ts": post.edited_ts} if post.edited_ts else None,
            "reactions": [
                {"name": name, "users": people, "count": len(people)}
                for name, people in post.reactions.items()
                if people
            ],
        }

    def _reader(self, received_at: datetime) -> HistoryReader:
        asked_at = Ts(f"{received_at.timestamp():.6f}")
        return HistoryReader(self.install, Seal(self.install.install, received_at), asked_at)
